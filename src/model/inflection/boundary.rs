//! Finds the boundaries of words in running text.

use std::ops::Range;

use super::fold::{is_apostrophe, is_hyphen, is_word_char, match_folded};

/// The clitics that may follow an English word after an apostrophe without being part of it.
const CLITICS: [&str; 6] = ["'s", "'re", "'ve", "'ll", "'d", "'m"];

/// The verbs to which "n't" can be attached.
const NEGATABLE: [&str; 17] = [
    "is", "are", "was", "were", "do", "does", "did", "have", "has", "had", "would", "could",
    "should", "might", "must", "need", "ought",
];

/// The number of bytes within which an opening quotation mark is searched. Quoted words are rarely
/// longer, and a limit keeps the time linear in the length of the text.
const QUOTE_REACH: usize = 160;

/// A text with the rules of its language for the boundaries of words.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    /// The whole text.
    pub(super) whole: &'a str,
    /// Whether apostrophes join words as in English ("o'clock"), rather than separating them
    /// ("l'homme").
    pub(super) english: bool,
}

impl Text<'_> {
    /// Returns the character before `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.whole.get(..at)?.chars().next_back()
    }

    /// Returns the character at `at`.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.whole.get(at..)?.chars().next()
    }

    /// Returns the two characters before `at`, the nearest one first.
    fn two_before(&self, at: usize) -> (Option<char>, Option<char>) {
        let mut chars = self.whole.get(..at).unwrap_or_default().chars();
        (chars.next_back(), chars.next_back())
    }

    /// Returns the two characters from `at` on, in order.
    fn two_after(&self, at: usize) -> (Option<char>, Option<char>) {
        let mut chars = self.whole.get(at..).unwrap_or_default().chars();
        (chars.next(), chars.next())
    }

    /// Returns whether a word can begin at `at`.
    pub(super) fn word_can_start(&self, at: usize) -> bool {
        let Some(first) = self.after(at).filter(|&c| is_word_char(c)) else { return true };
        match self.two_before(at) {
            (None, _) => true,
            (Some(c), _) if is_word_char(c) => is_unspaced(first) || is_unspaced(c),
            (Some(c), Some(outer)) if is_apostrophe(c) => !(self.english && is_word_char(outer)),
            // ".NET" is a different word, not the end of a sentence followed by "net".
            (Some('.'), outer) => outer.is_some_and(|c| !c.is_whitespace()),
            _ => true,
        }
    }

    /// Returns whether a word can end at `at`.
    pub(super) fn word_can_end(&self, at: usize) -> bool {
        let Some(last) = self.before(at).filter(|&c| is_word_char(c)) else { return true };
        match self.two_after(at) {
            (None, _) => true,
            (Some(c), _) if is_word_char(c) => {
                is_unspaced(last)
                    || is_unspaced(c)
                    || is_hangul(last)
                    || self.negation(at).is_some()
            }
            (Some(c), Some(next)) if is_apostrophe(c) && is_word_char(next) => {
                !self.english || self.clitic(at).is_some()
            }
            // "C++" and "C#" are different words from "C".
            (Some('#'), _) | (Some('+'), Some('+')) => false,
            _ => true,
        }
    }

    /// Returns the end of the clitic ("'s", "'re" …) at `at`.
    fn clitic(&self, at: usize) -> Option<usize> {
        CLITICS.iter().find_map(|clitic| self.whole_suffix(at, clitic))
    }

    /// Returns the end of the "n't" at `at`, if it follows a verb to which it can be attached.
    pub(super) fn negation(&self, at: usize) -> Option<usize> {
        let end = if self.english { self.whole_suffix(at, "n't")? } else { return None };
        let takes_it = |verb: &str| {
            let start = at.checked_sub(verb.len());
            start.is_some_and(|start| match_folded(self.whole, start, verb) == Some(at))
        };
        NEGATABLE.iter().any(|verb| takes_it(verb)).then_some(end)
    }

    /// Returns the end of `suffix` at `at`, if a word can end there.
    pub(super) fn whole_suffix(&self, at: usize, suffix: &str) -> Option<usize> {
        let end = match_folded(self.whole, at, suffix)?;
        self.after(end).is_none_or(|c| !is_word_char(c)).then_some(end)
    }

    /// Returns the end of the possessive mark at `at` after a noun: "'s", or only an apostrophe
    /// after "s".
    pub(super) fn possessive(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.whole_suffix(at, "'s") {
            return Some(end);
        }
        let mark = self.after(at).filter(|&c| is_apostrophe(c))?;
        let end = at + mark.len_utf8();
        let plural = self.before(at).is_some_and(|c| c.eq_ignore_ascii_case(&'s'));
        let owns = matches!(self.two_after(end), (Some(blank), Some(next))
            if blank.is_whitespace() && is_word_char(next));
        (plural && owns && !self.quote_is_open(at)).then_some(end)
    }

    /// Returns whether a single quotation mark was opened before `at`, which the mark at `at` may
    /// close.
    fn quote_is_open(&self, at: usize) -> bool {
        let near = self.whole.get(..at).unwrap_or_default();
        let mut backwards = near.chars().rev().take(QUOTE_REACH).peekable();
        while let Some(c) = backwards.next() {
            if is_apostrophe(c) && backwards.peek().is_none_or(|&outer| !is_word_char(outer)) {
                return true;
            }
        }
        false
    }

    /// Returns whether `piece` is only a part of a hyphenated compound.
    pub(super) fn inside_compound(&self, piece: &Range<usize>) -> bool {
        let joined = |near: Option<char>, far: Option<char>| {
            near.is_some_and(is_hyphen) && far.is_some_and(is_word_char)
        };
        let (before, outer) = self.two_before(piece.start);
        let (after, next) = self.two_after(piece.end);
        joined(before, outer) || joined(after, next)
    }
}

/// Returns whether a script has no spaces between words, so that a word may begin and end anywhere.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' // Thai, Lao
        | '\u{1000}'..='\u{109F}' // Burmese
        | '\u{1780}'..='\u{17FF}' // Khmer
        | '\u{3005}'..='\u{3007}' // ideographic iteration mark and zero
        | '\u{3040}'..='\u{30FF}' // Hiragana, Katakana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Returns whether a letter is Korean. Korean has spaces between words, but its particles follow
/// the noun without one.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}')
}
