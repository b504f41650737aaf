//! Each rule is declared in a file of its own, and its declaration is true.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use lexideck::internal::check::rules;
use lexideck::internal::diag::Rule;

use crate::support::{Run, Sandbox, root, updates};

/// The folders that contain rules.
const FOLDERS: [&str; 3] = ["src/source/rules", "src/ledger/rules", "src/check/rules"];

/// Returns the files that declare rules, by the codes that they are named after.
fn files() -> BTreeMap<String, PathBuf> {
    let paths = FOLDERS.iter().flat_map(|it| fs::read_dir(root().join(it)).unwrap());
    let paths = paths.map(|it| it.unwrap().path()).filter(|it| !it.ends_with("mod.rs"));
    paths.map(|it| (it.file_stem().unwrap().to_str().unwrap().replace('_', "-"), it)).collect()
}

/// Runs the example of a rule, with `change` made in its files.
fn run(rule: &Rule, option: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Run {
    let sandbox = Sandbox::new();
    for file in rule.example.files {
        if file.is_link {
            link(&sandbox.path().join(file.path), file.content);
        } else {
            sandbox.write(file.path, change(file.content.to_vec()));
        }
    }
    let arguments: Vec<_> = rule.example.command.split(' ').chain([option]).collect();
    sandbox.run(&arguments)
}

/// Creates a symbolic link.
#[cfg(unix)]
fn link(path: &std::path::Path, target: &[u8]) {
    std::os::unix::fs::symlink(String::from_utf8_lossy(target).as_ref(), path).unwrap();
}

/// Creates a symbolic link.
#[cfg(windows)]
fn link(path: &std::path::Path, target: &[u8]) {
    std::os::windows::fs::symlink_file(String::from_utf8_lossy(target).as_ref(), path).unwrap();
}

fn codes(run: &Run) -> BTreeSet<String> {
    run.codes().into_iter().collect()
}

#[test]
fn each_rule_has_a_file_named_after_its_code() {
    let declared: Vec<_> = rules::all().iter().map(|it| it.code.to_owned()).collect();
    let files: Vec<_> = files().into_keys().collect();
    assert_eq!(declared, files);
    assert!(declared.len() > 50, "the test has lost sight of the rules");
}

#[test]
fn codes_are_distinct_and_in_kebab_case() {
    let codes: BTreeSet<_> = rules::all().iter().map(|it| it.code).collect();
    assert_eq!(codes.len(), rules::all().len());
    for code in codes {
        let is_word = |it: &str| {
            !it.is_empty() && it.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
        };
        assert!(code.split('-').all(is_word), "{code}");
        assert_eq!(rules::find(code).unwrap().code, code);
    }
    assert_eq!(rules::find("unknwon-key").unwrap_err(), "did you mean `unknown-key`?");
}

#[test]
fn each_rule_is_explained_in_sentences() {
    for rule in rules::all() {
        for text in [rule.meaning, rule.fix] {
            assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", rule.code);
        }
    }
}

#[test]
fn each_example_breaks_its_rule_and_no_other() {
    for rule in rules::all() {
        let found = codes(&run(rule, "--json", |it| it));
        assert_eq!(found, BTreeSet::from([rule.code.to_owned()]), "{}", rule.code);
    }
}

#[test]
fn each_example_prints_what_its_rule_says() {
    let files = files();
    for rule in rules::all() {
        let run = run(rule, "--strict", |it| it);
        // What follows the last blank line is the summary of the run.
        let output = run.stderr.rsplit_once("\n\n").map_or("", |it| it.0).to_owned() + "\n";
        assert!(output.contains("= help: "), "{}\n{output}", rule.code);
        if updates() {
            write_output(&files[rule.code], rule, &output);
        } else {
            assert_eq!(
                output, rule.example.output,
                "{}: LEXIDECK_UPDATE=1 writes the output into the file of the rule",
                rule.code
            );
        }
    }
}

/// Replaces the output in the file of a rule.
fn write_output(path: &PathBuf, rule: &Rule, output: &str) {
    let text = fs::read_to_string(path).unwrap();
    let literal = |output: &str| format!("output: r#\"{output}\"#");
    let old = literal(rule.example.output);
    assert_eq!(text.matches(&old).count(), 1, "{} has no literal for its output", path.display());
    fs::write(path, text.replace(&old, &literal(output))).unwrap();
}

#[test]
fn each_correction_removes_the_problem() {
    let mut corrected = 0;
    for rule in rules::all().into_iter().filter(|it| !it.example.corrected.is_empty()) {
        let texts: String =
            rule.example.files.iter().map(|it| String::from_utf8_lossy(it.content)).collect();
        for (wrong, _) in rule.example.corrected {
            assert_eq!(texts.matches(wrong).count(), 1, "{}: {wrong:?}", rule.code);
        }
        let run = run(rule, "--json", |content| {
            let text = String::from_utf8(content).unwrap();
            let replace = |text: String, (wrong, right): &(&str, &str)| text.replace(wrong, right);
            rule.example.corrected.iter().fold(text, replace).into_bytes()
        });
        assert_eq!(run.status, 0, "{}: {}", rule.code, run.stdout);
        assert!(!codes(&run).contains(rule.code), "{}: {}", rule.code, run.stdout);
        corrected += 1;
    }
    assert!(corrected > 40, "the test has lost sight of the corrections");
}
