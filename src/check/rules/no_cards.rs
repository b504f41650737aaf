//! `no-cards`: a deck makes no cards.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "no-cards",
    severity: Severity::Error,
    meaning: "The deck makes no cards, because its entries contain nothing of the kinds that \
              are chosen.",
    fix: "Choose more kinds with `cards:` or `--cards`, or add senses to the entries.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
  cards: minimal
entries:
  - headword: cue
    questions:
      - question: Can it be a verb?
        answer: 'Yes: *to cue* somebody.'
"#,
        )],
        corrected: &[("cards: minimal", "cards: standard")],
        output: r#"error[no-cards]: the deck makes no cards with this choice of cards
 --> cues.yaml:2:7
  |
2 |   id: cues
  |       ^^^^
  |
  = help: choose more kinds of cards with `cards:` or `--cards`: Anki imports nothing from a package without notes
"#,
    },
};

/// Reports a deck that makes no cards.
pub(crate) fn report(place: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, place, "the deck makes no cards with this choice of cards")
            .help("choose more kinds of cards with `cards:` or `--cards`: Anki imports nothing from a package without notes"),
    );
}
