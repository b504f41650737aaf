//! Equal sources and an equal time give equal bytes.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use lexideck::diag::{Diagnostics, Files};
use lexideck::pipeline::{DeckFiles, Wishes, check_deck, release_deck};

use crate::support::{Sandbox, lexideck, root};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let path = item.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn build(sandbox: &Sandbox, zone: &str, package: &str) -> Vec<(String, Vec<u8>)> {
    let folder = sandbox.path().join(if zone == "UTC" { "some/where" } else { "elsewhere" });
    fs::create_dir_all(&folder).unwrap();
    copy(&root().join("decks"), &folder.join("decks"));
    let status = lexideck(&folder)
        .args(["build", "-q", "--package", package])
        .args(["--jobs", if zone == "UTC" { "1" } else { "3" }])
        .env("TZ", zone)
        .env("LANG", if zone == "UTC" { "C" } else { "de_DE.UTF-8" })
        .status()
        .unwrap();
    assert!(status.success());
    let mut names: Vec<String> = fs::read_dir(folder.join("out"))
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let bytes = |it: &String| fs::read(folder.join("out").join(it)).unwrap();
    names.iter().map(|it| (it.clone(), bytes(it))).collect()
}

#[test]
fn folder_zone_language_and_number_of_threads_do_not_matter() {
    for package in ["legacy", "latest"] {
        let (one, other) = (Sandbox::new(), Sandbox::new());
        let first = build(&one, "UTC", package);
        let second = build(&other, "Pacific/Auckland", package);
        assert!(first.len() >= 2);
        for (a, b) in first.iter().zip(&second) {
            assert_eq!(a.0, b.0);
            assert!(a.1 == b.1, "{} differs ({package})", a.0);
        }
    }
}

/// A source that holds something else when it is read again.
struct Changing(AtomicU32);

impl lexideck::pipeline::Sources for Changing {
    fn read(&self, _: lexideck::diag::FileId) -> std::io::Result<Vec<u8>> {
        let times = self.0.fetch_add(1, Ordering::Relaxed);
        // The description is read once, then the entries of either pass.
        let word = if times < 2 { "one" } else { "two" };
        Ok(crate::support::deck(&format!(
            "  - headword: cue\n    senses: [{{definition: {word}}}]\n"
        ))
        .into_bytes())
    }
}

#[test]
fn a_file_that_changes_between_the_passes_ends_the_build() {
    let file = Files::default().add("deck.yaml");
    let files =
        DeckFiles { description: file, files: vec![file], media: Default::default(), ledger: None };
    let sources = Changing(AtomicU32::new(0));
    let mut acc = Diagnostics::default();
    let checked = check_deck(&files, &sources, &Wishes::default(), &mut acc, &mut |_| {})
        .unwrap()
        .checked
        .unwrap();
    assert!(!acc.has_errors());
    let result = release_deck(&checked, &sources, &Default::default(), &mut || 0, &mut |_| Ok(()));
    assert!(result.unwrap_err().to_string().contains("changed while it was being built"));
}

/// A source whose second file cannot be read.
struct Torn;

impl lexideck::pipeline::Sources for Torn {
    fn read(&self, file: lexideck::diag::FileId) -> std::io::Result<Vec<u8>> {
        if file == Files::default().add("deck.yaml") {
            return Ok(
                crate::support::deck("  - headwrod: cue\n    summary: a sign\n").into_bytes()
            );
        }
        Err(std::io::ErrorKind::PermissionDenied.into())
    }
}

#[test]
fn what_was_found_before_a_file_that_cannot_be_read_is_told() {
    let mut files = Files::default();
    let description = files.add("deck.yaml");
    let all = vec![description, files.add("more.yaml")];
    let files = DeckFiles { description, files: all, media: Default::default(), ledger: None };
    let mut acc = Diagnostics::default();
    let checked = check_deck(&files, &Torn, &Wishes::default(), &mut acc, &mut |_| {});
    assert!(checked.is_err() && acc.has_errors());
}
