//! The ledger of a deck: which note is which, and when each was last changed.
//!
//! Every build counts as one that learners may have. The ledger keeps what it gave them: a line for
//! each note with its slot, its GUID, its time, a hash of what Anki stores, its cards, and a short
//! text by which a person knows it. So an item keeps its GUID wherever it goes, and a note that did
//! not change keeps its time, so that an import leaves alone what the learner made of it.
//! docs/updates.md describes the file.

mod file;
mod follow;
mod hash;
mod item;
mod matching;
mod release;

pub use file::parse;
pub use follow::{Alike, Follower, Identities};
pub use hash::{Differences, content_hash, fingerprint, row_hash};
pub use item::{Item, items};
pub use release::{Change, Counts, Facts, Release, Released};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::slot;

/// A ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The seed of the deck's GUIDs.
    pub uid: String,
    /// A fingerprint of each note type's fields and templates, by the kind's name.
    pub notetypes: BTreeMap<String, String>,
    /// A row for each note, by entry, slot and GUID.
    rows: Vec<Row>,
    /// Rows in the order of their GUIDs.
    by_guid: Vec<usize>,
    /// Hashes of the items that made no note, by entry: they are no newcomers.
    unmade: BTreeMap<String, Vec<u32>>,
}

/// The hash of a note that another tool made: none of ours is equal to it, so the next build dates the note anew.
const ADOPTED: &str = "adopted";

/// What the ledger says of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The id of its entry.
    pub entry: Box<str>,
    /// Its slot: where its item stood when it was last seen.
    pub slot: Box<str>,
    /// Its GUID.
    pub guid: Box<str>,
    /// When it was last changed, in seconds since 1970.
    pub modified: i64,
    /// A hash of what Anki stores of it, see [`content_hash`].
    pub hash: Box<str>,
    /// The ordinals of its cards, ascending.
    pub cards: Vec<u16>,
    /// Whether its item is no longer in the sources.
    pub is_gone: bool,
    /// The hash of its item's words, see [`Item::hash`].
    pub words: u32,
    /// The words by which a person knows it.
    pub text: Box<str>,
}

impl Row {
    /// The row of a note of another tool that goes on as the one of this slot. Its first card will be the first of
    /// ours. `words` are the item's hash and text.
    pub fn adopted(
        entry: &str,
        slot: &str,
        guid: &str,
        modified: i64,
        (words, text): (u32, &str),
    ) -> Row {
        Row {
            entry: entry.into(),
            slot: slot.into(),
            guid: guid.into(),
            modified,
            hash: ADOPTED.into(),
            cards: vec![0],
            is_gone: false,
            words,
            text: text.into(),
        }
    }

    /// Whether it is of a note that was taken over, and has not been built since.
    pub fn is_adopted(&self) -> bool {
        &*self.hash == ADOPTED
    }

    /// The kind of note: the first part of the slot.
    pub fn kind(&self) -> &str {
        slot::kind(&self.slot)
    }

    /// Its cards as bits, from the first ordinal up; those beyond the fifteenth share the last.
    pub fn card_bits(&self) -> u16 {
        self.cards.iter().fold(0, |bits, it| bits | 1 << (*it).min(15))
    }
}

impl Ledger {
    /// A ledger of these rows, in any order. Of rows with one GUID the one changed last is kept:
    /// two branches that both changed a note leave two lines behind.
    pub fn new(
        uid: String,
        notetypes: BTreeMap<String, String>,
        mut rows: Vec<Row>,
        unmade: BTreeMap<String, Vec<u32>>,
    ) -> Ledger {
        rows.sort_by(|a, b| {
            (&a.guid, b.modified, a.is_gone, &a.slot)
                .cmp(&(&b.guid, a.modified, b.is_gone, &b.slot))
        });
        rows.dedup_by(|later, first| later.guid == first.guid);
        rows.sort_by(|a, b| (&a.entry, &a.slot, &a.guid).cmp(&(&b.entry, &b.slot, &b.guid)));
        let mut by_guid: Vec<usize> = (0..rows.len()).collect();
        by_guid.sort_by(|a, b| rows[*a].guid.cmp(&rows[*b].guid));
        Ledger { uid, notetypes, rows, by_guid, unmade }
    }

    /// This ledger, or where it is empty a new one of the deck with this `uid`, with more rows. Of two rows with one
    /// GUID the earlier stays.
    #[must_use]
    pub fn extended(&self, uid: &str, rows: impl IntoIterator<Item = Row>) -> Ledger {
        let uid = if self.uid.is_empty() { uid } else { &self.uid };
        let new = rows.into_iter().filter(|it| self.row(&it.guid).is_none());
        let rows = self.rows.iter().cloned().chain(new).collect();
        Ledger::new(uid.to_owned(), self.notetypes.clone(), rows, self.unmade.clone())
    }

    /// Whether no note is known.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether an entry of this id has ever had a note.
    pub fn knows(&self, entry: &str) -> bool {
        !self.rows_of(entry).is_empty()
    }

    /// The rows, by entry, slot and GUID.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a GUID.
    pub fn row(&self, guid: &str) -> Option<&Row> {
        self.place(guid).map(|it| &self.rows[it])
    }

    /// The rows whose items are no longer in the sources.
    pub fn gone(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|it| it.is_gone)
    }

    /// The time of the latest change.
    pub fn latest(&self) -> Option<i64> {
        self.rows.iter().map(|it| it.modified).max()
    }

    /// The places of an entry's rows.
    fn rows_of(&self, entry: &str) -> Range<usize> {
        let start = self.rows.partition_point(|it| &*it.entry < entry);
        let count = self.rows[start..].partition_point(|it| &*it.entry == entry);
        start..start + count
    }

    fn place(&self, guid: &str) -> Option<usize> {
        let found = self.by_guid.binary_search_by(|it| (*self.rows[*it].guid).cmp(guid));
        found.ok().map(|it| self.by_guid[it])
    }

    /// The places of the rows of an entry whose items were there at the last build, by slot.
    fn places_of_slots(&self, entry: &str) -> BTreeMap<&str, usize> {
        let live = self.rows_of(entry).filter(|it| !self.rows[*it].is_gone);
        live.map(|it| (&*self.rows[it].slot, it)).collect()
    }

    /// The hashes of an entry's items that made no note.
    fn unmade(&self, entry: &str) -> &[u32] {
        self.unmade.get(entry).map_or(&[], Vec::as_slice)
    }
}
