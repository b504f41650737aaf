//! Headwords that are too long to be inflected: whole sentences, and hostile input.

use std::ops::Range;

use super::boundary::Text;
use super::fold::{fold, unfold};

/// A headword that is found only as it is written, ignoring case and the kind of white space.
#[derive(Clone, Debug)]
pub(super) struct Literal {
    folded: String,
}

/// A folded text with the original position of each character.
struct FoldedText {
    text: String,
    /// Pairs of an offset in `text` and the offset in the original, one for each original
    /// character.
    places: Vec<(usize, usize)>,
}

impl Literal {
    pub(super) fn new(headword: &str) -> Literal {
        Literal { folded: FoldedText::new(headword.trim()).text }
    }

    pub(super) fn find(&self, text: Text<'_>) -> Vec<Vec<Range<usize>>> {
        if self.folded.is_empty() {
            return Vec::new();
        }
        let folded = FoldedText::new(text.whole);
        let occurrence = |(start, matched): (usize, &str)| {
            let range = folded.original(start)?..folded.original(start + matched.len())?;
            let whole = text.word_can_start(range.start) && text.word_can_end(range.end);
            whole.then(|| vec![range])
        };
        folded.text.match_indices(&self.folded).filter_map(occurrence).collect()
    }

    /// Returns the headword in lower case.
    pub(super) fn form(&self) -> String {
        unfold(&self.folded)
    }
}

impl FoldedText {
    fn new(original: &str) -> FoldedText {
        let mut text = String::with_capacity(original.len());
        let mut places = Vec::new();
        let mut after_blank = false;
        let mut buffer = [0; 4];
        for (place, c) in original.char_indices() {
            let blank = c.is_whitespace();
            if !(blank && after_blank) {
                places.push((text.len(), place));
                if blank {
                    text.push(' ');
                } else {
                    text.push_str(&fold(c.encode_utf8(&mut buffer)));
                }
            }
            after_blank = blank;
        }
        places.push((text.len(), original.len()));
        FoldedText { text, places }
    }

    /// Returns the original offset of an offset in the folded text, or `None` if it is inside a
    /// character.
    fn original(&self, folded: usize) -> Option<usize> {
        let row = self.places.binary_search_by_key(&folded, |&(place, _)| place).ok()?;
        self.places.get(row).map(|&(_, original)| original)
    }
}
