//! Gives access to the lines and columns of a source's text.

use std::ops::Range;

use crate::source::node::{Node, Style, Value};

/// A text with its layout.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    /// The line ending of the text.
    pub(super) newline: &'static str,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str) -> Page<'t> {
        let newline = match text.find(['\r', '\n']).and_then(|it| text.get(it..)) {
            Some(rest) if rest.starts_with("\r\n") => "\r\n",
            Some(rest) if rest.starts_with('\r') => "\r",
            _ => "\n",
        };
        Page { text, newline }
    }

    /// Returns the text of a range.
    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or("")
    }

    /// Returns the start of the line that contains a byte.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.slice(0..at).rfind(['\n', '\r']).map_or(0, |it| it + 1)
    }

    /// Returns the end of the line that contains a byte, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.rest(at).find(['\n', '\r']).map_or(self.text.len(), |it| at + it)
    }

    /// Returns the start of the line after the one that contains a byte.
    pub(super) fn next_line(&self, at: usize) -> usize {
        let end = self.line_end(at);
        let rest = self.rest(end);
        end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
    }

    /// Returns whether there is an empty line above the one that contains a byte.
    pub(super) fn is_empty_above(&self, at: usize) -> bool {
        let above = self.slice(0..self.line_start(at));
        let bare = above.strip_suffix('\n').unwrap_or(above);
        let bare = bare.strip_suffix('\r').unwrap_or(bare);
        !above.is_empty() && self.before(bare.len()).trim().is_empty()
    }

    /// Returns the text from a byte on.
    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.slice(at..self.text.len())
    }

    /// Returns the number of characters before a byte on its line.
    pub(super) fn column(&self, at: usize) -> usize {
        self.slice(self.line_start(at)..at).chars().count()
    }

    /// Returns the text before a byte on its line.
    pub(super) fn before(&self, at: usize) -> &'t str {
        self.slice(self.line_start(at)..at)
    }

    /// Returns the text from a byte to the end of its line.
    pub(super) fn after(&self, at: usize) -> &'t str {
        self.slice(at..self.line_end(at))
    }

    /// Returns the range of a value, including the header of a block scalar (`>-`, `|`).
    pub(super) fn written(&self, node: &Node<'_>) -> Range<usize> {
        let range = node.span.range();
        let is_block =
            matches!(node.value, Value::Scalar { style: Style::Literal | Style::Folded, .. });
        let head = if is_block { self.block_head(range.start) } else { None };
        head.unwrap_or(range.start)..range.end
    }

    /// Returns the start of the header of the block scalar whose content starts at `content`.
    fn block_head(&self, content: usize) -> Option<usize> {
        let above = self.slice(0..self.line_start(content)).trim_end();
        let line = self.line_start(above.len());
        let line = line..above.len();
        let signs = self.slice(line.clone()).rmatch_indices(['|', '>']);
        // It is the last indicator followed only by modifiers or a comment.
        signs.map(|it| it.0).find_map(|at| {
            let tail = self.slice(line.start + at + 1..line.end);
            let tail = tail.trim_start_matches(|it: char| "+-".contains(it) || it.is_ascii_digit());
            let before = self.slice(line.start..line.start + at);
            let fits = tail.is_empty() || tail.trim_start_matches([' ', '\t']).starts_with('#');
            (fits && (before.is_empty() || before.ends_with(' '))).then_some(line.start + at)
        })
    }

    /// Returns the position of a list item's dash, and its distance from the value.
    pub(super) fn dash(&self, item: &Node<'_>) -> Option<(usize, usize)> {
        let start = self.written(item).start;
        let before = self.before(start);
        let bare = before.trim_end_matches(' ');
        let at = self.line_start(start) + bare.len().checked_sub(1)?;
        let is_lone = bare.trim_end_matches('-').chars().all(|it| it == ' ' || it == '-');
        (bare.ends_with('-') && bare.len() < before.len() && is_lone).then_some((at, start - at))
    }
}
