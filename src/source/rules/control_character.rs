//! `control-character`: a text holds a control character.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

/// A text holds a control character.
pub(crate) static RULE: Rule = Rule {
    code: "control-character",
    severity: Severity::Error,
    meaning: "A text holds a character without a shape, such as a NUL, which Anki would drop \
              without a word.",
    fix: "Remove it. It came in through an escape such as `\"\\x00\"`, or with a copied text.",
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
        output: r#"error[control-character]: the text holds the control character U+0007
 --> cues.yaml:8:14
  |
8 |     summary: "a bell: \a"
  |              ^^^^^^^^^^^^
  |
  = help: remove it: Anki would drop it without a word
"#,
    },
};

/// Reports the first control character of a text that no text may hold, and returns whether there
/// is one.
pub(crate) fn check(text: &str, place: Span, acc: &mut Diagnostics) -> bool {
    let Some(odd) = odd_control(text) else { return false };
    let message = format!("the text holds the control character U+{:04X}", odd as u32);
    acc.push(
        Diagnostic::new(&RULE, place, message).help("remove it: Anki would drop it without a word"),
    );
    true
}

/// The first control character that no text may hold.
fn odd_control(text: &str) -> Option<char> {
    // All control characters lie below the blank or are written with one of these two bytes.
    let may_be = |it: u8| (it < b' ') | (it == 0x7F) | (it == 0xC2);
    if !text.bytes().fold(false, |found, it| found | may_be(it)) {
        return None;
    }
    text.chars().find(|it| it.is_control() && !matches!(it, '\n' | '\t' | '\u{85}'))
}
