//! Finding a headword in running text, in any of its inflected forms.
//!
//! Example sentences and collocations rarely show a headword as the dictionary does: "take off"
//! stands there as "took his shoes off", "colour" as "colors", "mother-in-law" as "mothers-in-law".
//! A [`Finder`] knows these forms and says where they are, so that they can become gaps.
//!
//! A headword is read into a pattern (`headword`, `plan`), whose words are inflected by the rules
//! and tables of `english`; the pattern is then searched for in a text (`search`), letters being
//! compared without regard to case and typography (`fold`) and only at the edges of words
//! (`boundary`). Of several ways to match, the closest one that matches anything in the text wins:
//! unbroken before split, whole words before parts of hyphenated compounds.

mod boundary;
mod classes;
mod clitics;
mod english;
mod fold;
mod headword;
mod literal;
mod pattern;
mod placeholders;
mod plan;
mod search;
#[cfg(test)]
mod tests;

use std::ops::Range;

use boundary::Text;
use classes::Classes;
use clitics::Clitics;
use literal::Literal;
use pattern::Pattern;
use search::{Mode, find_all};

/// The word class of a headword, which decides what forms it has.
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
    /// The ways to match the headword, the closest one first.
    patterns: Vec<Pattern>,
    /// Takes the place of the patterns for headwords that have none.
    literal: Option<Literal>,
    clitics: Option<Clitics>,
    english: bool,
    /// The headword is one word and a noun, whose possessives are among its forms.
    one_noun: bool,
}

impl Finder {
    /// Prepares the search for `headword`. `language` is a BCP 47 tag: English rules are for `en`
    /// and `en-*`; for any other language only the word itself (in any case) is found. An empty
    /// `classes` means every class.
    #[must_use]
    pub fn new(headword: &str, classes: &[WordClass], language: &str) -> Finder {
        let english = is_english(language);
        let classes = Classes::new(classes);
        let patterns = plan::patterns(headword, classes, english);
        let literal = if patterns.is_empty() { Some(Literal::new(headword)) } else { None };
        let clitics = if english { Clitics::of(headword.trim()) } else { None };
        let one_word = matches!(patterns.as_slice(), [pattern] if pattern.parts.len() == 1);
        let one_noun = english && one_word && classes.surely_noun();
        Finder { patterns, literal, clitics, english, one_noun }
    }

    /// Every occurrence in order of place, none overlapping. An occurrence is one byte range of
    /// `text`, or several when a multi-word verb is split by its object ("took the shoes off").
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Vec<Range<usize>>> {
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

    /// The occurrences by the closest way to match that has any.
    fn find_closest(&self, text: Text<'_>) -> Vec<Vec<Range<usize>>> {
        for inside_compounds in [false, true] {
            for pattern in &self.patterns {
                let gaps = pattern.gaps.iter().copied().map(Some);
                for gap in std::iter::once(None).chain(gaps) {
                    let found = find_all(text, pattern, Mode { gap, inside_compounds });
                    if !found.is_empty() {
                        return found;
                    }
                }
            }
        }
        Vec::new()
    }

    /// The forms known for the headword, in lower case, sorted and without doubles. Those of
    /// several words are the headword itself (its words joined by blanks) and the headword with
    /// one of its words in another form. The possessive forms are given for nouns of one word.
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

/// Whether the BCP 47 tag `language` is one of English.
pub(crate) fn is_english(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.eq_ignore_ascii_case("en")
}
