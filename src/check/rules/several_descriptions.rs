//! `several-descriptions`: the folder of a deck contains several files that describe it.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};

/// A deck's folder contains several files that describe it.
pub(crate) static RULE: Rule = Rule {
    code: "several-descriptions",
    severity: Severity::Error,
    meaning: "The folder of a deck contains both `deck.yaml` and another file that could describe \
              the deck, such as `deck.yml`, so it is unclear which of them counts.",
    fix: "Keep one of them, or give the other a different name and leave only `entries:` in it.",
    example: Example {
        command: "check cues",
        files: &[
            ExampleFile::text(
                "cues/deck.yaml",
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
                "cues/deck.yml",
                r#"deck:
  id: cues
  name: Cues
"#,
            ),
        ],
        corrected: &[],
        output: r#"error[several-descriptions]: `deck.yaml` already describes the deck
--> cues/deck.yml
 = help: keep one of the two, or give this one a different name
"#,
    },
};

/// Reports a description in addition to the one called `name`.
pub(crate) fn report(name: &str, other: FileId, diagnostics: &mut Diagnostics) {
    let message = format!("`{name}` already describes the deck");
    diagnostics.push(
        Diagnostic::of_file(&RULE, other, message)
            .help("keep one of the two, or give this one a different name"),
    );
}
