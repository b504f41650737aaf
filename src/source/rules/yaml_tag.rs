//! `yaml-tag`: a value has a YAML tag, which has no meaning here.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "yaml-tag",
    severity: Severity::Error,
    meaning: "Tags such as `!include` or `!!binary` tell YAML tools how to interpret a value. \
              Lexideck reads every value as text, so they have no meaning.",
    fix: "Remove the tag. If a text begins with `!`, put it in quotes.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    summary: !important a signal
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[("summary: !important a signal", "summary: '!important a signal'")],
        output: r#"error[yaml-tag]: the tag `!important` has no meaning here
 --> cues.yaml:6:14
  |
6 |     summary: !important a signal
  |              ^^^^^^^^^^
  |
  = help: remove it; a text that begins with `!` needs quotes
"#,
    },
};

/// Reports a tag as it was written.
pub(crate) fn report(tag: &str, place: Span, diagnostics: &mut Diagnostics) {
    let message = format!("the tag `{tag}` has no meaning here");
    diagnostics.push(
        Diagnostic::new(&RULE, place, message)
            .help("remove it; a text that begins with `!` needs quotes"),
    );
}
