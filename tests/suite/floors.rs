//! The floors of ARCHITECTURE.md: a module names lower floors only.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// From the ground up; those in one row stand side by side.
const FLOORS: [&[&str]; 9] = [
    &["model", "diag"],
    &["source", "ledger"],
    &["check", "sheets"],
    &["anki", "import"],
    &["export"],
    &["package"],
    &["forecast"],
    &["adopt"],
    &["pipeline"],
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|it| it.contains(&module))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The modules named as `crate::module` in a source.
fn named(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|it| !it.trim_start().starts_with("//")).collect();
    let paths = code.split("crate::").skip(1);
    let name = |it: &str| it.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
    paths.map(name).collect()
}

#[test]
fn a_module_names_only_lower_floors() {
    let source = root().join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let mut seen = 0;
    for path in files {
        let inside = path.strip_prefix(&source).unwrap();
        let module = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let Some(own) = floor(module) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("use crate::{"), "{}: grouped imports hide floors", path.display());
        assert!(!text.contains("super::super::"), "{}: climbs unseen", path.display());
        for name in named(&text) {
            let other = floor(&name);
            let lower = name == module || other.is_some_and(|it| it < own);
            assert!(lower, "{} names `{name}`, which is not below it", path.display());
            seen += 1;
        }
    }
    assert!(seen > 100, "the test has lost sight of the sources");
}

#[test]
fn only_the_command_line_knows_disk_clock_environment_and_terminal() {
    let source = root().join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    for path in
        files.iter().filter(|it| !it.starts_with(source.join("cli")) && !it.ends_with("main.rs"))
    {
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for known in [
            "std::fs",
            "std::env",
            "std::time",
            "std::process",
            "io::std",
            ".canonicalize(",
            ".is_file(",
            ".is_dir(",
        ] {
            assert!(
                !code.contains(known) || path.components().any(|it| it.as_os_str() == "tests"),
                "{} knows {known}",
                path.display()
            );
        }
    }
}

#[test]
fn only_named_modules_know_the_libraries_that_come_in_through_them() {
    let source = root().join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    for (library, homes) in [
        ("granit_parser", ["source/yaml.rs", "source/rules/yaml_syntax.rs"].as_slice()),
        ("annotate_snippets", &["cli/report/drawing.rs"]),
        ("rawzip", &["export/apkg/archive.rs", "package/archive.rs"]),
        ("pulldown_cmark", &["export/markdown.rs"]),
        ("calamine", &["import/workbook.rs"]),
        ("blake3", &["anki/media.rs", "ledger/hash.rs"]),
        ("toml::", &["cli/config/file.rs"]),
        ("any_ascii", &["check/slug.rs"]),
        ("signal_hook", &["cli/interrupt.rs"]),
    ] {
        for path in &files {
            let inside = path.strip_prefix(&source).unwrap().to_str().unwrap();
            let text = fs::read_to_string(path).unwrap();
            assert!(!text.contains(library) || homes.contains(&inside), "{inside} knows {library}");
        }
    }
}
