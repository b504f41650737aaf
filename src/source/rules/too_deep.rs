//! `too-deep`: values are nested too deeply.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

/// Values are nested too deeply.
pub(crate) static RULE: Rule = Rule {
    code: "too-deep",
    severity: Severity::Error,
    meaning: "Lists and mappings are nested more than 255 deep; no entry needs more than six.",
    fix: "Look for a run of `[`, `{` or `- ` at the place.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
"#,
        )],
        corrected: &[],
        output: r#"error[too-deep]: values are nested more than 255 deep
 --> cues.yaml:5:270
  |
5 | ...[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
  |                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: an entry needs no more than six levels
"#,
    },
};

const HELP: &str = "an entry needs no more than six levels";

/// Returns the diagnostic for a value that is written too deep.
pub(crate) fn written(place: Span) -> Diagnostic {
    Diagnostic::new(&RULE, place, "values are nested more than 255 deep").help(HELP)
}

/// Reports an alias that repeats values too deep.
pub(crate) fn through_alias(place: Span, acc: &mut Diagnostics) {
    let message = "values are nested more than 255 deep through this alias";
    acc.push(Diagnostic::new(&RULE, place, message).help(HELP));
}
