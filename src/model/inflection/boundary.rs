//! Where words begin and end in running text.

use std::ops::Range;

use super::fold::{is_apostrophe, is_hyphen, is_word_char, match_folded};

/// What may follow an English word after an apostrophe without being part of it.
const CLITICS: [&str; 6] = ["'s", "'re", "'ve", "'ll", "'d", "'m"];

/// The verbs that take "n't".
const NEGATABLE: [&str; 17] = [
    "is", "are", "was", "were", "do", "does", "did", "have", "has", "had", "would", "could",
    "should", "might", "must", "need", "ought",
];

/// How far back an opening quotation mark is looked for; quoted words are rarely longer, and text
/// without end must not be read again for every word.
const QUOTE_REACH: usize = 160;

/// A text, with the rules of its language for the edges of words.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    /// The text as it was given.
    pub(super) whole: &'a str,
    /// English apostrophes join ("o'clock"), those of other languages part ("l'homme").
    pub(super) english: bool,
}

impl Text<'_> {
    /// The character before `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.whole.get(..at)?.chars().next_back()
    }

    /// The character at `at`.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.whole.get(at..)?.chars().next()
    }

    /// The two characters before `at`, the nearest one first.
    fn two_before(&self, at: usize) -> (Option<char>, Option<char>) {
        let mut chars = self.whole.get(..at).unwrap_or_default().chars();
        (chars.next_back(), chars.next_back())
    }

    /// The two characters after `at`, the nearest one first.
    fn two_after(&self, at: usize) -> (Option<char>, Option<char>) {
        let mut chars = self.whole.get(at..).unwrap_or_default().chars();
        (chars.next(), chars.next())
    }

    /// Whether a word can begin at `at`.
    pub(super) fn word_can_start(&self, at: usize) -> bool {
        let Some(first) = self.after(at).filter(|&c| is_word_char(c)) else { return true };
        match self.two_before(at) {
            (None, _) => true,
            (Some(c), _) if is_word_char(c) => is_unspaced(first) || is_unspaced(c),
            (Some(c), Some(outer)) if is_apostrophe(c) => !(self.english && is_word_char(outer)),
            // ".NET" is a word of its own and not a sentence that begins with "net".
            (Some('.'), outer) => outer.is_some_and(|c| !c.is_whitespace()),
            _ => true,
        }
    }

    /// Whether a word can end at `at`.
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
            // "C++" and "C#" are other words than "C".
            (Some('#'), _) | (Some('+'), Some('+')) => false,
            _ => true,
        }
    }

    /// The end of the clitic ("'s", "'re" …) at `at`.
    fn clitic(&self, at: usize) -> Option<usize> {
        CLITICS.iter().find_map(|clitic| self.whole_suffix(at, clitic))
    }

    /// The end of the "n't" at `at` if a verb that takes it stands before.
    pub(super) fn negation(&self, at: usize) -> Option<usize> {
        let end = if self.english { self.whole_suffix(at, "n't")? } else { return None };
        let takes_it = |verb: &str| {
            let start = at.checked_sub(verb.len());
            start.is_some_and(|start| match_folded(self.whole, start, verb) == Some(at))
        };
        NEGATABLE.iter().any(|verb| takes_it(verb)).then_some(end)
    }

    /// The end of `suffix` at `at` if no word goes on behind it.
    pub(super) fn whole_suffix(&self, at: usize, suffix: &str) -> Option<usize> {
        let end = match_folded(self.whole, at, suffix)?;
        self.after(end).is_none_or(|c| !is_word_char(c)).then_some(end)
    }

    /// The end of the possessive mark at `at`, behind a noun: "'s", or a bare apostrophe after s.
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

    /// Whether a single quotation mark was opened before `at`, which the mark at `at` may close.
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

    /// Whether `piece` is only a part of a hyphenated compound.
    pub(super) fn inside_compound(&self, piece: &Range<usize>) -> bool {
        let joined = |near: Option<char>, far: Option<char>| {
            near.is_some_and(is_hyphen) && far.is_some_and(is_word_char)
        };
        let (before, outer) = self.two_before(piece.start);
        let (after, next) = self.two_after(piece.end);
        joined(before, outer) || joined(after, next)
    }
}

/// Scripts that put no blanks between words, where a word is found wherever its letters are.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' // Thai, Lao
        | '\u{1000}'..='\u{109F}' // Burmese
        | '\u{1780}'..='\u{17FF}' // Khmer
        | '\u{3005}'..='\u{3007}' // ideographic iteration mark and zero
        | '\u{3040}'..='\u{30FF}' // Hiragana, Katakana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Korean parts words by blanks, yet its particles follow the noun without one.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}')
}
