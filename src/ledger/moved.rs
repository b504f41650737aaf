//! Rows that move to the ledger of another deck, together with their entry.
//!
//! The ledger of the deck that an entry has left keeps its rows as moved: its GUIDs are never given to
//! another item, and nothing is reported as gone.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::item::items;
use crate::ledger::likeness::{LIKENESS, likeness};
use crate::ledger::matching::Candidate;
use crate::ledger::{Ledger, LedgerRow, Reason, by_guid};
use crate::model::{Deck, Entry};

impl Ledger {
    /// Returns the ids of the entries whose notes belong to this deck, made or no longer made.
    pub(crate) fn own_entries(&self) -> BTreeSet<&str> {
        self.rows.iter().filter(|it| !it.is_moved()).map(LedgerRow::entry).collect()
    }

    /// Returns the rows of an entry whose notes belong to this deck.
    pub(crate) fn own_rows(&self, entry: &str) -> impl Iterator<Item = &LedgerRow> {
        let rows = self.rows.get(self.rows_of(entry)).unwrap_or(&[]);
        rows.iter().filter(|it| !it.is_moved())
    }

    /// Returns whether an entry of another deck is the one of its id here: one of its items has
    /// similar words.
    pub(crate) fn resembles(&self, entry: &Entry) -> bool {
        let candidates: Vec<Candidate> =
            items(entry).into_iter().map(|it| Candidate::new(it, &[])).collect();
        self.own_rows(&entry.id).any(|row| {
            candidates.iter().any(|it| {
                let may_be = it.kind() == row.kind();
                may_be && (it.is(row) || likeness(&it.text, row.text()) >= LIKENESS)
            })
        })
    }

    /// Returns the ledger with these rows as moved to another deck.
    #[must_use]
    pub(crate) fn moved_out(&self, guids: &BTreeSet<String>) -> Ledger {
        let mut ledger = self.clone();
        for row in ledger.rows.iter_mut().filter(|it| guids.contains(it.guid())) {
            row.reason = Some(Reason::Moved);
        }
        ledger
    }

    /// Returns the ledger of `deck` with the rows of entries from other ledgers, and the hashes of
    /// their items that made no note.
    #[must_use]
    pub(crate) fn moved_in(
        &self,
        deck: &Deck,
        rows: Vec<LedgerRow>,
        unmade: BTreeMap<String, Vec<u32>>,
    ) -> Ledger {
        let new: BTreeSet<&str> = rows.iter().map(LedgerRow::guid).collect();
        let mut rest = self.clone();
        rest.rows.retain(|it| !new.contains(it.guid()));
        rest.by_guid = by_guid(&rest.rows);
        rest.unmade.extend(unmade);
        rest.extended(deck, rows)
    }

    /// Returns the hashes of an entry's items that made no note.
    pub(crate) fn unmade_of(&self, entry: &str) -> Vec<u32> {
        self.unmade(entry).to_vec()
    }
}
