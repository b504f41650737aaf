//! The headwords of a deck, so that a gap does not hide the word of another entry.

use std::collections::BTreeSet;

use super::fold::fold;
use super::letters::letters;
use super::likeness::likeness;
use super::tokens::Token;

/// The number of letters that two words must have in common to be compared.
const FIRST_LETTERS: usize = 3;

/// The maximum number of headwords that a word is compared with.
const MOST: usize = 64;

/// The headwords of a deck, of one word each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headwords {
    letters: BTreeSet<String>,
    /// With their marks, and whether they begin with a capital letter.
    marked: BTreeSet<(String, bool)>,
}

impl Headwords {
    /// Adds a headword. An article before it does not count; other headwords of several words do
    /// not compete for a word.
    pub fn add(&mut self, headword: &str) {
        let mut words = headword.split_whitespace().rev();
        let Some(word) = words.next().filter(|_| words.nth(1).is_none()) else { return };
        self.letters.insert(letters(word));
        self.marked.insert((fold(word), word.starts_with(char::is_uppercase)));
    }

    /// Returns whether a word of a text is a headword, whatever its marks.
    pub(super) fn have(&self, token: &Token) -> bool {
        self.letters.contains(&token.letters)
    }

    /// Returns whether a word of a text is a headword as it is written.
    pub(super) fn have_exactly(&self, token: &Token) -> bool {
        let with = |capital| self.marked.contains(&(token.marked.clone(), capital));
        !self.marked.is_empty() && (with(token.capital) || (token.first && with(false)))
    }

    /// Returns whether a text is a headword.
    pub(super) fn have_word(&self, word: &str) -> bool {
        self.letters.contains(&letters(word))
    }

    /// Returns whether `word` is more like another headword than `own`.
    pub(super) fn fits_better(&self, word: &str, own: &str) -> bool {
        let chars: Vec<char> = word.chars().collect();
        let first: String = chars.iter().take(FIRST_LETTERS).collect();
        let mine = likeness(&own.chars().collect::<Vec<_>>(), &chars);
        let near = self.letters.range(first.clone()..).take_while(|it| it.starts_with(&first));
        near.take(MOST)
            .filter(|it| *it != own)
            .any(|it| likeness(&it.chars().collect::<Vec<_>>(), &chars) > mine)
    }
}
