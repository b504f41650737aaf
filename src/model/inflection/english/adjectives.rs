//! The degrees of comparison of English adjectives and adverbs.

use super::gradable::{GRADABLE, IRREGULAR_DEGREES};
use super::letters::{Doubling, doubling, ends_in_consonant_y, vowel_groups};
use super::{Forms, look_up};

/// The number of syllables up to which "-er" and "-est" are used; longer words take "more" and
/// "most" ("beautiful").
const MOST_SYLLABLES: usize = 2;

/// Adds the comparative and the superlative of `word`.
pub(super) fn add_degrees(word: &str, forms: &mut Forms) {
    if let Some(degrees) = look_up(IRREGULAR_DEGREES, word) {
        degrees.split(' ').for_each(|degree| forms.add(degree));
        return;
    }
    // "un-" adds a syllable without changing how the word is compared ("unhappier").
    if vowel_groups(word.strip_prefix("un").unwrap_or(word)) > MOST_SYLLABLES {
        return;
    }
    for ending in ["er", "est"] {
        add_degree(word, ending, forms);
    }
}

/// Adds the degrees of `word` if it is a common adjective. Otherwise "butter" would be found as a
/// form of "butt", and "letter" of "let".
pub(super) fn add_known_degrees(word: &str, forms: &mut Forms) {
    let known = GRADABLE.binary_search(&word).is_ok();
    if known || look_up(IRREGULAR_DEGREES, word).is_some() {
        add_degrees(word, forms);
    }
}

fn add_degree(word: &str, ending: &str, forms: &mut Forms) {
    if ends_in_consonant_y(word) {
        forms.joined(word.get(..word.len().saturating_sub(1)).unwrap_or(word), "i", ending);
        if vowel_groups(word) == 1 {
            // "drier" and "dryer", "shier" and "shyer".
            forms.joined(word, "", ending);
        }
        return;
    }
    if word.ends_with('e') {
        forms.join(word, 1, ending);
        return;
    }
    let doubled = doubling(word);
    if doubled == Doubling::Always || (doubled == Doubling::Either && word.ends_with('l')) {
        forms.joined(word, word.get(word.len().saturating_sub(1)..).unwrap_or_default(), ending);
    }
    if doubled != Doubling::Always {
        forms.joined(word, "", ending);
    }
}
