//! `distinction-from-itself`: a word is distinguished from itself.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "distinction-from-itself",
    severity: Severity::Error,
    meaning: "`from` names the entry that it belongs to.",
    fix: "Name the other word.",
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
    distinctions:
      - from: cue
        difference: There is none.
"#,
        )],
        corrected: &[(
            r#"- from: cue
        difference: There is none.
"#,
            r#"- from: signal
        difference: A cue tells somebody to begin.
"#,
        )],
        output: r#"error[distinction-from-itself]: `cue` is distinguished from itself
 --> cues.yaml:9:15
  |
9 |       - from: cue
  |               ^^^
  |
  = help: name the other word
"#,
    },
};

/// Reports a `from` that names its own entry.
pub(crate) fn report(place: Span, headword: &str, diagnostics: &mut Diagnostics) {
    let message = format!("`{headword}` is distinguished from itself");
    diagnostics.push(Diagnostic::new(&RULE, place, message).help("name the other word"));
}
