//! What a build makes of the ledger: times for its notes, and the rows for the next.

use std::collections::BTreeMap;

use crate::ledger::{Identities, Item, Ledger, Row};

/// A release in the making.
pub struct Release<'l> {
    before: &'l Ledger,
    clock: &'l mut (dyn FnMut() -> i64 + Send),
    now: Option<i64>,
    rows: Vec<Row>,
    unmade: BTreeMap<String, Vec<u32>>,
    /// Which rows of the ledger have an item.
    found: Vec<bool>,
    counts: Counts,
}

/// What is to be kept of a note.
#[derive(Clone, Debug)]
pub struct Facts<'n> {
    /// Its GUID.
    pub guid: &'n str,
    /// Its slot.
    pub slot: &'n str,
    /// The hash of what Anki stores.
    pub hash: &'n str,
    /// The ordinals of its cards.
    pub cards: Vec<u16>,
}

/// What became of a note since the ledger was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    New,
    /// It is another text, or has other tags or media.
    Changed,
    /// It is as it was.
    Same,
}

/// The notes of a release in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notes that were not there before.
    pub new: usize,
    /// Notes that changed.
    pub changed: usize,
    /// Notes that are as they were.
    pub same: usize,
    /// Notes of earlier releases whose items went with this one.
    pub gone: usize,
}

/// A finished release.
#[derive(Debug)]
pub struct Released {
    /// The ledger for the next one.
    pub ledger: Ledger,
    /// Its notes in numbers.
    pub counts: Counts,
    /// Whether the build's time lies before changes that the ledger knew.
    pub is_dated_back: bool,
}

impl<'l> Release<'l> {
    /// Begins a release after the state that `before` tells of. `clock` gives the time of the
    /// build, in seconds since 1970, and is asked only if a note is new or changed.
    pub fn new(before: &'l Ledger, clock: &'l mut (dyn FnMut() -> i64 + Send)) -> Release<'l> {
        let found = vec![false; before.rows().len()];
        let (rows, unmade) = (Vec::new(), BTreeMap::new());
        Release { before, clock, now: None, rows, unmade, found, counts: Counts::default() }
    }

    /// Adds an entry: its items, and the facts on those that make notes. Returns, for each of the
    /// facts, the time of the note's last change and what became of it.
    pub fn add(
        &mut self,
        number: usize,
        entry: &str,
        items: &[Item<'_>],
        identities: &Identities,
        made: &[Facts<'_>],
    ) -> Vec<(i64, Change)> {
        let places = identities.rows_of(self.before, number, entry, items);
        let mut by_slot: BTreeMap<&str, (&Item<'_>, Option<usize>)> = BTreeMap::new();
        for (item, place) in items.iter().zip(&places) {
            by_slot.insert(&item.slot, (item, *place));
        }
        let mut results = Vec::with_capacity(made.len());
        for facts in made {
            // Every note is of an item of its entry.
            if let Some((item, row)) = by_slot.remove(facts.slot) {
                results.push(self.make(entry, facts, row, item));
            }
        }
        self.keep_others(entry, by_slot.into_values());
        results
    }

    fn make(
        &mut self,
        entry: &str,
        facts: &Facts<'_>,
        row: Option<usize>,
        item: &Item<'_>,
    ) -> (i64, Change) {
        let before = row.map(|it| &self.before.rows()[it]);
        let (modified, change) = match before {
            None => (self.now(), Change::New),
            Some(it) if *it.hash == *facts.hash && !it.is_gone => (it.modified, Change::Same),
            // Anki takes a note only if it is later than the one that it has. One that comes back
            // is dated anew: learners may have tagged it as retired.
            Some(it) => (self.now().max(it.modified + 1), Change::Changed),
        };
        match change {
            Change::New => self.counts.new += 1,
            Change::Changed => self.counts.changed += 1,
            Change::Same => self.counts.same += 1,
        }
        row.into_iter().for_each(|it| self.found[it] = true);
        self.rows.push(Row {
            entry: entry.into(),
            slot: facts.slot.into(),
            guid: facts.guid.into(),
            modified,
            hash: facts.hash.into(),
            cards: facts.cards.clone(),
            is_gone: false,
            words: item.hash(),
            text: item.text().into(),
        });
        (modified, change)
    }

    /// Items that make no note in this release: those that made one keep their rows.
    fn keep_others<'i>(
        &mut self,
        entry: &str,
        items: impl Iterator<Item = (&'i Item<'i>, Option<usize>)>,
    ) {
        let mut hashes = Vec::new();
        for (item, place) in items {
            match place {
                None => hashes.push(item.hash()),
                Some(place) => {
                    self.found[place] = true;
                    self.rows.push(Row {
                        entry: entry.into(),
                        slot: item.slot.as_str().into(),
                        is_gone: false,
                        words: item.hash(),
                        text: item.text().into(),
                        ..self.before.rows()[place].clone()
                    });
                }
            }
        }
        if !hashes.is_empty() {
            hashes.sort_unstable();
            hashes.dedup();
            self.unmade.insert(entry.to_owned(), hashes);
        }
    }

    /// Ends the release. Notes whose items are gone stay in the ledger: learners have them.
    pub fn finish(mut self, uid: &str, notetypes: BTreeMap<String, String>) -> Released {
        for (row, found) in self.before.rows().iter().zip(&self.found) {
            if !found {
                self.counts.gone += usize::from(!row.is_gone);
                self.rows.push(Row { is_gone: true, ..row.clone() });
            }
        }
        let is_dated_back = self.now.is_some_and(|it| self.before.latest() > Some(it));
        let ledger = Ledger::new(uid.to_owned(), notetypes, self.rows, self.unmade);
        Released { ledger, counts: self.counts, is_dated_back }
    }

    fn now(&mut self) -> i64 {
        *self.now.get_or_insert_with(|| (self.clock)())
    }
}
