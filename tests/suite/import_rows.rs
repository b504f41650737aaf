//! `import`, row by row: what is imported, what is a conflict, and how the source changes.

use std::collections::BTreeSet;
use std::fs;

use serde_json::json;

use crate::import::{Dice, edit, export, import, outcome};
use crate::import_forms::{FORMS, Table};
use crate::support::Sandbox;

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
#[ignore = "needs tools"]
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
#[ignore = "needs tools"]
fn what_cannot_be_decided_is_a_conflict() {
    let sandbox = small();
    let back = edited(
        &sandbox,
        &[
            ("Senses", "007 definition/1", "definition", "A spy."),
            ("Senses", "007 definition/2", "definition", "#NAME?"),
            ("Words", "007 entry", "audio_gb", "gone.mp3"),
            ("Words", "premiere entry", "register", "formal"),
        ],
    );
    // Meanwhile the source changes too: in the same cell, and in another cell of an edited row.
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
    for part in ["shares this text", "an error", "gone.mp3"] {
        assert!(reasons.iter().any(|it| it.contains(part)), "{part} {reasons:?}");
    }
    let after = fs::read_to_string(sandbox.path().join("small.yaml")).unwrap();
    assert_eq!(after, changed.replace("verb\r\n", "verb\r\n    register: formal\r\n"));
}

#[test]
#[ignore = "needs tools"]
fn rows_changed_on_both_sides_differ_from_old_rows() {
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
#[ignore = "needs tools"]
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
    // Importing the same table again finds nothing new, and may remove only what is missing from
    // it.
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
fn the_table_of_cards_cannot_be_imported() {
    let sandbox = small();
    sandbox.build(&["--draft", "small.yaml", "--to", "csv"]);
    let run = import(&sandbox, "out/small.csv", "small.yaml", &[]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("--to xlsx"), "{}", run.stderr);
    sandbox.write("notes.csv", "a,b\n1,2\n");
    assert_eq!(import(&sandbox, "notes.csv", "small.yaml", &[]).status, 3);
    assert_eq!(import(&sandbox, "absent.csv", "small.yaml", &[]).status, 3);
}

#[test]
fn removed_phrases_and_lost_letters_are_conflicts() {
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
fn reading_any_bytes_never_panics() {
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
            let _ = lexideck::internal::import::read(&bytes);
        }
    }
}
