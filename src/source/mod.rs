//! Sources as they were written, with places: texts are read into decks and entries.
//!
//! Reading never fails. It returns what it could read and reports what was wrong; the layer above
//! checks whether the result is a valid vocabulary.

mod cards;
mod deck;
mod document;
mod entry;
mod exercise;
mod fast;
mod forms;
mod mapping;
mod node;
mod patch;
mod phrase;
mod pieces;
mod pronunciation;
mod retired;
pub(crate) mod rules;
mod sense;
pub(crate) mod shape;
mod text;
mod yaml;

use std::ops::ControlFlow;

pub(crate) use cards::Cards;
pub(crate) use deck::Deck;
pub(crate) use document::Outline;
pub use entry::Entry;
pub(crate) use entry::Section;
pub(crate) use exercise::{Cue, Distinction, Mistake, Question, Quiz};
pub(crate) use patch::{Edit, NewValue, Operation, PatchError, PathStep, patch};
pub(crate) use phrase::Phrase;
pub(crate) use pieces::{Piece, pieces};
pub(crate) use pronunciation::{Accent, Pronunciation};
pub(crate) use retired::Retired;
pub(crate) use sense::Sense;
pub use shape::key_tables;
pub(crate) use text::Text;

use crate::diag::{Diagnostics, FileId, Span};
use crate::model::Str;
use document::Part;

/// Decodes the bytes of a file as UTF-8, without a byte-order mark.
///
/// If the file is not UTF-8, this is reported and none of it is read.
pub fn decode(file: FileId, bytes: Vec<u8>, diagnostics: &mut Diagnostics) -> Option<String> {
    let has_mark = bytes.starts_with(b"\xEF\xBB\xBF");
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if has_mark {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            Some(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let mark = if has_mark { '\u{FEFF}'.len_utf8() } else { 0 };
            rules::not_utf8::report(file, error.as_bytes(), at, mark, diagnostics);
            None
        }
    }
}

/// Reads the description of a deck and stops there, so that the entries after it take no time.
pub fn read_deck(
    file: FileId,
    text: &Str,
    diagnostics: &mut Diagnostics,
) -> (Option<Deck>, Outline) {
    let mut found = None;
    let outline =
        document::read_beginning(file, text, diagnostics, &mut |part, diagnostics| match part {
            Part::Deck(node, key) => {
                found = deck::read(node, key, diagnostics);
                ControlFlow::Break(())
            }
            Part::Entry(_) | Part::Retired(_) => ControlFlow::Continue(()),
        });
    (found, outline)
}

/// An item of the lists of a file.
#[derive(Debug)]
pub enum Written {
    /// An entry.
    Entry(Box<Entry>),
    /// An entry that learners have and that is no longer part of the deck, by its id or as a whole.
    Retired(Retired),
}

/// Reads the entries of a file, passing each to `visit`, until `visit` breaks off.
pub fn read_entries(
    file: FileId,
    text: &Str,
    diagnostics: &mut Diagnostics,
    visit: &mut dyn FnMut(Written, &mut Diagnostics) -> ControlFlow<()>,
) -> Outline {
    document::read(file, text, diagnostics, &mut |part, diagnostics| {
        read_part(&part, diagnostics, visit)
    })
}

/// Reads the entries of a piece of a file, as [`read_entries`] does; `text` is the text of the
/// piece.
///
/// Returns `None` if the piece may have another meaning by itself than in its file: if a problem
/// concerns more than a single entry, or an alias may repeat a value of another piece. Then the
/// file has to be read as a whole.
pub(crate) fn read_piece(
    file: FileId,
    text: &Str,
    piece: &Piece,
    diagnostics: &mut Diagnostics,
    visit: &mut dyn FnMut(Written, &mut Diagnostics) -> ControlFlow<()>,
) -> Option<Outline> {
    if piece.is_whole() {
        return Some(read_entries(file, text, diagnostics, visit));
    }
    document::read_piece(file, text, piece, &mut |part, _| read_part(&part, diagnostics, visit))
}

fn read_part(
    part: &Part<'_, '_>,
    diagnostics: &mut Diagnostics,
    visit: &mut dyn FnMut(Written, &mut Diagnostics) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match part {
        Part::Deck(..) => ControlFlow::Continue(()),
        Part::Entry(node) => match entry::read(node, diagnostics) {
            Some(entry) => visit(Written::Entry(Box::new(entry)), diagnostics),
            None => ControlFlow::Continue(()),
        },
        Part::Retired(node) => retired::read(node, diagnostics)
            .into_iter()
            .try_for_each(|it| visit(Written::Retired(it), diagnostics)),
    }
}

/// Returns the start of a span, at most `width` bytes: for a whole entry, pointing to its first key
/// is enough.
pub(crate) fn start_of(span: Span, width: usize) -> Span {
    let start = span.start as usize;
    Span::new(span.file, start..(start + width).min(span.end as usize))
}
