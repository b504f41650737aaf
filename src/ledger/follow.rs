//! Matches items to their rows in the ledger: by `id`; then by unchanged words, in the entry or
//! anywhere in the deck; then by place, if the words are similar; then by similarity; then by
//! place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Diagnostics, Span};
use crate::ledger::item::{Item, Reader, items};
use crate::ledger::matching::{Candidate, Matching, RowsByWords};
use crate::ledger::rules::renamed_entry;
use crate::ledger::{Ledger, LedgerRow};
use crate::model::{Entry, slot};

/// Meets the entries of a deck in their order and finds out which of their items are new.
#[derive(Debug)]
pub struct Follower<'l> {
    ledger: &'l Ledger,
    /// The entries with rows that are still there, by the places of their first rows.
    seen: Vec<bool>,
    /// Rows whose items are where they were.
    settled: Vec<bool>,
    pending: Vec<Pending>,
    /// Distinctions of settled entries that made no note: the other entry of the pair may have had
    /// it.
    unled: Vec<Unled>,
    leads: BTreeSet<(usize, usize)>,
}

/// What [`Follower::look`] found of an entry.
#[derive(Debug)]
pub struct Looked(Look);

#[derive(Debug)]
enum Look {
    /// There is no ledger.
    New,
    /// Every item is where it was.
    Settled {
        /// The row of each item.
        rows: Vec<Option<usize>>,
        /// The distinctions, in their order.
        pairs: Vec<SettledPair>,
    },
    /// Something is new, moved or lost.
    Open(Vec<Candidate>),
}

/// A distinction of an entry that stayed as it was.
#[derive(Debug)]
enum SettledPair {
    /// It leads its pair.
    Led,
    /// It made no note.
    Unled {
        /// Its place among the items.
        item: usize,
        words: u32,
        text: String,
    },
}

/// A distinction that made no note, in an entry that stayed as it was.
#[derive(Debug)]
struct Unled {
    number: usize,
    /// Its places among the items and among the distinctions of its entry.
    item: usize,
    at: usize,
    words: u32,
    text: String,
    /// The rows of the entry's items.
    rows: Vec<Option<usize>>,
}

/// An entry in which something is new, moved or lost.
#[derive(Debug)]
struct Pending {
    number: usize,
    id: String,
    has_id: bool,
    place: Span,
    matching: Matching,
}

/// Which row each item has.
#[derive(Debug, Default)]
pub struct Identities {
    /// By the number of the entry, where not every item is where it was: the row of each item.
    moved: BTreeMap<usize, Vec<Option<usize>>>,
    /// Distinctions with a row: the number of the entry and the distinction's place in it.
    leads: BTreeSet<(usize, usize)>,
    /// The items that kept their GUIDs because their words are like earlier ones.
    pub alike: Vec<Alike>,
}

/// An item that was followed by likeness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The id of its entry.
    pub entry: String,
    /// Its slot.
    pub slot: String,
    /// Its words before.
    pub before: String,
    /// Its words now.
    pub after: String,
}

impl<'l> Follower<'l> {
    /// Begins with a deck's ledger.
    pub fn new(ledger: &'l Ledger) -> Follower<'l> {
        Follower {
            ledger,
            seen: vec![false; ledger.rows().len()],
            settled: vec![false; ledger.rows().len()],
            pending: Vec::new(),
            unled: Vec::new(),
            leads: BTreeSet::new(),
        }
    }

    /// Looks for the rows of an entry's items where they were. It depends on no other entry, so
    /// entries may be looked at at once.
    pub fn look(&self, entry: &Entry) -> Looked {
        if self.ledger.is_empty() {
            return Looked(Look::New);
        }
        let items = items(entry);
        let rows = self.ledger.rows_of(&entry.id);
        if let Some(rows) = self.settle(&entry.id, &rows, &items) {
            let pairs = items.iter().enumerate().filter(|it| it.1.is_distinction());
            let pair = |(item, it): (usize, &Item<'_>)| match rows[item] {
                Some(_) => SettledPair::Led,
                None => SettledPair::Unled { item, words: it.hash(), text: it.text() },
            };
            let pairs = pairs.map(pair).collect();
            return Looked(Look::Settled { rows, pairs });
        }
        let unmade = self.ledger.unmade(&entry.id);
        Looked(Look::Open(items.into_iter().map(|it| Candidate::new(it, unmade)).collect()))
    }

    /// Adds the next entry, which was `looked` at. `has_id` says whether its id is the author's
    /// word, `place` where its headword stands. Returns the cards that its items have had, see
    /// [`Identities::had`].
    pub fn add(
        &mut self,
        number: usize,
        entry: &Entry,
        has_id: bool,
        place: Span,
        looked: Looked,
    ) -> Vec<u16> {
        let own_rows = self.ledger.rows_of(&entry.id);
        self.see(&own_rows);
        match looked.0 {
            Look::New => Vec::new(),
            Look::Settled { rows, pairs } => {
                for (at, it) in pairs.into_iter().enumerate() {
                    match it {
                        SettledPair::Led => {
                            self.leads.insert((number, at));
                        }
                        SettledPair::Unled { item, words, text } => {
                            let rows = rows.clone();
                            self.unled.push(Unled { number, item, at, words, text, rows });
                        }
                    }
                }
                rows.iter().flatten().for_each(|it| self.settled[*it] = true);
                let bits =
                    |it: &Option<usize>| it.map_or(0, |it| self.ledger.rows()[it].card_bits());
                rows.iter().map(bits).collect()
            }
            Look::Open(candidates) => {
                self.pending.push(Pending {
                    number,
                    id: entry.id.to_string(),
                    has_id,
                    place,
                    matching: Matching::new(candidates, own_rows),
                });
                Vec::new()
            }
        }
    }

    /// The row of each item, if every item is where it was, with its words, and none is lost.
    fn settle(
        &self,
        entry: &str,
        rows: &Range<usize>,
        items: &[Item<'_>],
    ) -> Option<Vec<Option<usize>>> {
        let (ledger, unmade) = (self.ledger, self.ledger.unmade(entry));
        let mut reader = Reader::default();
        let row = |item: &Item<'_>| {
            let hash = reader.hash(item);
            match ledger.place_of_slot(rows, &item.slot) {
                Some(row) => (hash == ledger.rows()[row].words).then_some(Some(row)),
                None => unmade.binary_search(&hash).is_ok().then_some(None),
            }
        };
        let found: Option<Vec<Option<usize>>> = items.iter().map(row).collect();
        found.filter(|it| it.iter().flatten().count() == ledger.live_slots(rows))
    }

    /// Remembers that the entry with these rows is still there.
    fn see(&mut self, rows: &Range<usize>) {
        if let Some(seen) = self.seen.get_mut(rows.start).filter(|_| !rows.is_empty()) {
            *seen = true;
        }
    }

    fn has_seen(&self, entry: &str) -> bool {
        let rows = self.ledger.rows_of(entry);
        !rows.is_empty() && self.seen.get(rows.start) == Some(&true)
    }

    /// Matches what is still open over the whole deck. Nothing goes on as
    /// a part of an entry that is `retired`.
    pub fn finish(mut self, retired: &BTreeSet<String>, acc: &mut Diagnostics) -> Identities {
        self.follow_renamed(retired, acc);
        for it in &mut self.pending {
            it.matching.by_id_and_words(self.ledger);
        }
        let led = self.follow_moved(retired);
        let mut identities = Identities { leads: self.leads, ..Identities::default() };
        for it in led {
            identities.leads.insert((it.number, it.at));
            // Of several in one entry each has the others' rows as they were.
            let rows = identities.moved.entry(it.number).or_insert_with(|| it.rows.clone());
            rows[it.item] = it.rows[it.item];
        }
        for it in &mut self.pending {
            it.matching.by_place_and_likeness(self.ledger);
            identities.alike.extend(alike(it, self.ledger));
        }
        for it in self.pending {
            let items = it.matching.items.iter().zip(&it.matching.row_of);
            for (at, (_, row)) in items.filter(|it| it.0.is_distinction).enumerate() {
                if row.is_some() {
                    identities.leads.insert((it.number, at));
                }
            }
            identities.moved.insert(it.number, it.matching.row_of);
        }
        identities
    }

    /// New entries that go on as lost ones: those that share a definition, or half of the notes.
    fn follow_renamed(&mut self, retired: &BTreeSet<String>, acc: &mut Diagnostics) {
        let lost = self.lost(retired);
        if lost.is_empty() {
            return;
        }
        let mut claims: Vec<(usize, usize, &str)> = Vec::new();
        for (at, it) in self.pending.iter().enumerate() {
            if self.has_seen(&it.id) {
                continue;
            }
            let mut votes: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
            for item in &it.matching.items {
                let rows = lost.get(&item.hash).filter(|it| it.len() <= MOST_VOTES);
                let rows = rows.into_iter().flatten();
                for row in rows.map(|it| &self.ledger.rows()[*it]).filter(|it| item.is(it)) {
                    let vote = votes.entry(row.entry()).or_default();
                    vote.0 += 1;
                    vote.1 |= row.kind() == slot::DEFINITION;
                }
            }
            claims.extend(votes.into_iter().filter_map(|(entry, (count, defines))| {
                let rows = &self.ledger.rows()[self.ledger.rows_of(entry)];
                let live = rows.iter().filter(|it| !it.is_gone).count();
                (defines || count * 2 >= live).then_some((count, at, entry))
            }));
        }
        claims.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1, it.2));
        let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
        for (_, at, old) in claims {
            if taken.contains(&at) || !given.insert(old) {
                continue;
            }
            taken.insert(at);
            let it = &mut self.pending[at];
            it.matching.free = self.ledger.rows_of(old).collect();
            if !it.has_id {
                renamed_entry::report(old, it.place, acc);
            }
        }
        for old in given {
            self.see(&self.ledger.rows_of(old));
        }
    }

    /// The rows of entries that are no longer there, by the hash of their words.
    fn lost(&self, retired: &BTreeSet<String>) -> BTreeMap<u32, Vec<usize>> {
        let mut lost: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut is_lost = false;
        for (at, row) in self.ledger.rows().iter().enumerate() {
            let before = at.checked_sub(1).map(|it| self.ledger.rows()[it].entry());
            if before != Some(row.entry()) {
                is_lost = !self.seen[at] && !retired.contains(row.entry());
            }
            if is_lost && !row.is_gone {
                lost.entry(row.words).or_default().push(at);
            }
        }
        lost
    }

    /// Items that turn up, word for word, in another entry than before; and pairs that the entry
    /// which led them no longer names, and the other still does. Returns the latter.
    fn follow_moved(&mut self, retired: &BTreeSet<String>) -> Vec<Unled> {
        let ledger = self.ledger;
        let mut taken = self.settled.clone();
        for row in self.pending.iter().flat_map(|it| it.matching.row_of.iter().flatten()) {
            taken[*row] = true;
        }
        // A pair goes on with its other word, though the one that led it is retired.
        let may_move =
            |row: &LedgerRow| !retired.contains(row.entry()) || row.kind() == slot::DISTINCTION;
        let free = (0..taken.len()).filter(|it| !taken[*it] && may_move(&ledger.rows()[*it]));
        let mut free = RowsByWords::new(ledger, free);
        let mut moved = BTreeSet::new();
        for it in &mut self.pending {
            for at in it.matching.newcomers_and_pairs() {
                if let Some(row) = free.take(&it.matching.items[at]) {
                    it.matching.take(at, row);
                    moved.insert(row);
                }
            }
        }
        for it in &mut self.pending {
            it.matching.free.retain(|it| !moved.contains(it));
        }
        let mut led = Vec::new();
        for mut it in std::mem::take(&mut self.unled) {
            let is_it =
                |row: &LedgerRow| row.kind() == slot::DISTINCTION && *row.text() == *it.text;
            if let Some(row) = free.take_words(it.words, &is_it) {
                it.rows[it.item] = Some(row);
                led.push(it);
            }
        }
        led
    }
}

/// Words that more lost notes than this have in common say nothing of which entry is which.
const MOST_VOTES: usize = 8;

fn alike(it: &Pending, ledger: &Ledger) -> Vec<Alike> {
    let matching = &it.matching;
    let told = |at: &usize| {
        let row = matching.row_of[*at].map(|it| &ledger.rows()[it])?;
        Some(Alike {
            entry: it.id.clone(),
            slot: matching.items[*at].slot.clone(),
            before: row.text().to_owned(),
            after: matching.items[*at].text.clone(),
        })
    };
    matching.alike.iter().filter_map(told).collect()
}

impl Identities {
    /// The place in the ledger of each item's row; `items` are those of entry `number`.
    pub fn places(
        &self,
        ledger: &Ledger,
        number: usize,
        entry: &str,
        items: &[Item<'_>],
    ) -> Vec<Option<usize>> {
        match self.moved.get(&number) {
            Some(rows) => rows.clone(),
            None if ledger.is_empty() => vec![None; items.len()],
            None => {
                let rows = ledger.rows_of(entry);
                items.iter().map(|it| ledger.place_of_slot(&rows, &it.slot)).collect()
            }
        }
    }

    /// The cards that items have had, as bits, by the number of the entry, where the entry did not
    /// stay as it was; [`Follower::add`] tells them of the others.
    pub fn had(&self, ledger: &Ledger) -> Vec<(usize, Vec<u16>)> {
        let bits = |it: &Option<usize>| it.map_or(0, |it| ledger.rows()[it].card_bits());
        let of_entry = |(number, rows): (&usize, &Vec<Option<usize>>)| {
            (*number, rows.iter().map(bits).collect())
        };
        self.moved.iter().map(of_entry).collect()
    }

    /// Whether the distinction at a place of entry `number` has a row: it leads its pair.
    pub fn leads(&self, number: usize, at: usize) -> bool {
        self.leads.contains(&(number, at))
    }
}
