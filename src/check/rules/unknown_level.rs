//! `unknown-level`: a level is not one of the CEFR's six.

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, nearest, shortened,
};
use crate::model::Level;
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-level",
    severity: Severity::Error,
    meaning: "A level must be one of those of the Common European Framework: A1, A2, B1, B2, \
              C1, C2.",
    fix: "Use one of them, or remove the key.",
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
    level: B3
"#,
        )],
        corrected: &[("level: B3", "level: B2")],
        output: r#"error[unknown-level]: `B3` is not a level
 --> cues.yaml:8:12
  |
8 |     level: B3
  |            ^^
  |
  = help: the levels are A1, A2, B1, B2, C1, C2
"#,
    },
};

/// Returns the level that a text names, and reports a text that names none.
pub(crate) fn check(level: &Text, diagnostics: &mut Diagnostics) -> Option<Level> {
    let found = Level::ALL.into_iter().find(|it| it.name() == level.value);
    if found.is_none() {
        let names = Level::ALL.map(Level::name);
        let help = match nearest(&level.value, names) {
            Some(near) if near.eq_ignore_ascii_case(&level.value) => format!("write `{near}`"),
            _ => format!("the levels are {}", names.join(", ")),
        };
        let message = format!("`{}` is not a level", shortened(&level.value));
        diagnostics.push(Diagnostic::new(&RULE, level.span, message).help(help));
    }
    found
}
