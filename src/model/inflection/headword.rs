//! Parses the notation of headwords: hyphens, brackets, slashes, placeholders and punctuation.

use unicode_normalization::UnicodeNormalization;

use super::fold::{is_apostrophe, is_hyphen, is_word_char};
use super::pattern::{Joint, Placeholder};
use super::placeholders::{ELLIPSIS, placeholder};

/// A part of a headword before its forms are added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawPart {
    /// The word or sign in lower case; several if the headword gives alternatives ("have/take").
    pub(super) texts: Vec<String>,
    pub(super) joint: Joint,
    pub(super) optional: bool,
    pub(super) placeholder: Option<Placeholder>,
}

impl RawPart {
    /// Returns the first text, which represents the part if one must be chosen.
    pub(super) fn text(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }

    /// Returns whether the part is a word, not a sign or a placeholder.
    pub(super) fn is_word(&self) -> bool {
        self.placeholder.is_none() && self.text().starts_with(is_word_char)
    }
}

/// Parses `headword` into its parts.
pub(super) fn parse(headword: &str, english: bool) -> Vec<RawPart> {
    let text = normalize(headword);
    let mut parser = Parser {
        parts: Vec::with_capacity(4),
        english,
        brackets: brackets_match(&text),
        several: text.split_whitespace().nth(1).is_some(),
        optional: false,
    };
    text.split_whitespace().for_each(|chunk| parser.read_bracketed(chunk));
    let mut parts = parser.parts;
    if parts.iter().all(|part| part.optional) {
        parts.iter_mut().for_each(|part| part.optional = false);
    }
    parts
}

/// Normalizes the headword: lower case, composed letters, plain apostrophes, and the ellipsis as a
/// separate word.
fn normalize(headword: &str) -> String {
    if headword.is_ascii() && !headword.contains("..") && !headword.contains('[') {
        return headword.to_ascii_lowercase();
    }
    let lower: String = headword.to_lowercase().nfc().collect();
    let mut text = String::with_capacity(lower.len());
    for c in lower.replace("...", ELLIPSIS).chars() {
        match c {
            '…' => text.push_str(" … "),
            '[' => text.push('('),
            ']' => text.push(')'),
            c if is_apostrophe(c) => text.push('\''),
            c => text.push(c),
        }
    }
    text
}

/// Returns whether all brackets are paired; otherwise they are treated as signs, as in ":-)".
fn brackets_match(text: &str) -> bool {
    let mut depth = 0;
    for byte in text.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if !(0..=1).contains(&depth) {
            return false;
        }
    }
    depth == 0
}

struct Parser {
    parts: Vec<RawPart>,
    english: bool,
    brackets: bool,
    /// Whether the headword contains spaces, so that a slash separates words, not signs.
    several: bool,
    /// Whether the chunk is inside brackets that were opened before it.
    optional: bool,
}

impl Parser {
    /// Parses a chunk between spaces, including brackets around it or within it.
    fn read_bracketed(&mut self, chunk: &str) {
        if !self.brackets {
            return self.read_chunk(chunk, false);
        }
        match (chunk.split_once('('), chunk.split_once(')')) {
            // "(on)", "(on" and "on)" are words in brackets; "colour(s)" has optional letters.
            (Some((before, rest)), None) => {
                self.read_chunk(before, false);
                self.optional = true;
                self.read_chunk(rest, true);
            }
            (None, Some((inner, rest))) => {
                self.read_chunk(inner, true);
                self.optional = false;
                self.read_chunk(rest, false);
            }
            (Some((before, _)), Some((opened, after))) => {
                let inner = opened.split_once('(').map_or("", |(_, inner)| inner);
                self.read_optional_letters(before, inner, after);
            }
            (None, None) => self.read_chunk(chunk, self.optional),
        }
    }

    /// Parses a chunk with brackets inside: "(on)", "(semi-)detached", "colour(s)".
    fn read_optional_letters(&mut self, before: &str, inner: &str, after: &str) {
        let edge = |text: &str| text.is_empty() || !text.contains(is_word_char);
        if edge(before) && edge(after) {
            self.read_chunk(inner, true);
            return self.read_chunk(after, false);
        }
        if let Some(prefix) = inner.strip_suffix(is_hyphen) {
            // "(semi-)detached"
            self.read_chunk(prefix, true);
            return self.read_chunk(after, false);
        }
        let texts = vec![format!("{before}{inner}{after}"), format!("{before}{after}")];
        if texts.iter().all(|text| text.chars().all(is_word_char)) {
            self.push(texts, Joint::Loose, false);
        } else {
            self.read_chunk(&format!("{before}{inner}{after}"), false);
        }
    }

    /// Parses a chunk without brackets: a placeholder, alternatives, or words and signs.
    fn read_chunk(&mut self, chunk: &str, optional: bool) {
        let meaning = if self.english || chunk == ELLIPSIS { placeholder(chunk) } else { None };
        if let Some(meaning) = meaning {
            self.push(vec![chunk.to_owned()], Joint::Loose, optional);
            if let Some(part) = self.parts.last_mut() {
                part.placeholder = Some(meaning);
            }
            return;
        }
        let choice = self.several
            && chunk.contains('/')
            && chunk
                .split('/')
                .all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic));
        if choice {
            self.push(chunk.split('/').map(str::to_owned).collect(), Joint::Loose, optional);
        } else {
            self.read_signs(chunk, optional);
        }
    }

    /// Parses words and the signs between them.
    fn read_signs(&mut self, chunk: &str, optional: bool) {
        let mut joint = Joint::Loose;
        let mut rest = chunk;
        while let Some(c) = rest.chars().next() {
            let length = if is_word_char(c) { word_length(rest) } else { c.len_utf8() };
            let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let inside = rest.len() < chunk.len() && after.starts_with(is_word_char);
            if is_hyphen(c) && inside && joint == Joint::Adjacent {
                joint = Joint::Loose;
            } else if !is_apostrophe(c) {
                let ends_phrase = after.is_empty() && rest.len() < chunk.len();
                let punctuation = ends_phrase && matches!(c, ',' | '.' | '!' | '?' | ';' | ':');
                self.push(vec![piece.to_owned()], joint, optional || punctuation);
                joint = Joint::Adjacent;
            }
            rest = after;
        }
    }

    /// Adds a part that matches any of `texts`.
    fn push(&mut self, texts: Vec<String>, joint: Joint, optional: bool) {
        let mut part = RawPart { texts, joint, optional, placeholder: None };
        if joint == Joint::Loose
            && self.parts.last().is_some_and(|last| must_stay_apart(last, &part))
        {
            part.joint = Joint::Separate;
        }
        self.parts.push(part);
    }
}

/// Returns whether joining two parts would change their meaning: joined numbers are a different
/// number, and an article joined to a word makes a different word.
fn must_stay_apart(last: &RawPart, next: &RawPart) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    (last.text().ends_with(digit) && next.text().starts_with(digit))
        || matches!(last.text(), "a" | "an" | "the" | "i")
}

/// Returns the length of the word at the start of `text`, including apostrophes within it.
fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((place, c)) = chars.next() {
        let before_letter = chars.peek().is_some_and(|&(_, next)| is_word_char(next));
        let goes_on = is_word_char(c) || (is_apostrophe(c) && before_letter);
        if !goes_on {
            return place;
        }
    }
    text.len()
}
