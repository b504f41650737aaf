//! Folds texts for comparison: lower-case letters and digits, separated by single spaces.
//!
//! Every text of a deck is folded, most of them more than once, so no memory is allocated for
//! single words.

use crate::model::{BLANK, Text};

/// Returns the folded form of a text, which is the same for texts that count as equal.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::new();
    fold_into(text, &mut out);
    out
}

/// Returns the folded form of a text with its gaps filled.
pub(super) fn folded_text(text: &Text) -> String {
    folded(&text.letters())
}

/// Appends the folded form of `text` to `out`.
pub(super) fn fold_into(text: &str, out: &mut String) {
    out.reserve(text.len());
    if text.is_ascii() {
        fold_ascii_into(text, out);
    } else if text.contains('Σ') {
        // The lower case of a capital sigma depends on the letters beside it.
        fold_letters_into(text.to_lowercase().chars(), out);
    } else {
        fold_letters_into(text.chars().flat_map(char::to_lowercase), out);
    }
}

/// Appends the folded form of an ASCII text. Most texts are ASCII; pushing letter by letter would
/// take three times as long.
fn fold_ascii_into(text: &str, out: &mut String) {
    const PIECE: usize = 64;
    let (mut begun, mut parted) = (false, false);
    for piece in text.as_bytes().chunks(PIECE) {
        let mut folded = [b' '; 2 * PIECE];
        let mut length = 0;
        for letter in piece {
            // The bit by which lower case differs from upper case is set in every digit.
            let small = letter | 0x20;
            if !(small.is_ascii_lowercase() | letter.is_ascii_digit()) {
                parted = begun;
                continue;
            }
            length += usize::from(parted);
            if let Some(place) = folded.get_mut(length) {
                *place = small;
            }
            length += 1;
            (begun, parted) = (true, false);
        }
        let letters = folded.get(..length).and_then(|it| std::str::from_utf8(it).ok());
        out.push_str(letters.unwrap_or_default());
    }
}

fn fold_letters_into(letters: impl Iterator<Item = char>, out: &mut String) {
    let start = out.len();
    let mut parted = false;
    for letter in letters {
        if !letter.is_alphanumeric() {
            parted = true;
            continue;
        }
        if parted && out.len() > start {
            out.push(' ');
        }
        parted = false;
        out.push(letter);
    }
}

/// Appends the folded words of a phrase around its gaps to `out`, with a sign for each gap.
pub(super) fn around_gaps_into(text: &Text, out: &mut String) {
    let blanked = text.blanked();
    out.reserve(blanked.len());
    for (at, part) in blanked.split(BLANK).enumerate() {
        if at > 0 {
            out.push(BLANK);
        }
        fold_into(part, out);
    }
}

/// Returns whether a text contains `words` as whole words; both are folded.
pub(super) fn holds(text: &str, words: &str) -> bool {
    // The search for letters rejects most texts; only the others are searched for whole words.
    text.contains(words)
        && format!(" {} ", text.replace(BLANK, " _ ")).contains(&format!(" {words} "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Folds a text exactly as described above, but slowly.
    fn described(text: &str) -> String {
        let letters = text.to_lowercase();
        let words = letters.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn gaps_are_single_signs() {
        let mut out = String::new();
        around_gaps_into(&Text::parse_with_gaps("It {is} - {a|the} *Test*{}").0, &mut out);
        assert_eq!(out, "it\u{FFFC}\u{FFFC}test");
    }

    #[test]
    fn words_are_held_one_by_one() {
        assert!(holds("the first night", "first night"));
        assert!(holds("a\u{FFFC}first", "first"));
        assert!(!holds("the firsts", "first"));
        assert!(!holds("a first\u{FFFC}night", "first night"));
        // The words follow an occurrence of the same letters as parts of other words.
        assert!(holds("xa b a b a", "a b a"));
    }

    #[test]
    fn long_texts_are_folded_across_their_pieces() {
        for length in 60..70 {
            let text = format!("{}b, C-dE.", "a, ".repeat(length));
            assert_eq!(folded(&text), described(&text));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_folded_as_described(text in "([a-zA-Z .'\u{130}ΑΣσςé-]|\\PC){0,30}") {
            prop_assert_eq!(folded(&text), described(&text));
        }
    }
}
