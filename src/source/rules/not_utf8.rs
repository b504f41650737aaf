//! `not-utf8`: the file is not UTF-8 text.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity, Span};

/// The file is not UTF-8 text.
pub(crate) static RULE: Rule = Rule {
    code: "not-utf8",
    severity: Severity::Error,
    meaning: "A file holds bytes that are not UTF-8, so its letters cannot be told.",
    fix: "Save it as UTF-8 in your editor.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::bytes(
            "cues.yaml",
            b"deck:\n  id: cues\n  name: Cues\nentries:\n  - headword: caf\xe9\n",
        )],
        corrected: &[],
        output: r#"error[not-utf8]: byte 57 of the file, 0xE9, is not UTF-8
 --> cues.yaml:5:18
  |
5 |   - headword: caf�
  |                  ^
  |
  = help: save it as UTF-8 in your editor
"#,
    },
};

/// Reports the byte `at` which the bytes of a file stop being UTF-8; `mark` bytes of a byte-order
/// mark are not part of its text.
pub(crate) fn report(file: FileId, bytes: &[u8], at: usize, mark: usize, acc: &mut Diagnostics) {
    let help = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        "this looks like UTF-16: save it as UTF-8 in your editor"
    } else {
        "save it as UTF-8 in your editor"
    };
    let byte = bytes.get(at).copied().unwrap_or_default();
    let message = format!("byte {} of the file, 0x{byte:02X}, is not UTF-8", at + 1);
    let place = Span::new(file, at - mark..at + 1 - mark);
    acc.push(Diagnostic::new(&RULE, place, message).help(help));
}
