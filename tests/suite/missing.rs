//! What is no longer made is reported with its reason, wherever a build or a plan is described.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Run, Sandbox, lexideck};

fn at(sandbox: &Sandbox, time: &str, arguments: &[&str]) -> Run {
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(arguments);
    Run::from_output(command.output().unwrap())
}

fn write(sandbox: &Sandbox, cards: &str, entries: &str) {
    let deck = format!("deck: {{id: test, name: Test, cards: {cards}}}\nentries:\n{entries}");
    sandbox.write("test.yaml", deck);
}

const CHAIN: &str = "  - headword: chain
    senses:
      - definition: A row of metal links.
        examples: [Oil the chain after every ride., The chain broke again.]
    patterns: ['to {take} care {of} the {chain}']
    distinctions:
      - {from: rope, difference: A rope is soft., cues: [{text: It is of metal., answer: chain}, {text: It burns., answer: rope}]}
    questions: [{question: Is it heavy?, answer: 'Yes.'}]
";

/// The reasons of all that is missing after an edit, by item and card.
fn missing(all: &Value) -> BTreeSet<(String, Option<u64>, String)> {
    let text = |it: &Value| it.as_str().unwrap().to_owned();
    let all = all.as_array().unwrap().iter();
    all.map(|it| (text(&it["item"]), it["card"].as_u64(), text(&it["reason"]))).collect()
}

/// An edit: the choice of cards, the texts that it replaces, and what is missing then: item, card and
/// reason.
type Edit = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, Option<u64>, &'static str)],
);

const EDITS: [Edit; 7] = [
    ("everything", &[("Oil the chain", "Oil it well")], &[("usage/example/1/1", None, "gap lost")]),
    ("everything", &[("{take}", "take")], &[("usage/pattern/1", Some(0), "gap lost")]),
    ("everything", &[(", The chain broke again.", "")], &[("usage/example/1/2", None, "removed")]),
    (
        "everything",
        &[("{text: It is of metal., answer: chain}, ", "")],
        &[("distinction/1", Some(1), "removed")],
    ),
    (
        "{recognise: true, usage: true, distinction: true, question: true, listen: false}",
        &[],
        &[("definition/1", Some(2), "choice of cards")],
    ),
    (
        "minimal",
        &[],
        &[
            ("definition/1", Some(1), "choice of cards"),
            ("definition/1", Some(2), "choice of cards"),
            ("distinction/1", None, "choice of cards"),
            ("question/1", None, "choice of cards"),
            ("usage/example/1/1", None, "choice of cards"),
            ("usage/example/1/2", None, "choice of cards"),
            ("usage/pattern/1", None, "choice of cards"),
        ],
    ),
    (
        "everything",
        &[
            ("chain", "shackle"),
            ("    questions: [{question: Is it heavy?, answer: 'Yes.'}]\n", ""),
        ],
        &[("question/1", None, "renamed")],
    ),
];

#[test]
fn every_note_and_card_that_is_no_longer_made_is_reported_with_its_reason() {
    for (cards, edit, expected) in EDITS {
        let sandbox = Sandbox::new();
        write(&sandbox, "everything", CHAIN);
        assert_eq!(at(&sandbox, "1000", &["release", "test.yaml"]).status, 0);
        let mut entries = CHAIN.to_owned();
        for (from, to) in edit {
            assert!(entries.contains(from), "{from}");
            entries = entries.replace(from, to);
        }
        write(&sandbox, cards, &entries);
        let expected: BTreeSet<_> =
            expected.iter().map(|it| (it.0.to_owned(), it.1, it.2.to_owned())).collect();
        let plan = at(&sandbox, "2000", &["plan", "test.yaml", "--json"]).json();
        let plan = &plan["decks"][0];
        let mut planned = missing(&plan["gone"]);
        for note in plan["notes"].as_array().unwrap() {
            planned.extend(missing(&note["missing_cards"]));
        }
        let text = at(&sandbox, "2000", &["plan", "test.yaml"]).stdout;
        let run = at(&sandbox, "2000", &["build", "test.yaml", "--to", "apkg,update", "--json"]);
        let built = missing(&run.json()["decks"][0]["ledger"]["missing"]);
        assert_eq!(built, expected, "{edit:?}");
        assert_eq!(planned, expected, "{edit:?}");
        let retired = sandbox.path().join("out/test.retired.txt");
        let retired = fs::read_to_string(retired).unwrap_or_default();
        for (item, card, reason) in &expected {
            assert!(text.contains(reason.as_str()), "{reason}: {text}");
            if card.is_none() {
                let line = retired.lines().find(|it| it.contains(item.as_str())).unwrap();
                assert!(line.starts_with(&format!("# {reason}: chain {item}: ")), "{line}");
            }
        }
    }
}

#[test]
fn the_summary_and_the_update_files_report_what_is_missing() {
    let sandbox = Sandbox::new();
    write(&sandbox, "everything", CHAIN);
    at(&sandbox, "1000", &["release", "test.yaml"]);
    write(
        &sandbox,
        "everything",
        &CHAIN.replace("{take}", "take").replace("Oil the chain", "Oil it"),
    );
    let run = at(&sandbox, "2000", &["build", "test.yaml", "--to", "apkg,update"]);
    for line in [
        "card no longer made (gap lost): chain usage/pattern/1: take",
        "note no longer made (gap lost): chain usage/example/1/1: Oil",
        "Key:*",
    ] {
        assert!(run.stderr.contains(line), "{}", run.stderr);
    }
    let update = fs::read_to_string(sandbox.path().join("out/test.update.usage.txt")).unwrap();
    assert!(update.ends_with("# gap lost: chain usage/pattern/1: take\n"), "{update}");
    // The next build reports it again, until it is released: then there is nothing more to report.
    let run = at(&sandbox, "3000", &["build", "test.yaml"]);
    assert!(run.stderr.contains("no longer made"), "{}", run.stderr);
    let run = at(&sandbox, "3000", &["release", "test.yaml"]);
    assert!(run.stderr.contains("card no longer made (gap lost): take"), "{}", run.stderr);
    let run = at(&sandbox, "4000", &["build", "test.yaml"]);
    assert!(!run.stderr.contains("no longer made"), "{}", run.stderr);
}

#[test]
fn what_returns_is_left_to_the_package_which_removes_the_tag() {
    let sandbox = Sandbox::new();
    write(&sandbox, "everything", CHAIN);
    at(&sandbox, "1000", &["release", "test.yaml"]);
    write(&sandbox, "everything", &CHAIN.replace("Oil the chain", "Oil it"));
    at(&sandbox, "2000", &["release", "test.yaml"]);
    write(&sandbox, "everything", CHAIN);
    let run = at(&sandbox, "3000", &["build", "test.yaml", "--to", "apkg,csv,update", "--json"]);
    let skipped = run.json()["decks"][0]["skipped"].clone();
    assert_eq!(skipped[0]["item"], "usage/example/1/1", "{skipped}");
    let rows = sandbox.table("test");
    let back = rows.iter().find(|it| it["question"].contains("Oil the")).unwrap();
    let update = fs::read_to_string(sandbox.path().join("out/test.update.usage.txt"));
    assert!(!update.unwrap_or_default().contains(&back["guid"]));
}

#[test]
fn a_cue_that_waits_is_reported() {
    let entries = |cues: &[String]| {
        let cues: Vec<_> = cues.iter().map(|it| format!("{{text: {it}, answer: chain}}")).collect();
        let cues = cues.join(", ");
        format!(
            "  - headword: chain\n    senses: [{{definition: Links.}}]\n    distinctions: [{{from: rope, difference: D., cues: [{cues}]}}]\n"
        )
    };
    let mut cues: Vec<String> = (0..8).map(|it| format!("Case {it} of both words.")).collect();
    let sandbox = Sandbox::new();
    write(&sandbox, "everything", &entries(&cues));
    at(&sandbox, "1000", &["release", "test.yaml"]);
    cues[3] = "Nobody saw it fall.".to_owned();
    write(&sandbox, "everything", &entries(&cues));
    let run = at(&sandbox, "2000", &["build", "test.yaml"]);
    let line = "no card, as the note has no number left: chain distinction/1: Nobody saw it fall.";
    assert!(run.stderr.contains(line), "{}", run.stderr);
}
