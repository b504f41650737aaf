//! Texts as they are compared with each other: small letters and digits, single blanks.
//!
//! Every text of a deck is folded, most of them more than once, so nothing is allocated for a word.

use crate::model::{BLANK, Text};

/// A text by which equal texts are known.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// A text with its gaps filled, by which equal texts are known.
pub(super) fn folded_text(text: &Text) -> String {
    folded(&text.letters())
}

/// Adds the folded `text` to `out`.
pub(super) fn fold_into(text: &str, out: &mut String) {
    let mut words = Words { out, begun: false, parted: false };
    if text.is_ascii() {
        text.bytes().for_each(|it| words.add_ascii(it));
    } else if text.contains('Σ') {
        // How a capital sigma is lowered depends on the letters beside it.
        text.to_lowercase().chars().for_each(|it| words.add(it));
    } else {
        text.chars().flat_map(char::to_lowercase).for_each(|it| words.add(it));
    }
}

/// Adds the words of a phrase around its gaps to `out`, each gap as one sign.
pub(super) fn around_gaps_into(text: &Text, out: &mut String) {
    for (at, part) in text.blanked().split(BLANK).enumerate() {
        if at > 0 {
            out.push(BLANK);
        }
        fold_into(part, out);
    }
}

/// Whether `words` stand one by one in a text; both are folded.
pub(super) fn holds(text: &str, words: &str) -> bool {
    // Few texts hold so much as the letters; only in those are words told from parts of words.
    text.contains(words)
        && format!(" {} ", text.replace(BLANK, " _ ")).contains(&format!(" {words} "))
}

/// Words being written with a blank between them.
struct Words<'o> {
    out: &'o mut String,
    /// Whether a letter has been written.
    begun: bool,
    /// Whether something that is no letter stood behind the last one.
    parted: bool,
}

impl Words<'_> {
    fn add_ascii(&mut self, byte: u8) {
        if byte.is_ascii_alphanumeric() {
            self.push(char::from(byte.to_ascii_lowercase()));
        } else {
            self.parted = true;
        }
    }

    fn add(&mut self, lower: char) {
        if lower.is_alphanumeric() {
            self.push(lower);
        } else {
            self.parted = true;
        }
    }

    fn push(&mut self, letter: char) {
        if self.parted && self.begun {
            self.out.push(' ');
        }
        (self.begun, self.parted) = (true, false);
        self.out.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the letter of its description.
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
        // The words stand behind their own letters as parts of other words.
        assert!(holds("xa b a b a", "a b a"));
    }

    proptest! {
        #[test]
        fn any_text_is_folded_as_described(text in "([a-zA-Z .'\u{130}ΑΣσςé-]|\\PC){0,30}") {
            prop_assert_eq!(folded(&text), described(&text));
        }
    }
}
