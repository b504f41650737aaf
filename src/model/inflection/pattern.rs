//! The pattern of a headword: a sequence of parts, most of which are words in several forms.

use super::fold::{fold, fold_first, unfold};

/// What may occur between a part and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing, as within "C++".
    Adjacent,
    /// White space, a hyphen, or nothing: "sound track", "sound-track", "soundtrack".
    Loose,
    /// White space or a hyphen: "1-2" is not 12, and "a part" is not "apart".
    Separate,
}

/// A word in the notation of dictionaries that is replaced by others in texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// "sb", "something", "…": some words, or none if the object was moved ("he was told off").
    Words { most: usize },
    /// "one's", "sb's": some words, the last of which is possessive.
    Owner,
    /// "oneself".
    Reflexive,
}

/// What a part matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, or a sign such as "+", in any of these folded forms.
    Forms(Vec<String>),
    /// Text of a certain kind, which is not part of the occurrence.
    Placeholder(Placeholder),
}

/// One word, sign or placeholder of a headword.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) joint: Joint,
    pub(super) optional: bool,
}

/// The position at which an occurrence may be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// The index of the part before which other words may occur.
    pub(super) before: usize,
    /// The maximum number of these words.
    pub(super) most: usize,
}

/// A pattern that is ready to be searched.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) parts: Vec<Part>,
    /// The gaps, which are tried one at a time in texts without an unbroken occurrence.
    pub(super) gaps: Vec<Gap>,
    /// Whether the occurrence includes a possessive mark ("the [dog's] tail").
    pub(super) possessive: bool,
    /// Whether the headword begins or ends with an apostrophe that belongs to it ("’tis", "goin’").
    pub(super) apostrophes: (bool, bool),
    starts: Starts,
}

/// The characters with which an occurrence can begin, by which most positions of a text are
/// excluded.
#[derive(Clone, Debug)]
struct Starts {
    /// For each ASCII character, whether it is one; includes both cases of letters.
    ascii: [bool; 128],
    beyond_ascii: bool,
}

impl Pattern {
    pub(super) fn new(mut parts: Vec<Part>) -> Pattern {
        parts.iter_mut().for_each(Part::fold_forms);
        let starts = Starts::of(&parts);
        Pattern { parts, gaps: Vec::new(), possessive: false, apostrophes: (false, false), starts }
    }

    /// Returns the first position from `from` on at which the text has a possible first letter.
    pub(super) fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let inside_word = |place: usize| {
            place
                .checked_sub(1)
                .and_then(|last| bytes.get(last))
                .is_some_and(u8::is_ascii_alphanumeric)
        };
        for (place, &byte) in bytes.iter().enumerate().skip(from) {
            if byte.is_ascii() {
                if self.starts.wants(byte) && !(byte.is_ascii_alphanumeric() && inside_word(place))
                {
                    return Some(place);
                }
            } else {
                let c = text.get(place..).and_then(|rest| rest.chars().next());
                if c.is_some_and(|c| self.starts.allow(c)) {
                    return Some(place);
                }
            }
        }
        None
    }

    /// Returns the headword, and the headword with each of its words in each other form.
    pub(super) fn phrases(&self) -> Vec<String> {
        let base = |part: &Part| match &part.kind {
            Kind::Forms(forms) => forms.first().cloned(),
            Kind::Placeholder(_) => None,
        };
        let bases: Vec<Option<String>> = self.parts.iter().map(base).collect();
        let mut phrases = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            let Kind::Forms(forms) = &part.kind else { continue };
            for form in forms {
                let word_at = |other: usize| match bases.get(other) {
                    _ if other == place => Some(form.as_str()),
                    Some(Some(word)) => Some(word.as_str()),
                    _ => None,
                };
                phrases.push(unfold(&self.phrase(word_at)));
            }
        }
        phrases
    }

    /// Returns the fixed parts, joined in the usual way.
    fn phrase<'a>(&self, word_at: impl Fn(usize) -> Option<&'a str>) -> String {
        let mut phrase = String::new();
        for (place, part) in self.parts.iter().enumerate() {
            let Some(word) = word_at(place) else { continue };
            if !phrase.is_empty() && part.joint != Joint::Adjacent {
                phrase.push(' ');
            }
            phrase.push_str(word);
        }
        phrase
    }
}

impl Part {
    fn fold_forms(&mut self) {
        if let Kind::Forms(forms) = &mut self.kind {
            forms.iter_mut().filter(|form| !form.is_ascii()).for_each(|form| *form = fold(form));
        }
    }
}

impl Starts {
    fn of(parts: &[Part]) -> Starts {
        let mut starts = Starts { ascii: [false; 128], beyond_ascii: false };
        for part in parts {
            if let Kind::Forms(forms) = &part.kind {
                forms.iter().filter_map(|form| form.chars().next()).for_each(|c| starts.add(c));
            }
            if !part.optional {
                break;
            }
        }
        starts
    }

    fn add(&mut self, c: char) {
        let both_cases = [c.to_ascii_lowercase(), c.to_ascii_uppercase()];
        for c in both_cases {
            match self.ascii.get_mut(c as usize) {
                Some(wanted) => *wanted = true,
                None => self.beyond_ascii = true,
            }
        }
    }

    fn wants(&self, ascii: u8) -> bool {
        self.ascii.get(usize::from(ascii)).is_some_and(|it| *it)
    }

    fn allow(&self, c: char) -> bool {
        u8::try_from(fold_first(c))
            .ok()
            .filter(u8::is_ascii)
            .map_or(self.beyond_ascii, |it| self.wants(it))
    }
}
