//! What a build makes of the ledger: times for its notes, and the rows for the next.

use std::collections::BTreeMap;

use crate::ledger::{Cards, Item, Ledger, Row, Texts, Words};
use crate::model::ItemNumber;

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
    /// The number of its item among the entry's.
    pub item: ItemNumber,
    /// The hash of what Anki stores.
    pub hash: &'n str,
    /// The ordinals of its cards.
    pub cards: Cards,
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

    /// Adds an entry, after all entries before it: its items with their words and the places of
    /// their rows, see [`super::Identities::places`], and the facts on those that make notes. Returns, for
    /// each of the facts, the time of the note's last change and what became of it.
    pub fn add(
        &mut self,
        entry: &str,
        items: &[Item<'_>],
        words: &Words,
        places: &[Option<usize>],
        made: &[Facts<'_>],
    ) -> Vec<(i64, Change)> {
        let mut is_made = vec![false; items.len()];
        let mut results = Vec::with_capacity(made.len());
        for facts in made {
            let number = facts.item.index();
            let place = places.get(number).copied().flatten();
            let (modified, change) = self.date(facts, place);
            if let Some(item) = items.get(number) {
                is_made[number] = true;
                let texts = Texts {
                    entry,
                    slot: &item.slot,
                    guid: facts.guid,
                    hash: facts.hash,
                    text: words.text(number),
                };
                let cards = facts.cards.clone();
                self.rows.push(Row::new(texts, modified, cards, words.hash(number)));
            }
            results.push((modified, change));
        }
        let others = (0..items.len()).zip(is_made).filter(|it| !it.1).map(|it| it.0);
        self.keep_others(entry, items, words, places, others);
        results
    }

    fn date(&mut self, facts: &Facts<'_>, place: Option<usize>) -> (i64, Change) {
        let before = place.and_then(|it| self.before.rows().get(it));
        let (modified, change) = match before {
            None => (self.now(), Change::New),
            Some(it) if it.hash() == facts.hash && !it.is_gone => (it.modified, Change::Same),
            // Anki takes a note only if it is later than the one that it has. One that comes back
            // is dated anew: learners may have tagged it as retired.
            Some(it) => (self.now().max(it.modified + 1), Change::Changed),
        };
        match change {
            Change::New => self.counts.new += 1,
            Change::Changed => self.counts.changed += 1,
            Change::Same => self.counts.same += 1,
        }
        place.into_iter().for_each(|it| self.found[it] = true);
        (modified, change)
    }

    /// Items that make no note in this release: those that made one keep their rows.
    fn keep_others(
        &mut self,
        entry: &str,
        items: &[Item<'_>],
        words: &Words,
        places: &[Option<usize>],
        others: impl Iterator<Item = usize>,
    ) {
        let mut hashes = Vec::new();
        for at in others {
            match places.get(at).copied().flatten() {
                None => hashes.push(words.hash(at)),
                Some(place) => {
                    self.found[place] = true;
                    let before = &self.before.rows()[place];
                    let (guid, hash) = (before.guid(), before.hash());
                    let (slot, text) = (items[at].slot.as_str(), words.text(at));
                    let texts = Texts { entry, slot, guid, hash, text };
                    let cards = before.cards.clone();
                    self.rows.push(Row::new(texts, before.modified, cards, words.hash(at)));
                }
            }
        }
        if !hashes.is_empty() {
            hashes.sort_unstable();
            hashes.dedup();
            hashes.shrink_to_fit();
            self.unmade.insert(entry.to_owned(), hashes);
        }
    }

    /// Ends the release. Notes whose items are gone stay in the ledger: learners have them.
    pub fn finish(mut self, uid: &str, notetypes: BTreeMap<String, String>) -> Released {
        for (row, found) in self.before.rows().iter().zip(&self.found) {
            if !found {
                self.counts.gone += usize::from(!row.is_gone);
                self.rows.push(row.clone().gone());
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
