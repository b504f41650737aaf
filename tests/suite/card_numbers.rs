//! Cards inside a note: a gap or a cue keeps its number, and with it its reviews.

use std::collections::BTreeMap;

use crate::support::{Run, Sandbox, lexideck};

fn at(sandbox: &Sandbox, time: &str, arguments: &[&str]) -> Run {
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(arguments);
    Run::from_output(command.output().unwrap())
}

/// Builds the deck, and returns by note and name of the card what it asks and what is right.
fn cards(sandbox: &Sandbox, time: &str, entries: &str) -> BTreeMap<(String, String), String> {
    let deck = format!("deck: {{id: test, name: Test, cards: everything}}\nentries:\n{entries}");
    sandbox.write("test.yaml", deck);
    let run = at(sandbox, time, &["build", "test.yaml"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows = sandbox.table("test");
    let gaps = rows.into_iter().filter(|it| ["usage", "distinction"].contains(&&*it["kind"]));
    let card = |it: BTreeMap<String, String>| {
        let text = format!("{} = {}", it["question"], it["answer"]);
        ((it["guid"].clone(), it["card"].clone()), text)
    };
    gaps.map(card).collect()
}

fn patterns(all: &str) -> String {
    format!(
        "  - headword: race\n    senses: [{{definition: A contest of speed.}}]\n    patterns: [{all}]\n"
    )
}

/// The name of the only card whose question and answer contain these.
fn name(cards: &BTreeMap<(String, String), String>, text: &str) -> (String, String) {
    let found: Vec<_> = cards.iter().filter(|it| it.1.contains(text)).collect();
    assert_eq!(found.len(), 1, "{text}: {cards:?}");
    found[0].0.clone()
}

/// The name of the only card with this answer.
fn asking(cards: &BTreeMap<(String, String), String>, answer: &str) -> (String, String) {
    let found: Vec<_> = cards.iter().filter(|it| it.1.ends_with(&format!(" = {answer}"))).collect();
    assert_eq!(found.len(), 1, "{answer}: {cards:?}");
    found[0].0.clone()
}

#[test]
fn a_gap_keeps_its_number_through_every_edit_of_the_others() {
    let all = [("take", "take"), ("in", "in"), ("race", "race")];
    for (edit, kept) in [
        // One is removed, put before, put between, put behind, and they change places.
        ("to take part {in} the {race}", &all[1..]),
        ("{never} to {take} part {in} the {race}", &all),
        ("to {take} {part} {in} the {race}", &all),
        ("to {take} part {in} the {race} {again}", &all),
        ("{in} the {race} to {take} part", &all),
        // More is right, and words are corrected.
        ("to {take|have} part {at|in} the {race}", &[("take", "take / have"), ("in", "at / in")]),
        ("to {takes} part {in} the {races}", &[("take", "takes"), ("race", "races")]),
    ] {
        let sandbox = Sandbox::new();
        let before = cards(&sandbox, "1000", &patterns("'to {take} part {in} the {race}'"));
        let after = cards(&sandbox, "2000", &patterns(&format!("'{edit}'")));
        for (old, new) in kept {
            assert_eq!(asking(&before, old), asking(&after, new), "{edit}");
        }
        for new in
            ["never", "part", "again"].iter().filter(|it| edit.contains(&format!("{{{it}}}")))
        {
            assert!(!before.contains_key(&asking(&after, new)), "{edit}");
        }
    }
}

#[test]
fn a_lost_number_is_not_used_again_and_returns_with_its_word() {
    let sandbox = Sandbox::new();
    let first = cards(&sandbox, "1000", &patterns("'to {take} part {in} the {race}'"));
    let take = asking(&first, "take");
    cards(&sandbox, "2000", &patterns("'to take part {in} the {race}'"));
    let third = cards(&sandbox, "3000", &patterns("'to take {part} {in} the {race}'"));
    assert!(!first.contains_key(&asking(&third, "part")));
    let fourth = cards(&sandbox, "4000", &patterns("'to {take} {part} {in} the {race}'"));
    assert_eq!(asking(&fourth, "take"), take);
}

#[test]
fn equal_words_are_distinguished_by_what_is_around_them() {
    let sandbox = Sandbox::new();
    let before = cards(&sandbox, "1000", &patterns("'a {race} {to} victory {to} remember'"));
    let after =
        cards(&sandbox, "2000", &patterns("'{to} win a {race} {to} victory {to} remember'"));
    for part in ["race _____ victory", "victory _____ remember"] {
        assert_eq!(name(&before, part), name(&after, part));
    }
}

#[test]
fn a_note_whose_only_question_became_another_is_another_note() {
    let sandbox = Sandbox::new();
    let before = cards(&sandbox, "1000", &patterns("'the {race} of the year'"));
    let after = cards(&sandbox, "2000", &patterns("'the race {of} the year'"));
    assert!(before.keys().all(|it| !after.contains_key(it)), "{before:?} {after:?}");
}

fn cues(all: &[&str]) -> String {
    let cues: Vec<String> = all.iter().map(|it| format!("{{text: {it}, answer: race}}")).collect();
    format!(
        "  - headword: race\n    senses: [{{definition: A contest of speed.}}]\n    distinctions:\n      - {{from: rally, difference: A rally is on roads., cues: [{}]}}\n",
        cues.join(", ")
    )
}

#[test]
fn a_cue_keeps_its_card() {
    let first = ["They drove round the track.", "They drove through woods.", "It took seconds."];
    for edit in [
        vec!["The roads were closed.", first[0], first[1], first[2]],
        vec![first[1], first[2]],
        vec![first[2], first[0], first[1]],
        vec!["They drove around the track.", first[1], first[2]],
    ] {
        let sandbox = Sandbox::new();
        let before = cards(&sandbox, "1000", &cues(&first));
        let after = cards(&sandbox, "2000", &cues(&edit));
        for part in ["the track", "through woods", "It took seconds"] {
            if edit.iter().any(|it| it.contains(part)) {
                assert_eq!(name(&before, part), name(&after, part), "{edit:?}");
            }
        }
        if edit.len() == 4 {
            assert!(!before.contains_key(&name(&after, "The roads")));
        }
    }
}

#[test]
fn a_cue_keeps_its_card_when_it_comes_from_the_other_entry_of_the_pair() {
    let word = |word: &str, other: &str, cues: &str| {
        format!(
            "  - headword: {word}\n    senses: [{{definition: the sense of {word}}}]\n    distinctions: [{{from: {other}, difference: They differ., cues: [{cues}]}}]\n"
        )
    };
    let cue = |text: &str, answer: &str| format!("{{text: {text}, answer: {answer}}}");
    let (track, woods) = (cue("round the track", "race"), cue("through the woods", "rally"));
    let sandbox = Sandbox::new();
    let before = cards(
        &sandbox,
        "1000",
        &(word("race", "rally", &format!("{track}, {woods}")) + &word("rally", "race", "")),
    );
    let after =
        cards(&sandbox, "2000", &(word("race", "rally", &woods) + &word("rally", "race", &track)));
    for part in ["round the track", "through the woods"] {
        assert_eq!(name(&before, part), name(&after, part));
    }
}

#[test]
fn where_no_number_is_free_the_newest_cue_waits() {
    let texts: Vec<String> = (0..8).map(|it| format!("Situation {it} of these two.")).collect();
    let mut all: Vec<&str> = texts.iter().map(String::as_str).collect();
    let sandbox = Sandbox::new();
    let before = cards(&sandbox, "1000", &cues(&all));
    all.remove(3);
    all.insert(0, "Nobody knew who was behind the wheel.");
    let after = cards(&sandbox, "2000", &cues(&all));
    assert_eq!(after.len(), before.len() - 1);
    assert!(after.keys().all(|it| before.contains_key(it)));
    assert!(!after.values().any(|it| it.contains("Nobody")), "{after:?}");
}
