//! The ledger's file: its forms, its damages, and the ids of notes and cards that it keeps.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::apkg::collection;
use crate::support::{Run, Sandbox, lexideck, root};

fn at(sandbox: &Sandbox, time: &str, arguments: &[&str]) -> Run {
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(arguments);
    Run::from_output(command.output().unwrap())
}

/// The cells of each row of a note in a ledger.
fn rows(text: &str) -> Vec<Vec<String>> {
    let cells = text.lines().map(|it| it.split('\t').map(str::to_owned).collect::<Vec<_>>());
    cells.filter(|it: &Vec<String>| it.len() >= 8).collect()
}

#[test]
fn a_ledger_of_the_first_form_is_read_and_continues_without_losing_a_note() {
    let sandbox = Sandbox::new();
    let old = root().join("tests/fixtures/ledger-1");
    for name in ["soundtrack.yaml", "soundtrack.lock"] {
        fs::copy(old.join(name), sandbox.path().join(name)).unwrap();
    }
    let read = || fs::read_to_string(sandbox.path().join("soundtrack.lock")).unwrap();
    let before = rows(&read());
    assert!(read().starts_with("lexideck-ledger\t1\n") && before.len() == 5);
    let run = at(&sandbox, "1795400000", &["build", "soundtrack.yaml"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let after = rows(&read());
    assert!(read().starts_with("lexideck-ledger\t2\n"));
    for old in &before {
        let new = after.iter().find(|it| it[2] == old[2]).unwrap();
        assert_eq!([&new[0], &new[1], &new[10]], [&old[0], &old[1], &old[7]]);
        // Its first build is not known, so its id is the time of its last change.
        let (id, modified): (i64, i64) = (new[3].parse().unwrap(), old[3].parse().unwrap());
        assert!((modified * 1000 - 1000..=modified * 1000).contains(&id), "{id}");
    }
    // A gap keeps its number.
    let gap = after.iter().find(|it| it[1].starts_with("usage/")).unwrap();
    assert_eq!(gap[8], "0=^soundtrack");
    let again = at(&sandbox, "1795500000", &["build", "soundtrack.yaml", "--locked"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
}

const DECK: &str = "deck: {id: ID, name: Name, cards: everything}\nentries:\n  - headword: cue\n    senses:\n      - definition: a signal to begin\n        examples: [The cue came late.]\n    collocations: ['miss a {cue}']\n";

/// The GUID of each note with its id, and the ids of all cards.
fn ids(sandbox: &Sandbox, deck: &str) -> (BTreeMap<String, i64>, Vec<i64>) {
    let connection = collection(sandbox, &sandbox.path().join(format!("out/{deck}.apkg")));
    let mut notes = connection.prepare("select guid, id from notes").unwrap();
    let notes = notes.query_map([], |it| Ok((it.get(0)?, it.get(1)?))).unwrap();
    let notes: BTreeMap<String, i64> = notes.map(Result::unwrap).collect();
    let mut cards = connection.prepare("select id from cards").unwrap();
    let cards = cards.query_map([], |it| it.get(0)).unwrap().map(Result::unwrap).collect();
    (notes, cards)
}

#[test]
fn ids_are_the_times_of_first_builds_and_no_two_notes_of_a_run_share_one() {
    let sandbox = Sandbox::new();
    let write = |id: &str, entries: &str| {
        sandbox.write(&format!("decks/{id}.yaml"), DECK.replace("ID", id) + entries);
    };
    let more = "  - headword: prompt\n    senses: [{definition: a help}, {definition: a sign}]\n";
    write("one", "");
    write("two", more);
    assert_eq!(at(&sandbox, "1700000000", &["build"]).status, 0);
    let first: Vec<_> = ["one", "two"].map(|it| ids(&sandbox, it)).into();
    // Both decks get new notes at the same time as before, and later.
    write("one", more);
    assert_eq!(at(&sandbox, "1700000000", &["build"]).status, 0);
    write("two", &more.replace("a sign}", "a sign}, {definition: a whispered word}"));
    assert_eq!(at(&sandbox, "1700086400", &["build"]).status, 0);
    let last: Vec<_> = ["one", "two"].map(|it| ids(&sandbox, it)).into();
    for (before, after) in first.iter().zip(&last) {
        assert!(before.0.iter().all(|(guid, id)| after.0[guid] == *id), "an id has changed");
    }
    let notes: Vec<i64> = last.iter().flat_map(|it| it.0.values().copied()).collect();
    let cards: Vec<i64> = last.iter().flat_map(|it| it.1.iter().copied()).collect();
    for all in [&notes, &cards] {
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
    }
    let (early, late) = (1_700_000_000_000, 1_700_086_400_000);
    let is_of = |time: i64| move |it: &&i64| (time - 1000..=time).contains(*it);
    assert_eq!(notes.iter().filter(is_of(late)).count(), 1);
    assert_eq!(notes.iter().filter(is_of(early)).count(), notes.len() - 1);
    assert!(cards.iter().all(|it| is_of(late)(&it) || is_of(early)(&it)), "{cards:?}");
}

#[test]
fn a_damaged_ledger_is_reported_with_the_way_back() {
    let sandbox = Sandbox::new();
    sandbox.write("one.yaml", DECK.replace("ID", "one"));
    assert_eq!(at(&sandbox, "1000", &["build", "one.yaml"]).status, 0);
    let path = sandbox.path().join("one.lock");
    let whole = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let mut damages: Vec<String> = Vec::new();
    for lost in 0..lines.len() {
        let rest = lines.iter().enumerate().filter(|it| it.0 != lost).map(|it| *it.1);
        damages.push(rest.collect());
        damages.push(lines[..lost].concat());
    }
    damages.push(whole.replacen("miss a", "kiss a", 1));
    for damage in damages {
        fs::write(&path, &damage).unwrap();
        let run = at(&sandbox, "2000", &["build", "one.yaml"]);
        assert_eq!(run.status, 1, "{damage}{}", run.stderr);
        assert!(run.stderr.contains("error[damaged-ledger]"), "{damage}{}", run.stderr);
        for way in ["git checkout", "lexideck adopt"] {
            assert!(run.stderr.contains(way), "{}", run.stderr);
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), damage);
    }
}

#[test]
fn a_ledger_that_no_build_wrote_is_refused_or_read_again_after_the_build() {
    let row = |guid: &str, hash: &str, cards: &str| {
        format!(
            "lexideck-ledger\t1\nuid\tone\ncue\tdefinition/1\t{guid}\t1700000000\t{hash}\ta05dbeec\t{cards}\ta signal to begin\n"
        )
    };
    for (ledger, is_good) in [
        (row("J0w7z8Zx66u", "ArgURe5r94E.bMDepH", "0,1"), true),
        (row("J0w\u{1}z8Zx66u", "ArgURe5r94E.bMDepH", "0,1"), false),
        (row("J0w\\n", "ArgURe5r94E.bMDepH", "0,1"), false),
        (row("J0w7z8Zx66u", "ab\\\\\\\\cd.ef", "0,1"), false),
        (row("J0w7z8Zx66u", "ArgURe5r94E.bMDepH", "0,60000"), false),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("one.yaml", DECK.replace("ID", "one"));
        sandbox.write("one.lock", &ledger);
        let run = at(&sandbox, "1800000000", &["build", "one.yaml"]);
        assert_eq!(run.status, i32::from(!is_good), "{ledger}{}", run.stderr);
        if is_good {
            let again = at(&sandbox, "1800000000", &["build", "one.yaml", "--locked"]);
            assert_eq!(again.status, 0, "{}", again.stderr);
        }
    }
}
