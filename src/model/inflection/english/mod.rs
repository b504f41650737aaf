//! English morphology: all forms in which a word may occur in a text.
//!
//! The rules are generous: a form that does not exist ("childs") does not occur in texts and does
//! no harm, whereas a missing form leaves an example without its gap. Only where a rule would
//! produce a different word ("butter" from "butt") is it restricted by a list.

mod adjectives;
mod function_words;
mod gradable;
mod irregular_nouns;
mod irregular_verbs;
mod letters;
mod nouns;
mod spelling;
mod spelling_pairs;
mod verbs;

pub(super) use function_words::{is_function_word, is_particle};
pub(super) use spelling::ambiguous_spellings;
pub(super) use verbs::is_irregular_verb;

use super::classes::Classes;

/// The maximum number of forms, more than any word has. It limits the work for unusual headwords.
const MOST_FORMS: usize = 64;

/// The position of a word in its headword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the whole headword.
    Alone,
    /// It is the first word of several.
    First,
    /// It is a later word of several.
    Later,
}

/// Returns the forms of `word`, which must be in lower case, starting with the word itself.
pub(super) fn inflect(word: &str, classes: Classes, place: Place) -> Vec<String> {
    let mut forms = Forms { list: Vec::with_capacity(12) };
    forms.add(word);
    if place != Place::Alone {
        function_words::contracted(word).iter().for_each(|it| forms.add(it));
    }
    if place == Place::Alone || !is_function_word(word) {
        forms.add_inflected(word, classes, place);
    } else if word == "a" {
        forms.add("an");
    } else if word == "an" {
        forms.add("a");
    }
    forms.list
}

/// A list of forms without duplicates.
struct Forms {
    list: Vec<String>,
}

impl Forms {
    /// Adds `form`.
    fn add(&mut self, form: &str) {
        self.joined(form, "", "");
    }

    /// Removes `cut` bytes from the end of `word` and adds the result with `ending`.
    fn join(&mut self, word: &str, cut: usize, ending: &str) {
        if let Some(stem) = word.len().checked_sub(cut).and_then(|end| word.get(..end)) {
            self.joined(stem, "", ending);
        }
    }

    /// Adds `form` with a prefix.
    fn prefixed(&mut self, prefix: &str, form: &str) {
        self.joined(prefix, form, "");
    }

    /// Adds the concatenation, unless it is known or there are too many forms.
    fn joined(&mut self, stem: &str, link: &str, ending: &str) {
        let length = stem.len() + link.len() + ending.len();
        let is_it = |form: &String| {
            let rest = (form.len() == length).then(|| form.strip_prefix(stem)).flatten();
            rest.and_then(|it| it.strip_prefix(link)) == Some(ending)
        };
        if self.list.len() < MOST_FORMS && !self.list.iter().any(is_it) {
            let mut form = String::with_capacity(length);
            form.push_str(stem);
            form.push_str(link);
            form.push_str(ending);
            self.list.push(form);
        }
    }

    /// Adds all forms of `word` in each of its spellings.
    fn add_inflected(&mut self, word: &str, classes: Classes, place: Place) {
        if let Some(owner) = word.strip_suffix("'s") {
            // "driver's licence" is also written "drivers' licence" and "drivers licence".
            self.joined(owner, "s", "");
        } else if word.bytes().any(|byte| byte.is_ascii_digit()) {
            // "the 1980s", "two 747s"
            self.joined(word, "s", "");
        } else if word.chars().nth(1).is_some() && word.chars().all(char::is_alphabetic) {
            self.add_lemma(word, classes, place);
            if place != Place::Alone {
                for stem in third_person_stems(word) {
                    self.add(&stem);
                    self.add_lemma(&stem, classes, place);
                }
            }
            for variant in spelling::variants(word) {
                self.add(&variant);
                self.add_lemma(&variant, classes, place);
            }
        }
    }

    /// Adds the forms that the word classes of `lemma` allow.
    fn add_lemma(&mut self, lemma: &str, classes: Classes, place: Place) {
        // A function word of the class "other", such as a preposition, has no forms, but other
        // words of that class may have some.
        let content_word = !is_function_word(lemma);
        let object = classes.verb() && place == Place::Later;
        if classes.surely_noun() || (content_word && (classes.noun() || object)) {
            nouns::add_plurals(lemma, self);
        }
        if classes.surely_verb() || (content_word && classes.verb()) {
            verbs::add_conjugation(lemma, self);
        }
        if content_word && classes.surely_compared() {
            adjectives::add_degrees(lemma, self);
        } else if classes.unknown() {
            adjectives::add_known_degrees(lemma, self);
        }
    }
}

/// Returns the verbs of which `word` may be the third person, because "the penny drops" also occurs
/// in the past tense. A form in "-es" may belong to a verb such as "close" or "watch".
fn third_person_stems(word: &str) -> impl Iterator<Item = String> {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u']));
    let consonant_y = stem.and_then(|stem| stem.strip_suffix("ie")).map(|stem| format!("{stem}y"));
    let sibilant = |stem: &&str| stem.ends_with(['s', 'x', 'z', 'h', 'o']);
    let short = stem.and_then(|stem| stem.strip_suffix('e')).filter(sibilant);
    [consonant_y, short.map(str::to_owned), stem.map(str::to_owned)].into_iter().flatten()
}

/// Returns the value of `key` in a sorted table.
fn look_up(table: &'static [(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    let row = table.binary_search_by(|&(candidate, _)| candidate.cmp(key)).ok()?;
    table.get(row).map(|&(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_sorted<'a>(name: &str, keys: impl Iterator<Item = &'a str>) {
        let keys: Vec<&str> = keys.collect();
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "{name}: {} stands before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn every_searched_table_is_sorted() {
        for (name, table) in [
            ("irregular verbs", irregular_verbs::IRREGULAR_VERBS),
            ("irregular nouns", irregular_nouns::IRREGULAR_NOUNS),
            ("irregular degrees", gradable::IRREGULAR_DEGREES),
            ("spelling pairs", spelling_pairs::SPELLING_PAIRS),
        ] {
            assert_sorted(name, table.iter().map(|row| row.0));
        }
        assert_sorted("gradable", gradable::GRADABLE.iter().copied());
        assert_sorted("function words", function_words::FUNCTION_WORDS.iter().copied());
        assert_sorted("particles", function_words::PARTICLES.iter().copied());
        assert_sorted("regular", irregular_verbs::REGULAR_DESPITE_PREFIX.iter().copied());
    }

    #[test]
    fn every_irregular_word_has_forms_separated_by_single_spaces() {
        for table in [
            irregular_verbs::IRREGULAR_VERBS,
            irregular_nouns::IRREGULAR_NOUNS,
            gradable::IRREGULAR_DEGREES,
        ] {
            for (word, forms) in table {
                assert!(forms.split(' ').all(|form| !form.is_empty()), "{word}: {forms:?}");
            }
        }
    }

    #[test]
    fn every_spelling_leads_back_to_its_partner() {
        for (word, other) in spelling_pairs::SPELLING_PAIRS {
            assert_eq!(look_up(spelling_pairs::SPELLING_PAIRS, other), Some(*word), "{word}");
        }
    }

    #[test]
    fn the_number_of_forms_is_bounded() {
        let classes = Classes::new(&[]);
        for word in ["organise", "travel", "colour", "dreamcatcher", "be", "mould", "axe"] {
            assert!(inflect(word, classes, Place::Alone).len() < MOST_FORMS, "{word}");
        }
    }
}
