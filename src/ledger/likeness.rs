//! How similar two texts are.

/// The similarity, as a Sørensen–Dice coefficient of letter pairs, from which two texts are taken
/// for versions of the same item.
pub(super) const LIKENESS: f64 = 0.6;
/// The similarity that is sufficient in an item's own place before strangers with its words are
/// considered.
pub(super) const LIKENESS_IN_PLACE: f64 = 0.5;
/// The similarity that an item moved into another entry needs.
pub(super) const LIKENESS_OF_STRANGERS: f64 = 0.8;
/// The similarity that is sufficient in an item's own place, or if only one item and one row of the
/// kind are left in the entry, when nothing else has been found.
pub(super) const LIKENESS_OF_THE_LAST: f64 = 0.4;
/// What an item's own place counts when the most similar pairs are chosen.
pub(super) const OWN_PLACE: f64 = 0.08;

/// Returns the similarity of two texts, from 0 to 1: the mean of that of their letter pairs and that
/// of their words. Gaps are ignored, as they mostly contain the headword, which all texts of the
/// entry share.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let (bare, other_bare) = (without_gaps(one), without_gaps(other));
    if bare.trim().is_empty() || other_bare.trim().is_empty() {
        return strsim::sorensen_dice(&one.to_lowercase(), &other.to_lowercase());
    }
    let letters = strsim::sorensen_dice(&bare, &other_bare);
    // Less than the least that matters, whatever the words are.
    if letters < LEAST {
        return letters;
    }
    words_likeness(&bare, &other_bare).map_or(letters, |words| f64::midpoint(letters, words))
}

/// The similarity of letters below which words are not compared.
const LEAST: f64 = 0.2;

/// Returns the similarity of the words of two texts, as a Sørensen–Dice coefficient in which long
/// words count more: the short ones are those that most sentences share. Returns `None` if all are
/// short.
fn words_likeness(one: &str, other: &str) -> Option<f64> {
    let (ones, mut others) = (words(one), words(other));
    let sum: f64 = ones.iter().chain(&others).map(|it| it.1).sum();
    if sum <= 0.0 {
        return None;
    }
    let mut shared = 0.0;
    // Equal words first, so that a similar one does not take the place of an equal one.
    let mut rest = Vec::new();
    for (word, weight) in ones {
        match others.iter().position(|it| it.0 == word) {
            Some(at) => {
                others.swap_remove(at);
                shared += 2.0 * weight;
            }
            None => rest.push((word, weight)),
        }
    }
    for (word, weight) in rest {
        let alike = others.iter().enumerate().map(|(at, it)| {
            let likeness = strsim::sorensen_dice(word, it.0);
            (likeness, at, it.1)
        });
        let best = alike.max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((likeness, at, other)) = best.filter(|it| it.0 >= LIKENESS_OF_WORDS) {
            others.swap_remove(at);
            shared += likeness * (weight + other);
        }
    }
    Some(shared / sum)
}

/// The similarity from which a word is taken for a version of another.
const LIKENESS_OF_WORDS: f64 = 0.6;
/// The number of letters that a word needs before it counts.
const SHORT: usize = 2;

/// Returns the words of a text with what each counts.
fn words(text: &str) -> Vec<(&str, f64)> {
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let weight = |it: &str| it.chars().count().saturating_sub(SHORT) as f64;
    words.map(|it| (it, weight(it))).collect()
}

fn without_gaps(text: &str) -> String {
    let mut depth = 0_usize;
    let mut rest = String::with_capacity(text.len());
    for letter in text.to_lowercase().chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(letter),
            _ => {}
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn an_edited_sentence_is_similar_and_another_is_not() {
        let edited = [
            ("The whole cast came to the {premiere}.", "The whole cast attended the {premiere}."),
            ("The first public showing of a film.", "The first showing of a film in public."),
        ];
        for (one, other) in edited {
            assert!(likeness(one, other) >= LIKENESS, "{one}");
        }
        let others = [
            ("attend a {premiere}", "world {premiere}"),
            ("The first public showing of a film.", "To show something for the first time."),
            ("the {premiere} of the film", "at the {premiere}"),
            ("{break the ice}", "{kick the bucket}"),
        ];
        for (one, other) in others {
            assert!(likeness(one, other) < LIKENESS, "{one}");
        }
    }
}
