//! `misplaced-deck`: `deck:` stands in a file of a deck folder other than `deck.yaml`.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

/// `deck:` stands in a file of a deck folder other than `deck.yaml`.
pub(crate) static RULE: Rule = Rule {
    code: "misplaced-deck",
    severity: Severity::Error,
    meaning: "In a deck's folder only `deck.yaml` describes the deck; its other files hold \
              entries.",
    fix: "Move `deck:` into `deck.yaml`, or the file out of the folder.",
    example: Example {
        command: "check deck",
        files: &[
            ExampleFile::text(
                "deck/deck.yaml",
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
                "deck/more.yaml",
                r#"deck:
  id: another
  name: Another
entries:
  - headword: theme
    senses:
      - definition: a tune that comes back
"#,
            ),
        ],
        corrected: &[(
            r#"deck:
  id: another
  name: Another
"#,
            "",
        )],
        output: r#"error[misplaced-deck]: only `deck.yaml` describes the deck of a folder
 --> deck/more.yaml:1:1
  |
1 | deck:
  | ^^^^
  |
  = help: move `deck:` there, or this file out of the folder
"#,
    },
};

/// Reports the key `deck` of a file that is not the description.
pub(crate) fn report(key: Span, acc: &mut Diagnostics) {
    acc.push(
        Diagnostic::new(&RULE, key, "only `deck.yaml` describes the deck of a folder")
            .help("move `deck:` there, or this file out of the folder"),
    );
}
