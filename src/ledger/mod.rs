//! The ledger of a deck: which note is which, and when each was last changed.
//!
//! The ledger keeps what builds made and what releases gave to learners: a line for each note with
//! its slot, its GUID, its time, a hash of what Anki stores, its cards, and a short text by which a
//! person knows it; and a second line for a note that has changed since the last release. So an
//! item keeps its GUID wherever it goes, and a note that did not change keeps its time, so that an
//! import leaves alone what the learner made of it.
//! docs/updates.md describes the file.

mod asks;
mod cells;
mod chain;
mod deck;
mod file;
mod follow;
mod hash;
mod history;
mod identities;
mod ids;
mod item;
mod likeness;
mod line;
mod lost;
mod matching;
mod missing;
mod moved;
mod parse;
mod release;
mod row;
pub(crate) mod rules;

pub(crate) use asks::{Asks, Numbered, Question, number};
pub(crate) use deck::{Known, Owner, uid_of};
pub(crate) use follow::Looked;
pub use follow::{Follower, Names};
pub(crate) use hash::{Differences, content_hash, fingerprint, row_hash};
pub use history::Had;
pub(crate) use history::{History, LastRelease};
pub(crate) use identities::Alike;
pub use identities::Identities;
pub(crate) use ids::ID_STEP;
pub use ids::TakenIds;
pub(crate) use item::{Item, Words, items_in, slot_at};
pub(crate) use matching::By;
pub(crate) use missing::{Missing, Waiting};
pub use parse::parse;
pub(crate) use release::{Change, Counts, Facts, Release, Released};
pub(crate) use row::{Cards, LedgerRow, Reason, RowTexts};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::Deck;

/// A ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The seed of the deck's GUIDs.
    pub uid: String,
    /// The deck; `None` if the ledger is older than what it keeps of it.
    pub deck: Option<Known>,
    /// A fingerprint of each note type's fields and templates, by the kind's name.
    pub notetypes: BTreeMap<String, String>,
    /// A row for each note, by entry, slot and GUID.
    rows: Vec<LedgerRow>,
    /// Rows in the order of their GUIDs.
    by_guid: Vec<u32>,
    /// Hashes of the items that made no note, by entry: they are no newcomers.
    unmade: BTreeMap<String, Vec<u32>>,
    history: History,
}

impl Ledger {
    /// A ledger of these rows, in any order. Of rows with one GUID the one changed last is kept:
    /// two branches that both changed a note leave two lines behind.
    pub fn new(
        uid: String,
        notetypes: BTreeMap<String, String>,
        mut rows: Vec<LedgerRow>,
        unmade: BTreeMap<String, Vec<u32>>,
        mut history: History,
    ) -> Ledger {
        let mut by_guid = by_guid(&rows);
        if by_guid.windows(2).any(|it| at(&rows, it[0]).guid() == at(&rows, it[1]).guid()) {
            rows.sort_by(|a, b| {
                (a.guid(), b.modified, a.is_gone(), a.slot()).cmp(&(
                    b.guid(),
                    a.modified,
                    b.is_gone(),
                    b.slot(),
                ))
            });
            rows.dedup_by(|older, later| {
                let is_same = older.guid() == later.guid();
                if is_same {
                    history.take_older(older, later);
                }
                is_same
            });
            by_guid.clear();
        }
        ids::assign(&mut rows);
        let in_order = |a: &LedgerRow, b: &LedgerRow| {
            (a.entry(), a.slot(), a.guid()).cmp(&(b.entry(), b.slot(), b.guid()))
        };
        if by_guid.is_empty() || !rows.is_sorted_by(|a, b| in_order(a, b).is_le()) {
            rows.sort_by(in_order);
            by_guid = self::by_guid(&rows);
        }
        let history = history.of(&rows, &by_guid);
        Ledger { uid, deck: None, notetypes, rows, by_guid, unmade, history }
    }

    /// This ledger, or where it is empty a new one of the deck, with more rows. Of two rows with one
    /// GUID the earlier stays.
    #[must_use]
    pub fn extended(&self, deck: &Deck, rows: impl IntoIterator<Item = LedgerRow>) -> Ledger {
        let uid = if self.uid.is_empty() { &deck.uid } else { &self.uid };
        let new = rows.into_iter().filter(|it| self.row(it.guid()).is_none());
        let rows = self.rows.iter().cloned().chain(new).collect();
        let (uid, unmade, history) = (uid.to_owned(), self.unmade.clone(), self.history.clone());
        Ledger::new(uid, self.notetypes.clone(), rows, unmade, history).with_deck(deck, self)
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
    pub fn rows(&self) -> &[LedgerRow] {
        &self.rows
    }

    /// The row of a GUID.
    pub fn row(&self, guid: &str) -> Option<&LedgerRow> {
        self.place(guid).map(|it| &self.rows[it])
    }

    /// The rows whose notes are no longer made, in this deck or another one.
    pub fn gone(&self) -> impl Iterator<Item = &LedgerRow> {
        self.rows.iter().filter(|it| it.reason.is_some() && !it.is_moved())
    }

    /// The rows whose notes a release had and that are no longer made.
    pub fn retired(&self) -> impl Iterator<Item = &LedgerRow> {
        self.gone().filter(|it| it.release > 0)
    }

    /// The time of the latest change or release.
    pub fn latest(&self) -> Option<i64> {
        let release = self.history.last.map(|it| it.time);
        self.rows.iter().map(|it| it.modified).max().max(release)
    }

    /// The places of an entry's rows.
    fn rows_of(&self, entry: &str) -> Range<usize> {
        let start = self.rows.partition_point(|it| it.entry() < entry);
        let rest = self.rows.get(start..).unwrap_or(&[]);
        // An entry has few rows, and what comes after them is another's.
        let has_few = rest.get(MOST_STEPS).is_none_or(|it| it.entry() != entry);
        let count = if has_few {
            rest.iter().take(MOST_STEPS).take_while(|it| it.entry() == entry).count()
        } else {
            rest.partition_point(|it| it.entry() == entry)
        };
        start..start + count
    }

    fn place(&self, guid: &str) -> Option<usize> {
        let found = self.by_guid.binary_search_by(|it| at(&self.rows, *it).guid().cmp(guid));
        found.ok().and_then(|it| self.by_guid.get(it)).map(|it| *it as usize)
    }

    /// Among the rows of an entry, the place of the one that had this slot at the last build.
    fn place_of_slot(&self, rows: &Range<usize>, slot: &str) -> Option<usize> {
        let all = self.rows.get(rows.clone()).unwrap_or(&[]);
        let end = all.partition_point(|it| it.slot() <= slot);
        let same = all.iter().enumerate().take(end).rev().take_while(|it| it.1.slot() == slot);
        let mut live = same.filter(|it| !it.1.is_gone());
        live.next().map(|it| rows.start + it.0)
    }

    /// How many slots the rows of an entry had at the last build.
    fn live_slots(&self, rows: &Range<usize>) -> usize {
        let all = self.rows.get(rows.clone()).unwrap_or(&[]);
        let (mut count, mut last) = (0, None);
        for row in all.iter().filter(|it| !it.is_gone()) {
            count += usize::from(last != Some(row.slot()));
            last = Some(row.slot());
        }
        count
    }

    /// The hashes of an entry's items that made no note.
    fn unmade(&self, entry: &str) -> &[u32] {
        self.unmade.get(entry).map_or(&[], Vec::as_slice)
    }
}

/// An entry's last row is looked for one by one so far, and then by halves.
const MOST_STEPS: usize = 16;

/// The places of rows in the order of their GUIDs. These are random, so the first letters tell
/// nearly all of them apart.
fn by_guid(rows: &[LedgerRow]) -> Vec<u32> {
    let start = |guid: &str| {
        guid.bytes().chain([0; 8]).take(8).fold(0_u64, |start, it| start << 8 | u64::from(it))
    };
    let places = (0_u32..).zip(rows);
    let mut keyed: Vec<(u64, u32)> = places.map(|(at, it)| (start(it.guid()), at)).collect();
    keyed.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0)
            .then_with(|| at(rows, a.1).guid().cmp(at(rows, b.1).guid()))
            .then(a.1.cmp(&b.1))
    });
    keyed.into_iter().map(|it| it.1).collect()
}

fn at(rows: &[LedgerRow], place: u32) -> &LedgerRow {
    &rows[place as usize]
}
