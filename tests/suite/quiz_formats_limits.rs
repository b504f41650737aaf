//! What the formats for school platforms leave out, join or mark, and that they say so.

use std::fs;

use crate::quiz_formats::{by, rows, skipped};
use crate::support::{Sandbox, python};

#[test]
fn an_id_number_that_moodle_would_drop_is_not_written() {
    let sandbox = Sandbox::new();
    // With `/quiz/1` behind them they have 100 and 101 characters, and more bytes.
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
fn a_glossary_tells_which_names_are_too_long_for_it() {
    let sandbox = Sandbox::new();
    // An emoji is one character to Moodle, and two to browsers.
    let (fits, long) = ("😀".repeat(255), "x".repeat(256));
    sandbox.write("test.yaml", format!("deck: {{id: test, name: '{long}'}}\nentries:\n  - {{headword: cue, senses: [{{definition: d}}], synonyms: ['{fits}', '{long}']}}\n"));
    let run = sandbox.build(&["test.yaml", "--draft", "--to", "moodle-glossary", "--json"]);
    let file = sandbox.path().join("out/test.moodle-glossary.xml");
    let found = python("python", "read_moodle.py", &[&file]);
    assert_eq!(found["problems"], serde_json::json!([]));
    let entries = by(&found["entries"], "concept");
    assert_eq!(entries["cue"]["aliases"], serde_json::json!([fits]));
    assert_eq!(entries["cue"]["categories"], serde_json::json!([]));
    let reason = "is longer than 255 characters, the most that Moodle takes";
    assert_eq!(
        skipped(&run.json()),
        [
            format!("moodle-glossary test category: the deck's name {reason}"),
            format!("moodle-glossary cue alias: an alias {reason}"),
        ]
    );
}
