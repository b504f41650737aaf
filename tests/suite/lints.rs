//! Warnings about entries as other lists and languages write them: one for each cause, and none
//! where nothing is wrong.

use crate::support::{Sandbox, deck};

/// Returns the codes and helps of the problems of a deck in `language`.
fn problems(language: &str, entries: &str) -> Vec<(String, String)> {
    let sandbox = Sandbox::new();
    let described = format!("  name: Test\n  language: {language}\n");
    sandbox.write("test.yaml", deck(entries).replace("  name: Test\n", &described));
    let json = sandbox.run(&["check", "test.yaml", "--json"]).json();
    let all = json["diagnostics"].as_array().unwrap().iter();
    let text = |it: &serde_json::Value, key: &str| it[key].as_str().unwrap_or("").to_owned();
    all.map(|it| (text(it, "code"), text(it, "help"))).collect()
}

fn codes(language: &str, entries: &str) -> Vec<String> {
    problems(language, entries).into_iter().map(|it| it.0).collect()
}

#[test]
fn a_reading_is_no_transcription() {
    let entry = |word: &str, sound: &str| {
        format!(
            "  - headword: {word}\n    pronunciation: {sound}\n    senses: [{{definition: a}}]\n"
        )
    };
    for (language, word, sound) in [
        ("ja", "漢字", "かんじ"),
        ("ja", "東京", "トーキョー"),
        ("zh", "汉字", "hànzì"),
        ("ko", "학교", "학꾜"),
        ("ru", "дом", "дом"),
        ("pt", "não", "nɐ̃w̃"),
    ] {
        assert_eq!(codes(language, &entry(word, sound)), [""; 0], "{sound}");
    }
    assert_eq!(codes("en", &entry("cue", "\"'kjuː\"")), ["not-ipa"]);
}

#[test]
fn both_dialects_of_one_sentence_are_no_ambiguous_gap() {
    let entry = "  - headword: colour\n    senses:\n      - definition: red or blue\n        examples:\n          gb: 'What {colour} is it?'\n          us: 'What {color} is it?'\n";
    assert_eq!(codes("en", entry), [""; 0]);
    let two = entry.replace("          us:", "          any:");
    assert_eq!(codes("en", &two), ["ambiguous-gap"]);
}

#[test]
fn a_definition_with_the_headword_is_one_problem() {
    let entry = "  - headword: boat\n    senses: [{definition: A boat is a small vehicle that crosses water., examples: [We hired a boat.]}]\n";
    assert_eq!(codes("en", entry), ["circular-definition"]);
}

#[test]
fn parts_of_speech_as_lists_write_them_have_a_help() {
    let help = |written: &str| {
        let entry = format!(
            "  - {{headword: cue, part_of_speech: {written}, senses: {{definition: a}}}}\n"
        );
        let found = problems("en", &entry);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].1.clone()
    };
    assert_eq!(help("n."), "did you mean `noun`?");
    assert_eq!(help("vt."), "did you mean `verb`?");
    assert_eq!(help("Substantiv"), "did you mean `noun`?");
    assert_eq!(help("number"), "did you mean `numeral`?");
    assert_eq!(
        help("n./v."),
        "write a sense for each, one with `part_of_speech: noun` and one with \
         `part_of_speech: verb`"
    );
}

#[test]
fn markup_of_other_programs_is_named_once() {
    let entry = "  - headword: \"<div>Excuse me</div>\"\n    senses: [{definition: \"polite<br>call &nbsp; [more](https://example.org) ![x](a.png) [sound:a.mp3]\"}]\n";
    let found = codes("en", entry);
    assert_eq!(found, ["foreign-markup"; 4]);
    let entry = "  - headword: generic\n    senses: [{definition: m, examples: [\"`Abc' is the generic form of `Xyz'.\"]}]\n";
    assert_eq!(codes("en", entry), ["foreign-markup"]);
}

#[test]
fn a_hash_that_cuts_a_text_is_reported() {
    let entry = "  - headword: page #5\n    senses:\n      - definition: see note #5 and (#6)\n        examples:\n          - Turn to page #5 now.\n";
    assert_eq!(codes("en", entry), ["cut-at-hash"; 3]);
    let comment = "  - headword: page  # the first\n    senses:\n      - definition: a leaf # of a book\n      - definition: 'see #5'\n";
    assert_eq!(codes("en", comment), [""; 0]);
}
