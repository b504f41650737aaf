//! Searches the words of a text for a headword of one word.

use std::ops::Range;

use super::forms::Certainty;
use super::headwords::Headwords;
use super::likeness::likeness;
use super::tokens::Token;
use super::word::Word;

/// The least likeness, in thousandths, of a word that is taken for the headword though no rule says
/// so.
const LEAST_LIKENESS: usize = 640;

/// By how much the most similar word must be more similar than the next one.
const LEAST_LEAD: usize = 60;

/// The minimum number of letters of a headword that is searched by likeness.
const FEWEST_LETTERS: usize = 4;

/// The maximum number of words between a verb and its particle.
const MOST_BETWEEN: usize = 40;

/// Returns the words that are certainly forms of the headword.
pub(super) fn certain(word: &Word, tokens: &[Token], others: &Headwords) -> Vec<Vec<Range<usize>>> {
    let rated = |it: &Token| {
        let certainty = word.rate(it)?;
        let taken = certainty == Certainty::Regular && others.have_exactly(it);
        (!taken).then_some((fits_case(word, it), certainty))
    };
    let rates: Vec<_> = tokens.iter().map(rated).collect();
    let best = rates.iter().flatten().max().copied();
    let parted = parted(word, tokens);
    let Some(best) = best.filter(|it| parted.is_empty() || it.0) else { return parted };
    // The headword itself counts in capitals too, unless these make another word of it.
    let strict = word.grammar.is_some_and(|it| it.capital_nouns);
    let same = |it: (bool, Certainty)| it.0 == best.0 || (!strict && it.1 >= Certainty::Unmarked);
    let kept = tokens.iter().zip(&rates).filter(|(_, rate)| rate.is_some_and(same));
    kept.map(|(it, _)| vec![it.range.clone()]).collect()
}

/// Returns whether a word has the capital that it has in a headword.
fn fits_case(word: &Word, token: &Token) -> bool {
    let strict = word.grammar.is_some_and(|it| it.capital_nouns);
    token.first || token.capital == word.capital || (!strict && word.capital)
}

/// Returns a verb and its particle at the end of the clause.
fn parted(word: &Word, tokens: &[Token]) -> Vec<Vec<Range<usize>>> {
    let Some((base, particle)) = &word.parted else { return Vec::new() };
    for (place, token) in tokens.iter().enumerate() {
        if !fits_case(word, token) || base.rate(token).is_none() {
            continue;
        }
        let before = |count: usize| place.checked_sub(count).and_then(|it| tokens.get(it));
        // "zusammen zu arbeiten"
        let far = if before(1).is_some_and(|it| it.letters == "zu") { 2 } else { 1 };
        if let Some(start) = before(far).filter(|it| it.letters == *particle && !it.capital) {
            return vec![vec![start.range.clone(), token.range.clone()]];
        }
        let rest = tokens.get(place + 1..).unwrap_or_default();
        let near = rest.iter().take(MOST_BETWEEN);
        let clause = near.take_while(|it| it.clause == token.clause);
        if let Some(end) = clause.filter(|it| it.letters == *particle && !it.capital).last() {
            return vec![vec![token.range.clone(), end.range.clone()]];
        }
    }
    Vec::new()
}

/// Returns the word that is most similar to the headword, if it is similar enough.
pub(super) fn similar(word: &Word, tokens: &[Token], others: &Headwords) -> Vec<Vec<Range<usize>>> {
    let own: Vec<char> = word.letters.chars().collect();
    if own.len() < FEWEST_LETTERS {
        return Vec::new();
    }
    let mut best: Option<(usize, &Token)> = None;
    let mut next = 0;
    for token in tokens {
        let same = best.is_some_and(|it| it.1.letters == token.letters);
        let particle = word.parted.as_ref().is_some_and(|it| it.1 == token.letters);
        if same || particle || !fits_case(word, token) {
            continue;
        }
        let chars: Vec<char> = token.letters.chars().collect();
        if chars.first() != own.first() {
            continue;
        }
        let score = likeness(&own, &chars);
        match best {
            Some(old) if old.0 >= score => next = next.max(score),
            old => {
                next = next.max(old.map_or(0, |it| it.0));
                best = Some((score, token));
            }
        }
    }
    let Some((score, found)) = best else { return Vec::new() };
    let clear = score >= LEAST_LIKENESS && score >= next + LEAST_LEAD;
    if !clear || others.have(found) || others.fits_better(&found.letters, &word.letters) {
        return Vec::new();
    }
    let same = tokens.iter().filter(|it| it.letters == found.letters);
    same.map(|it| vec![it.range.clone()]).collect()
}
