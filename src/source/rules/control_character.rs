//! `control-character`: a text contains a control character.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "control-character",
    severity: Severity::Error,
    meaning: "A text contains a control character, such as NUL. Anki would remove it silently.",
    fix: "Remove it. Such a character comes from an escape such as `\"\\x00\"`, or was copied \
          along with a text.",
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
    summary: "a bell: \a"
"#,
        )],
        corrected: &[("summary: \"a bell: \\a\"", "summary: 'a bell: ding'")],
        output: r#"error[control-character]: the text contains the control character U+0007
 --> cues.yaml:8:14
  |
8 |     summary: "a bell: \a"
  |              ^^^^^^^^^^^^
  |
  = help: remove it: Anki would drop it silently
"#,
    },
};

/// Reports the first control character of a text that is not allowed, and returns whether there is
/// one.
pub(crate) fn check(text: &str, place: Span, diagnostics: &mut Diagnostics) -> bool {
    let Some(odd) = odd_control(text) else { return false };
    let message = format!("the text contains the control character U+{:04X}", odd as u32);
    diagnostics.push(
        Diagnostic::new(&RULE, place, message).help("remove it: Anki would drop it silently"),
    );
    true
}

/// Returns the first control character of a text that is not allowed.
fn odd_control(text: &str) -> Option<char> {
    // All control characters are below the space or contain one of these two bytes.
    let may_be = |it: u8| (it < b' ') | (it == 0x7F) | (it == 0xC2);
    if !text.bytes().fold(false, |found, it| found | may_be(it)) {
        return None;
    }
    text.chars().find(|it| it.is_control() && !matches!(it, '\n' | '\t' | '\u{85}'))
}
