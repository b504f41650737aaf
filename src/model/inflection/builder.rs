//! Builds the patterns by which a headword is searched.

use super::classes::Classes;
use super::english::{self, Place};
use super::fold::is_apostrophe;
use super::headword::{RawPart, parse};
use super::pattern::{Gap, Kind, Part, Pattern, Placeholder};
use super::placeholders::is_abbreviated;
use crate::model::notation::searched;

/// The maximum number of words of a headword; longer ones are sentences and are searched literally.
const MOST_WORDS: usize = 12;

/// The maximum number of words and signs, and of bytes; longer headwords are searched literally.
const MOST_PARTS: usize = 24;
const LONGEST_HEADWORD: usize = 200;

/// The maximum number of words between a verb and its particle ("took his dirty shoes off").
const MOST_GAP_WORDS: usize = 4;

/// The maximum number of words between an article and its noun ("take a very close look").
const MOST_MODIFIERS: usize = 2;

/// Returns the patterns for `headword`, the closest one first, or none if it must be searched
/// literally.
pub(super) fn patterns(headword: &str, classes: Classes, english: bool) -> Vec<Pattern> {
    if headword.len() > LONGEST_HEADWORD || headword.split_whitespace().nth(MOST_WORDS).is_some() {
        return Vec::new();
    }
    let mut patterns = Vec::with_capacity(1);
    let variants = searched(headword, if english { "en" } else { "und" });
    let all = variants.iter().flat_map(|it| readings(it, classes, english));
    for reading in all {
        let parts = parse(reading, english);
        if parts.len() > MOST_PARTS {
            return Vec::new();
        }
        let builder = PatternBuilder { classes, english, apostrophes: apostrophes(reading) };
        patterns.extend(builder.spelled_out(&parts));
        patterns.extend(builder.with_placeholders(parts));
    }
    patterns
}

/// Returns the patterns for a headword of one word in a spelling of the other dialect that is also
/// another word: "tire" for "tyre".
pub(super) fn respelled(headword: &str, classes: Classes) -> Vec<Pattern> {
    let word = headword.trim().to_lowercase();
    let others = english::ambiguous_spellings(&word);
    others.iter().flat_map(|it| patterns(it, classes, true)).collect()
}

/// Returns the pattern of a form that the author wrote, which has no other forms.
pub(super) fn written(form: &str, english: bool) -> Option<Pattern> {
    let long = form.len() > LONGEST_HEADWORD || form.split_whitespace().nth(MOST_WORDS).is_some();
    let parts = if long { Vec::new() } else { parse(form, english) };
    if parts.len() > MOST_PARTS {
        return None;
    }
    let builder = PatternBuilder {
        classes: Classes::new(&[super::WordClass::Other]),
        english: false,
        apostrophes: apostrophes(form),
    };
    builder.with_placeholders(parts)
}

/// Returns the headword without a leading "to", "a", "an" or "the", and also with it if it may be
/// part of the headword.
fn readings(headword: &str, classes: Classes, english: bool) -> impl Iterator<Item = &str> {
    let whole = headword.trim();
    let marked = whole.split_once(char::is_whitespace).filter(|_| english);
    let (bare, only_a_mark) = match marked {
        Some(("to", bare)) => (Some(bare), classes.verb()),
        Some(("a" | "an" | "the", bare)) => (Some(bare), classes.noun()),
        _ => (None, false),
    };
    let complete = if only_a_mark { None } else { Some(whole) };
    complete.into_iter().chain(bare)
}

/// Returns whether the headword begins and ends with an apostrophe.
fn apostrophes(headword: &str) -> (bool, bool) {
    (headword.starts_with(is_apostrophe), headword.ends_with(is_apostrophe))
}

/// Builds patterns from parts.
struct PatternBuilder {
    classes: Classes,
    english: bool,
    apostrophes: (bool, bool),
}

impl PatternBuilder {
    /// Returns the pattern in which a placeholder at the edge is meant literally ("something
    /// else").
    fn spelled_out(&self, parts: &[RawPart]) -> Option<Pattern> {
        let plain = |part: &RawPart| part.placeholder.is_some() && !is_abbreviated(part.text());
        if !parts.first().is_some_and(plain) && !parts.last().is_some_and(plain) {
            return None;
        }
        let mut parts = parts.to_vec();
        let last = parts.len().saturating_sub(1);
        for (place, part) in parts.iter_mut().enumerate() {
            if (place == 0 || place == last) && plain(part) {
                part.placeholder = None;
            }
        }
        self.pattern(&parts)
    }

    /// Returns the pattern in which every placeholder stands for other words.
    fn with_placeholders(&self, mut parts: Vec<RawPart>) -> Option<Pattern> {
        let count = parts.len();
        while parts.last().is_some_and(|part| part.placeholder.is_some()) {
            parts.pop();
        }
        // In "keep doing sth" the word "doing" stands for any verb.
        let shortened = parts.len() < count;
        if shortened && parts.len() > 1 && parts.last().is_some_and(|part| is_any_verb(part.text()))
        {
            parts.pop();
        }
        let leading = parts.iter().take_while(|part| part.placeholder.is_some()).count();
        parts.drain(..leading);
        self.pattern(&parts)
    }

    /// Returns the pattern of the parts, or `None` if there are none.
    fn pattern(&self, raw: &[RawPart]) -> Option<Pattern> {
        let words = raw.iter().filter(|part| part.is_word()).count();
        let first_word = raw.iter().find(|part| part.is_word());
        let place = |part: &RawPart| match first_word {
            _ if words == 1 => Place::Alone,
            Some(first) if std::ptr::eq(first, part) => Place::First,
            _ => Place::Later,
        };
        let parts: Vec<Part> = raw.iter().map(|part| self.part(part, place(part))).collect();
        if parts.is_empty() {
            return None;
        }
        let mut pattern = Pattern::new(parts);
        pattern.apostrophes = self.apostrophes;
        pattern.possessive = self.english && self.takes_possessive(raw);
        pattern.gaps = if self.splits(raw, words) { gaps(raw) } else { Vec::new() };
        Some(pattern)
    }

    /// Returns `part` in all its forms.
    fn part(&self, part: &RawPart, place: Place) -> Part {
        let kind = match part.placeholder {
            Some(placeholder) => Kind::Placeholder(placeholder),
            None if self.english && part.is_word() => {
                let inflect = |text: &String| english::inflect(text, self.classes, place);
                Kind::Forms(part.texts.iter().flat_map(inflect).collect())
            }
            None => Kind::Forms(part.texts.clone()),
        };
        Part { kind, joint: part.joint, optional: part.optional }
    }

    /// Returns whether the headword can have a possessive form. "let's" and "who's" only look as if
    /// they had one.
    fn takes_possessive(&self, raw: &[RawPart]) -> bool {
        let last = raw.iter().rfind(|part| part.is_word()).map_or("", RawPart::text);
        self.classes.noun() && !english::is_function_word(last) && last != "let"
    }

    /// Returns whether other words may occur inside the headword, as between a verb and its
    /// particle.
    fn splits(&self, raw: &[RawPart], words: usize) -> bool {
        let Some(first) = raw.first().map(RawPart::text) else { return false };
        if !self.english || words < 2 || english::is_function_word(first) {
            return false;
        }
        let has_particle = || raw.iter().skip(1).any(|part| english::is_particle(part.text()));
        let looks_like_verb = || english::is_irregular_verb(first) || has_particle();
        self.classes.surely_verb() || (self.classes.unknown() && looks_like_verb())
    }
}

/// Returns whether `word` stands for any verb before a placeholder.
fn is_any_verb(word: &str) -> bool {
    matches!(word, "do" | "doing")
}

/// Returns the positions at which the headword may be split, the most usual one first.
fn gaps(raw: &[RawPart]) -> Vec<Gap> {
    let fixed = |part: &RawPart| part.placeholder.is_none();
    let after_first = raw.get(1).filter(|part| fixed(part));
    let mut gaps: Vec<Gap> =
        after_first.map(|_| Gap { before: 1, most: MOST_GAP_WORDS }).into_iter().collect();
    for (place, pair) in raw.windows(2).enumerate() {
        let [determiner, noun] = pair else { continue };
        let article = matches!(determiner.text(), "a" | "an" | "the");
        if (article || determiner.placeholder == Some(Placeholder::Owner)) && fixed(noun) {
            gaps.push(Gap { before: place + 1, most: MOST_MODIFIERS });
        }
    }
    gaps
}
