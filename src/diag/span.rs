//! Places in source texts.

use std::ops::Range;

/// A source file of a run, by its place in [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// The names of the source files of a run, as the user gave them.
///
/// Texts are not kept: a diagnostic's lines are read again when it is shown, so that a run over a
/// large dictionary holds one file at a time.
#[derive(Clone, Debug, Default)]
pub struct Files {
    names: Vec<String>,
}

impl Files {
    /// Adds a file and returns its id.
    pub fn add(&mut self, name: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        self.names.push(name.into());
        id
    }

    /// The name under which `file` was added.
    pub fn name(&self, file: FileId) -> &str {
        self.names.get(file.0 as usize).map_or("", String::as_str)
    }
}

/// A range of bytes in the text of a file, counted after a byte-order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A span of `file`; offsets beyond 4 GiB are held at the limit, which only blurs the place.
    pub fn new(file: FileId, range: Range<usize>) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file, start: offset(range.start), end: offset(range.end) }
    }

    /// The range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The place of `part`, a range of bytes of the value that was read from this span.
    ///
    /// Exact where the value was written as it is (or in plain quotes); where escapes or line
    /// folding lie between, the whole span.
    pub fn part(self, value: &str, part: Range<usize>) -> Span {
        let length = (self.end - self.start) as usize;
        let shift = match length.checked_sub(value.len()) {
            Some(0) => 0,
            Some(2) if !value.contains('\n') => 1,
            _ => return self,
        };
        let from = self.start as usize + shift;
        Span::new(self.file, from + part.start..from + part.end)
    }
}

/// A value and the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_plain_or_quoted_value_is_exact() {
        let file = Files::default().add("deck.yaml");
        let plain = Span::new(file, 10..15);
        assert_eq!(plain.part("abcde", 1..3).range(), 11..13);
        let quoted = Span::new(file, 10..17);
        assert_eq!(quoted.part("abcde", 1..3).range(), 12..14);
        let folded = Span::new(file, 10..40);
        assert_eq!(folded.part("abcde", 1..3), folded);
    }
}
