//! `too-deep`: values are nested too deeply.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "too-deep",
    severity: Severity::Error,
    meaning: "Lists and mappings are nested more than 255 levels deep. No entry needs more \
              than six.",
    fix: "Look for a run of `[`, `{` or `- ` at this place.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword:
      [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
"#,
        )],
        corrected: &[],
        output: r#"error[too-deep]: values are nested more than 255 levels deep
  --> cues.yaml:10:22
   |
10 |       [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
   |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: an entry needs no more than six levels
"#,
    },
};

const HELP: &str = "an entry needs no more than six levels";

/// Returns the diagnostic for a value that is nested too deeply as written.
pub(crate) fn written(place: Span) -> Diagnostic {
    Diagnostic::new(&RULE, place, "values are nested more than 255 levels deep").help(HELP)
}

/// Reports an alias through which values are nested too deeply.
pub(crate) fn through_alias(place: Span, diagnostics: &mut Diagnostics) {
    let message = "this alias nests values more than 255 levels deep";
    diagnostics.push(Diagnostic::new(&RULE, place, message).help(HELP));
}
