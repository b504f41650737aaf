//! Compares words letter by letter, without the marks that are written or left out.
//!
//! Vowel marks (harakat, niqqud), stress marks, macrons and other accents do not count, nor does it
//! whether a letter is one character or two (`ß` and `ss`, `œ` and `oe`). Texts in which the marks
//! do make a difference are told apart by [`super::fold`], which is tried first.

use super::fold::{fold_char, is_word_char};

/// Returns the letters of `text`: in lower case, decomposed, and without marks.
pub(super) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    text.chars().for_each(|c| push_letters(c, &mut letters));
    letters
}

/// Adds the letters of `c`.
pub(super) fn push_letters(c: char, letters: &mut String) {
    if c.is_ascii() {
        return letters.push(c.to_ascii_lowercase());
    }
    match c {
        // The breve of this letter is not a mark that is left out.
        'й' | 'Й' => letters.push('й'),
        'ß' | 'ẞ' => letters.push_str("ss"),
        'œ' | 'Œ' => letters.push_str("oe"),
        'æ' | 'Æ' => letters.push_str("ae"),
        'ı' => letters.push('i'),
        _ => fold_char(c, |folded| {
            if !is_mark(folded) {
                letters.push(folded);
            }
        }),
    }
}

/// Returns whether `c` is a mark that may be left out: an accent, a vowel mark of Hebrew or Arabic,
/// or the stroke that only lengthens an Arabic word. The vowel signs of other scripts are letters.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}'
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}'..='\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{00AD}')
}

/// Returns whether `c` belongs to a word, even if it does not count as a letter.
pub(super) fn is_inside_word(c: char) -> bool {
    is_word_char(c) || is_mark(c)
}
