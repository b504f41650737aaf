//! Finding the occurrences of a pattern in a text.

use std::ops::Range;

use super::boundary::Text;
use super::fold::{is_apostrophe, is_hyphen, is_word_char, match_folded};
use super::pattern::{Gap, Joint, Kind, Pattern, Placeholder};
use super::placeholders::{is_possessive, is_reflexive};

/// The pieces of one occurrence.
pub(super) type Occurrence = Vec<Range<usize>>;

/// The attempts made at one place of the text. Ordinary headwords need fewer than ten; the bound is
/// for those made of optional words and placeholders.
const MOST_STEPS: usize = 300;

/// The attempts made at one place once [`STEPS_PER_BYTE`] are used up.
const FEWEST_STEPS: usize = 20;

/// The attempts that a text is worth for each of its bytes, so that time grows with its length.
const STEPS_PER_BYTE: usize = 4;

/// Longer runs of letters are no words of a sentence.
const LONGEST_WORD: usize = 64;

/// How many words "sb's" stands for at most ("my younger sister's").
const MOST_OWNER_WORDS: usize = 3;

/// Which occurrences are looked for.
#[derive(Clone, Copy)]
pub(super) struct Mode {
    /// Other words must stand at this place of the pattern.
    pub(super) gap: Option<Gap>,
    /// Parts of hyphenated compounds count ("film" in "film-maker").
    pub(super) inside_compounds: bool,
}

/// Every occurrence of `pattern`, from left to right.
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
    /// The pieces matched so far.
    pieces: Occurrence,
    /// The attempts made in the whole text so far, and those at the present place.
    steps: usize,
    steps_here: usize,
}

/// A word of the text that the pattern passes over.
struct Skipped<'a> {
    word: &'a str,
    /// Where the next word begins.
    next: usize,
}

impl<'a> Search<'a> {
    fn matches_at(&mut self, start: usize) -> bool {
        self.pieces.clear();
        self.steps_here = 0;
        self.text.word_can_start(start) && self.matches_from(0, start, false)
    }

    /// Whether the parts from `index` on follow at `at`. That is the end of the part before, or,
    /// if `detached`, the start of a word behind others that do not belong to the occurrence.
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
            let Some(end) = match_folded(self.text.whole, start, form) else { continue };
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

    /// Whether the parts from `index` on follow behind one to `most` words, the last of which is
    /// `allowed`.
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

    /// The place behind what `joint` allows at `at`.
    fn after_joint(&self, joint: Joint, at: usize) -> Option<usize> {
        if joint == Joint::Adjacent {
            return Some(at);
        }
        let whole = self.text.whole;
        let rest = whole.get(at..)?.trim_start_matches(is_apostrophe);
        let parted = match rest.strip_prefix(is_hyphen) {
            // A word may be broken behind its hyphen at the end of a line.
            Some(broken) if broken.starts_with(['\n', '\r']) => broken.trim_start(),
            Some(hyphenated) => hyphenated,
            None => rest.trim_start(),
        };
        let start = whole.len() - parted.trim_start_matches(is_apostrophe).len();
        (joint == Joint::Loose || start > at).then_some(start)
    }

    /// Passes over one word of the same sentence from `at` on, if another one follows.
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

    /// Whether an occurrence can end at `end`; if so, adds the marks that belong to it.
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

/// Whether a sentence or a clause ends with `token`.
fn ends_sentence(token: &str) -> bool {
    let bare = token
        .trim_end_matches(|c: char| is_apostrophe(c) || matches!(c, '"' | '”' | ')' | ']' | '»'));
    bare.ends_with(['.', '!', '?', ';', ':', '…', '。', '！', '？'])
}
