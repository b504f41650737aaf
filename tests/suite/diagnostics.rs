//! What problems are reported, where, and how fast.

use crate::support::{Sandbox, deck};

#[test]
fn all_problems_of_all_files_come_in_one_run() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "decks/a.yaml",
        deck("  - headword: one\n    sense: x\n  - headword: two\n    pronunciation: {uk: x}\n"),
    );
    sandbox.write("decks/b/deck.yaml", "deck: {id: b, name: B, colour: red}\n");
    sandbox.write(
        "decks/b/c.yaml",
        "entries:\n  - headword: c\n    senses: [{definition: see}]\n    quiz: x\n",
    );
    let run = sandbox.run(&["check", "--json"]);
    let codes = run.codes();
    for expected in ["unknown-key", "empty-entry", "invalid-language", "wrong-kind"] {
        assert!(codes.contains(&expected.to_owned()), "{expected} in {codes:?}");
    }
    assert_eq!(run.status, 1);
}

#[test]
fn a_syntax_error_does_not_hide_what_follows() {
    let sandbox = Sandbox::new();
    let entries = "  - headword: one\n    summary: a: b\n  - headword: two\n    levle: B1\n    senses: [{definition: x}]\n";
    sandbox.write("d.yaml", deck(entries));
    let run = sandbox.run(&["check", "d.yaml", "--json"]);
    assert_eq!(run.codes(), ["yaml-syntax", "unknown-key"]);
}

#[test]
fn lines_and_columns_count_code_points_from_one() {
    let sandbox = Sandbox::new();
    let text = "\u{FEFF}deck:\r\n  id: test\r\n  name: Test\r\nentries:\r\n  - {headword: 😀é, levle: B1, senses: [{definition: x}]}\r\n";
    sandbox.write("d.yaml", text);
    let document = sandbox.run(&["check", "d.yaml", "--json"]).json();
    let it = &document["diagnostics"][0];
    let place = ["line", "column", "end_line", "end_column"].map(|key| it[key].as_u64().unwrap());
    assert_eq!(place, [5, 20, 5, 25]);
    assert_eq!(it["file"], "d.yaml");
}

#[test]
fn hostile_sources_are_refused_fast_with_a_diagnostic() {
    let sandbox = Sandbox::new();
    let mut bomb =
        String::from("deck: {id: test, name: Test}\nentries:\n  - headword: &a aaaaaaaaaa\n");
    for (name, previous) in ('b'..='z').zip('a'..='y') {
        let list = vec![format!("*{previous}"); 10].join(", ");
        bomb.push_str(&format!("  - headword: x\n    synonyms: &{name} [{list}]\n"));
    }
    let nested_lists =
        format!("{}entries: {}", "deck: {id: test, name: Test}\n", "[".repeat(200_000));
    let nested_maps =
        format!("{}entries:\n{}", "deck: {id: test, name: Test}\n", "- ".repeat(200_000));
    let long_key = deck(&format!("  - {}: x\n", "k".repeat(900)));
    let own_alias = deck("  - &x\n    headword: *x\n");
    for (name, text) in [
        ("bomb", bomb),
        ("lists", nested_lists),
        ("maps", nested_maps),
        ("key", long_key),
        ("self", own_alias),
    ] {
        sandbox.write("d.yaml", text);
        let start = std::time::Instant::now();
        let run = sandbox.run(&["check", "d.yaml", "--json"]);
        // Nothing here takes a second; an algorithm with quadratic time would take minutes.
        assert!(start.elapsed().as_secs() < 60, "{name} took {:?}", start.elapsed());
        assert_eq!(run.status, 1, "{name}: {}", run.stderr);
        assert!(!run.codes().is_empty(), "{name}");
    }
}
