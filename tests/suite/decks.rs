//! The decks that come with the project.

use crate::support::{Run, Sandbox, lexideck, root};

#[test]
fn every_deck_is_without_a_problem() {
    let output = lexideck(&root()).args(["check", "--strict"]).output().unwrap();
    let run = Run::from_output(output);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn the_soundtrack_entry_has_every_section() {
    let sandbox = Sandbox::new();
    let deck = std::fs::read_to_string(root().join("decks/soundtrack.yaml")).unwrap();
    sandbox.write("soundtrack.yaml", deck);
    sandbox.build(&["soundtrack.yaml"]);
    let rows = sandbox.table("soundtrack");
    assert!(rows.len() <= 6);
    for label in [
        "Summary",
        "Pronunciation",
        "Meanings",
        "Examples",
        "British and American",
        "Patterns",
        "Collocations",
        "Contexts",
        "Synonyms",
        "Mistakes",
        "Distinctions",
        "Questions",
        "Memory",
    ] {
        assert!(rows[0]["extra"].contains(&format!("{label}: ")), "{label}");
    }
}
