//! `invalid-id`: an id holds characters that ids cannot hold. Also what an entry goes by without one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::Str;
use crate::source::Text;

/// The id that an author gave, if it can be one.
pub(super) fn given(id: Option<&Text>, acc: &mut Diagnostics) -> Option<Str> {
    let id = id?;
    if let Some((at, odd)) = id.value.char_indices().find(|(_, it)| !is_allowed(*it)) {
        let place = id.part(at..at + odd.len_utf8());
        let message = format!("an id cannot hold {}", name(odd));
        acc.push(
            Diagnostic::new(Code::InvalidId, place, message)
                .help("use letters, digits, `.`, `-`, `_`, `'` and spaces"),
        );
    }
    Some(id.value.clone())
}

/// What an entry goes by: the id that it gives, or one made from its headword.
pub fn entry_id(id: Option<&str>, headword: &str) -> String {
    id.map_or_else(|| from_headword(headword), str::to_owned)
}

/// The id of an entry that gives none, see [`from_headword`]. It shares the letters of a headword
/// that is an id already.
pub(super) fn id_from(headword: &Str) -> Str {
    let is_plain =
        |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || b".-_' ".contains(&it);
    if !headword.is_empty() && headword.bytes().all(is_plain) {
        return headword.clone();
    }
    from_headword(headword).into()
}

/// The id of an entry that gives none: its headword in small letters, with anything that an id
/// cannot hold as one hyphen.
pub(super) fn from_headword(headword: &str) -> String {
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
