//! The tools that tests use are those that `tests/tools/setup.sh` sets up: what an earlier run has left must not
//! hide that a new machine lacks something.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::support::root;

/// Returns the names of what setup.sh can install.
#[cfg(unix)]
fn known() -> BTreeSet<String> {
    let output = Command::new(root().join("tests/tools/setup.sh")).arg("--list").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Returns the code of tests, benchmarks and peers, by file name, except this file, which is full
/// of examples.
fn sources() -> Vec<(String, String)> {
    let list = ["ls-files", "test", ".ci", "benches", "peers", "src", "tests"];
    let output = Command::new("git").args(list).current_dir(root()).output().unwrap();
    let names = String::from_utf8(output.stdout).unwrap();
    let is_code = |it: &&str| {
        *it != "tests/suite/tools.rs"
            && (is_shell(it) || [".rs", ".py", ".mjs"].iter().any(|end| it.ends_with(end)))
    };
    let read = |it: &str| fs::read_to_string(root().join(it)).ok().map(|text| (it.into(), text));
    let found: Vec<_> = names.lines().filter(is_code).filter_map(read).collect();
    assert!(found.len() > 100, "git does not list the files");
    found
}

fn is_shell(name: &str) -> bool {
    name.ends_with(".sh") || name == "test" || name == ".ci/run"
}

/// Returns the texts in quotes that directly follow each `call`.
fn first_arguments<'t>(text: &'t str, call: &str) -> Vec<&'t str> {
    let calls = text.split(call).skip(1);
    calls.filter_map(|it| it.trim_start().strip_prefix('"')?.split('"').next()).collect()
}

/// Returns the versions of Anki that a text names.
fn versions(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|it: char| !(it.is_ascii_alphanumeric() || it == '.' || it == '-'));
    let is_version = |it: &&str| {
        it.strip_prefix("anki-").is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
    };
    words.map(|it| it.trim_end_matches('.')).filter(is_version)
}

/// Returns the arguments of setup.sh in a line of a script; in other files, the one that ends a
/// message.
fn arguments(line: &str, shell: bool) -> Vec<&str> {
    let Some((_, rest)) = line.split_once("setup.sh") else { return Vec::new() };
    if line.trim_start().starts_with(['#', '/', '*']) {
        return Vec::new();
    }
    let words: Vec<&str> = rest.trim_start_matches('"').split(' ').skip(1).collect();
    let is_plain = |it: &&str| it.starts_with(|it: char| it.is_ascii_lowercase());
    let names = words.iter().take_while(|it| is_plain(it));
    let names: Vec<&str> = names.map(|it| it.trim_end_matches([')', '"'])).collect();
    match words.first() {
        Some(first) if !shell && !first.ends_with([')', '"']) => Vec::new(),
        _ => names,
    }
}

#[cfg(unix)]
#[test]
fn the_tools_that_tests_name_are_those_that_are_set_up() {
    let known = known();
    let mut named = BTreeSet::new();
    for (name, text) in sources().iter().filter(|(name, _)| name != "tests/tools/setup.sh") {
        let mut tools: Vec<&str> = versions(text).collect();
        if name.ends_with(".rs") {
            tools.extend(first_arguments(text, "python("));
            tools.extend(first_arguments(text, "tool_folder("));
        }
        tools.extend(text.lines().flat_map(|it| arguments(it, is_shell(name))));
        for tool in tools {
            assert!(known.contains(tool), "{name} names `{tool}`, which setup.sh does not set up");
            named.insert(tool.to_owned());
        }
    }
    // A tool that nothing names is not needed, or was not found by this test.
    assert_eq!(named, known);
}

#[test]
fn tests_run_no_other_program_than_git() {
    for (name, text) in sources().iter().filter(|(name, _)| name.ends_with(".rs")) {
        for program in first_arguments(text, "Command::new(") {
            assert_eq!(program, "git", "{name}: is it on a new machine?");
        }
    }
}

#[test]
fn a_test_is_ignored_only_because_it_needs_tools() {
    let mut ignored = 0;
    for (name, text) in sources().iter().filter(|(name, _)| name.ends_with(".rs")) {
        for reason in text.split("#[ignore").skip(1) {
            assert!(reason.starts_with(" = \"needs tools\"]"), "{name}");
            ignored += 1;
        }
    }
    assert!(ignored > 30, "only {ignored}");
}
