//! `invalid-id`: an id contains a character that is not allowed. Also makes ids from headwords.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::model::Str;
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "invalid-id",
    severity: Severity::Error,
    meaning: "An id consists of letters and digits of any script, dots, hyphens, underscores, \
              apostrophes and spaces.",
    fix: "Choose an id that consists of these characters. It is part of the notes' identity, \
          so it must not change once it is published.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    id: cue/noun
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[("id: cue/noun", "id: cue-noun")],
        output: r#"error[invalid-id]: an id cannot contain `/`
 --> cues.yaml:6:12
  |
6 |     id: cue/noun
  |            ^
  |
  = help: use letters, digits, `.`, `-`, `_`, `'` and spaces
"#,
    },
};

/// Returns the id that the author gave, and reports the first character that is not allowed.
pub(crate) fn given(id: Option<&Text>, diagnostics: &mut Diagnostics) -> Option<Str> {
    let id = id?;
    if let Some((at, odd)) = id.value.char_indices().find(|(_, it)| !is_allowed(*it)) {
        let place = id.part(at..at + odd.len_utf8());
        let message = format!("an id cannot contain {}", name(odd));
        diagnostics.push(
            Diagnostic::new(&RULE, place, message)
                .help("use letters, digits, `.`, `-`, `_`, `'` and spaces"),
        );
    }
    Some(id.value.clone())
}

/// Reports a `uid` of several lines: a line break could make two different identities equal.
pub(crate) fn check_uid(uid: Option<&Text>, diagnostics: &mut Diagnostics) {
    if let Some(uid) = uid.filter(|it| it.value.contains('\n')) {
        diagnostics.push(
            Diagnostic::new(&RULE, uid.span, "a `uid` must be a single line")
                .help("write it on one line"),
        );
    }
}

/// Returns the id of an entry: its explicit id, or else one made from its headword.
pub(crate) fn entry_id(id: Option<&str>, headword: &str) -> String {
    id.map_or_else(|| from_headword(headword), str::to_owned)
}

/// Returns the id of an entry without an explicit id, see [`from_headword`]. It shares the letters
/// of a headword that is already an id.
pub(crate) fn id_from(headword: &Str) -> Str {
    let is_plain =
        |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || b".-_' ".contains(&it);
    if !headword.is_empty() && headword.bytes().all(is_plain) {
        return headword.clone();
    }
    from_headword(headword).into()
}

/// Returns the id of an entry without an explicit id: its headword in lower case, with a hyphen for
/// each run of characters that are not allowed.
pub(crate) fn from_headword(headword: &str) -> String {
    let mut id = String::with_capacity(headword.len());
    let mut replaced = false;
    for letter in headword.to_lowercase().nfc() {
        if is_allowed(letter) {
            id.push(letter);
        } else if !replaced {
            id.push('-');
        }
        replaced = !is_allowed(letter);
    }
    if id.is_empty() { "-".to_owned() } else { id }
}

fn is_allowed(letter: char) -> bool {
    letter.is_alphanumeric()
        || is_combining_mark(letter)
        || matches!(letter, '.' | '-' | '_' | '\'' | ' ')
}

fn name(odd: char) -> String {
    if odd.is_control() || odd.is_whitespace() {
        format!("the character U+{:04X}", odd as u32)
    } else {
        format!("`{odd}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headword_becomes_an_id() {
        for (headword, id) in [
            ("Premiere", "premiere"),
            ("first night", "first night"),
            ("rock 'n' roll", "rock 'n' roll"),
            ("C++", "c-"),
            ("either/or", "either-or"),
            ("日本", "日本"),
            ("हिन्दी", "हिन्दी"),
            ("007", "007"),
            ("😀", "-"),
        ] {
            assert_eq!(from_headword(headword), id);
        }
    }
}
