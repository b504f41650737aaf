//! What others get of the project: the crate, the changelog, and the action.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::support::{Run, root};

fn text(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

#[test]
fn the_crate_holds_what_its_users_need_and_nothing_else() {
    // A clean tree is for `cargo publish` to ask for.
    let cargo = ["package", "--list", "--locked", "--offline", "--allow-dirty"];
    let output = Command::new(env!("CARGO")).args(cargo).current_dir(root()).output().unwrap();
    let run = Run::from_output(output);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let is_code = |it: &&str| it.starts_with("src/") || it.starts_with("examples/");
    // `Cargo.toml.orig` and `.cargo_vcs_info.json` are Cargo's own.
    let (code, others): (Vec<&str>, Vec<&str>) =
        run.stdout.lines().filter(|it| *it != ".cargo_vcs_info.json").partition(is_code);
    assert_eq!(
        others,
        [
            "CHANGELOG.md",
            "Cargo.lock",
            "Cargo.toml",
            "Cargo.toml.orig",
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "README.md"
        ]
    );
    // What sources include, such as templates, lies beside them.
    assert!(code.len() > 100 && code.iter().any(|it| !it.ends_with(".rs")));
}

#[test]
fn the_changelog_goes_by_version() {
    let log = text("CHANGELOG.md");
    let headings: Vec<&str> = log.lines().filter_map(|it| it.strip_prefix("## ")).collect();
    let version = env!("CARGO_PKG_VERSION");
    // The workflow that releases looks for a heading of this form.
    let is_release = |it: &&str| it.split_once(" - ").is_some_and(|(_, date)| date.len() == 10);
    assert!(!headings.is_empty(), "there is no section");
    for heading in &headings {
        assert!(*heading == "Unreleased" || is_release(heading), "{heading} is no version");
    }
    let is_noted = headings.iter().any(|it| it.starts_with(&format!("{version} - ")));
    assert!(headings[0] == "Unreleased" || is_noted, "there is no section for {version}");
}

#[test]
fn the_inputs_of_the_action_are_documented() {
    let action = text("action.yml");
    let inputs = action.split("\ninputs:\n").nth(1).unwrap().split("\noutputs:").next().unwrap();
    let names = |lines: &str, start: &str, end: char| -> BTreeSet<String> {
        let named = lines.lines().filter_map(|it| it.strip_prefix(start)?.split_once(end));
        named.map(|it| it.0.to_owned()).filter(|it| !it.contains(' ')).collect()
    };
    let page = text("docs/publish.md");
    assert_eq!(names(inputs, "  ", ':'), names(&page, "| `", '`'));
}

#[test]
fn actions_of_others_are_pinned() {
    let mut seen = 0;
    for file in [".github/workflows/ci.yml", ".github/workflows/release.yml", "action.yml"] {
        for line in
            text(file).lines().filter(|it| it.contains("uses: ") && !it.contains("uses: ./"))
        {
            let commit = line.split_once('@').and_then(|it| it.1.split_once(" # v")).unwrap().0;
            assert!(commit.len() == 40, "{file}: {line} names no commit");
            seen += 1;
        }
    }
    assert!(seen > 5);
}
