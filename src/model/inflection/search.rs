//! Searches a text for a pattern.

use std::ops::Range;

use super::boundary::Text;
use super::fold::{is_apostrophe, is_hyphen, is_word_char, match_folded, match_lenient};
use super::pattern::{Gap, Joint, Kind, Pattern, Placeholder};
use super::placeholders::{is_possessive, is_reflexive};

/// The ranges of one occurrence.
pub(super) type Occurrence = Vec<Range<usize>>;

/// The maximum number of attempts at one position. Ordinary headwords need fewer than ten; the
/// limit is for headwords of many optional words and placeholders.
const MOST_STEPS: usize = 300;

/// The maximum number of attempts at one position once [`STEPS_PER_BYTE`] is exceeded.
const FEWEST_STEPS: usize = 20;

/// The number of attempts for each byte of the text, so that the time is linear in its length.
const STEPS_PER_BYTE: usize = 4;

/// The maximum length of a word that is skipped, in bytes; longer ones do not occur in sentences.
const LONGEST_WORD: usize = 64;

/// The maximum number of words that "sb's" stands for ("my younger sister's").
const MOST_OWNER_WORDS: usize = 3;

/// Which occurrences are searched for.
#[derive(Clone, Copy)]
pub(super) struct Mode {
    /// The gap of the pattern in which other words must occur, if any.
    pub(super) gap: Option<Gap>,
    /// Whether parts of hyphenated compounds count ("film" in "film-maker").
    pub(super) inside_compounds: bool,
    /// Whether words may be written open or hyphenated, and with accents that the headword has not.
    pub(super) is_lenient: bool,
}

/// Returns every occurrence of `pattern`, from left to right.
pub(super) fn find_all(text: Text<'_>, pattern: &Pattern, mode: Mode) -> Vec<Occurrence> {
    let mut search = Search { text, pattern, mode, pieces: Vec::new(), steps: 0, steps_here: 0 };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = pattern.next_start(text.whole, from) {
        from = start + text.after(start).map_or(1, char::len_utf8);
        if search.matches_at(start) {
            let pieces = std::mem::take(&mut search.pieces);
            from = pieces.last().map_or(from, |piece| piece.end.max(from));
            found.push(pieces);
        }
    }
    found
}

struct Search<'a> {
    text: Text<'a>,
    pattern: &'a Pattern,
    mode: Mode,
    /// The ranges matched so far.
    pieces: Occurrence,
    /// The number of attempts in the whole text so far.
    steps: usize,
    steps_here: usize,
}

/// A word of the text that the pattern skips.
struct Skipped<'a> {
    word: &'a str,
    /// The start of the next word.
    next: usize,
}

impl<'a> Search<'a> {
    fn matches_at(&mut self, start: usize) -> bool {
        self.pieces.clear();
        self.steps_here = 0;
        self.text.word_can_start(start) && self.matches_from(0, start, false)
    }

    /// Returns whether the parts from `index` on match at `at`. That is the end of the previous
    /// part or, if `detached`, the start of a word after others that are not part of the
    /// occurrence.
    fn matches_from(&mut self, index: usize, at: usize, detached: bool) -> bool {
        self.steps += 1;
        self.steps_here += 1;
        let generous = self.steps < MOST_STEPS + STEPS_PER_BYTE * self.text.whole.len();
        if self.steps_here > if generous { MOST_STEPS } else { FEWEST_STEPS } {
            return false;
        }
        let pattern = self.pattern;
        let Some(part) = pattern.parts.get(index) else { return self.finish(at) };
        if let Some(gap) = self.mode.gap.filter(|gap| gap.before == index)
            && !detached
            && !self.pieces.is_empty()
        {
            return self.matches_after_words(index, at, gap.most, |_| true);
        }
        let found = match &part.kind {
            Kind::Forms(forms) => self.matches_word(index, forms, part.joint, at, detached),
            Kind::Placeholder(kind) => self.matches_placeholder(index, *kind, at, detached),
        };
        found || (part.optional && self.matches_from(index + 1, at, detached))
    }

    fn matches_word(
        &mut self,
        index: usize,
        forms: &[String],
        joint: Joint,
        at: usize,
        detached: bool,
    ) -> bool {
        let free = detached || self.pieces.is_empty();
        let start = if free { Some(at) } else { self.after_joint(joint, at) };
        let Some(start) = start else { return false };
        for form in forms {
            // A contracted verb follows its word without a space.
            let start = if form.starts_with('\'') && !free { at } else { start };
            let Some(end) = self.match_form(start, form) else { continue };
            let before = (self.pieces.len(), self.pieces.last().cloned());
            match self.pieces.last_mut() {
                Some(piece) if !detached => piece.end = end,
                _ => self.pieces.push(start..end),
            }
            if self.matches_from(index + 1, end, false) {
                return true;
            }
            self.pieces.truncate(before.0);
            if let (Some(last), Some(piece)) = (self.pieces.last_mut(), before.1) {
                *last = piece;
            }
        }
        false
    }

    fn match_form(&self, start: usize, form: &str) -> Option<usize> {
        if self.mode.is_lenient {
            match_lenient(self.text.whole, start, form)
        } else {
            match_folded(self.text.whole, start, form)
        }
    }

    fn matches_placeholder(
        &mut self,
        index: usize,
        kind: Placeholder,
        at: usize,
        detached: bool,
    ) -> bool {
        if self.pieces.is_empty() {
            return self.matches_from(index + 1, at, detached);
        }
        match kind {
            Placeholder::Words { most } => {
                self.matches_after_words(index + 1, at, most, |_| true)
                    || self.matches_from(index + 1, at, detached)
            }
            Placeholder::Owner => {
                self.matches_after_words(index + 1, at, MOST_OWNER_WORDS, is_possessive)
            }
            Placeholder::Reflexive => self.matches_after_words(index + 1, at, 1, is_reflexive),
        }
    }

    /// Returns whether the parts from `index` on match after one to `most` words, the last of which
    /// must be `allowed`.
    fn matches_after_words(
        &mut self,
        index: usize,
        at: usize,
        most: usize,
        allowed: fn(&str) -> bool,
    ) -> bool {
        if !self.text.word_can_end(at) {
            return false;
        }
        let mut place = at;
        for _ in 0..most {
            let Some(skipped) = self.skip_word(place) else { return false };
            place = skipped.next;
            if allowed(skipped.word) && self.matches_from(index, place, true) {
                return true;
            }
        }
        false
    }

    /// Returns the position after what `joint` allows at `at`.
    fn after_joint(&self, joint: Joint, at: usize) -> Option<usize> {
        if joint == Joint::Adjacent {
            return Some(at);
        }
        let whole = self.text.whole;
        let rest = whole.get(at..)?.trim_start_matches(is_apostrophe);
        let parted = match rest.strip_prefix(is_hyphen) {
            // A word may be broken after its hyphen at the end of a line.
            Some(broken) if broken.starts_with(['\n', '\r']) => broken.trim_start(),
            Some(hyphenated) => hyphenated,
            None => rest.trim_start(),
        };
        let start = whole.len() - parted.trim_start_matches(is_apostrophe).len();
        (joint == Joint::Loose || start > at).then_some(start)
    }

    /// Skips one word at `at`, if another word of the same sentence follows.
    fn skip_word(&self, at: usize) -> Option<Skipped<'a>> {
        let whole = self.text.whole;
        let rest =
            whole.get(at..)?.trim_start_matches([',', '"', '”', '’', '\'', ')']).trim_start();
        let length = rest.char_indices().take(LONGEST_WORD).find(|(_, c)| c.is_whitespace())?.0;
        let (token, behind) = rest.split_at_checked(length)?;
        let word = token.trim_matches(|c| !is_word_char(c) && !is_apostrophe(c));
        if word.is_empty() || ends_sentence(token) {
            return None;
        }
        let following = behind.trim_start().trim_start_matches(['"', '“', '‘', '\'', '(', '[']);
        Some(Skipped { word, next: whole.len() - following.len() })
    }

    /// Returns whether an occurrence can end at `end`; if so, adds the marks that belong to it.
    fn finish(&mut self, end: usize) -> bool {
        if !self.text.word_can_end(end) {
            return false;
        }
        let (opening, closing) = self.pattern.apostrophes;
        let text = self.text;
        let marks = self.pattern.possessive.then(|| text.possessive(end)).flatten();
        if let Some(last) = self.pieces.last_mut() {
            let quote = text.after(last.end).filter(|&c| closing && is_apostrophe(c));
            last.end = marks.unwrap_or(last.end + quote.map_or(0, char::len_utf8));
        }
        if let Some(first) = self.pieces.first_mut() {
            let quote = text.before(first.start).filter(|&c| opening && is_apostrophe(c));
            first.start -= quote.map_or(0, char::len_utf8);
        }
        let whole_words = || !self.pieces.iter().any(|piece| text.inside_compound(piece));
        !self.pieces.is_empty() && (self.mode.inside_compounds || whole_words())
    }
}

/// Returns whether `token` ends a sentence or a clause.
fn ends_sentence(token: &str) -> bool {
    let bare = token
        .trim_end_matches(|c: char| is_apostrophe(c) || matches!(c, '"' | '”' | ')' | ']' | '»'));
    bare.ends_with(['.', '!', '?', ';', ':', '…', '。', '！', '？'])
}
