//! What a build no longer makes of what learners have, and why.

use crate::ledger::{Asks, LedgerRow, Reason};
use crate::model::slot;

/// A note or a card that the last release had and this build does not make; if there was no
/// release, one of the last build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The GUID of the note.
    pub guid: String,
    /// The id of its entry.
    pub entry: String,
    /// Its slot.
    pub slot: String,
    /// The ordinal of the card; `None` if the whole note is missing.
    pub ordinal: Option<u16>,
    /// What the card asked, or the text by which a person recognizes the note.
    pub text: String,
    /// Why it is missing.
    pub reason: Reason,
    /// Whether a release had the note.
    pub was_released: bool,
}

/// A question that has no card, because its note has no number for one left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The id of its entry.
    pub entry: String,
    /// The slot of the note.
    pub slot: String,
    /// What it asks.
    pub text: String,
}

impl Missing {
    /// Returns the note of a row that is no longer made.
    pub(super) fn note(row: &LedgerRow, reason: Reason) -> Missing {
        Missing {
            guid: row.guid().to_owned(),
            entry: row.entry().to_owned(),
            slot: row.slot().to_owned(),
            ordinal: None,
            text: row.text().to_owned(),
            reason,
            was_released: row.release > 0,
        }
    }

    /// Returns the cards of a note that were made before and are not among `cards`; `asks` is what
    /// these ask.
    pub(super) fn cards<'r>(
        before: &'r LedgerRow,
        cards: &[u16],
        asks: &str,
    ) -> impl Iterator<Item = Missing> + use<'r> {
        let asked = Asks::of(before);
        let asks = Asks::parse(asks).unwrap_or_default();
        let now = cards.to_vec();
        let lost = before.cards.iter().copied().filter(move |it| !now.contains(it));
        lost.map(move |ordinal| {
            let is_asked = asks.iter().any(|it| it.ordinal == ordinal && !it.is_gone)
                || ordinal_is_fixed(before, ordinal);
            let reason = match before.kind() {
                _ if is_asked => Reason::Choice,
                slot::USAGE => Reason::GapLost,
                _ => Reason::Removed,
            };
            let text = asked.iter().find(|it| it.ordinal == ordinal);
            let text = text.map_or_else(|| before.text().to_owned(), |it| it.text().to_owned());
            Missing { ordinal: Some(ordinal), text, ..Missing::note(before, reason) }
        })
    }
}

/// Returns whether a template, and not the note's text, decides what the card asks.
fn ordinal_is_fixed(row: &LedgerRow, ordinal: u16) -> bool {
    match row.kind() {
        slot::USAGE => false,
        slot::DISTINCTION => ordinal == 0,
        _ => true,
    }
}
