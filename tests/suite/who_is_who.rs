//! Who is who between releases: an item keeps its reviews, and what another gets is reported.

use std::collections::BTreeMap;
use std::fs;

use crate::random_edits;
use crate::support::{Run, Sandbox, lexideck};

/// Builds the entries as the next release, and returns the run and the GUID of each entry and slot.
fn release(sandbox: &Sandbox, time: &str, entries: &str) -> (Run, BTreeMap<String, String>) {
    let deck = "deck: {id: test, name: Test, cards: everything}\nentries:\n";
    sandbox.write("test.yaml", format!("{deck}{entries}"));
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(["build", "test.yaml", "--json"]);
    let run = Run::from_output(command.output().unwrap());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let text = fs::read_to_string(sandbox.path().join("test.lock")).unwrap();
    let cells = text.lines().map(|it| it.split('\t').collect::<Vec<_>>());
    let live = cells.filter(|it| it.len() == 12 && !it[7].ends_with("gone"));
    let guids = live.map(|it| (format!("{} {}", it[0], it[1]), it[2].to_owned())).collect();
    (run, guids)
}

/// Builds two releases in a new folder.
fn releases(one: &str, two: &str) -> (Run, BTreeMap<String, String>, BTreeMap<String, String>) {
    let sandbox = Sandbox::new();
    let before = release(&sandbox, "1000", one).1;
    let (run, after) = release(&sandbox, "2000", two);
    (run, before, after)
}

/// What the run reports as found again: entry, item, and the entry before.
fn reported(run: &Run) -> Vec<(String, String, Option<String>)> {
    let all = run.json()["decks"][0]["ledger"]["taken_for_edits"].as_array().unwrap().clone();
    let text = |it: &serde_json::Value| it.as_str().map(str::to_owned);
    let found = all
        .iter()
        .map(|it| (text(&it["entry"]).unwrap(), text(&it["item"]).unwrap(), text(&it["from"])));
    found.collect()
}

fn word(headword: &str, id: &str, definition: &str) -> String {
    let id = if id.is_empty() { String::new() } else { format!("    id: {id}\n") };
    format!("  - headword: {headword}\n{id}    senses: [{{definition: {definition}}}]\n")
}

const SHORE: &str = "  - headword: shore\n    senses: [{definition: land by the sea}]\n";

#[test]
fn an_edited_definition_keeps_its_card_though_another_entry_copies_the_old_words() {
    let (run, before, after) = releases(
        &word("big", "big", "large"),
        &(word("big", "big", "large in size") + &word("vast", "vast", "large")),
    );
    assert_eq!(after["big definition/1"], before["big definition/1"]);
    assert_eq!(reported(&run), [("big".to_owned(), "definition/1".to_owned(), None)]);
}

#[test]
fn an_entry_with_a_new_id_and_its_old_headword_is_the_same_though_its_words_are_corrected() {
    let text = "to get something that somone gives or sends you";
    let (run, before, after) = releases(
        &word("receive", "", text),
        &word("receive", "receive-verb", &text.replace("somone", "someone")),
    );
    assert_eq!(after["receive-verb definition/1"], before["receive definition/1"]);
    assert_eq!(reported(&run)[0].2.as_deref(), Some("receive"));
}

#[test]
fn of_two_entries_with_one_headword_the_one_with_the_words_keeps_the_reviews() {
    let one = word("bank", "", "an institution that keeps monney") + SHORE;
    let two = word("bank", "bank-money", "an institution that keeps money")
        + &word("bank", "", "the sloping side of a river")
        + SHORE;
    let (_, before, after) = releases(&one, &two);
    assert_eq!(after["bank-money definition/1"], before["bank definition/1"]);
    assert!(!before.values().any(|it| *it == after["bank definition/1"]));
    assert_eq!(after["shore definition/1"], before["shore definition/1"]);
}

#[test]
fn what_returns_with_a_correction_is_found_again() {
    let sandbox = Sandbox::new();
    let bank = word("bank", "", "an institution that keeps monney");
    let before = release(&sandbox, "1000", &(bank.clone() + SHORE)).1;
    release(&sandbox, "2000", SHORE);
    let after = release(&sandbox, "3000", &(bank.replace("monney", "money") + SHORE)).1;
    assert_eq!(after["bank definition/1"], before["bank definition/1"]);
}

#[test]
fn a_pair_is_the_same_from_both_sides_by_id_and_by_word() {
    let distinction =
        |from: &str| format!("    distinctions: [{{from: {from}, difference: They differ.}}]\n");
    let bank = word("bank", "", "an institution that keeps money");
    let shore = word("shore", "coast", "land by the sea");
    for from in ["coast", "shore"] {
        let one = format!("{bank}{}{shore}{}", distinction(from), distinction("bank"));
        let two = format!("{bank}{shore}{}", distinction("bank"));
        let (_, before, after) = releases(&one, &two);
        assert_eq!(after["coast distinction/1"], before["bank distinction/1"], "{from}");
    }
}

#[test]
fn the_more_similar_item_keeps_the_card_and_not_the_one_in_its_place() {
    let fade = |senses: &str| format!("  - headword: fade\n    senses: [{senses}]\n");
    let (_, before, after) = releases(
        &fade("{definition: to make a sound slowly louder}"),
        &fade(
            "{definition: to make a sound slowly quieter}, {definition: 'to make a sound louder, slowly'}",
        ),
    );
    assert_eq!(after["fade definition/2"], before["fade definition/1"]);
    assert_ne!(after["fade definition/1"], before["fade definition/1"]);
}

#[test]
fn an_item_put_in_the_place_of_a_removed_one_is_new() {
    let phrases = |it: &str| {
        format!(
            "  - headword: cue\n    senses: [{{definition: a sign}}]\n    collocations: [{it}]\n"
        )
    };
    let (run, before, after) =
        releases(&phrases("'miss a {cue}'"), &phrases("'the conductor gave the {cue}'"));
    assert_ne!(after["cue usage/collocation/1"], before["cue usage/collocation/1"]);
    assert!(reported(&run).is_empty());
}

#[test]
fn an_item_that_moves_into_another_entry_is_reported() {
    let entry = |word: &str, questions: &str| {
        format!(
            "  - headword: {word}\n    senses: [{{definition: the meaning of {word}}}]\n    questions: [{questions}]\n"
        )
    };
    let question = "{question: Is the word used in speech and in writing?, answer: 'Yes.'}";
    let other = "{question: Can it be counted?, answer: 'No.'}";
    let (run, before, after) = releases(
        &(entry("alpha", question) + &entry("beta", other)),
        &(entry("alpha", "") + &entry("beta", &format!("{other}, {question}"))),
    );
    assert_eq!(after["beta question/2"], before["alpha question/1"]);
    let expected = ("beta".to_owned(), "question/2".to_owned(), Some("alpha".to_owned()));
    assert_eq!(reported(&run), [expected]);
}

#[test]
fn over_random_edits_few_items_are_lost_and_what_others_get_is_reported() {
    // A sixteenth of what the rules were chosen by; the limits are those of 3,200 edits, which
    // `LEXIDECK_EDITS=3200` runs.
    let edits = std::env::var("LEXIDECK_EDITS").map_or(200, |it| it.parse().unwrap());
    let found = random_edits::measure(0x9E37_79B9, edits);
    let most = |limit: usize| (limit * edits).div_ceil(3200);
    assert!(found.kept > edits * 10, "{found:?}");
    assert!(found.lost <= most(60), "{found:?}");
    assert!(found.handed_over <= most(20), "{found:?}");
    assert!(found.taken <= most(80), "{found:?}");
    assert_eq!(found.unreported, 0, "{found:?}");
}
