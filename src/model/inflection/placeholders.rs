//! Placeholders in the notation of dictionaries: "sb", "something", "one's".

use super::fold::{fold, is_apostrophe};
use super::pattern::Placeholder;

/// The maximum number of words of an object, as in "all the money".
const MOST_OBJECT_WORDS: usize = 3;

/// The maximum number of words for an ellipsis ("not only … but also").
const MOST_ELLIPSIS_WORDS: usize = 6;

/// The ellipsis as a word of a headword.
pub(super) const ELLIPSIS: &str = "…";

const POSSESSIVES: [&str; 10] =
    ["my", "your", "his", "her", "its", "our", "their", "whose", "own", "thy"];

const REFLEXIVES: [&str; 10] = [
    "myself",
    "yourself",
    "himself",
    "herself",
    "itself",
    "ourselves",
    "yourselves",
    "themselves",
    "oneself",
    "themself",
];

/// Returns what `word` (in lower case) stands for, if it is a placeholder such as "sb" or "sb/sth".
pub(super) fn placeholder(word: &str) -> Option<Placeholder> {
    let mut kinds = word.split('/').map(single_placeholder);
    let first = kinds.next().flatten()?;
    kinds.all(|kind| kind.is_some()).then_some(first)
}

fn single_placeholder(word: &str) -> Option<Placeholder> {
    let word = word.trim_end_matches(['.', ',']);
    match word {
        ELLIPSIS => Some(Placeholder::Words { most: MOST_ELLIPSIS_WORDS }),
        "one's" => Some(Placeholder::Owner),
        "oneself" => Some(Placeholder::Reflexive),
        _ => match word.strip_suffix("'s") {
            Some(owner) => is_object(owner).then_some(Placeholder::Owner),
            None => is_object(word).then_some(Placeholder::Words { most: MOST_OBJECT_WORDS }),
        },
    }
}

fn is_object(word: &str) -> bool {
    is_abbreviated(word) || matches!(word, "somebody" | "someone" | "something" | "somewhere")
}

/// Returns whether `word` is always a placeholder; "something", for example, may also be meant
/// literally.
pub(super) fn is_abbreviated(word: &str) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word).trim_end_matches(['.', ',']);
    word.contains('/')
        || matches!(word, "sb" | "sth" | "smb" | "smth" | "sbd" | "sthg" | "swh" | "…")
}

/// Returns whether `word` of a text is possessive ("her", "own", "Anna's", "boys'").
pub(super) fn is_possessive(word: &str) -> bool {
    let folded = fold(word);
    POSSESSIVES.contains(&folded.as_str()) || folded.ends_with("'s") || folded.ends_with("s'")
}

/// Returns whether `word` of a text is a reflexive pronoun.
pub(super) fn is_reflexive(word: &str) -> bool {
    let folded = fold(word.trim_end_matches(is_apostrophe));
    REFLEXIVES.contains(&folded.as_str())
}
