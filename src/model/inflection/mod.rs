//! Finds a headword in running text, in any of its inflected forms.
//!
//! Example sentences and collocations often contain a headword in another form than the dictionary:
//! "take off" as "took his shoes off", "colour" as "colors", "mother-in-law" as "mothers-in-law". A
//! [`Finder`] knows these forms and returns their positions, so that they can become gaps.
//!
//! A headword is parsed into patterns (`headword`, `builder`), whose words are inflected by the
//! rules and tables of `english`. The patterns are then searched in a text (`search`), ignoring
//! case and typography (`fold`) and only at word boundaries (`boundary`). If several patterns
//! match, the closest one wins: unbroken before split, and whole words before parts of hyphenated
//! compounds.

mod boundary;
mod builder;
mod classes;
mod clitics;
mod english;
mod fold;
mod foreign;
mod forms;
mod headword;
mod headwords;
mod languages;
mod letters;
mod likeness;
mod literal;
mod pattern;
mod phrase;
mod placeholders;
mod search;
mod single;
#[cfg(test)]
mod tests;
mod tokens;
mod unspaced;
mod word;

use std::ops::Range;

use boundary::Text;
use classes::Classes;
use clitics::Clitics;
use foreign::Foreign;
pub use headwords::Headwords;
use literal::Literal;
use pattern::Pattern;
use search::{Mode, find_all};

/// The maximum number of forms that an author can write for one headword.
const MOST_FORMS: usize = 64;

/// The word class of a headword, which determines its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// It has a plural and a possessive form.
    Noun,
    /// It has a past, participles and a third person.
    Verb,
    /// It may have degrees of comparison.
    Adjective,
    /// It may have degrees of comparison.
    Adverb,
    /// Any other class, such as a preposition, and phrases and idioms, whose words may inflect.
    Other,
}

/// Finds a headword in running text, in any of its inflected forms.
#[derive(Clone, Debug)]
pub struct Finder {
    /// The patterns that match the headword, the closest one first.
    patterns: Vec<Pattern>,
    /// Replaces the patterns for headwords that have none.
    literal: Option<Literal>,
    clitics: Option<Clitics>,
    english: bool,
    /// The patterns of the spellings that are also other words.
    respelled: Vec<Pattern>,
    /// The search for headwords of other languages.
    foreign: Option<Foreign>,
    /// Whether the headword is a single noun, so that its possessives are among its forms.
    one_noun: bool,
}

impl Finder {
    /// Creates a finder for `headword`. `language` is a BCP 47 tag: English rules apply to `en` and
    /// `en-*`; for all other languages only the headword itself is found, ignoring case. Empty
    /// `classes` mean that any class is possible.
    #[must_use]
    pub fn new(headword: &str, classes: &[WordClass], language: &str) -> Finder {
        Finder::with_forms(headword, &[], classes, language)
    }

    /// Creates a finder for `headword` that also finds the `forms` that its author wrote.
    #[must_use]
    pub fn with_forms(
        headword: &str,
        forms: &[&str],
        classes: &[WordClass],
        language: &str,
    ) -> Finder {
        let english = is_english(language);
        let classes = Classes::new(classes);
        let mut patterns = builder::patterns(headword, classes, english);
        let literal = if patterns.is_empty() { Some(Literal::new(headword)) } else { None };
        if literal.is_none() {
            let written = forms.iter().take(MOST_FORMS);
            patterns.extend(written.flat_map(|it| builder::written(it, english)));
        }
        let clitics = if english { Clitics::of(headword.trim()) } else { None };
        let one_word = matches!(patterns.as_slice(), [pattern] if pattern.parts.len() == 1);
        let one_noun = english && one_word && classes.surely_noun();
        let respelled = if english { builder::respelled(headword, classes) } else { Vec::new() };
        let foreign = (!english).then(|| Foreign::new(headword, forms, classes, language));
        Finder { patterns, respelled, literal, foreign, clitics, english, one_noun }
    }

    /// Returns every occurrence in order, without overlaps. An occurrence is one byte range of
    /// `text`, or several if the object splits a multi-word verb ("took the shoes off").
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Vec<Range<usize>>> {
        self.find_certain(text, &Headwords::default())
    }

    /// Returns the occurrences that become gaps: those of [`Finder::find`], or else, in languages
    /// other than English, the most similar word.
    ///
    /// A word that is one of the headwords `others`, or more like one of them, is not taken for a
    /// form of this one.
    #[must_use]
    pub fn find_gaps(&self, text: &str, others: &Headwords) -> Vec<Vec<Range<usize>>> {
        let found = self.find_certain(text, others);
        match &self.foreign {
            Some(foreign) if found.is_empty() => foreign.find_similar(text, others),
            _ => found,
        }
    }

    fn find_certain(&self, text: &str, others: &Headwords) -> Vec<Vec<Range<usize>>> {
        let inflected = self.foreign.as_ref().map(|it| it.find(text, others));
        if let Some(found) = inflected.filter(|it| !it.is_empty()) {
            return found;
        }
        let text = Text { whole: text, english: self.english };
        let mut found = match &self.literal {
            Some(literal) => literal.find(text),
            None => self.find_closest(text),
        };
        if let Some(clitics) = self.clitics {
            found.extend(clitics.find(text).into_iter().map(|piece| vec![piece]));
            found.sort_by_key(|pieces| pieces.first().map(|piece| piece.start));
        }
        found
    }

    /// Returns the occurrences of the first pattern that has any.
    fn find_closest(&self, text: Text<'_>) -> Vec<Vec<Range<usize>>> {
        for inside_compounds in [false, true] {
            for pattern in &self.patterns {
                let gaps = pattern.gaps.iter().copied().map(Some);
                for gap in std::iter::once(None).chain(gaps) {
                    let mode = Mode { gap, inside_compounds, is_lenient: false };
                    let found = find_all(text, pattern, mode);
                    if !found.is_empty() {
                        return found;
                    }
                }
            }
        }
        if self.english { self.find_leniently(text) } else { Vec::new() }
    }

    /// Returns the occurrences of the headword in another spelling: open, hyphenated, with accents,
    /// or as the other dialect writes it though this is also another word. Few texts get here.
    fn find_leniently(&self, text: Text<'_>) -> Vec<Vec<Range<usize>>> {
        let mode = Mode { gap: None, inside_compounds: true, is_lenient: true };
        let words = self.patterns.iter().filter(|it| it.parts.len() == 1);
        let spelled = words.map(|it| find_all(text, it, mode)).find(|it| !it.is_empty());
        spelled.unwrap_or_else(|| {
            // At the beginning of a sentence the other word is more likely: "Check it."
            let found = self.respelled.iter().flat_map(|it| find_all(text, it, mode));
            found.filter(|it| it.first().is_some_and(|it| it.start > 0)).collect()
        })
    }

    /// Returns the known forms of the headword, in lower case, sorted and without duplicates. For
    /// several words these are the headword itself, joined by spaces, and the headword with one of
    /// its words in another form. Possessive forms are included for nouns of one word.
    #[must_use]
    pub fn forms(&self) -> Vec<String> {
        let mut forms: Vec<String> = self.patterns.iter().flat_map(Pattern::phrases).collect();
        forms.extend(self.literal.iter().map(Literal::form));
        if self.one_noun {
            let mark = |form: &str| if form.ends_with('s') { "'" } else { "'s" };
            let possessives: Vec<String> =
                forms.iter().map(|form| format!("{form}{}", mark(form))).collect();
            forms.extend(possessives);
        }
        forms.retain(|form| !form.is_empty());
        forms.sort_unstable();
        forms.dedup();
        forms
    }
}

/// Returns whether the language of the BCP 47 tag `language` has spaces between its words.
pub(crate) fn has_spaces(language: &str) -> bool {
    languages::has_spaces(language)
}

/// Returns whether the BCP 47 tag `language` is English.
pub(crate) fn is_english(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.eq_ignore_ascii_case("en")
}
