//! `several-documents`: a file contains several YAML documents.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "several-documents",
    severity: Severity::Error,
    meaning: "A line with `---` starts a second YAML document, but each file of a deck is a \
              single document.",
    fix: "Remove the line, or move the second document to a file of its own.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
---
deck:
  id: second
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[],
        output: r#"error[several-documents]: a second document starts here
 --> cues.yaml:8:1
  |
8 | ---
  | ^^^
  |
  = help: remove the line `---`, or move what follows it to a file of its own
"#,
    },
};

/// Reports the place at which the second document begins.
pub(crate) fn report(place: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, place, "a second document starts here")
            .help("remove the line `---`, or move what follows it to a file of its own"),
    );
}
