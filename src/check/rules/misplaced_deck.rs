//! `misplaced-deck`: `deck:` is in a file of a deck folder other than `deck.yaml`.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "misplaced-deck",
    severity: Severity::Error,
    meaning: "In the folder of a deck, only `deck.yaml` describes the deck; the other files \
              contain entries.",
    fix: "Move `deck:` to `deck.yaml`, or move the file out of the folder.",
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
        output: r#"error[misplaced-deck]: only `deck.yaml` may describe the deck of a folder
 --> deck/more.yaml:1:1
  |
1 | deck:
  | ^^^^
  |
  = help: move `deck:` there, or move this file out of the folder
"#,
    },
};

/// Reports the key `deck` in a file that is not the description of the deck.
pub(crate) fn report(key: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, key, "only `deck.yaml` may describe the deck of a folder")
            .help("move `deck:` there, or move this file out of the folder"),
    );
}
