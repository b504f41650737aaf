//! Entries that move between the decks of a run, and decks that are divided, keep their reviews.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::{Run, Sandbox, lexideck};

const CUE: &str = "
  - headword: cue
    senses:
      - definition: a signal to begin
        examples: [She missed her cue., His cue came.]
    collocations: ['right on {cue}']
";
const WINGS: &str = "
  - headword: wings
    senses: [{definition: the sides of a stage}]
    collocations: ['wait in the {wings}']
";
const APRON: &str = "
  - headword: apron
    senses: [{definition: the part of a stage before the curtain}]
";

fn write(sandbox: &Sandbox, id: &str, entries: &[&str]) {
    let text = format!("deck: {{id: {id}, name: 'Course::{id}'}}\nentries:\n{}", entries.concat());
    sandbox.write(&format!("decks/{id}.yaml"), text);
}

fn at(sandbox: &Sandbox, time: &str, arguments: &[&str]) -> Run {
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(arguments);
    Run::from_output(command.output().unwrap())
}

fn build(sandbox: &Sandbox, time: &str) -> Run {
    let run = at(sandbox, time, &["build", "decks", "--to", "apkg,csv,update,retired"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run
}

/// Builds the deck `a` with two entries and the deck `b` with another one.
fn two_decks() -> Sandbox {
    let sandbox = Sandbox::new();
    write(&sandbox, "a", &[CUE, WINGS]);
    write(&sandbox, "b", &[APRON]);
    build(&sandbox, "1000");
    sandbox
}

/// Moves the entry `cue` from the deck `a` to the deck `b`, without building them.
fn move_cue(sandbox: &Sandbox) {
    write(sandbox, "a", &[WINGS]);
    write(sandbox, "b", &[APRON, CUE]);
}

/// Returns the GUIDs of a deck's notes by headword.
fn guids(sandbox: &Sandbox, id: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for it in sandbox.table(id) {
        all.entry(it["headword"].clone()).or_default().insert(it["guid"].clone());
    }
    all
}

/// Returns the lines of a deck's ledger about an entry, with what is said of their cards.
fn rows(sandbox: &Sandbox, id: &str, entry: &str) -> Vec<String> {
    let text = fs::read_to_string(sandbox.path().join(format!("decks/{id}.lock"))).unwrap();
    let cells = text.lines().map(|it| it.split('\t').map(str::to_owned).collect::<Vec<_>>());
    cells.filter(|it| it.len() > 10 && it[0] == entry).map(|it| it[7].clone()).collect()
}

#[test]
fn an_entry_that_moves_to_another_deck_takes_its_notes_along() {
    let sandbox = two_decks();
    let before = guids(&sandbox, "a");
    move_cue(&sandbox);
    let plan = at(&sandbox, "2000", &["plan", "decks", "--json"]);
    assert_eq!(plan.status, 4);
    let decks = plan.json()["decks"].as_array().unwrap().clone();
    for deck in &decks {
        assert_eq!(deck["gone"].as_array().unwrap().len(), 0, "{deck}");
        assert_eq!(deck["default"]["new"], 0, "{deck}");
    }
    assert_eq!(decks[0]["moved_away"][0]["to"], "b");
    assert_eq!(decks[1]["moved_here"][0]["entries"][0], "cue");
    let run = build(&sandbox, "2000");
    assert!(run.stderr.contains("moved to the deck `b`: cue"), "{}", run.stderr);
    let advice = "moved here from the deck `a`, with reviews: cue; the cards that learners have stay in `Course::a`";
    assert!(run.stderr.contains(advice), "{}", run.stderr);
    assert!(!run.stderr.contains("no longer made"), "{}", run.stderr);
    assert_eq!(guids(&sandbox, "b")["cue"], before["cue"]);
    assert!(!sandbox.path().join("out/a.retired.txt").exists());
    assert!(rows(&sandbox, "a", "cue").iter().all(|it| it.ends_with(" moved")));
    // Nothing is reported again, by both or by one of them.
    for paths in [&["decks"][..], &["decks/a.yaml"], &["decks/b.yaml"]] {
        let arguments = [&["build", "--locked"], paths].concat();
        let run = at(&sandbox, "3000", &arguments);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(!run.stderr.contains("moved to the deck"), "{}", run.stderr);
    }
    // An entry with the same words in the old deck is another one.
    write(&sandbox, "a", &[WINGS, CUE]);
    build(&sandbox, "4000");
    assert!(guids(&sandbox, "a")["cue"].is_disjoint(&before["cue"]));
    assert_eq!(guids(&sandbox, "b")["cue"], before["cue"]);
}

#[test]
fn an_entry_comes_back_to_its_deck() {
    let sandbox = two_decks();
    let before = guids(&sandbox, "a");
    move_cue(&sandbox);
    build(&sandbox, "2000");
    write(&sandbox, "a", &[WINGS, CUE]);
    write(&sandbox, "b", &[APRON]);
    let run = build(&sandbox, "3000");
    assert!(run.stderr.contains("moved to the deck `a`: cue"), "{}", run.stderr);
    assert_eq!(guids(&sandbox, "a"), before);
    assert!(rows(&sandbox, "a", "cue").iter().all(|it| !it.contains("moved")));
}

#[test]
fn a_deck_is_divided_and_a_group_is_moved() {
    let sandbox = Sandbox::new();
    write(&sandbox, "a", &[CUE, WINGS, APRON]);
    build(&sandbox, "1000");
    let before = guids(&sandbox, "a");
    // Two entries go to a new deck, of which one is edited on the way.
    let edited = CUE.replace("a signal to begin", "a sign to begin");
    write(&sandbox, "a", &[WINGS]);
    write(&sandbox, "new", &[APRON, &edited]);
    let run = build(&sandbox, "2000");
    assert!(run.stderr.contains("with reviews: apron, cue"), "{}", run.stderr);
    let after = guids(&sandbox, "new");
    assert_eq!([&after["cue"], &after["apron"]], [&before["cue"], &before["apron"]]);
    // New items of the deck have a uid of its own.
    write(&sandbox, "a", &[WINGS, APRON]);
    build(&sandbox, "3000");
    assert!(guids(&sandbox, "a")["apron"].is_disjoint(&before["apron"]));
}

#[test]
fn another_word_with_the_same_spelling_is_no_move() {
    let sandbox = two_decks();
    let before = guids(&sandbox, "a");
    let other =
        "  - headword: cue\n    senses: [{definition: a long wooden stick for billiards}]\n";
    write(&sandbox, "a", &[WINGS]);
    write(&sandbox, "b", &[APRON, other]);
    assert!(!build(&sandbox, "2000").stderr.contains("moved to the deck"));
    assert!(rows(&sandbox, "a", "cue").iter().all(|it| it.ends_with(" gone")));
    assert!(guids(&sandbox, "b")["cue"].is_disjoint(&before["cue"]));
    // What is retired stays behind as well.
    let sandbox = two_decks();
    write(&sandbox, "a", &[WINGS, "retired: [cue]\n"]);
    write(&sandbox, "b", &[APRON, CUE]);
    assert!(!build(&sandbox, "2000").stderr.contains("moved to the deck"));
}

#[test]
fn a_deck_is_not_written_if_the_one_that_takes_its_entry_cannot_be() {
    let sandbox = two_decks();
    let before = guids(&sandbox, "a");
    write(&sandbox, "a", &[WINGS]);
    write(&sandbox, "b", &[APRON, CUE, "  - headword: broken\n"]);
    let run = at(&sandbox, "2000", &["build", "decks"]);
    assert_eq!(run.status, 1);
    let reason = "its entry `cue` moved to the deck `b`, which was not written";
    assert!(run.stderr.contains(reason), "{}", run.stderr);
    assert_eq!(guids(&sandbox, "a"), before);
    write(&sandbox, "b", &[APRON, CUE]);
    build(&sandbox, "2000");
    assert_eq!(guids(&sandbox, "b")["cue"], before["cue"]);
    // Where an entry has an error, it is not missing.
    write(&sandbox, "b", &[APRON, "  - headword: cue\n"]);
    write(&sandbox, "c", &[CUE]);
    let run = at(&sandbox, "3000", &["build", "decks"]);
    assert!(!run.stderr.contains("moved to the deck"), "{}", run.stderr);
}

#[test]
fn a_build_that_came_to_one_of_two_ledgers_is_continued() {
    let sandbox = two_decks();
    let before = guids(&sandbox, "a");
    let old = fs::read(sandbox.path().join("decks/a.lock")).unwrap();
    move_cue(&sandbox);
    build(&sandbox, "2000");
    let new = fs::read(sandbox.path().join("decks/a.lock")).unwrap();
    fs::write(sandbox.path().join("decks/a.lock"), old).unwrap();
    build(&sandbox, "2000");
    assert_eq!(fs::read(sandbox.path().join("decks/a.lock")).unwrap(), new);
    assert_eq!(guids(&sandbox, "b")["cue"], before["cue"]);
}
