//! `import`: tables as they are sent back, and the changes that they make in the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use lexideck::internal::diag::{Diagnostics, Files};
use lexideck::internal::sheets::{Role, Sheet, SheetField, SheetRow, rows, table};
use lexideck::internal::source::{Written, decode, read_entries};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::import_forms::{FORMS, Table};
use crate::support::{Run, Sandbox, python, root};

/// Creates a sandbox with a copy of the deck film-sound, and its tables in `out`.
fn film_sound() -> Sandbox {
    let sandbox = Sandbox::new();
    for item in fs::read_dir(root().join("decks/film-sound")).unwrap() {
        let path = item.unwrap().path();
        if path.extension().is_some_and(|it| it == "yaml") {
            let name = path.file_name().unwrap().to_str().unwrap();
            sandbox.write(&format!("film/{name}"), fs::read(&path).unwrap());
        }
    }
    for item in fs::read_dir(root().join("decks/film-sound/media")).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        sandbox.write(&format!("film/media/{name}"), fs::read(&path).unwrap());
    }
    export(&sandbox, "film");
    sandbox
}

pub(crate) fn export(sandbox: &Sandbox, deck: &str) {
    sandbox.build(&["--draft", deck, "--to", "words,xlsx"]);
}

pub(crate) fn import(sandbox: &Sandbox, file: &str, deck: &str, more: &[&str]) -> Run {
    sandbox.run(&[&["import", file, "--into", deck, "--json"], more].concat())
}

/// Returns the deck in the output of an import, which must end with `status`.
pub(crate) fn outcome(run: &Run, status: i32) -> Value {
    assert_eq!(run.status, status, "{}\n{}", run.stdout, run.stderr);
    run.json()["decks"][0].clone()
}

fn assert_empty(outcome: &Value, what: &str) {
    for list in ["edits", "conflicts", "missing"] {
        assert_eq!(outcome[list], json!([]), "{what}: {outcome:#}");
    }
}

/// Returns the rows of a deck with the places of their cells.
fn rows_of(
    folder: &Path,
    of: fn(&str, &lexideck::internal::source::Entry) -> Vec<SheetRow>,
) -> Vec<(PathBuf, SheetRow)> {
    let mut found = Vec::new();
    for path in sources(folder) {
        let mut diagnostics = Diagnostics::default();
        let file = Files::default().add("");
        let text = decode(file, fs::read(&path).unwrap(), &mut diagnostics).unwrap();
        read_entries(file, &text.into(), &mut diagnostics, &mut |written, _| {
            if let Written::Entry(entry) = written {
                let id = entry.id.as_ref().or(entry.headword.as_ref()).unwrap().value.clone();
                found.extend(of(&id, &entry).into_iter().map(|it| (path.clone(), it)));
            }
            ControlFlow::Continue(())
        });
    }
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| it.extension().is_some_and(|it| it == "yaml"))
        .collect();
    paths.sort();
    paths
}

/// A deterministic random number generator.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// An edit of a cell, and the lines of the source that it may change.
struct Edit {
    path: PathBuf,
    sheet: Sheet,
    key: String,
    column: String,
    text: String,
    lines: std::ops::RangeInclusive<usize>,
}

/// Returns `count` edits that a teacher may make, in different cells.
fn edits(rows: &[(PathBuf, SheetRow)], count: usize, dice: &mut Dice, is_lossy: bool) -> Vec<Edit> {
    let mut found: Vec<Edit> = Vec::new();
    let mut taken = BTreeSet::new();
    while found.len() < count {
        let (path, row) = &rows[dice.roll(rows.len())];
        let cell = &row.cells[dice.roll(row.cells.len())];
        let is_fit = cell.role == Role::Own
            && cell.places.len() == 1
            && !matches!(
                cell.field,
                SheetField::Headword
                    | SheetField::AccentAudio(_)
                    | SheetField::Audio
                    | SheetField::From
                    | SheetField::Answer
                    | SheetField::Answers
                    | SheetField::Choice(_)
                    | SheetField::Feedback(_)
                    | SheetField::Cards
            );
        // Later rows of a word repeat these, and would keep the old text.
        let is_repeated = row.sheet == Sheet::Table
            && matches!(cell.field, SheetField::Level | SheetField::Register);
        // An edited word that has lost letters is a conflict, which is tested below.
        let is_safe = !is_lossy || cell.text.chars().all(|it| u32::from(it) < 0x100);
        if !is_fit
            || is_repeated
            || !is_safe
            || cell.text.contains('\n')
            || !taken.insert((path, row.key.clone(), cell.field.clone()))
        {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let line = |at: u32| text[..at as usize].matches('\n').count();
        let place = cell.places[0];
        // The header of a block scalar is on the line above it.
        let lines = line(place.start).saturating_sub(1)..=line(place.end);
        found.push(Edit {
            path: path.clone(),
            sheet: row.sheet,
            key: row.key.to_string(),
            column: cell.field.name(),
            text: changed(&cell.field, &cell.text, dice),
            lines,
        });
    }
    found
}

/// Returns another text that the column can contain.
fn changed(field: &SheetField, text: &str, dice: &mut Dice) -> String {
    const TAILS: [&str; 8] =
        [", too", " (again)", ": and so on", " #1", " \"quoted\"", " it's", " - or not", " 100 %"];
    let known = field.known_values();
    if !known.is_empty() {
        let others: Vec<&str> = known.into_iter().filter(|it| *it != text).take(6).collect();
        return others[dice.roll(others.len())].to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    match (field, dice.roll(3)) {
        (SheetField::Ipa(_), _) => format!("{text}s"),
        (SheetField::Tags, _) => format!("{text}-new"),
        (_, 0) if words.len() > 3 => {
            let at = dice.roll(words.len());
            [&words[..at], &["really"], &words[at..]].concat().join(" ")
        }
        (_, 1) => format!("Well, {text}"),
        _ => format!("{text}{}", TAILS[dice.roll(TAILS.len())]),
    }
}

/// Texts are taken as typed; the form of quotes is not tested here.
fn straight(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace('’', "'").replace('\u{A0}', " ")
}

/// Asserts that exactly the edits were found.
fn assert_found(outcome: &Value, edits: &[Edit], what: &str) {
    assert_eq!(outcome["conflicts"], json!([]), "{what}: {outcome:#}");
    let mut found = BTreeSet::new();
    for edit in outcome["edits"].as_array().unwrap() {
        let (entry, item) = (edit["entry"].as_str().unwrap(), edit["item"].as_str().unwrap());
        let item = if item.is_empty() { "entry" } else { item };
        for change in edit["changes"].as_array().unwrap() {
            let field = change["field"].as_str().unwrap().to_owned();
            let after = straight(change["after"].as_str().unwrap());
            found.insert((format!("{entry} {item}"), field, after));
        }
    }
    let wanted: BTreeSet<_> =
        edits.iter().map(|it| (it.key.clone(), it.column.clone(), straight(&it.text))).collect();
    let (lost, invented): (Vec<_>, Vec<_>) =
        (wanted.difference(&found).collect(), found.difference(&wanted).collect());
    assert!(
        lost.is_empty() && invented.is_empty(),
        "{what}\nlost: {lost:#?}\ninvented: {invented:#?}"
    );
}

/// Asserts that in each file only the lines of edited texts changed.
fn assert_untouched(before: &BTreeMap<PathBuf, String>, edits: &[Edit]) {
    for (path, before) in before {
        let after = fs::read_to_string(path).unwrap();
        let mut rest = after.split_inclusive('\n');
        for (number, line) in before.split_inclusive('\n').enumerate() {
            let is_touched = edits.iter().any(|it| it.path == *path && it.lines.contains(&number));
            if !is_touched {
                let name = path.display();
                assert!(rest.any(|it| it == line), "{name}:{}: {line} is gone", number + 1);
            }
        }
    }
}

fn contents(folder: &Path) -> BTreeMap<PathBuf, String> {
    sources(folder).into_iter().map(|it| (it.clone(), fs::read_to_string(it).unwrap())).collect()
}

#[test]
fn an_unchanged_table_has_no_edits_in_any_form() {
    let sandbox = film_sound();
    let words = Table::read(&sandbox.path().join("out/film-sound.words.csv"));
    for form in FORMS {
        sandbox.write("back.csv", form.write(&words));
        let outcome = outcome(&import(&sandbox, "back.csv", "film", &[]), 0);
        assert_empty(&outcome, form.name);
    }
    let book = import(&sandbox, "out/film-sound.xlsx", "film", &[]);
    assert_empty(&outcome(&book, 0), "workbook");
}

#[test]
fn a_hundred_edits_are_found_in_any_form_of_csv_and_nothing_else_changes() {
    for (seed, form) in FORMS.iter().enumerate() {
        let sandbox = film_sound();
        let folder = sandbox.path().join("film");
        let before = contents(&folder);
        let edits = edits(
            &rows_of(&folder, table),
            100,
            &mut Dice(seed as u64),
            form.name.contains("1252") || form.name.contains("wrong"),
        );
        let mut words = Table::read(&sandbox.path().join("out/film-sound.words.csv"));
        for edit in &edits {
            words.set(&edit.key, &edit.column, &edit.text);
        }
        sandbox.write("back.csv", form.write(&words));
        let shown = outcome(&import(&sandbox, "back.csv", "film", &[]), 4);
        assert_found(&shown, &edits, form.name);
        assert_eq!(before, contents(&folder), "nothing is written without --apply");
        let applied = outcome(&import(&sandbox, "back.csv", "film", &["--apply"]), 0);
        assert_found(&applied, &edits, form.name);
        assert_untouched(&before, &edits);
        // What was imported is not found again.
        assert_empty(&outcome(&import(&sandbox, "back.csv", "film", &[]), 0), form.name);
    }
}

#[test]
#[ignore = "needs tools"]
fn a_hundred_edits_in_workbooks_are_found_and_nothing_else_changes() {
    for (seed, (target, office)) in
        [("openpyxl.xlsx", false), ("libreoffice.xlsx", true), ("libreoffice.ods", true)]
            .into_iter()
            .enumerate()
    {
        let sandbox = film_sound();
        let folder = sandbox.path().join("film");
        let before = contents(&folder);
        let edits = edits(&rows_of(&folder, rows), 100, &mut Dice(100 + seed as u64), false);
        let cell = |it: &Edit| json!({ "sheet": it.sheet.name(), "key": it.key, "column": it.column, "text": it.text });
        let plan = json!({ "cells": edits.iter().map(cell).collect::<Vec<_>>(), "office": office });
        let target = edit(&sandbox, "out/film-sound.xlsx", target, &plan);
        let shown = outcome(&import(&sandbox, &target, "film", &[]), 4);
        assert_found(&shown, &edits, &target);
        outcome(&import(&sandbox, &target, "film", &["--apply"]), 0);
        assert_untouched(&before, &edits);
        assert_empty(&outcome(&import(&sandbox, &target, "film", &[]), 0), &target);
    }
}

/// Edits and saves a table with openpyxl and LibreOffice; returns the name of the new file.
pub(crate) fn edit(sandbox: &Sandbox, source: &str, target: &str, plan: &Value) -> String {
    let plan = sandbox.write("plan.json", plan.to_string());
    let (source, path) = (sandbox.path().join(source), sandbox.path().join(target));
    python("python", "edit_table.py", &[&source, &path, &plan]);
    target.to_owned()
}

#[test]
#[ignore = "needs tools"]
fn a_table_saved_by_libreoffice_has_no_edits() {
    let sandbox = film_sound();
    // Semicolon and Windows-1252, as European spreadsheets write it; comma and UTF-8; tab and
    // UTF-16.
    for (number, filter) in ["59,34,1,1", "44,34,76,1", "9,34,65535,1"].into_iter().enumerate() {
        let plan = json!({ "filter": filter });
        let target =
            edit(&sandbox, "out/film-sound.words.csv", &format!("back{number}.csv"), &plan);
        assert_empty(&outcome(&import(&sandbox, &target, "film", &[]), 0), filter);
    }
    let target = edit(&sandbox, "out/film-sound.words.csv", "back.ods", &json!({}));
    assert_empty(&outcome(&import(&sandbox, &target, "film", &[]), 0), "ods of csv");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_unchanged_table_of_any_deck_has_no_edits(
        texts in prop::collection::vec("[-=+@'#a-céˈ😀“”\"*{}|:,;\u{A0}…. \n0-9]{1,14}", 12),
        form in 0..FORMS.len(),
    ) {
        let quoted = |it: &String| serde_json::to_string(it).unwrap();
        let texts: Vec<String> = texts.iter().map(|it| quoted(&format!("a{it}"))).collect();
        let deck = format!(
            "deck: {{ id: any, name: Any }}\nentries:\n  - headword: word\n    id: w\n    register: {}\n    summary: {}\n    synonyms: [{}, {}]\n    memory: {{ mnemonic: {} }}\n    senses:\n      - definition: {}\n        translations: {{ de: {} }}\n        examples: [{}, {}]\n      - definition: {}\n        teach: true\n    mistakes: [{{ wrong: {}, right: {} }}]\n",
            texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8], texts[9], texts[10], texts[11],
        );
        let sandbox = Sandbox::new();
        sandbox.write("any.yaml", &deck);
        let built = sandbox.run(&["build", "any.yaml", "--to", "words,xlsx"]);
        prop_assume!(built.status == 0);
        let words = Table::read(&sandbox.path().join("out/any.words.csv"));
        sandbox.write("back.csv", FORMS[form].write(&words));
        for file in ["back.csv", "out/any.xlsx"] {
            let run = import(&sandbox, file, "any.yaml", &[]);
            prop_assert_eq!(run.status, 0, "{} {}\n{}\n{}", file, FORMS[form].name, deck, run.stdout);
        }
    }
}
