//! `duplicate-deck-id`: two decks in one run have the same id.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "duplicate-deck-id",
    severity: Severity::Error,
    meaning: "Two decks in one run have the same id. They would write the same files, and \
              their notes would be confused, so neither deck is written.",
    fix: "Give the copied deck its own `id` and `uid`.",
    example: Example {
        command: "check decks",
        files: &[
            ExampleFile::text(
                "decks/first.yaml",
                r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
            ),
            ExampleFile::text(
                "decks/second.yaml",
                r#"deck:
  id: cues
  name: Copy
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
            ),
        ],
        corrected: &[(
            r#"  id: cues
  name: Copy
"#,
            r#"  id: copy
  name: Copy
"#,
        )],
        output: r#"error[duplicate-deck-id]: two decks have the id `cues`
 --> decks/first.yaml:2:7
  |
2 |   id: cues
  |       ^^^^
  |
 ::: decks/second.yaml:2:7
  |
2 |   id: cues
  |       ---- the other deck
  |
  = help: give a copied deck its own `id` and `uid`; neither deck is written

error[duplicate-deck-id]: two decks have the id `cues`
 --> decks/second.yaml:2:7
  |
2 |   id: cues
  |       ^^^^
  |
 ::: decks/first.yaml:2:7
  |
2 |   id: cues
  |       ---- the other deck
  |
  = help: give a copied deck its own `id` and `uid`; neither deck is written
"#,
    },
};

/// Reports every deck that has the same id as another deck of the run. `decks` contains the ids and
/// their places.
pub(crate) fn check(decks: &[(&str, Span)], diagnostics: &mut Diagnostics) {
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for (id, place) in decks {
        places.entry(id).or_default().push(*place);
    }
    for (id, places) in places.iter().filter(|it| it.1.len() > 1) {
        for (at, place) in places.iter().enumerate() {
            let other = if at == 0 { places[1] } else { places[0] };
            diagnostics.push(
                Diagnostic::new(&RULE, *place, format!("two decks have the id `{id}`"))
                    .related(other, "the other deck")
                    .help("give a copied deck its own `id` and `uid`; neither deck is written"),
            );
        }
    }
}
