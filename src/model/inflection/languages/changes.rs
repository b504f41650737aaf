//! How the stems of words change.

use super::Change;

/// The maximum number of variants of a stem, which words of many vowels and consonants could
/// otherwise exceed.
const MOST_VARIANTS: usize = 24;

/// Returns a stem and what it may change to.
pub(in crate::model::inflection) fn variants(stem: &str, changes: &[Change]) -> Vec<String> {
    let mut all = vec![stem.to_owned()];
    for change in changes {
        let mut more = Vec::new();
        for old in all.iter().take(MOST_VARIANTS) {
            more.extend(change.apply(old));
        }
        all.extend(more);
    }
    all.truncate(MOST_VARIANTS);
    all
}

impl Change {
    fn apply(&self, stem: &str) -> Option<String> {
        match self {
            Change::End(from, to) => Some(format!("{}{to}", stem.strip_suffix(from)?)),
            Change::Vowel(from, to) => {
                let place = stem.rfind(from)?;
                let (before, rest) = stem.split_at_checked(place)?;
                let after = rest.get(from.len()..)?;
                let after_sound = match after.strip_suffix('u') {
                    Some(silent) if silent.ends_with(['g', 'q']) => silent,
                    _ => after,
                };
                let last = !after_sound.contains(is_vowel) && !before.ends_with(is_vowel);
                last.then(|| format!("{before}{to}{after}"))
            }
            Change::Insert(vowel) => {
                let (place, last) = stem.char_indices().next_back()?;
                let before = stem.get(..place)?;
                let closed = !is_vowel(last) && before.ends_with(|c| !is_vowel(c));
                closed.then(|| format!("{before}{vowel}{last}"))
            }
            Change::Inner(from, to) => {
                let (place, last) = stem.char_indices().next_back()?;
                let before = stem.get(..place)?.strip_suffix(from)?;
                (!is_vowel(last) && !before.is_empty()).then(|| format!("{before}{to}{last}"))
            }
        }
    }
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я'
    )
}
