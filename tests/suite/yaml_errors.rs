//! Errors of YAML name their cause, once, at its place.

use crate::support::Sandbox;

/// Returns the problems of a source: line, column, message and help.
fn problems(source: &str) -> Vec<(u64, u64, String, String)> {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", source);
    let json = sandbox.run(&["check", "test.yaml", "--json"]).json();
    let all = json["diagnostics"].as_array().unwrap().iter();
    let problem = |it: &serde_json::Value| {
        let number = |key: &str| it[key].as_u64().unwrap();
        let text = |key: &str| it[key].as_str().unwrap_or("").to_owned();
        (number("line"), number("column"), text("message"), text("help"))
    };
    all.map(problem).collect()
}

#[track_caller]
fn assert_cause(entries: &str, place: (u64, u64), message: &str, help: &str) {
    let found = problems(&format!("deck:\n  id: t\n  name: T\nentries:\n{entries}"));
    let first = found.first().unwrap_or_else(|| panic!("no problem in {entries}"));
    assert_eq!((first.0, first.1), place, "{found:?}");
    assert_eq!((first.2.as_str(), first.3.as_str()), (message, help), "{found:?}");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_colon_needs_a_space() {
    let message = "there is no space after the colon of `headword`";
    let help = "write `headword: …`, with a space after the colon";
    assert_cause("  - headword:cue\n    senses: [{definition: a}]\n", (5, 13), message, help);
    assert_cause("  - headword:cue\n", (5, 13), message, help);
    let later = "  - headword: cue\n    level:B1\n    senses: [{definition: a}]\n";
    let message = "there is no space after the colon of `level`";
    assert_cause(later, (6, 10), message, "write `level: …`, with a space after the colon");
}

#[test]
fn a_wide_colon_is_none() {
    let message = "`：` after `headword` is not the colon of YAML";
    let help = "write `headword: …`, with a space after the colon";
    assert_cause("  - headword： cue\n    senses: [{definition: a}]\n", (5, 13), message, help);
}

#[test]
fn other_spaces_are_none() {
    let message = "U+00A0 after the colon of `headword` is no space in YAML";
    let help = "write an ordinary space: `headword: …`";
    let entries = "  - headword:\u{A0} cue\n    senses: [{definition: a}]\n";
    assert_cause(entries, (5, 14), message, help);
    let entries = "  - headword: cue\n\u{A0}\u{A0}\u{A0}\u{A0}senses: [{definition: a}]\n";
    let message = "this line is indented with U+00A0, which is no space in YAML";
    assert_cause(entries, (6, 1), message, "indent it with ordinary spaces");
}

#[test]
fn a_quote_that_is_not_closed_is_named_where_it_opens() {
    let message = "the quote that begins here is not closed on its line";
    let entries = "  - headword: 'tis\n    senses: [{definition: it is}]\n  - headword: don't\n    senses: [{definition: do not}]\n";
    let help = "close it with `'`; if it is an apostrophe, put the text in double quotes: \"'tis\"";
    assert_cause(entries, (5, 15), message, help);
    let entries = "  - headword: cue\n    senses:\n      - definition: \"a signal\n  - headword: b\n    senses: [{definition: c}]\n";
    assert_cause(entries, (7, 21), message, "close it with `\"`");
}

#[test]
fn an_unfinished_merge_is_named() {
    let entries = "<<<<<<< HEAD\n  - headword: cue\n=======\n  - headword: sign\n>>>>>>> x\n";
    let message = "this line is the mark of an unfinished merge";
    let help = "keep one of the two versions, and remove the lines that begin with `<<<<<<<`, \
                `=======` and `>>>>>>>`";
    assert_cause(entries, (5, 1), message, help);
}

#[test]
fn wrong_indentation_says_how_far() {
    let entries = "  - headword: cue\n     level: B1\n    senses: [{definition: s}]\n";
    let message = "`level` is indented by 5 spaces, and the key above it by 4";
    let help = "indent it by 4 spaces, the `- ` of a list included";
    assert_cause(entries, (6, 6), message, help);
}

#[test]
fn a_merge_key_is_one_problem() {
    let entries = "  - &a\n    headword: cue\n    senses: [{definition: s}]\n  - <<: *a\n    headword: sign\n";
    let message = "an entry has no key `<<`";
    let help = "merge keys are no part of YAML 1.2: write the keys out; an alias may stand for the \
                value of a key";
    assert_cause(entries, (8, 5), message, help);
}
