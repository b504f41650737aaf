//! English plurals.

use super::irregular_nouns::{IRREGULAR_NOUNS, PLURAL_ENDINGS};
use super::letters::{Doubling, doubling, ends_in_consonant_y};
use super::{Forms, look_up};

/// Adds the plural forms of `noun`.
pub(super) fn add_plurals(noun: &str, forms: &mut Forms) {
    if let Some(plurals) = look_up(IRREGULAR_NOUNS, noun) {
        plurals.split(' ').for_each(|plural| forms.add(plural));
        return;
    }
    add_by_ending(noun, forms);
    add_s(noun, forms);
}

/// Adds `word` with the ending "-s", which forms plurals of nouns and the third person of verbs.
pub(super) fn add_s(word: &str, forms: &mut Forms) {
    if ends_in_consonant_y(word) {
        forms.join(word, 1, "ies");
        return;
    }
    match word.as_bytes() {
        [.., b's' | b'z'] => {
            let doubled = doubling(word);
            if doubled != Doubling::Never {
                let last = if word.ends_with('s') { "ses" } else { "zes" };
                forms.join(word, 0, last);
            }
            forms.join(word, 0, "es");
        }
        [.., b'x'] | [.., b's', b'h'] => forms.join(word, 0, "es"),
        // The spelling does not show the sound of "ch": "churches" but "stomachs". Likewise
        // "potatoes" but "photos".
        [.., b'c', b'h'] | [.., b'o'] => {
            forms.join(word, 0, "es");
            forms.join(word, 0, "s");
        }
        _ => forms.join(word, 0, "s"),
    }
}

/// Adds plurals with an old or foreign ending ("wives", "crises", "fungi").
fn add_by_ending(noun: &str, forms: &mut Forms) {
    for &(singular, plural, shortest) in PLURAL_ENDINGS {
        if noun.len() >= shortest && noun.ends_with(singular) {
            forms.join(noun, singular.len(), plural);
        }
    }
}
