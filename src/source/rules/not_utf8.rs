//! `not-utf8`: a file is not valid UTF-8.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "not-utf8",
    severity: Severity::Error,
    meaning: "The file contains bytes that are not valid UTF-8, so its text cannot be read.",
    fix: "Save the file as UTF-8 in your editor.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::bytes(
            "cues.yaml",
            b"deck:\n  id: cues\n  name: Cues\nentries:\n  - headword: caf\xe9\n",
        )],
        corrected: &[],
        output: r#"error[not-utf8]: byte 57 of the file, 0xE9, is not valid UTF-8
 --> cues.yaml:5:18
  |
5 |   - headword: caf�
  |                  ^
  |
  = help: save the file as UTF-8 in your editor
"#,
    },
};

/// Reports the byte with the index `at`, the first of a file that is not valid UTF-8. The length of
/// its byte-order mark, `mark`, does not count in places.
pub(crate) fn report(
    file: FileId,
    bytes: &[u8],
    at: usize,
    mark: usize,
    diagnostics: &mut Diagnostics,
) {
    let help = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        "this looks like UTF-16: save the file as UTF-8 in your editor"
    } else {
        "save the file as UTF-8 in your editor"
    };
    let byte = bytes.get(at).copied().unwrap_or_default();
    let message = format!("byte {} of the file, 0x{byte:02X}, is not valid UTF-8", at + 1);
    let place = Span::new(file, at - mark..at + 1 - mark);
    diagnostics.push(Diagnostic::new(&RULE, place, message).help(help));
}
