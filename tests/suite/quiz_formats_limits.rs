//! What the formats for e-learning platforms leave out, merge or mark, and how this is reported.

use std::fs;

use crate::quiz_formats::{by, rows, skipped};
use crate::support::{Sandbox, python};

#[test]
fn an_id_number_that_moodle_would_drop_is_not_written() {
    let sandbox = Sandbox::new();
    // With `/quiz/1` they have 100 and 101 characters, and more bytes.
    let (fits, long) = ("é".repeat(93), "ö".repeat(94));
    sandbox.write("test.yaml", format!("deck: {{id: test, name: Test}}\nentries:\n  - {{headword: a, id: {fits}, quiz: [{{question: q, choices: [a, b], answer: a}}]}}\n  - {{headword: b, id: {long}, quiz: [{{question: q, choices: [a, b], answer: a}}]}}\n"));
    sandbox.build(&["test.yaml", "--draft", "--to", "moodle,gift"]);
    let read = |name: &str| fs::read_to_string(sandbox.path().join("out").join(name)).unwrap();
    let (xml, gift) = (read("test.moodle.xml"), read("test.gift.txt"));
    assert!(xml.contains(&format!("<idnumber><![CDATA[{fits}/quiz/1]]></idnumber>")));
    assert_eq!(xml.matches("<idnumber>").count(), 1);
    assert!(gift.contains(&format!("[id:{fits}/quiz/1]")) && gift.contains("// [tag:"));
    assert_eq!(gift.matches("[id:").count(), 1);
}

#[test]
#[ignore = "needs tools"]
fn names_that_are_too_long_for_a_glossary_are_reported() {
    let sandbox = Sandbox::new();
    // An emoji is one character in Moodle, and two in browsers.
    let (fits, long) = ("😀".repeat(255), "x".repeat(256));
    sandbox.write("test.yaml", format!("deck: {{id: test, name: '{long}'}}\nentries:\n  - {{headword: cue, senses: [{{definition: d}}], synonyms: ['{fits}', '{long}']}}\n"));
    let run = sandbox.build(&["test.yaml", "--draft", "--to", "moodle-glossary", "--json"]);
    let file = sandbox.path().join("out/test.moodle-glossary.xml");
    let found = python("python", "read_moodle.py", &[&file]);
    assert_eq!(found["problems"], serde_json::json!([]));
    let entries = by(&found["entries"], "concept");
    assert_eq!(entries["cue"]["aliases"], serde_json::json!([fits]));
    assert_eq!(entries["cue"]["categories"], serde_json::json!([]));
    let reason = "is longer than 255 characters, the maximum in Moodle";
    assert_eq!(
        skipped(&run.json()),
        [
            format!("moodle-glossary test category: the deck's name {reason}"),
            format!("moodle-glossary cue alias: an alias {reason}"),
        ]
    );
}

#[test]
#[ignore = "needs tools"]
fn a_word_is_one_line_whatever_number_of_entries_it_has() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", "deck: {id: test, name: Test}\nentries:\n  - {headword: bow, id: bow-1, part_of_speech: noun, senses: [{definition: a weapon}]}\n  - {headword: cue, part_of_speech: noun, senses: [{definition: a signal}]}\n  - {headword: Bow, id: bow-2, part_of_speech: verb, senses: [{definition: to bend, translations: {de: sich beugen}}, {definition: the front of a ship, part_of_speech: noun}]}\n");
    sandbox.build(&["test.yaml", "--draft", "--to", "tsv"]);
    assert_eq!(
        rows(&sandbox.path().join("out/test.tsv")),
        [
            ["bow", "1. a weapon · 2. (verb) to bend (de: sich beugen) · 3. the front of a ship"],
            ["cue", "a signal"],
        ]
    );
}

#[test]
#[ignore = "needs tools"]
fn phrases_keep_their_dialect() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", "deck: {id: test, name: Test}\nentries:\n  - headword: film\n    senses:\n      - definition: moving pictures\n        examples: {gb: [{text: a good film, translations: {de: ein guter Film}}], us: ['He shot the {film}.']}\n    patterns: ['{film} something']\n");
    sandbox.build(&["test.yaml", "--draft", "--to", "moodle-glossary,moodle,gift,blackboard"]);
    let out = sandbox.path().join("out");
    let glossary = python("python", "read_moodle.py", &[&out.join("test.moodle-glossary.xml")]);
    assert_eq!(
        by(&glossary["entries"], "concept")["film"]["definition"],
        "moving pictures(GB) a good film\nde: ein guter Film(US) He shot the film."
    );
    let moodle = python("python", "read_moodle.py", &[&out.join("test.moodle.xml")]);
    assert_eq!(moodle["problems"], serde_json::json!([]));
    let questions = by(&moodle["questions"], "name");
    let british = &questions["film/usage/example/1/gb/1"]["text"];
    assert!(british.as_str().unwrap().starts_with("(GB) a good _____"), "{british}");
    let gift = fs::read_to_string(out.join("test.gift.txt")).unwrap();
    assert!(gift.contains("[html]<p>(GB) a good _____</p>"), "{gift}");
    let british = ["FIB", "(GB) a good _____ (moving pictures)", "film"];
    assert!(rows(&out.join("test.blackboard.txt")).iter().any(|it| *it == british));
}

#[test]
#[ignore = "needs tools"]
fn what_nobody_could_answer_is_left_out_and_reported() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", "deck: {id: test, name: Test}\nentries:\n  - headword: cue\n    patterns: ['{T}', '{T}.', 'a {T}']\n    quiz: [{question: q, choices: ['*a* b', 'a *b*', c], answer: c}]\n");
    let formats = "moodle,gift,blackboard,kahoot,blooket";
    let run = sandbox.build(&["test.yaml", "--draft", "--to", formats, "--json"]);
    let bare = "its phrase is nothing but the gap, and there is no meaning that could be asked for";
    let line = |format: &str, item: &str, reason: &str| format!("{format} cue {item}: {reason}");
    let alike = |format: &str| line(format, "quiz/1", "its choices are the same without marks");
    let gaps =
        |format: &'static str| [1, 2].map(|it| line(format, &format!("usage/pattern/{it}"), bare));
    let mut reported = skipped(&run.json());
    reported.sort();
    let mut expected: Vec<String> =
        ["moodle", "gift", "blackboard"].into_iter().flat_map(gaps).collect();
    expected.extend(["blackboard", "kahoot", "blooket"].map(alike));
    expected.sort();
    assert_eq!(reported, expected);
    assert_eq!(rows(&sandbox.path().join("out/test.blackboard.txt")), [["FIB", "a _____", "T"]]);
}

#[test]
#[ignore = "needs tools"]
fn what_is_too_long_is_left_out_and_reported() {
    let sandbox = Sandbox::new();
    let (question, choice) = ("q".repeat(121), "c".repeat(76));
    let many: Vec<String> = (0..12).map(|it| format!("x{it}")).collect();
    let right = many[..11].join(", ");
    // An emoji counts as two characters, as in browsers.
    let (fits, emoji) = ("q".repeat(120), "😀".repeat(38));
    sandbox.write("test.yaml", format!("deck: {{id: test, name: Test}}\nentries:\n  - headword: cue\n    quiz:\n      - {{question: {question}, choices: [a, b], answer: a}}\n      - {{question: {fits}, choices: [{choice}, b], answer: b}}\n      - {{question: {fits}, choices: [{}, b], answer: b}}\n      - {{question: q, choices: [{emoji}, b], answer: b}}\n      - {{question: q, choices: [{}], answer: [{right}]}}\n", "c".repeat(75), many.join(", ")));
    let run =
        sandbox.build(&["test.yaml", "--draft", "--to", "kahoot,blooket,moodle,gift", "--json"]);
    let long_choice = "a choice is longer than 75 characters, the maximum in Kahoot";
    assert_eq!(
        skipped(&run.json()),
        [
            "kahoot cue quiz/1: its question is longer than 120 characters, the maximum in Kahoot".to_owned(),
            format!("kahoot cue quiz/2: {long_choice}"),
            format!("kahoot cue quiz/4: {long_choice}"),
            "kahoot cue quiz/5: it has more than 4 choices".to_owned(),
            "blooket cue quiz/5: it has more than 4 choices".to_owned(),
            "moodle cue quiz/5: more than 10 choices are right, and Moodle cannot divide the mark among so many".to_owned(),
            "gift cue quiz/5: more than 10 choices are right, and Moodle cannot divide the mark among so many".to_owned(),
        ]
    );
    let kept = rows(&sandbox.path().join("out/test.kahoot.xlsx"));
    assert_eq!((kept.len(), kept[1][0].as_str()), (2, fits.as_str()));
}
