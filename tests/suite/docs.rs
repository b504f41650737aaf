//! The documents agree with the program.

use std::fs;

use lexideck::diag::markdown;

use crate::support::{Sandbox, assert_file, root};

#[test]
fn the_handbook_of_diagnostics_is_up_to_date() {
    assert_file(&root().join("docs/diagnostics.md"), &markdown());
}

#[test]
fn the_deck_of_the_readme_builds() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let deck = readme.split("```yaml\n").nth(1).and_then(|it| it.split("```").next()).unwrap();
    assert!(deck.starts_with("# film.yaml"));
    let sandbox = Sandbox::new();
    sandbox.write("film.yaml", deck);
    sandbox.build(&["film.yaml", "--strict"]);
}

#[test]
fn the_vectors_of_identity_hold() {
    let text = fs::read_to_string(root().join("docs/identity.md")).unwrap();
    let mut vectors = 0;
    for line in text.lines().filter(|it| it.starts_with("| ") && !it.starts_with("| uid")) {
        let cells: Vec<_> =
            line.trim_matches('|').split('|').map(|it| it.trim().trim_matches('`')).collect();
        if let [uid, entry, slot, guid] = cells[..]
            && guid.len() == 11
        {
            assert_eq!(lexideck::anki::guid(uid, entry, slot), guid, "{line}");
            vectors += 1;
        }
    }
    assert!(vectors >= 12, "only {vectors} vectors were found");
}

#[test]
fn no_file_names_the_place_where_it_was_made() {
    let output =
        std::process::Command::new("git").args(["ls-files"]).current_dir(root()).output().unwrap();
    let names = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && names.lines().count() > 100, "git does not list the files");
    for name in names.lines() {
        let Ok(text) = fs::read_to_string(root().join(name)) else { continue };
        let marks = [
            ["/ro", "ot/"].concat(),
            ["/wo", "rk/"].concat(),
            ["TO", "DO"].concat(),
            ["FIX", "ME"].concat(),
        ];
        for mark in marks {
            assert!(!text.contains(&mark), "{name} says {mark}");
        }
    }
}
