//! What is known of the forms of words in languages other than English: one file for each language,
//! and the list of them.
//!
//! A language without a file is searched by explicit forms and by likeness only.

mod arabic;
mod changes;
mod french;
mod german;
mod italian;
mod japanese;
mod russian;
mod spanish;

use super::WordClass;
use super::classes::Classes;
pub(super) use changes::variants;

/// The languages with rules of their own, by the first part of their BCP 47 tag.
const ALL: [&Grammar; 7] = [
    &german::GRAMMAR,
    &french::GRAMMAR,
    &spanish::GRAMMAR,
    &italian::GRAMMAR,
    &russian::GRAMMAR,
    &japanese::GRAMMAR,
    &arabic::GRAMMAR,
];

/// The languages without spaces between words.
const UNSPACED: [&str; 8] = ["ja", "zh", "yue", "th", "lo", "my", "km", "bo"];

/// The grammar of a language, as far as it helps to find a word in its forms.
///
/// Lists are words with spaces between them. They are written in the letters that are compared,
/// without marks; only irregular words and forms are written as usual.
#[derive(Debug)]
pub(super) struct Grammar {
    /// The first part of the language's BCP 47 tag.
    pub(super) code: &'static str,
    /// Whether nouns are written with a capital letter, and other words are not.
    pub(super) capital_nouns: bool,
    /// Whether short words and irregular forms are others with other marks ("de" and "dé").
    pub(super) marks_matter: bool,
    /// Articles, which a sentence need not have before the headword.
    pub(super) articles: &'static str,
    /// The same before an apostrophe.
    pub(super) elisions: &'static str,
    /// Words of a headword of several words without which it may be found: prepositions and
    /// placeholders.
    pub(super) small: &'static str,
    /// The forms of the reflexive pronoun, the two of headwords first.
    pub(super) reflexives: &'static str,
    /// Endings of verbs with a reflexive pronoun, and the endings without it.
    pub(super) infinitives: &'static [(&'static str, &'static str)],
    /// Pronouns that are written at the end of a verb without a space.
    pub(super) clitics: &'static str,
    /// Short imperatives to which they are added.
    pub(super) imperatives: &'static str,
    /// Parts of verbs that may stand apart from them at the end of a clause.
    pub(super) particles: &'static str,
    /// What a form of a verb may have before its stem, after a particle.
    pub(super) inserts: &'static str,
    /// The same only after a particle.
    pub(super) infinitive: &'static str,
    /// Words that are written at the beginning of the next one without a space; the article among
    /// them is passed over in headwords.
    pub(super) proclitics: &'static str,
    /// Prefixes with which irregular words are combined.
    pub(super) prefixes: &'static str,
    /// What an ending that is written with `*` is followed by.
    pub(super) tails: &'static str,
    /// The endings of regular words.
    pub(super) endings: &'static [Endings],
    /// How stems change.
    pub(super) changes: &'static [Change],
    /// Words with irregular forms: the word itself, a colon, its other forms. Before the word, `-`
    /// means that it is the end of any word, and `=` that it has no regular forms. A form that ends with
    /// `+` is a stem, to which all endings of its class are added; one with `*` has a tail, and one
    /// with `!` occurs only before pronouns that are added to it.
    pub(super) irregular: &'static [&'static str],
}

/// The endings of a class of words.
#[derive(Debug)]
pub(super) struct Endings {
    /// `None` means that words of any class have them.
    pub(super) class: Option<WordClass>,
    /// The endings of headwords; `-` is none.
    pub(super) of: &'static str,
    /// The endings that replace them.
    pub(super) forms: &'static str,
}

/// A change of stems.
#[derive(Debug)]
pub(super) enum Change {
    /// The end of a stem, and what it may be instead.
    End(&'static str, &'static str),
    /// The last vowels of a stem, and what they may be instead.
    Vowel(&'static str, &'static str),
    /// A vowel that is inserted between the last two consonants.
    Insert(&'static str),
    /// The letter before the last consonant, and what it may be instead.
    Inner(&'static str, &'static str),
}

/// Returns whether the language of a BCP 47 tag has spaces between its words.
pub(super) fn has_spaces(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    !UNSPACED.into_iter().any(|it| it.eq_ignore_ascii_case(primary))
}

/// Returns the grammar of the language of a BCP 47 tag, if there is one.
pub(super) fn grammar(language: &str) -> Option<&'static Grammar> {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    ALL.into_iter().find(|it| it.code.eq_ignore_ascii_case(primary))
}

impl Grammar {
    /// Returns whether a word ends as a verb with a reflexive pronoun.
    pub(super) fn is_reflexive(&self, word: &str) -> bool {
        self.infinitives.iter().any(|it| word.ends_with(it.0))
    }

    /// Returns the forms of a word in a script without spaces between words.
    pub(super) fn unspaced_forms(&self, word: &str) -> Vec<String> {
        let mut forms = Vec::new();
        for endings in self.endings {
            let Some(stem) = word.strip_suffix(endings.of).filter(|it| !it.is_empty()) else {
                continue;
            };
            forms.extend(endings.forms.split_whitespace().map(|it| match it {
                "-" => stem.to_owned(),
                _ => format!("{stem}{it}"),
            }));
        }
        forms
    }
}

impl Endings {
    /// Returns whether a headword of `classes` may have them.
    pub(super) fn suits(&self, classes: Classes) -> bool {
        self.class.is_none_or(|it| classes.may_be(it))
    }

    /// Returns whether only verbs have them.
    pub(super) fn is_of_verbs(&self) -> bool {
        self.class == Some(WordClass::Verb)
    }

    /// Returns the stem of `word`, if it has one of the endings.
    pub(super) fn ending_of<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.of.split(' ').find_map(|it| word.strip_suffix(if it == "-" { "" } else { it }))
    }
}

/// Returns whether a list of words contains `word`, where `-` is the empty one.
pub(super) fn has(list: &str, word: &str) -> bool {
    let word = if word.is_empty() { "-" } else { word };
    list.split(' ').any(|it| it == word)
}
