//! Lines and columns of places, as people and editors count them.

use std::ops::Range;

/// A place as people count: lines and columns from 1, columns in code points, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
}

/// A text divided into lines.
pub(crate) struct Lines {
    text: String,
    /// The first byte of each line.
    starts: Vec<usize>,
}

impl Lines {
    /// Divides the bytes of a file into lines; bytes that are no UTF-8 become U+FFFD.
    pub(crate) fn new(bytes: Vec<u8>) -> Lines {
        let mut text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            // A carriage return alone ends a line in YAML too.
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = [0].into_iter().chain(ends.map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// Returns the position of a range of bytes.
    pub(crate) fn position(&self, range: Range<usize>) -> Position {
        let (line, column) = self.point(range.start);
        let (end_line, end_column) = self.point(range.end.max(range.start));
        Position { line, column, end_line, end_column }
    }

    fn point(&self, at: usize) -> (usize, usize) {
        let at = self.boundary(at);
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        (line, self.text[start..at].chars().count() + 1)
    }

    /// Returns the lines that contain `range`: the number of the first, the offset of the text, and
    /// the text. Of very long lines, only the part near the range is returned.
    pub(crate) fn around(&self, range: &Range<usize>) -> (usize, usize, &str) {
        const NEAR: usize = 2000;
        let first = self.starts.partition_point(|start| *start <= self.boundary(range.start));
        let last = self.starts.partition_point(|start| *start <= self.boundary(range.end));
        let start = self.starts.get(first.saturating_sub(1)).copied().unwrap_or(0);
        let end = self.starts.get(last).copied().unwrap_or(self.text.len());
        let start =
            if range.start - start > NEAR { self.boundary(range.start - NEAR / 10) } else { start };
        let end = end.min(self.boundary(range.end + NEAR)).max(start);
        (first, start, self.text[start..end].trim_end_matches(['\n', '\r']))
    }

    /// Returns the start of the line of a byte.
    pub(crate) fn line_start(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= self.boundary(at));
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0)
    }

    /// Returns the text between two bytes.
    pub(crate) fn slice(&self, range: Range<usize>) -> &str {
        &self.text[self.boundary(range.start)..self.boundary(range.end)]
    }

    fn boundary(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_and_any_line_break_counts() {
        let lines = Lines::new("\u{FEFF}añb\r\ncd\re😀f\n".into());
        let at = |range| {
            let it = lines.position(range);
            (it.line, it.column, it.end_line, it.end_column)
        };
        assert_eq!(at(0..1), (1, 1, 1, 2));
        assert_eq!(at(3..4), (1, 3, 1, 4));
        assert_eq!(at(6..8), (2, 1, 2, 3));
        assert_eq!(at(10..14), (3, 2, 3, 3));
        assert_eq!(lines.around(&(6..8)).2, "cd");
    }
}
