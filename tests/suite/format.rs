//! The source format: how sources are read and what they produce.

use crate::support::{Sandbox, deck};

/// Builds one deck with all cards, and returns the cells of `column` where `card` matches.
fn cells(entries: &str, card: &str, column: &str) -> Vec<String> {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(entries));
    sandbox.build(&["test.yaml", "--cards", "everything"]);
    let rows = sandbox.table("test");
    rows.into_iter().filter(|it| it["card"] == card).map(|it| it[column].clone()).collect()
}

#[test]
fn words_that_yaml_would_convert_stay_text() {
    let words = [
        "no",
        "on",
        "yes",
        "null",
        "~",
        "1-2",
        "007",
        "2024-01-05",
        "1_000",
        "0x1F",
        "1e3",
        ".inf",
        "true",
        "12:30:45",
        "=",
        "<<",
    ];
    let entries: String = words
        .iter()
        .enumerate()
        .map(|(at, it)| {
            format!("  - headword: {it}\n    id: w{at}\n    senses: [{{definition: a thing}}]\n")
        })
        .collect();
    // One of them has an apostrophe in the table, so that it is not a formula.
    let found = cells(&entries, "recognise", "headword");
    let found: Vec<_> = found.iter().map(|it| it.trim_start_matches('\'')).collect();
    assert_eq!(found, words);
}

#[test]
fn an_empty_value_is_an_absent_key() {
    let entries = "  - headword: cue\n    level:\n    summary: ''\n    synonyms: []\n    register: ~\n    senses:\n      - definition: a signal\n        examples:\n";
    assert_eq!(cells(entries, "recognise", "level"), [""]);
    assert_eq!(cells(entries, "recognise", "register"), ["~"]);
}

#[test]
fn short_forms_mean_the_long_ones() {
    let entries = "
  - headword: cue
    pronunciation: kjuː
    senses: { definition: a signal, examples: The cue came. }
    patterns: '{on} cue'
    collocations: { text: 'miss a {cue}', id: miss }
    synonyms: signal
    questions: { question: Why?, answer: Because. }
";
    assert_eq!(cells(entries, "say", "answer"), ["/kjuː/"]);
    assert_eq!(cells(entries, "usage", "question").len(), 3);
    assert!(cells(entries, "recognise", "extra")[0].contains("\nSynonyms: signal\n"));
}

#[test]
fn examples_come_as_a_text_a_list_or_by_dialect() {
    for examples in [
        "The cue came.",
        "[The cue came.]",
        "{gb: The cue came.}",
        "{any: [The cue came.]}",
        "{text: The cue came.}",
    ] {
        let entries = format!(
            "  - headword: cue\n    senses: [{{definition: a signal, examples: {examples}}}]\n"
        );
        assert_eq!(cells(&entries, "usage", "answer"), ["cue"], "{examples}");
    }
}

#[test]
fn the_headword_is_found_in_its_forms_and_alternatives_are_kept() {
    let entries = "
  - headword: take off
    part_of_speech: verb
    senses: [{definition: leave the ground, examples: [The plane took off late., Taking off is easy., 'He {took|put} it off.']}]
";
    assert_eq!(cells(entries, "usage", "answer"), ["took off", "Taking off", "took / put"]);
    assert_eq!(cells(entries, "usage", "question")[0], "The plane _____ late.\nleave the ground");
}

#[test]
fn several_gaps_make_several_cards() {
    let entries = "  - headword: cue\n    senses: [{definition: a signal}]\n    patterns: ['{take} a cue {from} it']\n";
    assert_eq!(cells(entries, "usage 1", "answer"), ["take"]);
    assert_eq!(cells(entries, "usage 2", "answer"), ["from"]);
}

#[test]
fn marks_are_read_and_escapes_keep_them() {
    let entries = r"  - headword: cue
    senses:
      - definition: 'a *sign* **to** ~~not~~ `act` 2 * 3 \*x\* <b>'
";
    assert_eq!(cells(entries, "recognise", "answer"), ["a sign to not act 2 * 3 *x* <b>"]);
}

#[test]
fn a_byte_order_mark_crlf_and_anchors_are_read() {
    let sandbox = Sandbox::new();
    let text = "\u{FEFF}deck:\n  id: test\n  name: Test\nentries:\n  - headword: one\n    register: &r formal\n    senses: &s [{definition: a number}]\n  - headword: two\n    register: *r\n    senses: *s\n";
    sandbox.write("test.yaml", text.replace('\n', "\r\n"));
    sandbox.build(&["test.yaml"]);
    let rows = sandbox.table("test");
    let registers: Vec<_> = rows.iter().map(|it| it["register"].as_str()).collect();
    assert_eq!(registers, ["formal"; 4]);
}

#[test]
fn a_folder_is_read_in_the_order_of_paths() {
    let sandbox = Sandbox::new();
    let entry =
        |word: &str| format!("entries:\n  - headword: {word}\n    senses: [{{definition: x}}]\n");
    sandbox.write("d/deck.yaml", "deck: {id: test, name: Test}\n");
    for (file, word) in [
        ("b.yaml", "three"),
        ("a/z.yml", "two"),
        ("a.yaml", "one"),
        (".hidden.yaml", "no"),
        ("media/x.yaml", "no"),
        ("a.txt", "no"),
    ] {
        sandbox.write(&format!("d/{file}"), entry(word));
    }
    sandbox.build(&["d", "--cards", "minimal"]);
    let words: Vec<_> = sandbox.table("test").iter().map(|it| it["headword"].clone()).collect();
    assert_eq!(words, ["one", "two", "three"]);
}

#[test]
fn a_folder_of_decks_stands_for_every_deck_in_it() {
    let sandbox = Sandbox::new();
    let named = |id: &str| {
        deck("  - headword: x\n    senses: [{definition: y}]\n")
            .replace("id: test", &format!("id: {id}"))
    };
    sandbox.write("decks/a.yaml", named("a"));
    sandbox.write("decks/b.yml", named("b"));
    sandbox.write("decks/c/deck.yaml", named("c"));
    sandbox.write("decks/media/ignored.yaml", "x: y");
    sandbox.build(&["--to", "csv"]);
    assert_eq!(sandbox.files("out"), ["a.csv", "b.csv", "c.csv"]);
}

#[test]
fn a_pair_is_one_note_with_the_cues_of_both_sides() {
    let entries = "
  - headword: score
    senses: [{definition: the music written for a film}]
    distinctions:
      - from: track
        difference: D.
        cues: [{text: T1., answer: score}]
  - headword: track
    senses: [{definition: one piece of recorded music}]
    distinctions:
      - from: score
        difference: E.
        cues: [{text: T2., answer: track, why: W.}]
";
    assert_eq!(cells(entries, "distinction", "headword"), ["score"]);
    assert_eq!(cells(entries, "cue 1", "answer"), ["score"]);
    assert_eq!(cells(entries, "cue 2", "answer"), ["track\nW."]);
}

#[test]
fn standard_makes_at_most_six_cards() {
    let sandbox = Sandbox::new();
    let entry = "
  - headword: cue
    senses: [{definition: a}, {definition: b, teach: true}, {definition: c, teach: true}, {definition: d, teach: true}, {definition: e, teach: true}, {definition: f, teach: true}]
    collocations: ['miss a {cue}', 'take a {cue}', 'give a {cue}']
    distinctions: [{from: sign, difference: D.}]
    quiz: [{question: Q?, choices: [a, b], answer: a}]
";
    sandbox.write("test.yaml", deck(entry));
    let document = sandbox.build(&["test.yaml", "--json"]).json();
    assert_eq!(document["decks"][0]["cards"], 6);
    assert!(!document["decks"][0]["left_out"].as_array().unwrap().is_empty());
}

#[test]
fn the_command_line_wins_over_the_entry_and_the_entry_over_the_deck() {
    let sandbox = Sandbox::new();
    let text = "
deck: { id: test, name: Test, cards: minimal }
entries:
  - { headword: one, senses: [{ definition: x }] }
  - { headword: two, senses: [{ definition: y }], cards: { produce: true } }
";
    sandbox.write("test.yaml", text);
    let cards = |options: &[&str]| {
        sandbox.build(&[&["test.yaml"], options].concat());
        sandbox
            .table("test")
            .iter()
            .map(|it| format!("{} {}", it["headword"], it["card"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(cards(&[]), ["one recognise", "two recognise", "two produce"]);
    assert_eq!(cards(&["--cards", "minimal"]), ["one recognise", "two recognise"]);
}

#[test]
fn the_nearest_key_is_named_for_a_typo() {
    let sandbox = Sandbox::new();
    for (line, near) in [
        ("sences: x", "senses"),
        ("pattern: '{x}'", "patterns"),
        ("part-of-speech: noun", "part_of_speech"),
        ("Synonyms: x", "synonyms"),
        ("colocations: '{x}'", "collocations"),
        ("pronounciation: x", "pronunciation"),
    ] {
        sandbox.write(
            "test.yaml",
            deck(&format!("  - headword: cue\n    senses: [{{definition: x}}]\n    {line}\n")),
        );
        let run = sandbox.run(&["check", "test.yaml", "--json"]);
        assert_eq!(run.codes(), ["unknown-key"]);
        assert_eq!(run.json()["diagnostics"][0]["help"], format!("did you mean `{near}`?"));
    }
}

#[test]
fn long_lists_are_collapsed_and_nothing_is_lost() {
    let sandbox = Sandbox::new();
    let examples: Vec<_> = (1..=8).map(|it| format!("Cue number {it} came late.")).collect();
    let entry = format!(
        "  - headword: cue\n    senses: [{{definition: a signal, examples: [{}]}}]\n",
        examples.join(", ")
    );
    sandbox.write("test.yaml", deck(&entry));
    sandbox.build(&["test.yaml"]);
    let (_, collection) = crate::support::members(&sandbox.path().join("out/test.apkg")).remove(0);
    let text = String::from_utf8_lossy(&collection);
    assert!(text.contains("3 more</summary>"));
    for number in 1..=8 {
        assert!(text.contains(&format!("number {number} came late.")), "{number}");
    }
}
