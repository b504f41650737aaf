//! The items of `retired:`, which learners have and which are no longer part of the deck.

use crate::check::Index;
use crate::check::rules::{invalid_id, retired_entry, unknown_retired};
use crate::diag::{Diagnostics, Span};
use crate::ledger::Ledger;
use crate::source;

/// An item of `retired:`.
#[derive(Clone, Debug)]
pub struct Retired {
    /// The ids that it may stand for: a text may be a headword, the id of an entry that gave none.
    pub ids: Vec<String>,
    place: Span,
}

/// What an item of `retired:` stands for; nothing where it says nothing.
pub fn retired(written: &source::Retired) -> Option<Retired> {
    let by_headword = |it: &source::Text| invalid_id::from_headword(&it.value);
    let place = written.id.as_ref().or(written.headword.as_ref())?.span;
    let ids = match (&written.id, &written.headword) {
        (Some(id), None) => vec![id.value.to_string(), by_headword(id)],
        (Some(id), Some(_)) => vec![id.value.to_string()],
        (None, headword) => headword.iter().map(by_headword).collect(),
    };
    Some(Retired { ids, place })
}

/// Reports what is retired and there, and what was never there.
pub fn check_retired(it: &Retired, index: &Index, ledger: &Ledger, diagnostics: &mut Diagnostics) {
    match it.ids.iter().find_map(|id| index.by_id(id)) {
        Some(entry) => retired_entry::report(entry, it.place, diagnostics),
        None => unknown_retired::check(&it.ids, it.place, ledger, diagnostics),
    }
}
