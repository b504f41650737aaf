//! Updates the ledger in a build: the notes' times, and the rows for the next build.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{
    Cards, ID_STEP, Item, Ledger, LedgerRow, Missing, Reason, RowTexts, TakenIds, Waiting, Words,
};
use crate::model::{Deck, ItemNumber, slot};

/// A build in progress.
pub(crate) struct Release<'l> {
    before: &'l Ledger,
    clock: &'l mut (dyn FnMut() -> i64 + Send),
    now: Option<i64>,
    ids: &'l mut TakenIds,
    /// The number of notes to come that are new, and the id of the next of them.
    new: usize,
    next_id: Option<i64>,
    rows: Vec<LedgerRow>,
    unmade: BTreeMap<String, Vec<u32>>,
    /// For each row of the old ledger, whether an item was matched to it.
    found: Vec<bool>,
    /// The entries of the old ledger that are in the sources, and those that others continue, by
    /// the index of their first rows.
    seen: BTreeSet<usize>,
    continued: BTreeSet<usize>,
    counts: Counts,
    missing: Vec<Missing>,
    waiting: Vec<Waiting>,
}

/// The data of a note that the ledger keeps.
#[derive(Clone, Debug)]
pub struct Facts<'n> {
    /// Its GUID.
    pub guid: &'n str,
    /// The number of its item among the entry's.
    pub item: ItemNumber,
    /// The content hash, see [`super::content_hash`].
    pub hash: &'n str,
    /// The ordinals of its cards.
    pub cards: Cards,
    /// What they ask, see [`super::Asks`].
    pub asks: &'n str,
    /// What has no card because no number is left.
    pub waiting: &'n [String],
}

/// What a build says of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The time of its first build, in milliseconds since 1970: its id.
    pub created: i64,
    /// The time of its last change, in seconds since 1970.
    pub modified: i64,
    /// What happened to it.
    pub change: Change,
    /// Whether the last build did not make it, though an earlier one did.
    pub is_back: bool,
    /// The cards that it had in the last build and no longer has.
    pub missing: Vec<Missing>,
}

/// What happened to a note since the last build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New,
    /// Its fields, tags or media have changed.
    Changed,
    /// It is unchanged.
    Same,
}

/// The number of notes by what happened to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The number of new notes.
    pub new: usize,
    /// The number of changed notes.
    pub changed: usize,
    /// The number of unchanged notes.
    pub same: usize,
    /// The number of notes that the last build made and this one does not.
    pub gone: usize,
}

/// The result of a build.
#[derive(Debug)]
pub struct Released {
    /// The ledger for the next build.
    pub ledger: Ledger,
    /// The number of its notes.
    pub counts: Counts,
    /// The notes and cards that the last build made and this one does not.
    pub missing: Vec<Missing>,
    /// The questions that have no card because their notes have no numbers left.
    pub waiting: Vec<Waiting>,
    /// Whether the time of the build is earlier than a change in the old ledger.
    pub is_dated_back: bool,
}

impl<'l> Release<'l> {
    /// Creates a release that follows the state in `before`. `clock` returns the time of the build
    /// in seconds since 1970 and is called only if a note is new or changed. `new` is the number of
    /// notes that will be new; `ids` are those that no new note may get, to which the new ones are
    /// added.
    pub(crate) fn new(
        before: &'l Ledger,
        clock: &'l mut (dyn FnMut() -> i64 + Send),
        new: usize,
        ids: &'l mut TakenIds,
    ) -> Release<'l> {
        Release {
            before,
            clock,
            now: None,
            ids,
            new,
            next_id: None,
            rows: Vec::new(),
            unmade: BTreeMap::new(),
            found: vec![false; before.rows().len()],
            seen: BTreeSet::new(),
            continued: BTreeSet::new(),
            counts: Counts::default(),
            missing: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Adds the next entry in source order: its items with their texts, the indices of their rows
    /// (see [`super::Identities::places`]), and the facts about the notes that are made. Returns,
    /// for each of the facts, the note's times and what happened to it.
    pub(crate) fn add(
        &mut self,
        entry: &str,
        items: &[Item<'_>],
        words: &Words,
        places: &[Option<usize>],
        made: &[Facts<'_>],
    ) -> Vec<Dated> {
        self.see(entry, places);
        let mut is_made = vec![false; items.len()];
        let mut results = Vec::with_capacity(made.len());
        for facts in made {
            let number = facts.item.index();
            let place = places.get(number).copied().flatten();
            let dated = self.date(facts, place);
            self.missing.extend(dated.missing.iter().cloned());
            if let Some(item) = items.get(number) {
                self.waiting.extend(facts.waiting.iter().map(|it| Waiting {
                    entry: entry.to_owned(),
                    slot: item.slot.clone(),
                    text: it.clone(),
                }));
                is_made[number] = true;
                let texts = RowTexts {
                    entry,
                    slot: &item.slot,
                    guid: facts.guid,
                    hash: facts.hash,
                    asks: facts.asks,
                    text: words.text(number),
                };
                let cards = facts.cards.clone();
                let release =
                    place.and_then(|it| self.before.rows().get(it)).map_or(0, |it| it.release);
                let row = LedgerRow::new(texts, dated.modified, cards, words.hash(number));
                self.rows.push(row.with_history(dated.created, release));
            }
            results.push(dated);
        }
        let others = (0..items.len()).zip(is_made).filter(|it| !it.1).map(|it| it.0);
        self.keep_others(entry, items, words, places, others);
        results
    }

    fn date(&mut self, facts: &Facts<'_>, place: Option<usize>) -> Dated {
        let before = place.and_then(|it| self.before.rows().get(it));
        let (modified, change) = match before {
            None => (self.now(), Change::New),
            Some(it) if it.hash() == facts.hash && it.reason.is_none() => {
                (it.modified, Change::Same)
            }
            // Anki updates a note only if the imported one is later. A note that returns gets a new
            // time too, as learners may have tagged it as retired.
            Some(it) => (self.now().max(it.modified + 1), Change::Changed),
        };
        match change {
            Change::New => self.counts.new += 1,
            Change::Changed => self.counts.changed += 1,
            Change::Same => self.counts.same += 1,
        }
        place.into_iter().for_each(|it| self.found[it] = true);
        let created = before.map_or_else(|| self.new_id(), |it| it.created);
        let made = before.filter(|it| it.reason.is_none());
        let missing = made
            .map(|it| Missing::cards(it, &facts.cards, facts.asks).collect())
            .unwrap_or_default();
        let is_back = before.is_some_and(|it| it.reason.is_some());
        Dated { created, modified, change, is_back, missing }
    }

    /// Remembers which entries of the old ledger are in the sources, and which are continued by one
    /// with another id.
    fn see(&mut self, entry: &str, places: &[Option<usize>]) {
        let own = self.before.rows_of(entry);
        if !own.is_empty() {
            self.seen.insert(own.start);
        }
        for place in places.iter().flatten().filter(|it| !own.contains(it)) {
            let old = self.before.rows().get(*place).map_or("", LedgerRow::entry);
            self.continued.insert(self.before.rows_of(old).start);
        }
    }

    /// Returns the id of the next new note.
    fn new_id(&mut self) -> i64 {
        let id = match self.next_id {
            Some(id) if self.new > 0 => id,
            _ => {
                self.new = self.new.max(1);
                let latest = self.now().saturating_mul(1000);
                self.ids.take(self.new, latest)
            }
        };
        self.new -= 1;
        self.next_id = Some(id + ID_STEP);
        id
    }

    /// Keeps the rows of items that make no note in this release but made one before.
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
                    let texts = RowTexts { entry, slot, guid, hash, asks: before.asks(), text };
                    let cards = before.cards.clone();
                    let row = LedgerRow::new(texts, before.modified, cards, words.hash(at));
                    let row = row.with_history(before.created, before.release);
                    let reason = reason_of(&items[at]);
                    if before.reason.is_none() {
                        self.counts.gone += 1;
                        self.missing.push(Missing::note(&row, reason));
                    }
                    self.rows.push(row.without_note(Some(reason)));
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

    /// Returns the result. Notes whose items were removed stay in the ledger, because learners have
    /// them.
    pub(crate) fn finish(mut self, deck: &Deck, notetypes: BTreeMap<String, String>) -> Released {
        for (row, found) in self.before.rows().iter().zip(&self.found) {
            if !found {
                let reason = row.reason.filter(|_| row.is_gone()).unwrap_or_else(|| {
                    let first = self.before.rows_of(row.entry()).start;
                    let is_renamed = self.continued.contains(&first) && !self.seen.contains(&first);
                    if is_renamed { Reason::Renamed } else { Reason::Removed }
                });
                if row.reason.is_none() {
                    self.counts.gone += 1;
                    self.missing.push(Missing::note(row, reason));
                }
                self.rows.push(row.clone().without_note(Some(reason)));
            }
        }
        let is_dated_back = self.now.is_some_and(|it| self.before.latest() > Some(it));
        let ledger = Ledger::new(deck.uid.clone(), notetypes, self.rows, self.unmade);
        let ledger = ledger.with_deck(deck, self.before);
        let Release { counts, missing, waiting, .. } = self;
        Released { ledger, counts, missing, waiting, is_dated_back }
    }

    fn now(&mut self) -> i64 {
        *self.now.get_or_insert_with(|| (self.clock)())
    }
}

/// Returns why an item that is in the sources makes no note, though it made one before.
fn reason_of(item: &Item<'_>) -> Reason {
    let is_phrase = item.kind() == slot::USAGE;
    if is_phrase && item.questions().is_empty() { Reason::GapLost } else { Reason::Choice }
}
