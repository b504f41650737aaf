//! `alias-expansion`: aliases expand to far more than the file contains.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "alias-expansion",
    severity: Severity::Error,
    meaning: "The aliases (`*name`) of the file would expand to more than ten times its size. \
              In this way a small file could use up any amount of memory.",
    fix: "Write the repeated part out, or use fewer aliases of aliases.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: bomb
    summary: &a >-
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
      word word word word word word word word word word word word word
    senses:
      - definition: a device
    synonyms: [
      *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a,
      *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a,
      *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a,
      *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a,
      *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a,
      *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a,
      *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a,
      *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a,
      *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a
    ]
"#,
        )],
        corrected: &[],
        output: r#"error[alias-expansion]: the aliases of this file expand to more than ten times its size
  --> cues.yaml:29:7
   |
29 |       *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a
   |       ^^
   |
   = help: write the repeated part out, or use fewer aliases of aliases
"#,
    },
};

/// Reports the alias that exceeds the limit.
pub(crate) fn report(place: Span, diagnostics: &mut Diagnostics) {
    let message = "the aliases of this file expand to more than ten times its size";
    diagnostics.push(
        Diagnostic::new(&RULE, place, message)
            .help("write the repeated part out, or use fewer aliases of aliases"),
    );
}
