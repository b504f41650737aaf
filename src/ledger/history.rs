//! What the releases of a deck gave to learners, as far as it is not what the last build made.

use std::collections::BTreeMap;

use crate::ledger::{Differences, Ledger, LedgerRow};

/// The last release of a deck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LastRelease {
    /// Its number; the first one is 1.
    pub number: u16,
    /// Its time in seconds since 1970. No note of it was changed later.
    pub time: i64,
}

/// The releases of a deck.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The last one; `None` if there was none.
    pub last: Option<LastRelease>,
    /// By GUID, the notes that have changed since, as they were in that release.
    pub(super) published: BTreeMap<String, LedgerRow>,
}

/// What earlier builds made of an item, for the choice of cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Had {
    /// The cards that the last release with the note gave to learners, as bits.
    pub cards: u16,
    /// Whether a build has made the note.
    pub is_known: bool,
}

impl History {
    /// Creates the history of releases up to the last one. `published` are the notes that have
    /// changed since, as they were then.
    pub(super) fn new(
        last: Option<LastRelease>,
        published: impl Iterator<Item = LedgerRow>,
    ) -> History {
        let mut all: BTreeMap<String, LedgerRow> = BTreeMap::new();
        for row in published {
            let known = all.entry(row.guid().to_owned()).or_insert_with(|| row.clone());
            // A merge may have kept the line of both sides.
            if row.modified > known.modified {
                *known = row;
            }
        }
        History { last, published: all }
    }

    /// Returns the history without notes that no release had. The others get their ids from `rows`.
    pub(super) fn of(self, rows: &[LedgerRow], by_guid: &[u32]) -> History {
        let History { last, published } = self;
        let known = |(guid, had): (String, LedgerRow)| {
            let row = |it: &u32| rows.get(*it as usize);
            let place =
                by_guid.binary_search_by(|it| row(it).map(LedgerRow::guid).cmp(&Some(&guid)));
            let row = by_guid.get(place.ok()?).and_then(row).filter(|it| it.release > 0)?;
            Some((guid, had.after(row)))
        };
        let published = published.into_iter().filter(|_| last.is_some()).filter_map(known);
        History { last, published: published.collect() }
    }

    /// Takes over the state that learners have from a row that a merge left beside a later one.
    pub(super) fn take_older(&mut self, older: &LedgerRow, later: &mut LedgerRow) {
        later.release = match (older.release, later.release) {
            (0, number) | (number, 0) => number,
            (one, other) => one.min(other),
        };
        later.media_release = later.media_release.max(older.media_release);
        let is_published = |it: &LastRelease| older.modified <= it.time && later.modified > it.time;
        if self.last.as_ref().is_some_and(is_published) && older.release > 0 {
            self.published.entry(older.guid().to_owned()).or_insert_with(|| older.clone());
        }
    }

    /// Keeps the state that learners have of a note, if the new row has another.
    pub(super) fn keep(&mut self, had: &LedgerRow, row: &LedgerRow) {
        if self.last.is_some() && !had.is_same_note(row) {
            self.published.insert(had.guid().to_owned(), had.clone());
        }
    }
}

impl Ledger {
    /// Returns the last release, if there was one.
    pub fn last_release(&self) -> Option<LastRelease> {
        self.history.last
    }

    /// Returns the state of a note that learners have: that of the last release, or of the last
    /// build if there was no release. `None` if no release had the note.
    pub fn had<'l>(&'l self, row: &'l LedgerRow) -> Option<&'l LedgerRow> {
        match self.history.last {
            None => Some(row),
            Some(_) if row.release == 0 => None,
            Some(_) => Some(self.history.published.get(row.guid()).unwrap_or(row)),
        }
    }

    /// Returns the last release and the state of a note in it, if it has changed since.
    pub(super) fn published(&self, row: &LedgerRow) -> Option<(LastRelease, &LedgerRow)> {
        Some((self.history.last?, self.history.published.get(row.guid())?))
    }

    /// Returns what earlier builds made of the item of a row.
    pub(super) fn had_cards(&self, place: Option<usize>) -> Had {
        let Some(row) = place.and_then(|it| self.rows.get(it)) else { return Had::default() };
        let released = self.had(row).filter(|_| row.release > 0);
        Had { cards: released.map_or(0, LedgerRow::card_bits), is_known: true }
    }

    /// Returns the ledger after this build was released at a time in seconds since 1970.
    #[must_use]
    pub fn released(mut self, time: i64) -> Ledger {
        let number = self.history.last.map_or(0, |it| it.number).saturating_add(1);
        let time = self.latest().map_or(time, |it| it.max(time));
        for row in self.rows.iter_mut().filter(|it| it.reason.is_none()) {
            let before = self.history.published.get(row.guid());
            let has_other_media = |it: &LedgerRow| {
                it.reason.is_some() || Differences::between(it.hash(), row.hash()).media
            };
            if row.release == 0 {
                (row.release, row.media_release) = (number, number);
            } else if before.is_some_and(has_other_media) {
                row.media_release = number;
            }
        }
        if let Some(deck) = &mut self.deck {
            deck.released = deck.name.clone();
        }
        self.history =
            History { last: Some(LastRelease { number, time }), published: BTreeMap::new() };
        self
    }
}
