//! The layers of ARCHITECTURE.md: a module names lower layers only, and files are short.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// The modules, lowest layer first; those in one row do not name each other.
const LAYERS: [&[&str]; 9] = [
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

/// Returns the number of the layer of a module.
fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|it| it.contains(&module))
}

/// Collects the Rust files below a folder.
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

/// Returns the modules named as `crate::module` in a source.
fn named(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|it| !it.trim_start().starts_with("//")).collect();
    let paths = code.split("crate::").skip(1);
    let name = |it: &str| it.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
    paths.map(name).collect()
}

#[test]
fn a_module_names_only_lower_layers() {
    let source = root().join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let mut seen = 0;
    for path in files {
        let inside = path.strip_prefix(&source).unwrap();
        let module = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let Some(own) = layer(module) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("use crate::{"), "{}: grouped imports hide layers", path.display());
        assert!(
            !text.contains("super::super::"),
            "{}: `super::super::` hides the layer",
            path.display()
        );
        for name in named(&text) {
            let other = layer(&name);
            let lower = name == module || other.is_some_and(|it| it < own);
            assert!(lower, "{} names `{name}`, which is not below it", path.display());
            seen += 1;
        }
    }
    assert!(seen > 100, "few references were found: does the test still search the sources?");
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
        for name in [
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
                !code.contains(name) || path.components().any(|it| it.as_os_str() == "tests"),
                "{} names {name}",
                path.display()
            );
        }
    }
}

#[test]
fn a_library_is_named_only_in_the_modules_that_wrap_it() {
    let source = root().join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    for (library, homes) in [
        ("granit_parser", ["source/yaml.rs", "source/rules/yaml_syntax.rs"].as_slice()),
        ("annotate_snippets", &["cli/report/drawing.rs"]),
        ("rawzip", &["export/apkg/archive.rs", "package/archive.rs"]),
        ("pulldown_cmark", &["export/markdown.rs"]),
        ("calamine", &["import/workbook.rs"]),
        ("arcstr", &["model/str.rs"]),
        ("blake3", &["anki/media.rs", "ledger/hash.rs"]),
        ("toml::", &["cli/config/file.rs"]),
        ("any_ascii", &["check/slug.rs"]),
        ("signal_hook", &["cli/interrupt.rs"]),
    ] {
        for path in &files {
            let inside = path.strip_prefix(&source).unwrap().to_str().unwrap();
            let text = fs::read_to_string(path).unwrap();
            assert!(!text.contains(library) || homes.contains(&inside), "{inside} names {library}");
        }
    }
}

#[test]
fn no_file_has_more_than_400_lines() {
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        rust_files(&root().join(folder), &mut files);
    }
    assert!(files.len() > 300, "the test found only {} files", files.len());
    for path in files {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines: divide it", path.display());
    }
}
