//! What was written, with places: texts in, decks and entries out.
//!
//! Reading never fails. It returns what it could read and reports what was wrong; whether that
//! makes a valid vocabulary is for the next floor to say.

mod cards;
mod deck;
mod document;
mod entry;
mod exercise;
mod mapping;
mod node;
mod patch;
mod phrase;
mod pieces;
mod retired;
pub mod rules;
mod sense;
pub(crate) mod shape;
mod text;
mod yaml;

use std::ops::ControlFlow;

pub use cards::Cards;
pub use deck::Deck;
pub use document::Outline;
pub use entry::Entry;
pub(crate) use entry::Section;
pub use exercise::{Cue, Distinction, Mistake, Question, Quiz};
pub use patch::{Edit, NewValue, Operation, PatchError, PathStep, patch};
pub use phrase::Phrase;
pub use pieces::{Piece, pieces};
pub use retired::Retired;
pub use sense::{Accent, Sense};
pub use shape::key_tables;
pub use text::Text;

use crate::diag::{Diagnostics, FileId, Span};
use crate::model::Str;
use document::Part;

/// Turns the bytes of a file into text: UTF-8, without a byte-order mark.
///
/// What is no UTF-8 is reported, and nothing is read of it.
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

/// Reads the description of a deck and stops there, so that entries after it cost nothing.
pub fn read_deck(
    file: FileId,
    text: &Str,
    diagnostics: &mut Diagnostics,
) -> (Option<Deck>, Outline) {
    let mut found = None;
    let outline = document::read(file, text, diagnostics, &mut |part, diagnostics| match part {
        Part::Deck(node, key) => {
            found = deck::read(node, key, diagnostics);
            ControlFlow::Break(())
        }
        Part::Entry(_) | Part::Retired(_) => ControlFlow::Continue(()),
    });
    (found, outline)
}

/// Something that stands in the lists of a file.
#[derive(Debug)]
pub enum Written {
    /// An entry.
    Entry(Box<Entry>),
    /// The id, or the whole, of an entry that learners have and that is no longer part of the deck.
    Retired(Retired),
}

/// Reads the entries of a file, each handed over and dropped, until `visit` breaks off.
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

/// Reads the entries of a piece of a file, as [`read_entries`] does; `text` is that of the piece.
///
/// Returns `None` if the piece does not mean alone what it means in its file: where something is
/// wrong with more than a single entry, or an alias may repeat what stands in another piece. Then
/// the file has to be read as a whole.
pub fn read_piece(
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

/// The first line of a span's place, for whole entries: their first key says enough.
pub(crate) fn start_of(span: Span, width: usize) -> Span {
    let start = span.start as usize;
    Span::new(span.file, start..(start + width).min(span.end as usize))
}
