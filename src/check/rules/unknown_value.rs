//! `unknown-value`: a value is not one of the words allowed there.

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, nearest, shortened,
};
use crate::source::Text;

/// A value is not one of the words allowed there.
pub(crate) static RULE: Rule = Rule {
    code: "unknown-value",
    severity: Severity::Error,
    meaning: "The key or option accepts only certain words, and this is not one of them.",
    fix: "Use one of the words that the help lists.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
  dialect: british
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[("dialect: british", "dialect: gb")],
        output: r#"error[unknown-value]: `british` is not a value of `dialect`
 --> cues.yaml:4:12
  |
4 |   dialect: british
  |            ^^^^^^^
  |
  = help: use one of: gb, us, both
"#,
    },
};

/// Returns the value that `text` is the key of, and reports a text that is none of the `known`
/// ones.
pub(crate) fn check<T: Copy>(
    text: &Text,
    what: &str,
    known: &[(&'static str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    if let Some((_, value)) = known.iter().find(|(key, _)| *key == text.value) {
        return Some(*value);
    }
    let keys: Vec<_> = known.iter().map(|it| it.0).collect();
    let help = match nearest(&text.value, keys.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of: {}", keys.join(", ")),
    };
    let message = format!("`{}` is not a value of `{what}`", shortened(&text.value));
    diagnostics.push(Diagnostic::new(&RULE, text.span, message).help(help));
    None
}
