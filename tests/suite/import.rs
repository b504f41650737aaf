//! The way back: tables as they come home, and what they do to the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use lexideck::diag::{Diagnostics, Files};
use lexideck::sheets::{Field, Role, Row, Sheet, rows, table};
use lexideck::source::{Written, decode, read_entries};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{Run, Sandbox, python, root};

#[path = "import_forms.rs"]
mod forms;
use forms::{FORMS, Table};

/// A sandbox with a copy of the deck film-sound, and its tables in `out`.
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

fn export(sandbox: &Sandbox, deck: &str) {
    sandbox.build(&["--draft", deck, "--to", "words,xlsx"]);
}

fn import(sandbox: &Sandbox, file: &str, deck: &str, more: &[&str]) -> Run {
    sandbox.run(&[&["import", file, "--into", deck, "--json"], more].concat())
}

/// What an import says of its deck, if it ends with `status`.
fn outcome(run: &Run, status: i32) -> Value {
    assert_eq!(run.status, status, "{}\n{}", run.stdout, run.stderr);
    run.json()["decks"][0].clone()
}

fn assert_empty(outcome: &Value, what: &str) {
    for list in ["edits", "conflicts", "missing"] {
        assert_eq!(outcome[list], json!([]), "{what}: {outcome:#}");
    }
}

/// The rows of a deck with the places of their cells.
fn rows_of(
    folder: &Path,
    of: fn(&str, &lexideck::source::Entry) -> Vec<Row>,
) -> Vec<(PathBuf, Row)> {
    let mut found = Vec::new();
    for path in sources(folder) {
        let mut acc = Diagnostics::default();
        let file = Files::default().add("");
        let text = decode(file, fs::read(&path).unwrap(), &mut acc).unwrap();
        read_entries(file, &text, &mut acc, &mut |written, _| {
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

/// Numbers that look random and are not.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// An edit of a cell, and the lines of the source that it may touch.
struct Edit {
    path: PathBuf,
    sheet: Sheet,
    key: String,
    column: String,
    text: String,
    lines: std::ops::RangeInclusive<usize>,
}

/// Edits that a teacher may make, `count` of them in different cells.
fn edits(rows: &[(PathBuf, Row)], count: usize, dice: &mut Dice, is_lossy: bool) -> Vec<Edit> {
    let mut found: Vec<Edit> = Vec::new();
    let mut taken = BTreeSet::new();
    while found.len() < count {
        let (path, row) = &rows[dice.roll(rows.len())];
        let cell = &row.cells[dice.roll(row.cells.len())];
        let is_fit = cell.role == Role::Own
            && cell.places.len() == 1
            && !matches!(
                cell.field,
                Field::Headword
                    | Field::AccentAudio(_)
                    | Field::Audio
                    | Field::From
                    | Field::Answer
                    | Field::Answers
                    | Field::Choice(_)
                    | Field::Feedback(_)
                    | Field::Cards
            );
        // A word that loses letters on its way home and is edited is a conflict; see below.
        let is_safe = !is_lossy || cell.text.chars().all(|it| u32::from(it) < 0x100);
        if !is_fit
            || !is_safe
            || cell.text.contains('\n')
            || !taken.insert((path, row.key.clone(), cell.field.clone()))
        {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let line = |at: u32| text[..at as usize].matches('\n').count();
        let place = cell.places[0];
        // The head of a block stands on the line above it.
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

/// Another text that the column can hold.
fn changed(field: &Field, text: &str, dice: &mut Dice) -> String {
    const TAILS: [&str; 8] =
        [", too", " (again)", ": and so on", " #1", " \"quoted\"", " it's", " - or not", " 100 %"];
    let known = field.known_values();
    if !known.is_empty() {
        let others: Vec<&str> = known.into_iter().filter(|it| *it != text).take(6).collect();
        return others[dice.roll(others.len())].to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    match (field, dice.roll(3)) {
        (Field::Ipa(_), _) => format!("{text}s"),
        (Field::Tags, _) => format!("{text}-new"),
        (_, 0) if words.len() > 3 => {
            let at = dice.roll(words.len());
            [&words[..at], &["really"], &words[at..]].concat().join(" ")
        }
        (_, 1) => format!("Well, {text}"),
        _ => format!("{text}{}", TAILS[dice.roll(TAILS.len())]),
    }
}

/// What a person types is taken as it comes; whether quotes are curly is not what is tested.
fn straight(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace('’', "'").replace('\u{A0}', " ")
}

/// Asserts that the edits were found, all of them and nothing else.
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

/// Asserts that of each file only those lines changed that hold an edited text.
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
fn an_unchanged_table_is_nothing_in_any_form() {
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
        // What was taken is not found again.
        assert_empty(&outcome(&import(&sandbox, "back.csv", "film", &[]), 0), form.name);
    }
}

#[test]
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

/// Lets openpyxl and LibreOffice edit and save a table; returns the name of the new file.
fn edit(sandbox: &Sandbox, source: &str, target: &str, plan: &Value) -> String {
    let plan = sandbox.write("plan.json", plan.to_string());
    let (source, path) = (sandbox.path().join(source), sandbox.path().join(target));
    python("workbooks", "edit_table.py", &[&source, &path, &plan]);
    target.to_owned()
}

#[test]
fn libreoffice_saves_tables_and_nothing_is_edited() {
    let sandbox = film_sound();
    // Semicolon and Windows-1252, as European spreadsheets do; comma and UTF-8; tab and UTF-16.
    for (number, filter) in ["59,34,1,1", "44,34,76,1", "9,34,65535,1"].into_iter().enumerate() {
        let plan = json!({ "filter": filter });
        let target =
            edit(&sandbox, "out/film-sound.words.csv", &format!("back{number}.csv"), &plan);
        assert_empty(&outcome(&import(&sandbox, &target, "film", &[]), 0), filter);
    }
    let target = edit(&sandbox, "out/film-sound.words.csv", "back.ods", &json!({}));
    assert_empty(&outcome(&import(&sandbox, &target, "film", &[]), 0), "ods of csv");
}

const SMALL: &str = "\u{FEFF}# Kept.\r
deck: { id: small, name: Small }\r
entries:\r
  - headword: premiere # the word\r
    part_of_speech: noun\r
    pronunciation: ˈpremieə\r
    senses:\r
      - definition: >-\r
          The first showing\r
          of a film.\r
        examples: ['The {premiere} was packed.']\r
    synonyms: first night\r
    quiz:\r
      - question: Which?\r
        choices: [the first night, a trailer]\r
        answer: the first night\r
        feedback: { a trailer: Only an advertisement. }\r
\r
  - headword: '007'\r
    level: B1\r
    senses:\r
      - definition: &agent An agent.\r
      - definition: A number.\r
";

fn small() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("small.yaml", SMALL);
    export(&sandbox, "small.yaml");
    sandbox
}

fn edited(sandbox: &Sandbox, cells: &[(&str, &str, &str, &str)]) -> String {
    let cell = |it: &(&str, &str, &str, &str)| json!({ "sheet": it.0, "key": it.1, "column": it.2, "text": it.3 });
    let plan = json!({ "cells": cells.iter().map(cell).collect::<Vec<_>>(), "office": false });
    edit(sandbox, "out/small.xlsx", "back.xlsx", &plan)
}

#[test]
fn every_form_of_the_source_is_kept() {
    let sandbox = small();
    let back = edited(
        &sandbox,
        &[
            ("Words", "premiere entry", "level", "B2"),
            ("Words", "007 entry", "cards", "usage: 3, quiz: false"),
            ("Senses", "007 definition/2", "teach", "yes"),
            ("Words", "premiere entry", "ipa_us", "prɪˈmɪr"),
            ("Words", "premiere entry", "synonyms", "first night\nopening"),
            ("Senses", "premiere definition/1", "definition", "The first showing of a new film."),
            ("Senses", "premiere definition/1", "translation_de", "die Premiere"),
            ("Quiz", "premiere quiz/1", "choice_1", "the first evening"),
            ("Quiz", "premiere quiz/1", "choice_2", "an advertisement"),
        ]
        .into_iter()
        .filter(|it| it.2 != "translation_de")
        .collect::<Vec<_>>(),
    );
    outcome(&import(&sandbox, &back, "small.yaml", &["--apply"]), 0);
    let after = fs::read_to_string(sandbox.path().join("small.yaml")).unwrap();
    let wanted = SMALL
        .replace("noun\r\n", "noun\r\n    level: B2\r\n")
        .replace("pronunciation: ˈpremieə", "pronunciation: { gb: ˈpremieə, us: prɪˈmɪr }")
        .replace("of a film.", "of a new film.")
        .replace("synonyms: first night", "synonyms: [first night, opening]")
        .replace("[the first night, a trailer]", "[the first evening, an advertisement]")
        .replace("answer: the first night", "answer: the first evening")
        .replace("{ a trailer: Only", "{ an advertisement: Only")
        .replace("A number.\r\n", "A number.\r\n        teach: true\r\n    cards:\r\n      usage: 3\r\n      quiz: false\r\n");
    assert_eq!(after, wanted);
}

#[test]
fn what_nobody_can_decide_waits() {
    let sandbox = small();
    let back = edited(
        &sandbox,
        &[
            ("Senses", "007 definition/1", "definition", "A spy."),
            ("Senses", "007 definition/2", "definition", "#NAME?"),
            ("Words", "007 entry", "level", "Z9"),
            ("Words", "premiere entry", "register", "formal"),
        ],
    );
    // Meanwhile the source goes on: on the same cell, and on another one of an edited row.
    let changed = SMALL.replace("part_of_speech: noun", "part_of_speech: verb");
    sandbox.write("small.yaml", &changed);
    let run = import(&sandbox, &back, "small.yaml", &["--apply"]);
    let outcome = outcome(&run, 4);
    let edits = outcome["edits"].as_array().unwrap();
    assert_eq!(edits.len(), 1, "{outcome:#}");
    assert_eq!(edits[0]["changes"][0]["after"], "formal");
    let reasons: Vec<&str> = outcome["conflicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["reason"].as_str().unwrap())
        .collect();
    for part in ["shares this text", "an error", "Z9"] {
        assert!(reasons.iter().any(|it| it.contains(part)), "{part} {reasons:?}");
    }
    let after = fs::read_to_string(sandbox.path().join("small.yaml")).unwrap();
    assert_eq!(after, changed.replace("verb\r\n", "verb\r\n    register: formal\r\n"));
}

#[test]
fn both_sides_and_old_rows_are_told_apart() {
    let sandbox = small();
    let back = edited(&sandbox, &[("Senses", "007 definition/2", "definition", "A figure.")]);
    sandbox.write(
        "small.yaml",
        SMALL
            .replace("A number.", "A code.")
            .replace("part_of_speech: noun", "part_of_speech: verb"),
    );
    let outcome = outcome(&import(&sandbox, &back, "small.yaml", &["--apply"]), 4);
    assert_eq!(outcome["edits"], json!([]));
    assert_eq!(outcome["older_rows"], 2, "{outcome:#}");
    assert_eq!(outcome["conflicts"][0]["source"], "A code.");
    assert_eq!(outcome["conflicts"][0]["table"], "A figure.");
}

#[test]
fn rows_are_added_and_removed() {
    let sandbox = small();
    let plan = json!({
        "office": false,
        "gone": [{ "sheet": "Senses", "key": "007 definition/2" }],
        "rows": [
            { "sheet": "Words", "cells": { "headword": "trailer", "part_of_speech": "noun", "level": "B1", "synonyms": "teaser\nspot, short" } },
            { "sheet": "Senses", "cells": { "headword": "trailer", "definition": "A short advertisement: for a film." } },
            { "sheet": "Examples", "cells": { "headword": "trailer", "text": "We saw the trailer." } },
            { "sheet": "Examples", "cells": { "headword": "premiere", "text": "Nobody came to the premiere." } },
            { "sheet": "Mistakes", "cells": { "headword": "premiere", "wrong": "in the premiere", "right": "at the premiere" } },
        ],
    });
    let back = edit(&sandbox, "out/small.xlsx", "back.xlsx", &plan);
    let first = outcome(&import(&sandbox, &back, "small.yaml", &["--apply"]), 4);
    assert_eq!(first["missing"], json!([{ "entry": "007", "item": "definition/2" }]));
    assert_eq!(first["edits"].as_array().unwrap().len(), 3, "{first:#}");
    // The same table again finds nothing new, and may remove what is gone, and that only.
    let again =
        outcome(&import(&sandbox, &back, "small.yaml", &["--allow-deletions", "--apply"]), 0);
    assert_eq!(again["known_rows"], 5, "{again:#}");
    let edits = again["edits"].as_array().unwrap();
    assert!(edits.len() == 1 && edits[0]["kind"] == "deletion", "{again:#}");
    let after = fs::read_to_string(sandbox.path().join("small.yaml")).unwrap();
    let wanted = SMALL
        .replace("['The {premiere} was packed.']", "['The {premiere} was packed.', Nobody came to the premiere.]")
        .replace("    quiz:\r\n", "    mistakes:\r\n      - wrong: in the premiere\r\n        right: at the premiere\r\n    quiz:\r\n")
        .replace("      - definition: A number.\r\n", "")
        + "\r
  - headword: trailer\r
    part_of_speech: noun\r
    level: B1\r
    senses:\r
      - definition: 'A short advertisement: for a film.'\r
        examples: [We saw the trailer.]\r
    synonyms: [teaser, 'spot, short']\r
";
    assert_eq!(after, wanted);
}

#[test]
fn the_table_of_cards_is_for_reading() {
    let sandbox = small();
    sandbox.build(&["--draft", "small.yaml", "--to", "csv"]);
    let run = import(&sandbox, "out/small.csv", "small.yaml", &[]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("--to xlsx"), "{}", run.stderr);
    sandbox.write("notes.csv", "a,b\n1,2\n");
    assert_eq!(import(&sandbox, "notes.csv", "small.yaml", &[]).status, 3);
    assert_eq!(import(&sandbox, "absent.csv", "small.yaml", &[]).status, 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_unchanged_table_of_any_deck_is_nothing(
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

#[test]
fn lines_of_phrases_and_lost_letters_wait() {
    let sandbox = small();
    let path = sandbox.path().join("out/small.words.csv");
    let mut words = Table::read(&path);
    words.set("premiere definition/1", "examples", "");
    words.set("premiere definition/1", "ipa_gb", "?premi?");
    words.set("007 definition/2", "definition", "A number?");
    sandbox.write("back.csv", FORMS[1].write(&words));
    let waits = outcome(&import(&sandbox, "back.csv", "small.yaml", &["--apply"]), 4);
    assert_eq!(waits["edits"][0]["changes"][0]["after"], "A number?", "{waits:#}");
    assert_eq!(waits["edits"].as_array().unwrap().len(), 1);
    let fields: BTreeSet<&str> = waits["conflicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, BTreeSet::from(["examples", "ipa_gb"]), "{waits:#}");
    outcome(&import(&sandbox, "back.csv", "small.yaml", &["--apply", "--allow-deletions"]), 4);
    let after = fs::read_to_string(sandbox.path().join("small.yaml")).unwrap();
    assert!(!after.contains("examples:"), "{after}");
}

#[test]
fn no_bytes_make_reading_panic() {
    let sandbox = small();
    let book = fs::read(sandbox.path().join("out/small.xlsx")).unwrap();
    let table = fs::read(sandbox.path().join("out/small.words.csv")).unwrap();
    let mut dice = Dice(7);
    for _ in 0..300 {
        for bytes in [&book, &table] {
            let mut bytes = bytes.clone();
            for _ in 0..=dice.roll(8) {
                let at = dice.roll(bytes.len());
                bytes[at] = dice.roll(256) as u8;
            }
            bytes
                .truncate(bytes.len() - if dice.roll(3) == 0 { dice.roll(bytes.len()) } else { 0 });
            let _ = lexideck::import::read(&bytes);
        }
    }
}
