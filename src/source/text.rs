//! Texts as they were written.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::diag::Span;
use crate::model::Str;

/// A text, trimmed and in Unicode form NFC, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, which is a slice of its source if it was written as it is.
    pub value: Str,
    /// Its place.
    pub span: Span,
    /// The offset in bytes of the text from the start of the span, if it was written as it is.
    shift: Option<u32>,
}

impl Text {
    /// Creates the text of a scalar with the value `raw`, which may be a slice of `source`.
    pub(crate) fn new(raw: &str, source: &Str, span: Span) -> Text {
        let trimmed = raw.trim();
        let is_normal = trimmed.is_ascii() || is_nfc_quick(trimmed.chars()) == IsNormalized::Yes;
        let value = match is_normal {
            true => source.part(trimmed),
            false => trimmed.nfc().collect::<String>().into(),
        };
        // A text that is plain, or in quotes without escapes, on one line: any other has another
        // length.
        let shift = match ((span.end - span.start) as usize).checked_sub(raw.len()) {
            Some(0) => Some(0),
            Some(2) if !raw.contains('\n') => Some(1),
            _ => None,
        };
        Text { shift: shift.filter(|_| value.len() == raw.len() && value == raw), value, span }
    }

    /// Returns the place of a range of bytes of the text, or the place of the whole text if
    /// escapes, folded lines or normalization changed it.
    pub fn part(&self, range: Range<usize>) -> Span {
        let Some(shift) = self.shift else { return self.span };
        let from = (self.span.start + shift) as usize;
        Span::new(self.span.file, from + range.start..from + range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Files;

    #[test]
    fn a_part_is_exact_only_where_the_text_was_written_as_it_is() {
        let file = Files::default().add("deck.yaml");
        let text = |raw: &str, range| Text::new(raw, &Str::default(), Span::new(file, range));
        assert_eq!(text("abcde", 10..15).part(1..3).range(), 11..13);
        assert_eq!(text("abcde", 10..17).part(1..3).range(), 12..14);
        assert_eq!(text("abcde", 10..40).part(1..3).range(), 10..40);
        // Two letters with combining accents are two bytes shorter when composed.
        assert_eq!(text("e\u{301}e\u{301}x", 10..17).part(0..2).range(), 10..17);
    }
}
