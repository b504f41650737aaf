//! The words by which dictionaries stand for others: "sb", "something", "one's".

use super::fold::{fold, is_apostrophe};
use super::pattern::Placeholder;

/// An object is rarely longer than "all the money".
const MOST_OBJECT_WORDS: usize = 3;

/// Between the halves of a pair ("not only … but also") stands a longer phrase.
const MOST_ELLIPSIS_WORDS: usize = 6;

/// The ellipsis as one word of a headword.
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

/// What `word` (in lower case) stands for, if it is a placeholder; "sb/sth" is one as well.
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

/// Whether `word` is only ever a placeholder, whereas "something" may be meant as it stands.
pub(super) fn is_abbreviated(word: &str) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word).trim_end_matches(['.', ',']);
    word.contains('/')
        || matches!(word, "sb" | "sth" | "smb" | "smth" | "sbd" | "sthg" | "swh" | "…")
}

/// Whether `word` of a text tells whose something is ("her", "her own", "Anna's", "the boys'").
pub(super) fn is_possessive(word: &str) -> bool {
    let folded = fold(word);
    POSSESSIVES.contains(&folded.as_str()) || folded.ends_with("'s") || folded.ends_with("s'")
}

/// Whether `word` of a text is a reflexive pronoun.
pub(super) fn is_reflexive(word: &str) -> bool {
    let folded = fold(word.trim_end_matches(is_apostrophe));
    REFLEXIVES.contains(&folded.as_str())
}
