//! `unknown-alias`: an alias has no anchor, or is inside its own anchor.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "unknown-alias",
    severity: Severity::Error,
    meaning: "An alias (`*name`) repeats the value that is marked with `&name`, which must \
              come earlier in the same file.",
    fix: "Check the spelling. If a text begins with an asterisk, put it in quotes.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    summary: *stage
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[("summary: *stage", "summary: '*stage*'")],
        output: r#"error[unknown-alias]: there is no `&stage` before this alias
 --> cues.yaml:6:14
  |
6 |     summary: *stage
  |              ^^^^^^
  |
  = help: a text that begins with `*` needs quotes
"#,
    },
};

/// Reports an alias of this name.
pub(crate) fn report(name: &str, place: Span, diagnostics: &mut Diagnostics) {
    let message = format!("there is no `&{name}` before this alias");
    diagnostics.push(
        Diagnostic::new(&RULE, place, message).help("a text that begins with `*` needs quotes"),
    );
}
