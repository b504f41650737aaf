//! The contracted verbs of spoken English: "I'm", "they've", "she'll", "don't".

use std::ops::Range;

use super::boundary::Text;
use super::fold::{is_apostrophe, is_word_char, match_folded};

/// The words after which "'s" is the verb "be", not a possessive mark.
const SUBJECTS: [&str; 10] =
    ["it", "he", "she", "that", "what", "there", "here", "who", "where", "how"];

/// The contracted forms of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clitics {
    Be,
    Have,
    Will,
    Not,
}

impl Clitics {
    /// Returns the contracted forms of `headword`. "'d" is not included, as it may be "had" or
    /// "would".
    pub(super) fn of(headword: &str) -> Option<Clitics> {
        match headword {
            "be" | "to be" => Some(Clitics::Be),
            "have" | "to have" => Some(Clitics::Have),
            "will" => Some(Clitics::Will),
            "not" => Some(Clitics::Not),
            _ => None,
        }
    }

    /// Returns every contracted form in `text`, including its apostrophe.
    pub(super) fn find(self, text: Text<'_>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (place, _) in text.whole.match_indices(is_apostrophe) {
            if self == Clitics::Not {
                // "n't" begins one letter before its apostrophe.
                let start = place.saturating_sub(1);
                found.extend(text.negation(start).map(|end| start..end));
            } else if text.before(place).is_some_and(is_word_char) {
                found.extend(self.end_at(text, place).map(|end| place..end));
            }
        }
        found
    }

    fn end_at(self, text: Text<'_>, place: usize) -> Option<usize> {
        let whole = |clitic: &&str| text.whole_suffix(place, clitic);
        match self {
            Clitics::Be => ["'m", "'re"].iter().find_map(whole).or_else(|| {
                let subject = SUBJECTS.iter().any(|subject| ends_with_word(text, place, subject));
                whole(&"'s").filter(|_| subject)
            }),
            Clitics::Have => whole(&"'ve"),
            Clitics::Will => whole(&"'ll"),
            Clitics::Not => None,
        }
    }
}

/// Returns whether `word` ends at `place`.
fn ends_with_word(text: Text<'_>, place: usize, word: &str) -> bool {
    place.checked_sub(word.len()).is_some_and(|start| {
        match_folded(text.whole, start, word) == Some(place)
            && text.before(start).is_none_or(|c| !is_word_char(c))
    })
}
