//! Checks the items of `retired:`, which learners have and which are no longer part of the deck.

use crate::check::Index;
use crate::check::rules::{invalid_id, retired_entry, unknown_retired};
use crate::diag::{Diagnostics, Span};
use crate::ledger::Ledger;
use crate::source;

/// An item of `retired:`.
#[derive(Clone, Debug)]
pub(crate) struct Retired {
    /// The possible ids: a text may be an id, or the headword of an entry without an explicit id.
    pub ids: Vec<String>,
    place: Span,
}

/// Returns the entry that an item of `retired:` refers to, or `None` if it is empty.
pub(crate) fn retired(written: &source::Retired) -> Option<Retired> {
    let by_headword = |it: &source::Text| invalid_id::from_headword(&it.value);
    let place = written.id.as_ref().or(written.headword.as_ref())?.span;
    let ids = match (&written.id, &written.headword) {
        (Some(id), None) => vec![id.value.to_string(), by_headword(id)],
        (Some(id), Some(_)) => vec![id.value.to_string()],
        (None, headword) => headword.iter().map(by_headword).collect(),
    };
    Some(Retired { ids, place })
}

/// Reports entries that are retired and still in the deck, and those that never were.
pub(crate) fn check_retired(
    it: &Retired,
    index: &Index,
    ledger: &Ledger,
    diagnostics: &mut Diagnostics,
) {
    match it.ids.iter().find_map(|id| index.by_id(id)) {
        Some(entry) => retired_entry::report(entry, it.place, diagnostics),
        None => unknown_retired::check(&it.ids, it.place, ledger, diagnostics),
    }
}
