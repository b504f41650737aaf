//! A strict and fast way through plain YAML, in front of the parser.
//!
//! Almost all that authors write is block mappings and lists, lists and mappings in brackets on one
//! line, texts on one line, plain or in quotes, blocks of text, and comments. This module reads that
//! much and gives up at anything else or in any doubt: anchors, tags, escapes, tabs, texts over
//! several lines, empty values, a line that is indented in an unusual way. The parser then reads the
//! text from the start, so that every error is the parser's. Where this module does not give up,
//! its steps are the parser's: a property test compares them.

mod scalar;

use std::ops::Range;

use crate::source::node::Step;
use scalar::Around;

/// A step and its place. The places of the ends of block collections and of documents are empty.
pub(super) type Placed<'t> = (Step<'t>, Range<usize>);

/// The longest text that is read, in bytes, as all of its steps are held at once.
const LONGEST: usize = 1 << 20;
/// The longest text that is looked at for a key. The parser allows 1,024 letters.
const LONGEST_KEY: usize = 1000;
/// How deep collections may nest. The parser allows 255.
const DEEPEST: usize = 64;

/// Returns the steps of a text, or `None` if it has to be left to the parser.
pub(super) fn steps(text: &str) -> Option<Vec<Placed<'_>>> {
    if text.len() > LONGEST || !has_usual_letters(text) {
        return None;
    }
    // About as many as a text of short values has.
    let steps = Vec::with_capacity(text.len() / 16 + 8);
    let scanner =
        Scanner { text, bytes: text.as_bytes(), at: 0, open: Vec::new(), is_due: false, steps };
    scanner.run()
}

/// Returns whether a text has no letter that YAML forbids, or takes for the end of a line, or that
/// is unusual enough to be doubtful.
fn has_usual_letters(text: &str) -> bool {
    let is_control = |it: &u8| (*it < b' ' && *it != b'\n') | (*it == 0x7F);
    let is_rare = |it: &u8| (*it == 0xC2) | (*it == 0xE2) | (*it >= 0xEF);
    // Both without a branch, so that many bytes are looked at at once.
    let (mut controls, mut rare) = (false, false);
    for it in text.as_bytes() {
        controls |= is_control(it);
        rare |= is_rare(it);
    }
    let is_usual = |it: char| !matches!(it, '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}');
    !controls && (!rare || text.chars().all(is_usual))
}

/// A block collection that is not complete.
struct Open {
    indent: usize,
    is_list: bool,
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    open: Vec<Open>,
    /// Whether the value of the last key stands on the lines below it.
    is_due: bool,
    steps: Vec<Placed<'t>>,
}

impl<'t> Scanner<'t> {
    fn run(mut self) -> Option<Vec<Placed<'t>>> {
        self.push(Step::Document, 0..0);
        while let Some(column) = self.next_line() {
            self.line(column)?;
        }
        if self.is_due || self.open.is_empty() {
            return None;
        }
        while self.open.pop().is_some() {
            self.end_block();
        }
        self.push(Step::EndOfDocument, 0..0);
        Some(self.steps)
    }

    fn push(&mut self, step: Step<'t>, place: Range<usize>) {
        self.steps.push((step, place));
    }

    fn end_block(&mut self) {
        self.push(Step::EndOfCollection, self.at..self.at);
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// Returns the byte at `at`, and a line break at the end of the text.
    fn byte_or_end(&self, at: usize) -> u8 {
        self.byte(at).unwrap_or(b'\n')
    }

    fn skip_blanks(&mut self) {
        while self.byte(self.at) == Some(b' ') {
            self.at += 1;
        }
    }

    /// Goes to the start of the next line.
    fn skip_line(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or("");
        self.at = rest.find('\n').map_or(self.text.len(), |it| self.at + it + 1);
    }

    /// Goes to the content of the next line that is neither blank nor a comment, and returns its
    /// column.
    fn next_line(&mut self) -> Option<usize> {
        loop {
            let start = self.at;
            self.skip_blanks();
            match self.byte(self.at)? {
                b'\n' => self.at += 1,
                b'#' => self.skip_line(),
                _ => return Some(self.at - start),
            }
        }
    }

    /// Goes past what may stand behind a value: blanks and a comment.
    fn end_line(&mut self) -> Option<()> {
        let start = self.at;
        self.skip_blanks();
        match self.byte_or_end(self.at) {
            b'\n' => {}
            b'#' if self.at > start => {}
            _ => return None,
        }
        self.skip_line();
        Some(())
    }

    fn is_dash(&self) -> bool {
        self.byte(self.at) == Some(b'-') && self.byte(self.at + 1) == Some(b' ')
    }

    /// Reads a line, whose content begins here, in `column`.
    fn line(&mut self, column: usize) -> Option<()> {
        let is_dash = self.is_dash();
        if self.is_due {
            let indent = self.open.last()?.indent;
            // A list may stand below the start of its key.
            if column < indent || (column == indent && !is_dash) {
                return None;
            }
            self.is_due = false;
            // The parser places such a list at the content of its first item.
            let blanks = |it: &&u8| **it == b' ';
            let start = match column == indent {
                true => self.bytes.get(self.at + 1..)?.iter().take_while(blanks).count() + 1,
                false => 0,
            };
            self.begin_block(self.at + start, column, is_dash)?;
        } else if self.steps.len() == 1 {
            self.begin_block(self.at, column, is_dash)?;
        } else {
            while self.open.last().is_some_and(|it| {
                it.indent > column || (it.indent == column && it.is_list && !is_dash)
            }) {
                self.open.pop();
                self.end_block();
            }
            let last = self.open.last()?;
            if last.indent != column || last.is_list != is_dash {
                return None;
            }
        }
        if is_dash { self.item(column) } else { self.pair() }
    }

    fn begin_block(&mut self, start: usize, indent: usize, is_list: bool) -> Option<()> {
        if self.open.len() >= DEEPEST {
            return None;
        }
        let step = match is_list {
            true => Step::Sequence { flow: false, anchor: 0 },
            false => Step::Mapping { flow: false, anchor: 0 },
        };
        self.push(step, start..start);
        self.open.push(Open { indent, is_list });
        Some(())
    }

    /// Reads an item of a list with its dash, which stands in `column`.
    fn item(&mut self, column: usize) -> Option<()> {
        let dash = self.at;
        self.at += 1;
        self.skip_blanks();
        if self.is_dash() {
            return None;
        }
        if !matches!(self.byte(self.at)?, b'[' | b'{' | b'|' | b'>') {
            let start = self.at;
            let text = self.text(Around::Lines)?;
            if !self.is_colon() {
                self.steps.push(text);
                return self.end_line();
            }
            self.begin_block(start, column + start - dash, false)?;
            self.key(text)?;
        }
        self.value()
    }

    /// Reads a key and its value.
    fn pair(&mut self) -> Option<()> {
        let text = self.text(Around::Lines)?;
        self.key(text)?;
        self.value()
    }

    /// Takes `text`, which ends here, for a key, and goes to what stands behind its colon.
    fn key(&mut self, text: Placed<'t>) -> Option<()> {
        if !self.is_colon() || text.1.len() > LONGEST_KEY {
            return None;
        }
        self.steps.push(text);
        self.at += 1;
        Some(())
    }

    /// Returns whether a colon stands here that ends a key.
    fn is_colon(&self) -> bool {
        self.byte(self.at) == Some(b':') && matches!(self.byte_or_end(self.at + 1), b' ' | b'\n')
    }

    /// Reads a value to the end of its line, or of its block.
    fn value(&mut self) -> Option<()> {
        let start = self.at;
        self.skip_blanks();
        match self.byte_or_end(self.at) {
            b'\n' | b'#' => {
                self.is_due = true;
                self.at = start;
            }
            b'|' | b'>' => return self.block_text(),
            b'[' | b'{' => self.brackets(0)?,
            _ => {
                let text = self.text(Around::Lines)?;
                self.steps.push(text);
            }
        }
        self.end_line()
    }

    /// Reads a list or a mapping in brackets.
    fn brackets(&mut self, depth: usize) -> Option<()> {
        if self.open.len() + depth >= DEEPEST {
            return None;
        }
        let start = self.at;
        let is_list = self.byte(start) == Some(b'[');
        let (step, end) = match is_list {
            true => (Step::Sequence { flow: true, anchor: 0 }, b']'),
            false => (Step::Mapping { flow: true, anchor: 0 }, b'}'),
        };
        self.push(step, start..start + 1);
        loop {
            self.at += 1;
            self.skip_blanks();
            if !is_list {
                let text = self.text(Around::Brackets)?;
                self.key(text)?;
                self.skip_blanks();
            }
            match self.byte(self.at)? {
                b'[' | b'{' => self.brackets(depth + 1)?,
                _ => {
                    let text = self.text(Around::Brackets)?;
                    self.steps.push(text);
                }
            }
            self.skip_blanks();
            match self.byte(self.at)? {
                b',' => {}
                it if it == end => break,
                _ => return None,
            }
        }
        self.push(Step::EndOfCollection, self.at..self.at + 1);
        self.at += 1;
        Some(())
    }
}

#[cfg(test)]
mod tests;
