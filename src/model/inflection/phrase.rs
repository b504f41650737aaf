//! Searches the words of a text for a headword of several words in a language other than English.
//!
//! The words may stand in any order and apart ("Angst haben": *Ich habe große Angst*). Small words
//! such as prepositions, articles and reflexive pronouns become part of the gap where they are
//! found beside the others.

use std::ops::Range;

use super::classes::Classes;
use super::fold::is_apostrophe;
use super::headwords::Headwords;
use super::languages::{Grammar, has};
use super::letters::letters;
use super::single::certain;
use super::tokens::{Token, apostrophe_end};
use super::word::Word;

/// The maximum number of words between two words of the headword.
const MOST_BETWEEN: usize = 8;

/// The maximum number of words between a small word and the others.
const MOST_APART: usize = 3;

/// The maximum number of letters of small words in a language without a list of them.
const MOST_SMALL_LETTERS: usize = 2;

/// The maximum number of places that are tried for the first word.
const MOST_ANCHORS: usize = 64;

/// The maximum number of occurrences of which the small words are searched.
const MOST_FOUND: usize = 16;

/// A word of the headword.
#[derive(Clone, Debug)]
pub(super) struct Part {
    word: Word,
    /// Whether the headword may be found without it.
    small: bool,
    /// The forms of the reflexive pronoun, if it is one.
    reflexives: &'static str,
}

impl Part {
    pub(super) fn new(text: &str, classes: Classes, grammar: Option<&'static Grammar>) -> Part {
        let word = Word::new(text, classes, grammar);
        let reflexives = grammar.map_or("", |it| it.reflexives);
        let is_reflexive = reflexives.split(' ').take(2).any(|it| it == word.letters);
        let reflexives = if is_reflexive { reflexives } else { "" };
        Part { small: Part::is_small(text, grammar), reflexives, word }
    }

    /// Returns whether a word of a headword may be missing.
    pub(super) fn is_small(text: &str, grammar: Option<&Grammar>) -> bool {
        let own = letters(text);
        match grammar {
            Some(grammar) => {
                let lists = [grammar.small, grammar.articles, grammar.reflexives];
                lists.into_iter().any(|it| has(it, &own)) && !text.starts_with(char::is_uppercase)
            }
            None => own.chars().nth(MOST_SMALL_LETTERS).is_none(),
        }
    }

    fn is(&self, token: &Token) -> bool {
        has(self.reflexives, &token.letters) || self.word.rate(token).is_some()
    }
}

/// Returns the occurrence whose words are nearest to each other.
pub(super) fn find_phrase(
    parts: &[Part],
    text: &str,
    tokens: &[Token],
    others: &Headwords,
) -> Vec<Vec<Range<usize>>> {
    let all_small = parts.iter().all(|it| it.small);
    let leading: Vec<&Part> = parts.iter().filter(|it| all_small || !it.small).collect();
    let Some((first, rest)) = leading.split_first() else { return Vec::new() };
    if rest.is_empty() && !all_small {
        return with_small_words(&first.word, parts, text, tokens, others);
    }
    let anchors = tokens.iter().enumerate().filter(|it| first.is(it.1)).map(|it| it.0);
    let chosen = anchors.take(MOST_ANCHORS).filter_map(|anchor| around(anchor, rest, tokens));
    let Some(mut places) = chosen.min_by_key(|it| spread(it)) else { return Vec::new() };
    if !all_small {
        add_small_words(&mut places, parts, tokens, 0..tokens.len());
    }
    places.sort_unstable();
    vec![joined(&places, text, tokens)]
}

/// Returns the occurrences of the only word that is not small, with the small ones beside it.
fn with_small_words(
    word: &Word,
    parts: &[Part],
    text: &str,
    tokens: &[Token],
    others: &Headwords,
) -> Vec<Vec<Range<usize>>> {
    let place = |it: &Range<usize>| tokens.iter().position(|token| token.range == *it);
    let found = certain(word, tokens, others);
    let found = found.iter().take(MOST_FOUND);
    let all: Vec<Vec<usize>> = found.map(|it| it.iter().filter_map(place).collect()).collect();
    let mut from = 0;
    let mut occurrences = Vec::new();
    for (number, places) in all.iter().enumerate() {
        // What belongs to the next occurrence is not part of this one.
        let next = all.get(number + 1).and_then(|it| it.first()).copied();
        let mut places = places.clone();
        add_small_words(&mut places, parts, tokens, from..next.unwrap_or(tokens.len()));
        from = places.last().map_or(from, |it| it + 1);
        occurrences.push(joined(&places, text, tokens));
    }
    occurrences
}

/// Adds the small words that are found within a range of places.
fn add_small_words(
    places: &mut Vec<usize>,
    parts: &[Part],
    tokens: &[Token],
    within: Range<usize>,
) {
    for part in parts.iter().filter(|it| it.small) {
        places.extend(beside(places, part, tokens, &within));
    }
    places.sort_unstable();
}

/// Returns the place of the first word and of the nearest others in the same clause.
fn around(anchor: usize, rest: &[&Part], tokens: &[Token]) -> Option<Vec<usize>> {
    let clause = tokens.get(anchor)?.clause;
    let mut places = vec![anchor];
    for part in rest {
        let near = anchor.saturating_sub(MOST_BETWEEN + 1)..=anchor + MOST_BETWEEN + 1;
        let fits = |place: &usize| {
            tokens.get(*place).is_some_and(|it| it.clause == clause && part.is(it))
                && !places.contains(place)
        };
        // A later word is nearer than an earlier one.
        let distance = |place: &usize| 2 * place.abs_diff(anchor) + usize::from(*place < anchor);
        let place = near.filter(fits).min_by_key(distance)?;
        places.push(place);
    }
    Some(places)
}

fn spread(places: &[usize]) -> usize {
    let least = places.iter().min().copied().unwrap_or_default();
    places.iter().max().copied().unwrap_or_default() - least
}

/// Returns the place of a small word beside or between the others.
fn beside(places: &[usize], part: &Part, tokens: &[Token], within: &Range<usize>) -> Option<usize> {
    let first = *places.iter().min()?;
    let last = *places.iter().max()?;
    let clause = tokens.get(first)?.clause;
    let apart = if part.reflexives.is_empty() { 1 } else { MOST_APART };
    let near = first.saturating_sub(apart)..=last + apart;
    let fits = |place: &usize| {
        tokens.get(*place).is_some_and(|it| it.clause == clause && part.is(it))
            && !places.contains(place)
            && within.contains(place)
    };
    let distance =
        |place: &usize| places.iter().map(|it| it.abs_diff(*place)).min().unwrap_or_default();
    near.filter(fits).min_by_key(distance)
}

/// Returns the ranges of words, as one where nothing else is between them.
fn joined(places: &[usize], text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for token in places.iter().filter_map(|it| tokens.get(*it)) {
        let range =
            token.range.start..apostrophe_end(text, token.range.end).unwrap_or(token.range.end);
        match ranges.last_mut() {
            Some(last) if only_joins(text, last.end, range.start) => last.end = range.end,
            _ => ranges.push(range),
        }
    }
    ranges
}

fn only_joins(text: &str, from: usize, to: usize) -> bool {
    let between = text.get(from..to).unwrap_or(".");
    between.chars().all(|c| c.is_whitespace() || is_apostrophe(c) || c == '-')
}
