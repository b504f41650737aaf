//! Identity that follows meaning: each item finds the row of the ledger that is its own.
//!
//! An `id` wins; then unchanged words in the entry; then similar words in the entry, its own place
//! first; then unchanged or very similar words anywhere in the deck; then the place, where the words
//! there are a little similar. An entry under a new id continues the old one if its headword or its
//! words show that it is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Diagnostics, Span};
use crate::ledger::item::{Item, Reader, items};
use crate::ledger::likeness::{LIKENESS_OF_STRANGERS, likeness};
use crate::ledger::matching::{Candidate, Matching, RowsByWords, pair_names};
use crate::ledger::{Alike, By, Had, Identities, Ledger, LedgerRow};
use crate::model::{Entry, slot};

/// Matches entries to ledger rows, in source order.
#[derive(Debug)]
pub struct Follower<'l> {
    pub(super) ledger: &'l Ledger,
    /// The entries with rows that are still there, by the places of their first rows.
    pub(super) seen: Vec<bool>,
    /// Rows whose items are where they were, or in another deck.
    settled: Vec<bool>,
    pub(super) pending: Vec<Pending>,
    /// Distinctions of settled entries that made no note: the other entry of the pair may have had
    /// it.
    unled: Vec<Unled>,
    leads: BTreeSet<(usize, usize)>,
    /// The ids that entries had before, by their ids.
    pub(super) renamed: BTreeMap<String, String>,
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
        /// The other word of the pair.
        other: String,
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
    /// The id and the headword of its entry, and the other word.
    names: [String; 3],
    slot: String,
    /// The rows of the entry's items.
    rows: Vec<Option<usize>>,
}

/// An entry in which something is new, moved or lost.
#[derive(Debug)]
pub(super) struct Pending {
    number: usize,
    pub(super) id: String,
    pub(super) headword: String,
    pub(super) has_id: bool,
    pub(super) place: Span,
    pub(super) matching: Matching,
}

/// What following has to know of the deck's entries.
#[derive(Clone, Copy)]
pub struct Names<'n> {
    /// Returns the id that an entry with a headword has if its author gives it none.
    pub default_id: &'n dyn Fn(&str) -> String,
    /// Returns the id and the headword of the entry that `from` of a distinction names.
    pub entry: &'n dyn Fn(&str) -> Option<[String; 2]>,
}

impl<'l> Follower<'l> {
    /// Begins with a deck's ledger.
    pub fn new(ledger: &'l Ledger) -> Follower<'l> {
        Follower {
            ledger,
            seen: vec![false; ledger.rows().len()],
            settled: ledger.rows().iter().map(LedgerRow::is_moved).collect(),
            pending: Vec::new(),
            unled: Vec::new(),
            leads: BTreeSet::new(),
            renamed: BTreeMap::new(),
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
                None => SettledPair::Unled {
                    item,
                    words: it.hash(),
                    text: it.text(),
                    other: it.other_word().unwrap_or_default().to_owned(),
                },
            };
            let pairs = pairs.map(pair).collect();
            return Looked(Look::Settled { rows, pairs });
        }
        let unmade = self.ledger.unmade(&entry.id);
        Looked(Look::Open(items.into_iter().map(|it| Candidate::new(it, unmade)).collect()))
    }

    /// Adds the next entry, which was `looked` at. `has_id` says whether its id is the author's
    /// word, `place` where its headword stands. Returns what builds made of its items, see
    /// [`Identities::had`].
    pub fn add(
        &mut self,
        number: usize,
        entry: &Entry,
        has_id: bool,
        place: Span,
        looked: Looked,
    ) -> Vec<Had> {
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
                        SettledPair::Unled { item, words, text, other } => {
                            let rows = rows.clone();
                            let names = [entry.id.to_string(), entry.headword.to_string(), other];
                            let slot =
                                slot::distinction(at + 1, entry.distinctions[at].id.as_deref());
                            self.unled.push(Unled {
                                number,
                                item,
                                at,
                                words,
                                text,
                                names,
                                slot,
                                rows,
                            });
                        }
                    }
                }
                rows.iter().flatten().for_each(|it| self.settled[*it] = true);
                rows.iter().map(|it| self.ledger.had_cards(*it)).collect()
            }
            Look::Open(candidates) => {
                self.pending.push(Pending {
                    number,
                    id: entry.id.to_string(),
                    headword: entry.headword.to_string(),
                    has_id,
                    place,
                    matching: Matching::new(candidates, self.rows_to_match(own_rows)),
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

    /// Returns the rows among these whose notes belong to this deck.
    pub(super) fn rows_to_match(&self, rows: Range<usize>) -> BTreeSet<usize> {
        rows.filter(|it| !self.ledger.rows()[*it].is_moved()).collect()
    }

    /// Remembers that the entry with these rows is still there.
    pub(super) fn see(&mut self, rows: &Range<usize>) {
        if let Some(seen) = self.seen.get_mut(rows.start).filter(|_| !rows.is_empty()) {
            *seen = true;
        }
    }

    pub(super) fn has_seen(&self, entry: &str) -> bool {
        let rows = self.ledger.rows_of(entry);
        !rows.is_empty() && self.seen.get(rows.start) == Some(&true)
    }

    /// Matches what is still open over the whole deck. Nothing continues a part of an entry that is
    /// `retired`.
    pub fn finish(
        mut self,
        retired: &BTreeSet<String>,
        names: &Names<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Identities {
        self.follow_entries(retired, names, diagnostics);
        let renamed = std::mem::take(&mut self.renamed);
        let with_old = |id: String, headword: String| {
            let old = renamed.get(&id).cloned();
            [Some(id), Some(headword), old].into_iter().flatten().collect::<Vec<_>>()
        };
        let entry = |from: &str| match (names.entry)(from) {
            Some([id, headword]) => with_old(id, headword),
            None => Vec::new(),
        };
        for it in &mut self.pending {
            let own = with_old(it.id.clone(), it.headword.clone());
            it.matching.items.iter_mut().for_each(|item| item.add_names(&own, &entry));
            it.matching.by_id_and_words(self.ledger);
            it.matching.by_likeness(self.ledger);
        }
        let led = self.follow_moved(retired, &entry);
        let mut identities = Identities { leads: self.leads, ..Identities::default() };
        for it in led {
            identities.leads.insert((it.number, it.at));
            // Of several in one entry each has the others' rows as they were.
            let rows = identities.moved.entry(it.number).or_insert_with(|| it.rows.clone());
            rows[it.item] = it.rows[it.item];
            if let Some(row) = it.rows[it.item].map(|it| &self.ledger.rows()[it])
                && row.entry() != it.names[0]
            {
                let alike = Alike::of(row, &it.names[0], &it.slot, &it.text, By::Words);
                identities.alike.push(alike);
            }
        }
        for it in &mut self.pending {
            it.matching.by_place(self.ledger);
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

    /// Items that turn up, word for word, in another entry than before; and pairs that the entry
    /// which led them no longer names, and the other still does. Returns the latter.
    fn follow_moved(
        &mut self,
        retired: &BTreeSet<String>,
        entry: &dyn Fn(&str) -> Vec<String>,
    ) -> Vec<Unled> {
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
        let mut led = Vec::new();
        for mut it in std::mem::take(&mut self.unled) {
            let mut all = vec![(it.words, it.text.clone())];
            let [own @ .., other] = &it.names;
            all.extend(pair_names(own, other, entry));
            let found = all.iter().find_map(|(words, text)| {
                free.take_words(*words, &|row| {
                    row.kind() == slot::DISTINCTION && *row.text() == **text
                })
            });
            if let Some(row) = found {
                it.rows[it.item] = Some(row);
                moved.insert(row);
                led.push(it);
            }
        }
        self.follow_changed(free.rest(), &mut moved);
        for it in &mut self.pending {
            it.matching.free.retain(|it| !moved.contains(it));
        }
        led
    }

    /// Items that turn up in another entry than before with words that are only similar, the most
    /// similar first.
    fn follow_changed(&mut self, rows: BTreeSet<usize>, moved: &mut BTreeSet<usize>) {
        let ledger = self.ledger;
        let live: Vec<usize> =
            rows.into_iter().filter(|it| !ledger.rows()[*it].is_gone()).collect();
        let items: Vec<(usize, usize)> = (0..self.pending.len())
            .flat_map(|it| {
                self.pending[it].matching.newcomers().into_iter().map(move |at| (it, at))
            })
            .collect();
        if live.len().saturating_mul(items.len()) > MOST_COMPARISONS {
            return;
        }
        let mut found = Vec::new();
        for (entry, at) in items {
            let item = &self.pending[entry].matching.items[at];
            for row in live.iter().filter(|it| item.may_have_moved(&ledger.rows()[**it])) {
                let likeness = likeness(&item.text, ledger.rows()[*row].text());
                if likeness >= LIKENESS_OF_STRANGERS {
                    found.push((likeness, entry, at, *row));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
        for (_, entry, at, row) in found {
            let matching = &mut self.pending[entry].matching;
            if matching.row_of[at].is_none() && moved.insert(row) {
                matching.take(at, row);
                matching.alike.push((at, By::Words));
            }
        }
    }
}

/// The maximum number of comparisons over the deck, which limits the time for hostile sources.
const MOST_COMPARISONS: usize = 1_000_000;

fn alike(it: &Pending, ledger: &Ledger) -> Vec<Alike> {
    let matching = &it.matching;
    let mut found: BTreeMap<usize, By> = matching.alike.iter().copied().collect();
    for (at, row) in matching.row_of.iter().enumerate() {
        if row.is_some_and(|it_| ledger.rows()[it_].entry() != it.id) {
            found.entry(at).or_insert(By::Words);
        }
    }
    let reported = |(at, by): (usize, By)| {
        let row = matching.row_of[at].map(|it| &ledger.rows()[it])?;
        let item = &matching.items[at];
        Some(Alike::of(row, &it.id, &item.slot, &item.text, by))
    };
    found.into_iter().filter_map(reported).collect()
}
