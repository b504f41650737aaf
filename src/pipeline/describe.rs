//! Reads the description of a deck, and checks that the ledger belongs to it.

use crate::anki::Kind;
use crate::check;
use crate::check::Allowed;
use crate::check::rules::{foreign_ledger, no_deck, note_type_break, old_build_time};
use crate::diag::{Diagnostics, FileId, Span};
use crate::ledger::Ledger;
use crate::model::Deck;
use crate::pipeline::CheckOptions;
use crate::pipeline::reading::FileText;
use crate::source;

/// The contents of a description.
#[derive(Debug, Default)]
pub(super) struct Described {
    /// The deck; `None` if its description has an error.
    pub(super) deck: Option<Deck>,
    /// The id of the description, valid or not, and its place.
    pub(super) id: Option<(String, Span)>,
    /// The warnings that the deck allows.
    pub(super) allowed: Allowed,
}

/// Reads the description of a deck in the text of its file.
pub(super) fn describe(text: &FileText, diagnostics: &mut Diagnostics) -> Described {
    let file = text.file;
    diagnostics.append(text.diagnostics.clone());
    let Some(text) = &text.text else { return Described::default() };
    // Problems around the description are reported when the entries are read.
    let mut own = Diagnostics::default();
    let (written, outline) = source::read_deck(file, text, &mut own);
    match (outline.deck, written) {
        (None, _) if own.has_errors() => Described::default(),
        (None, _) => {
            let place = Span::new(file, 0..text.lines().next().map_or(0, str::len));
            no_deck::no_key(place, diagnostics);
            Described::default()
        }
        (Some(key), None) => {
            if !own.has_errors() {
                no_deck::empty(key, diagnostics);
            }
            diagnostics.append(own);
            Described::default()
        }
        (Some(_), Some(written)) => {
            diagnostics.append(own);
            let id = written.id.as_ref().map(|it| (it.value.to_string(), it.span));
            let allowed = Allowed::of_deck(&written);
            Described { deck: check::deck(&written, diagnostics), id, allowed }
        }
    }
}

/// Reports a ledger that is not the deck's, or that this build cannot follow.
pub(super) fn check_ledger(
    file: FileId,
    ledger: &Ledger,
    deck: Option<&Deck>,
    options: &CheckOptions,
    diagnostics: &mut Diagnostics,
) {
    if let Some(deck) = deck {
        foreign_ledger::check(ledger, deck, file, diagnostics);
    }
    for kind in Kind::ALL.into_iter().filter(|_| !options.allows_note_type_break) {
        let before = ledger.notetypes.get(kind.name());
        if before.is_some_and(|it| !kind.notetype().continues(it)) {
            note_type_break::report(&kind.notetype().name, file, diagnostics);
        }
    }
    if let Some(time) = options.build_time {
        old_build_time::check(time, ledger, file, diagnostics);
    }
}
