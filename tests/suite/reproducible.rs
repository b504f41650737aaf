//! Equal sources and an equal time give equal bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use lexideck::internal::diag::{Diagnostics, FileId, Files};
use lexideck::internal::ledger::TakenIds;
use lexideck::internal::pipeline::{CheckOptions, DeckFiles, ReadDeck, check_deck, release_deck};

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

/// A source whose content is different each time it is read.
struct Changing(AtomicU32);

impl lexideck::internal::pipeline::Sources for Changing {
    fn read(&self, _: lexideck::internal::diag::FileId) -> std::io::Result<Vec<u8>> {
        let time = self.0.fetch_add(1, Ordering::Relaxed);
        Ok(crate::support::deck(&format!(
            "  - headword: cue\n    senses: [{{definition: reading {time}}}]\n"
        ))
        .into_bytes())
    }
}

#[test]
fn a_file_is_read_once_and_what_was_checked_is_what_is_built() {
    let file = Files::default().add("deck.yaml");
    let files =
        DeckFiles { description: file, files: vec![file], media: Default::default(), ledger: None };
    let sources = Changing(AtomicU32::new(0));
    let mut diagnostics = Diagnostics::default();
    let checked =
        check_deck(&files, &sources, &CheckOptions::default(), &mut diagnostics, &mut |_| {})
            .unwrap()
            .checked
            .unwrap();
    assert!(!diagnostics.has_errors());
    let mut found = Vec::new();
    for needs_written in [false, true] {
        release_deck(
            &checked,
            &Default::default(),
            needs_written,
            &mut || 0,
            &mut TakenIds::default(),
            &mut |made| {
                found.push(made.entry.senses[0].definition.as_ref().unwrap().plain());
                found.extend(
                    made.written
                        .map(|it| it.senses[0].definition.clone().unwrap().value.to_string()),
                );
                Ok(())
            },
        )
        .unwrap();
    }
    assert_eq!(found, ["reading 0"; 3]);
    assert_eq!(sources.0.into_inner(), 1);
}

/// Sources that can be changed.
struct Texts(BTreeMap<FileId, String>);

impl lexideck::internal::pipeline::Sources for Texts {
    fn read(&self, file: FileId) -> std::io::Result<Vec<u8>> {
        Ok(self.0[&file].clone().into_bytes())
    }
}

#[test]
fn a_deck_of_which_one_file_is_read_again_is_that_of_the_files_as_they_are() {
    let mut names = Files::default();
    let all: Vec<FileId> = (0..4).map(|it| names.add(format!("{it}.yaml"))).collect();
    let entry =
        |word: &str| format!("  - headword: {word}\n    senses: [{{definition: a {word}}}]\n");
    let mut texts = Texts(BTreeMap::new());
    texts.0.insert(all[0], crate::support::deck(&entry("one")));
    for (file, word) in all[1..].iter().zip(["two", "three", "four"]) {
        texts.0.insert(*file, format!("entries:\n{}", entry(word)));
    }
    let files = DeckFiles {
        description: all[0],
        files: all.clone(),
        media: Default::default(),
        ledger: None,
    };
    let read = |texts: &Texts| {
        ReadDeck::read(&files, texts, &mut Diagnostics::default(), &mut |_| {}).unwrap()
    };
    // The deck, its problems, and the GUIDs and fields of its notes.
    let known = |deck: &ReadDeck| {
        let mut diagnostics = Diagnostics::default();
        let checked = deck.check(&CheckOptions::default(), &mut diagnostics).checked.unwrap();
        let mut notes = Vec::new();
        release_deck(
            &checked,
            &Default::default(),
            false,
            &mut || 0,
            &mut TakenIds::default(),
            &mut |made| {
                notes.extend(made.notes.iter().map(|it| (it.note.guid.clone(), it.fields.clone())));
                Ok(())
            },
        )
        .unwrap();
        diagnostics.sort();
        (format!("{:?}", checked.deck), format!("{diagnostics:?}"), notes)
    };
    let mut deck = read(&texts);
    let change = [
        (all[2], format!("entries:\n{}{}", entry("drei"), entry("one"))),
        (all[2], "entries: []\n".to_owned()),
        (all[0], crate::support::deck(&entry("uno")).replace("language: en", "language: fr")),
        (all[0], "deck: {id: other, name: Other, language: fr}\nentries: []\n".to_owned()),
        (all[3], "entries:\n  - headword: 'wrong\n".to_owned()),
        (all[3], format!("entries:\n{}", entry("four"))),
    ];
    for (file, text) in change {
        texts.0.insert(file, text);
        deck.reread(file, &texts).unwrap();
        assert_eq!(known(&deck), known(&read(&texts)));
    }
}

/// A source whose second file cannot be read.
struct Torn;

impl lexideck::internal::pipeline::Sources for Torn {
    fn read(&self, file: lexideck::internal::diag::FileId) -> std::io::Result<Vec<u8>> {
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
    let mut diagnostics = Diagnostics::default();
    let checked =
        check_deck(&files, &Torn, &CheckOptions::default(), &mut diagnostics, &mut |_| {});
    assert!(checked.is_err() && diagnostics.has_errors());
}
