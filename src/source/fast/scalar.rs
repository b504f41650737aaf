//! Texts: plain, in quotes, and in blocks.

use std::borrow::Cow;
use std::ops::Range;

use super::{Placed, Scanner};
use crate::source::node::{Step, Style};

/// Stands for the column of an empty line.
const EMPTY: usize = usize::MAX;

/// What stands around a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    Lines,
    Brackets,
}

impl<'t> Scanner<'t> {
    /// Reads a text on one line, and goes to its end.
    pub(super) fn text(&mut self, around: Around) -> Option<Placed<'t>> {
        match self.byte(self.at)? {
            b'"' => self.double_quoted(),
            b'\'' => self.single_quoted(),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'(' | b'/' | b'+' | b'$' | b'_' | 0x80.. => {
                self.plain(around)
            }
            _ => None,
        }
    }

    fn scalar(&mut self, range: Range<usize>, style: Style) -> Option<Placed<'t>> {
        let around = if style == Style::Plain { 0 } else { 1 };
        let text = Cow::Borrowed(self.text.get(range.start + around..range.end - around)?);
        Some((Step::Scalar { text, style, anchor: 0 }, range))
    }

    fn plain(&mut self, around: Around) -> Option<Placed<'t>> {
        let start = self.at;
        let mut end = start;
        while let Some(byte) = self.byte(self.at) {
            let next = || self.byte_or_end(self.at + 1);
            match byte {
                b'\n' => break,
                b'#' if end < self.at => break,
                b':' if matches!(next(), b' ' | b'\n') => {
                    // A blank before the colon is allowed, but nobody's habit.
                    if end < self.at {
                        return None;
                    }
                    break;
                }
                b':' if around == Around::Brackets => return None,
                b',' | b'[' | b']' | b'{' | b'}' if around == Around::Brackets => break,
                b' ' => {}
                _ => end = self.at + 1,
            }
            self.at += 1;
        }
        self.at = end;
        self.scalar(start..end, Style::Plain)
    }

    fn double_quoted(&mut self) -> Option<Placed<'t>> {
        let start = self.at;
        self.at += 1;
        while !matches!(self.byte(self.at)?, b'"') {
            if matches!(self.byte(self.at)?, b'\\' | b'\n') {
                return None;
            }
            self.at += 1;
        }
        self.at += 1;
        self.scalar(start..self.at, Style::Double)
    }

    fn single_quoted(&mut self) -> Option<Placed<'t>> {
        let start = self.at;
        let mut has_quotes = false;
        loop {
            self.at += 1;
            match self.byte(self.at)? {
                b'\n' => return None,
                b'\'' if self.byte(self.at + 1) == Some(b'\'') => {
                    has_quotes = true;
                    self.at += 1;
                }
                b'\'' => break,
                _ => {}
            }
        }
        self.at += 1;
        let (mut step, place) = self.scalar(start..self.at, Style::Single)?;
        if has_quotes && let Step::Scalar { text, .. } = &mut step {
            *text = Cow::Owned(text.replace("''", "'"));
        }
        Some((step, place))
    }

    /// Reads a block of text, literal or folded, without lines that are indented further than the
    /// first.
    pub(super) fn block_text(&mut self) -> Option<()> {
        let is_literal = self.byte(self.at) == Some(b'|');
        self.at += 1;
        let is_stripped = self.byte(self.at) == Some(b'-');
        self.at += usize::from(is_stripped);
        if self.byte(self.at) != Some(b'\n') {
            return None;
        }
        self.at += 1;
        let outer = self.open.last()?.indent;
        let (mut text, mut indent, mut place) = (String::new(), 0, 0..0);
        // The line breaks since the last line with letters.
        let mut breaks = 0;
        while let Some(column) = self.next_column(indent)? {
            if column == EMPTY {
                breaks += 1;
                continue;
            }
            if indent == 0 {
                (indent, place.start) = (column, self.at);
            } else if is_literal || breaks > 1 {
                text.extend(std::iter::repeat_n('\n', breaks - usize::from(!is_literal)));
            } else {
                text.push(' ');
            }
            if column > indent || indent <= outer {
                return None;
            }
            let content = self.at;
            self.skip_line();
            let line = self.text.get(content..self.at)?.strip_suffix('\n')?;
            if line.ends_with(' ') {
                return None;
            }
            text.push_str(line);
            (place.end, breaks) = (self.at - 1, 1);
        }
        if indent == 0 {
            return None;
        }
        if !is_stripped {
            text.push('\n');
        }
        let style = if is_literal { Style::Literal } else { Style::Folded };
        self.push(Step::Scalar { text: Cow::Owned(text), style, anchor: 0 }, place);
        Some(())
    }

    /// Goes to the content of the next line of a block of text, whose lines are indented by `indent`
    /// once this is known, and returns its column, or [`EMPTY`] for an empty line. At the end of the
    /// block it stays where it is, and returns nothing; in doubt it gives up.
    fn next_column(&mut self, indent: usize) -> Option<Option<usize>> {
        let start = self.at;
        self.skip_blanks();
        let column = self.at - start;
        match self.byte(self.at) {
            Some(b'\n') if column == 0 && indent > 0 => {
                self.at += 1;
                Some(Some(EMPTY))
            }
            Some(b'\n') => None,
            None if column > 0 => None,
            // Whose comment that is would be for the parser to say.
            Some(b'#') if column < indent => None,
            Some(_) if column >= indent => Some(Some(column)),
            _ => {
                self.at = start;
                Some(None)
            }
        }
    }
}
