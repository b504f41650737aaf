//! Updates the ledger in a build: the notes' times, and the rows for the next build.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{
    Cards, History, ID_STEP, Item, Ledger, LedgerRow, Missing, Reason, RowTexts, TakenIds, Waiting,
    Words,
};
use crate::model::{Deck, ItemNumber, slot};

/// A build in progress.
pub(crate) struct Release<'l> {
    before: &'l Ledger,
    /// Whether learners will have the result.
    is_release: bool,
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
    since_build: Counts,
    missing: Vec<Missing>,
    waiting: Vec<Waiting>,
    history: History,
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
    /// Whether the last release did not have it, though an earlier one did.
    pub is_back: bool,
    /// The cards that learners have and that it no longer has.
    pub missing: Vec<Missing>,
}

/// What happened to a note since the last release, or the last build if there was no release.
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
    /// The number of notes that were made and no longer are.
    pub gone: usize,
}

/// The result of a build.
#[derive(Debug)]
pub struct Released {
    /// The ledger for the next build.
    pub ledger: Ledger,
    /// The number of its notes by what happened to them since the last release; since the last build
    /// if there was no release.
    pub counts: Counts,
    /// The same since the last build.
    pub since_build: Counts,
    /// The notes and cards that the last release had and that are no longer made; without a
    /// release those of the last build.
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
    /// added. `is_release` says whether learners will have the result.
    pub(crate) fn new(
        before: &'l Ledger,
        is_release: bool,
        clock: &'l mut (dyn FnMut() -> i64 + Send),
        new: usize,
        ids: &'l mut TakenIds,
    ) -> Release<'l> {
        Release {
            before,
            is_release,
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
            since_build: Counts::default(),
            missing: Vec::new(),
            waiting: Vec::new(),
            history: History::new(before.last_release(), std::iter::empty()),
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
                let row = LedgerRow::new(texts, dated.modified, cards, words.hash(number));
                let row = row.with_history(dated.created, [0, 0]);
                self.keep(row, place);
            }
            results.push(dated);
        }
        let others = (0..items.len()).zip(is_made).filter(|it| !it.1).map(|it| it.0);
        self.keep_others(entry, items, words, places, others);
        results
    }

    fn date(&mut self, facts: &Facts<'_>, place: Option<usize>) -> Dated {
        let before = place.and_then(|it| self.before.rows().get(it));
        let had = before.and_then(|it| self.had(it));
        let is_made = |it: &LedgerRow| it.reason.is_none() && it.hash() == facts.hash;
        // What no release had is in no learner's collection with a tag of retired notes.
        let is_built = |it: &LedgerRow| is_made(it) || it.release == 0 && it.hash() == facts.hash;
        let modified = match (before, had) {
            (Some(it), _) if !self.is_release && is_built(it) => it.modified,
            // What was only tried leaves no trace.
            (Some(it), Some(had)) if it.release > 0 && is_made(had) => had.modified,
            // Anki updates a note only if the imported one is later, also than what learners did
            // until the release. A note that returns gets a new time too, as they may have tagged it
            // as retired.
            _ => self.time_after(had.map(|it| it.modified)),
        };
        let change = change_since(had, |it| it.modified == modified);
        self.counts.add(change);
        self.since_build.add(change_since(before, |it| it.hash() == facts.hash));
        place.into_iter().for_each(|it| self.found[it] = true);
        let created = before.map_or_else(|| self.new_id(), |it| it.created);
        let missing = had.filter(|it| it.reason.is_none()).map(|it| {
            let cards = Missing::cards(it, &facts.cards, facts.asks);
            cards.collect()
        });
        let is_back = had.is_some_and(|it| it.reason.is_some());
        Dated { created, modified, change, is_back, missing: missing.unwrap_or_default() }
    }

    /// Returns the state of a note that learners have; see [`Ledger::had`].
    fn had(&self, row: &'l LedgerRow) -> Option<&'l LedgerRow> {
        self.before.had(row).filter(|_| !self.is_release || row.release > 0)
    }

    /// Returns the time of a change now, which is after the last release and the note's last change.
    fn time_after(&mut self, modified: Option<i64>) -> i64 {
        let released = self.history.last.map(|it| it.time);
        let after = released.max(modified).map_or(0, |it| it + 1);
        self.now().max(after)
    }

    /// Adds the row of a note whose earlier row is at a place, with what learners have of it.
    fn keep(&mut self, row: LedgerRow, place: Option<usize>) {
        let before = place.and_then(|it| self.before.rows().get(it));
        let row = match before {
            Some(it) => row.after(it),
            None => row,
        };
        if let Some(had) = before.filter(|it| it.release > 0).and_then(|it| self.before.had(it)) {
            self.history.keep(had, &row);
        }
        self.rows.push(row);
    }

    /// Reports a note that is no longer made, whose earlier row is `before`.
    fn miss(&mut self, before: &'l LedgerRow, row: &LedgerRow, reason: Reason) {
        if before.reason.is_none() {
            self.since_build.gone += 1;
        }
        if self.had(before).is_some_and(|it| it.reason.is_none()) {
            self.counts.gone += 1;
            self.missing.push(Missing::note(row, reason));
        }
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
                    let row = row.after(before);
                    let reason = reason_of(&items[at]);
                    self.miss(before, &row, reason);
                    self.keep(row.without_note(Some(reason)), Some(place));
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
        for (at, row) in self.before.rows().iter().enumerate() {
            if !self.found[at] {
                let reason = row.reason.filter(|_| row.is_gone()).unwrap_or_else(|| {
                    let first = self.before.rows_of(row.entry()).start;
                    let is_renamed = self.continued.contains(&first) && !self.seen.contains(&first);
                    if is_renamed { Reason::Renamed } else { Reason::Removed }
                });
                // Another deck has a note that moved.
                if reason != Reason::Moved {
                    self.miss(row, row, reason);
                }
                self.keep(row.clone().without_note(Some(reason)), Some(at));
            }
        }
        let is_dated_back = self.now.is_some_and(|it| self.before.latest() > Some(it));
        let Release { rows, unmade, history, .. } = self;
        let ledger = Ledger::new(deck.uid.clone(), notetypes, rows, unmade, history);
        let ledger = ledger.with_deck(deck, self.before);
        let Release { counts, since_build, missing, waiting, .. } = self;
        Released { ledger, counts, since_build, missing, waiting, is_dated_back }
    }

    fn now(&mut self) -> i64 {
        *self.now.get_or_insert_with(|| (self.clock)())
    }
}

impl Counts {
    fn add(&mut self, change: Change) {
        match change {
            Change::New => self.new += 1,
            Change::Changed => self.changed += 1,
            Change::Same => self.same += 1,
        }
    }
}

/// Returns what happened to a note, of which `is_same` says whether it is as it was.
fn change_since(before: Option<&LedgerRow>, is_same: impl Fn(&LedgerRow) -> bool) -> Change {
    match before {
        None => Change::New,
        Some(it) if it.reason.is_none() && is_same(it) => Change::Same,
        Some(_) => Change::Changed,
    }
}

/// Returns why an item that is in the sources makes no note, though it made one before.
fn reason_of(item: &Item<'_>) -> Reason {
    let is_phrase = item.kind() == slot::USAGE;
    if is_phrase && item.questions().is_empty() { Reason::GapLost } else { Reason::Choice }
}
