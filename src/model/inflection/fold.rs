//! Compares letters ignoring case, the encoding of accents, and typography.
//!
//! Texts are compared in place. Folding a copy would need an allocation for each sentence and a
//! mapping back to the original positions, as folding changes the length of letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Returns whether `c` is a straight, curly or modifier-letter apostrophe, or the opening quotation
/// mark that is often typed instead.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇')
}

/// Returns whether `c` is a hyphen, or the en dash that replaces it in print. The em dash separates
/// clauses, not words.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–')
}

/// Returns whether `c` belongs to a word: a letter, a digit, or a combining mark.
pub(super) fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_combining_mark(c)
    }
}

/// Calls `emit` with the folded characters of `c`: in lower case, decomposed, and with the plain
/// apostrophe and hyphen.
pub(super) fn fold_char(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        emit(c.to_ascii_lowercase());
    } else if is_apostrophe(c) {
        emit('\'');
    } else if is_hyphen(c) {
        emit('-');
    } else {
        for lower in c.to_lowercase() {
            // A capital sigma does not show whether it ends its word, so both small sigmas are
            // equal.
            decompose_canonical(lower, |d| emit(if d == 'ς' { 'σ' } else { d }));
        }
    }
}

/// Returns the first character of the folded `c`.
pub(super) fn fold_first(c: char) -> char {
    let mut first = None;
    fold_char(c, |folded| {
        first.get_or_insert(folded);
    });
    first.unwrap_or(c)
}

/// Folds a whole text, as [`match_folded`] expects its `form`.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, |f| folded.push(f)));
    folded
}

/// Returns a folded form as people write it.
pub(super) fn unfold(folded: &str) -> String {
    let mut text: String = folded.nfc().collect();
    if text.ends_with('σ') {
        text.pop();
        text.push('ς');
    }
    text
}

/// Returns the end of the folded form `form` in `text`, if it occurs at byte `at`.
pub(super) fn match_folded(text: &str, at: usize, form: &str) -> Option<usize> {
    let mut wanted = form.as_bytes();
    let mut end = at;
    while let Some((&byte, rest)) = wanted.split_first() {
        let found = *text.as_bytes().get(end)?;
        if found.is_ascii() {
            if found.to_ascii_lowercase() != byte {
                return None;
            }
            wanted = rest;
            end += 1;
        } else {
            let c = text.get(end..)?.chars().next()?;
            wanted = strip_char(wanted, c)?;
            end += c.len_utf8();
        }
    }
    Some(end)
}

/// The fewest letters on each side of a space or a hyphen within a word.
const FEWEST_LETTERS: usize = 2;

/// Returns the same as [`match_folded`], where the text may have one space or hyphen within the
/// form, and accents that the form does not have.
pub(super) fn match_lenient(text: &str, at: usize, form: &str) -> Option<usize> {
    let mut wanted = form.as_bytes();
    let mut is_joined = form.chars().count() < 2 * FEWEST_LETTERS || is_other_apart(form);
    let mut end = at;
    for c in text.get(at..)?.chars() {
        if wanted.is_empty() {
            break;
        }
        let matched = form.len() - wanted.len();
        let bare = strip_char(wanted, c).or_else(|| strip_unaccented(wanted, c));
        match bare {
            Some(rest) => wanted = rest,
            None if !is_joined
                && (c == ' ' || is_hyphen(c))
                && matched >= FEWEST_LETTERS
                && wanted.len() >= FEWEST_LETTERS =>
            {
                is_joined = true;
            }
            None => return None,
        }
        end += c.len_utf8();
    }
    wanted.is_empty().then_some(end)
}

/// Returns whether a word has another meaning in two words: "already" and "all ready".
fn is_other_apart(form: &str) -> bool {
    matches!(
        form,
        "already"
            | "altogether"
            | "anyone"
            | "anyway"
            | "everyday"
            | "everyone"
            | "into"
            | "maybe"
            | "nobody"
            | "someday"
            | "someone"
            | "sometime"
            | "sometimes"
    )
}

/// Removes the first folded character of `c`, if the others are accents.
fn strip_unaccented(wanted: &[u8], c: char) -> Option<&[u8]> {
    let (mut rest, mut is_first) = (None, true);
    fold_char(c, |folded| {
        let mut buffer = [0; 4];
        let bytes = folded.encode_utf8(&mut buffer).as_bytes();
        if is_first {
            rest = wanted.strip_prefix(bytes);
        } else if !is_combining_mark(folded) {
            rest = None;
        }
        is_first = false;
    });
    rest.or_else(|| is_combining_mark(c).then_some(wanted))
}

/// Removes the folded `c` from the start of `wanted`; returns `None` if it does not match
/// completely.
fn strip_char(wanted: &[u8], c: char) -> Option<&[u8]> {
    let mut rest = Some(wanted);
    fold_char(c, |folded| {
        let mut buffer = [0; 4];
        let bytes = folded.encode_utf8(&mut buffer).as_bytes();
        rest = rest.and_then(|left| left.strip_prefix(bytes));
    });
    rest
}
