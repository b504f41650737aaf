//! Comparing letters without regard to case, accents' encoding and typography.
//!
//! Text is compared where it lies: folding a copy of it would cost an allocation per sentence, and
//! a map back to the original places, since lower case can be longer or shorter than upper case.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A straight, curly or modifier-letter apostrophe, or the opening quote often typed in its place.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇')
}

/// A hyphen or the en dash that takes its place in print; the em dash parts clauses, not words.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–')
}

/// Whether `c` belongs to a word: a letter, a digit, or a mark on one.
pub(super) fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_combining_mark(c)
    }
}

/// Writes `c` the one way in which all its variants are written: in lower case, decomposed, with
/// the plain apostrophe and hyphen.
fn fold_char(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        emit(c.to_ascii_lowercase());
    } else if is_apostrophe(c) {
        emit('\'');
    } else if is_hyphen(c) {
        emit('-');
    } else {
        for lower in c.to_lowercase() {
            // A capital sigma does not tell whether it ends its word, so both small ones are equal.
            decompose_canonical(lower, |d| emit(if d == 'ς' { 'σ' } else { d }));
        }
    }
}

/// The first character of the folded `c`.
pub(super) fn fold_first(c: char) -> char {
    let mut first = None;
    fold_char(c, |folded| {
        first.get_or_insert(folded);
    });
    first.unwrap_or(c)
}

/// `text` folded as a whole, which is what [`match_folded`] compares with.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, |f| folded.push(f)));
    folded
}

/// A folded form the way people write it.
pub(super) fn unfold(folded: &str) -> String {
    let mut text: String = folded.nfc().collect();
    if text.ends_with('σ') {
        text.pop();
        text.push('ς');
    }
    text
}

/// The end of the folded form `form` in `text` if it stands at byte `at`.
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

/// What is left of `wanted` after all of the folded `c`; half a character is no match.
fn strip_char(wanted: &[u8], c: char) -> Option<&[u8]> {
    let mut rest = Some(wanted);
    fold_char(c, |folded| {
        let mut buffer = [0; 4];
        let bytes = folded.encode_utf8(&mut buffer).as_bytes();
        rest = rest.and_then(|left| left.strip_prefix(bytes));
    });
    rest
}
