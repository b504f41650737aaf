//! Edits that could give a note the reviews of another, and what they do.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Run, Sandbox, lexideck};

fn at(sandbox: &Sandbox, time: &str, arguments: &[&str]) -> Run {
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(arguments);
    Run::from_output(command.output().unwrap())
}

/// Builds entries at a time, and returns by slot the GUID of each row whose item is in the source.
fn build(sandbox: &Sandbox, time: &str, head: &str, entries: &str) -> BTreeMap<String, String> {
    let deck = "deck: {id: test, name: Test, cards: everything}\n";
    sandbox.write("test.yaml", format!("{deck}{head}entries:\n{entries}"));
    let run = at(sandbox, time, &["build", "test.yaml"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let text = fs::read_to_string(sandbox.path().join("test.lock")).unwrap();
    let cells = text.lines().map(|it| it.split('\t').collect::<Vec<_>>());
    let live = cells.filter(|it| it.len() == 12 && !it[7].ends_with("gone"));
    live.map(|it| (format!("{} {}", it[0], it[1]), it[2].to_owned())).collect()
}

fn entry(lists: &str) -> String {
    format!("  - headword: run\n    id: run\n{lists}")
}

#[test]
fn an_id_of_digits_does_not_take_another_items_place() {
    let sandbox = Sandbox::new();
    let senses =
        "    senses: [{definition: to move fast on foot}, {definition: to manage a shop}]\n";
    let before = build(&sandbox, "1000", "", &entry(senses));
    let after = build(
        &sandbox,
        "2000",
        "",
        &entry("    senses: [{id: '2', definition: to move fast on foot}]\n"),
    );
    assert_eq!(after["run definition/2"], before["run definition/1"]);
}

#[test]
fn equal_texts_are_distinguished_by_what_belongs_to_them() {
    let sandbox = Sandbox::new();
    let questions = |one: &str, other: &str| {
        entry(&format!(
            "    senses: [{{definition: to move}}]\n    questions: [{{question: Is it countable?, answer: {one}}}, {{question: Is it countable?, answer: {other}}}]\n"
        ))
    };
    let before = build(&sandbox, "1000", "", &questions("the noun is", "the verb is not"));
    let after = build(&sandbox, "2000", "", &questions("the verb is not", "the noun is"));
    assert_eq!(after["run question/1"], before["run question/2"]);
    assert_eq!(after["run question/2"], before["run question/1"]);
}

#[test]
fn long_texts_that_differ_at_the_end_are_distinguished() {
    let sandbox = Sandbox::new();
    let long =
        "to go on and on about a matter that nobody in the room has ever asked about, ".repeat(3);
    let senses = |one: &str, other: &str| {
        entry(&format!(
            "    senses: [{{definition: '{long}{one}'}}, {{definition: '{long}{other}'}}]\n"
        ))
    };
    let before = build(&sandbox, "1000", "", &senses("loudly", "quietly"));
    let after = build(&sandbox, "2000", "", &senses("quietly", "loudly"));
    assert_eq!(after["run definition/1"], before["run definition/2"]);
}

#[test]
fn another_phrase_in_the_same_place_is_new() {
    let sandbox = Sandbox::new();
    let phrases = |it: &str| {
        entry(&format!("    senses: [{{definition: to move}}]\n    collocations: [{it}]\n"))
    };
    let before = build(&sandbox, "1000", "", &phrases("'{break the ice}'"));
    let after = build(&sandbox, "2000", "", &phrases("'{kick the bucket}'"));
    assert_ne!(after["run usage/collocation/1"], before["run usage/collocation/1"]);
    let new = build(&sandbox, "3000", "", &phrases("{id: goose, text: 'a wild {goose chase}'}"));
    assert_ne!(new["run usage/goose"], after["run usage/collocation/1"]);
}

#[test]
fn a_pair_is_kept_when_its_leading_entry_is_removed() {
    let sandbox = Sandbox::new();
    let word = |word: &str, other: &str| {
        format!(
            "  - headword: {word}\n    senses: [{{definition: the sense of {word}}}]\n    distinctions: [{{from: {other}, difference: They differ.}}]\n"
        )
    };
    let both = format!("{}{}", word("alpha", "beta"), word("beta", "alpha"));
    let before = build(&sandbox, "1000", "", &both);
    let after = build(&sandbox, "2000", "retired: [alpha]\n", &word("beta", "alpha"));
    assert_eq!(after["beta distinction/1"], before["alpha distinction/1"]);
}

#[test]
fn a_build_that_fails_leaves_the_ledger_and_earlier_files_alone() {
    let sandbox = Sandbox::new();
    let senses = |it: &str| entry(&format!("    senses: [{{definition: {it}}}]\n"));
    build(&sandbox, "1000", "", &senses("to move"));
    let ledger = fs::read(sandbox.path().join("test.lock")).unwrap();
    fs::create_dir(sandbox.path().join("out/test.update.definition.txt")).unwrap();
    sandbox.write(
        "test.yaml",
        fs::read_to_string(sandbox.path().join("test.yaml"))
            .unwrap()
            .replace("to move", "to move on"),
    );
    let run = at(&sandbox, "2000", &["build", "test.yaml", "--to", "apkg,update"]);
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(fs::read(sandbox.path().join("test.lock")).unwrap() == ledger);
    fs::remove_dir(sandbox.path().join("out/test.update.definition.txt")).unwrap();
    at(&sandbox, "2000", &["build", "test.yaml", "--to", "apkg,update"]);
    assert!(sandbox.files("out").contains(&"test.update.definition.txt".to_owned()));
}

#[test]
fn two_decks_never_share_a_ledger() {
    let sandbox = Sandbox::new();
    for (name, id) in [("a.yaml", "one"), ("a.yml", "two")] {
        sandbox.write(&format!("decks/{name}"), format!("deck: {{id: {id}, name: N}}\nentries: [{{headword: x, senses: [{{definition: y}}]}}]\n"));
    }
    let run = at(&sandbox, "1000", &["build"]);
    assert_eq!(run.status, 1);
    assert!(
        run.stderr
            .contains("error[shared-ledger]: another deck has the same ledger, `decks/a.lock`"),
        "{}",
        run.stderr
    );
    assert!(sandbox.files("out").is_empty());
}

#[test]
fn a_deck_from_standard_input_cannot_be_locked() {
    let sandbox = Sandbox::new();
    let deck =
        "deck: {id: test, name: Test}\nentries: [{headword: x, senses: [{definition: y}]}]\n";
    let run = sandbox.run_with_input(&["build", "-", "--locked"], deck.as_bytes());
    assert_eq!(run.status, 4, "{}", run.stderr);
}

#[test]
fn many_equal_texts_take_no_longer_than_others() {
    let sandbox = Sandbox::new();
    let entries = |prefix: &str| -> String {
        let one = |it: usize| {
            format!(
                "  - headword: {prefix}{it}\n    questions: [{{question: Is it countable?, answer: 'Yes.'}}]\n"
            )
        };
        (0..2000).map(one).collect()
    };
    build(&sandbox, "1000", "", &entries("w"));
    let start = std::time::Instant::now();
    build(&sandbox, "2000", "", &entries("v"));
    // With linear time this takes a second or two, with quadratic time minutes.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
