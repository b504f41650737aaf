//! Matches the items of an entry to rows of the ledger.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::asks::{Question, goes_on};
use crate::ledger::item::{Item, pair_words};
use crate::ledger::likeness::{
    LIKENESS, LIKENESS_IN_PLACE, LIKENESS_OF_THE_LAST, OWN_PLACE, likeness,
};
use crate::ledger::{Ledger, LedgerRow};

/// The maximum number of comparisons in an entry, which limits the time for hostile sources.
const MOST_COMPARISONS: usize = 40_000;

/// The data of an item that matching needs after its entry was dropped.
#[derive(Debug)]
pub(super) struct Candidate {
    kind: String,
    pub(super) slot: String,
    numbered: Option<String>,
    has_id: bool,
    pub(super) is_distinction: bool,
    pub(super) text: String,
    pub(super) hash: u32,
    /// The other word of a distinction.
    other_word: Option<String>,
    /// More hashes and texts of a pair.
    others: Vec<(u32, String)>,
    /// What the gaps of a phrase ask.
    questions: Vec<Question>,
    /// Whether the item existed before without making a note, so that it is not an edited version
    /// of another item.
    is_known: bool,
}

impl Candidate {
    pub(super) fn new(item: Item<'_>, unmade: &[u32]) -> Candidate {
        let hash = item.hash();
        Candidate {
            kind: item.kind().to_owned(),
            has_id: item.has_id(),
            is_distinction: item.is_distinction(),
            is_known: unmade.binary_search(&hash).is_ok(),
            hash,
            text: item.text(),
            other_word: item.other_word().map(str::to_owned),
            others: Vec::new(),
            questions: item.questions().into_iter().map(|it| it.1).collect(),
            numbered: item.numbered().map(str::to_owned),
            slot: item.slot,
        }
    }

    /// Returns whether the item's text is that of a row. The texts are compared as well, as
    /// different ones may have equal hashes.
    pub(super) fn is(&self, row: &LedgerRow) -> bool {
        self.kind == row.kind()
            && self.names().any(|(hash, text)| hash == row.words && *text == *row.text())
    }

    /// Returns the kind of its note.
    pub(super) fn kind(&self) -> &str {
        &self.kind
    }

    /// Returns the item's slot, and the one that it would have without its `id`.
    fn slots(&self) -> impl Iterator<Item = &str> {
        [Some(self.slot.as_str()), self.numbered.as_deref()].into_iter().flatten()
    }

    /// Returns whether `row` may belong to an earlier version of the item.
    pub(super) fn may_be(&self, row: &LedgerRow) -> bool {
        let other_id = self.has_id && !is_numbered(row.slot()) && *row.slot() != self.slot;
        !row.is_gone() && !other_id && self.kind == row.kind() && self.asks_as(row)
    }

    /// Returns whether the item may be the one of `row`, which was removed.
    fn may_return_as(&self, row: &LedgerRow) -> bool {
        row.is_gone() && self.kind == row.kind() && self.asks_as(row)
    }

    /// Returns whether `row` may belong to an earlier version of the item in another entry.
    pub(super) fn may_have_moved(&self, row: &LedgerRow) -> bool {
        !self.has_id && !row.is_gone() && self.kind == row.kind() && self.asks_as(row)
    }

    /// Returns the hashes and texts by which the item may be known: a pair of words is the same
    /// whichever of its entries names the other, by id or by headword.
    pub(super) fn names(&self) -> impl Iterator<Item = (u32, &str)> {
        let own = (self.hash, self.text.as_str());
        [own].into_iter().chain(self.others.iter().map(|it| (it.0, it.1.as_str())))
    }

    /// Adds the texts of a pair by the other names of its two words: those of its own entry, and those
    /// that `entry` returns for the other word.
    pub(super) fn add_names(&mut self, own: &[String], entry: &dyn Fn(&str) -> Vec<String>) {
        self.others = match &self.other_word {
            Some(other) => pair_names(own, other, entry),
            None => Vec::new(),
        };
    }

    /// Returns whether a question of the row is still asked. A phrase that lost its gaps asks nothing
    /// else, and may get them back.
    fn asks_as(&self, row: &LedgerRow) -> bool {
        self.questions.is_empty() || goes_on(row, &self.questions)
    }
}

/// Returns the hash and the text of a pair by each combination of the names of its two words: the
/// names of its own entry, and those of the entry that `other` names.
pub(super) fn pair_names(
    own: &[String],
    other: &str,
    entry: &dyn Fn(&str) -> Vec<String>,
) -> Vec<(u32, String)> {
    let mut others = entry(other);
    others.push(other.to_owned());
    others.iter().flat_map(|other| own.iter().map(|own| pair_words(own, other))).collect()
}

/// Returns whether a slot ends in a number, not in an `id`.
fn is_numbered(slot: &str) -> bool {
    slot.rsplit('/').next().is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
}

/// How an item was matched to its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By words that are unchanged or similar.
    Words,
    /// By its place, as its words are only a little similar.
    Place,
}

/// The items of an entry, and the rows that can be theirs.
#[derive(Debug)]
pub(super) struct Matching {
    pub(super) items: Vec<Candidate>,
    /// The index of each item's row.
    pub(super) row_of: Vec<Option<usize>>,
    /// The indices of rows that no item has.
    pub(super) free: BTreeSet<usize>,
    /// The indices of items that were matched otherwise than by `id` or unchanged words.
    pub(super) alike: Vec<(usize, By)>,
}

impl Matching {
    pub(super) fn new(items: Vec<Candidate>, rows: impl IntoIterator<Item = usize>) -> Matching {
        Matching {
            row_of: vec![None; items.len()],
            items,
            free: rows.into_iter().collect(),
            alike: Vec::new(),
        }
    }

    /// Matches items to rows by `id`, then by unchanged text, first in the same place.
    pub(super) fn by_id_and_words(&mut self, ledger: &Ledger) {
        let slots = self.free_slots(ledger);
        for at in 0..self.items.len() {
            let item = &self.items[at];
            // An `id` of digits looks like a number, so the slot may be another item's place.
            if item.has_id
                && !is_numbered(&item.slot)
                && let Some(row) = slots.get(&*item.slot)
            {
                self.take(at, *row);
            }
        }
        for at in self.open() {
            let item = &self.items[at];
            let row = item.slots().find_map(|it| slots.get(it)).filter(|it| self.free.contains(it));
            if let Some(row) = row.filter(|it| item.is(&ledger.rows()[**it])) {
                self.take(at, *row);
            }
        }
        let mut words = RowsByWords::new(ledger, self.free.iter().copied());
        for at in self.open() {
            if let Some(row) = words.take(&self.items[at]) {
                self.take(at, row);
            }
        }
    }

    /// Matches the remaining items to the entry's rows whose texts are similar, the most similar first:
    /// those of items that are in the sources, and in its own place one that was removed.
    pub(super) fn by_likeness(&mut self, ledger: &Ledger) {
        let newcomers = self.newcomers();
        if newcomers.len().saturating_mul(self.free.len()) > MOST_COMPARISONS {
            return;
        }
        let mut found = Vec::new();
        for at in newcomers {
            for row in &self.free {
                let (item, it) = (&self.items[at], &ledger.rows()[*row]);
                let is_own_place = item.slots().any(|slot| slot == it.slot());
                if !(item.may_be(it) || is_own_place && item.may_return_as(it)) {
                    continue;
                }
                let likeness = likeness(&item.text, it.text());
                let is_near = is_own_place && !it.is_gone() && likeness >= LIKENESS_IN_PLACE;
                if likeness >= LIKENESS || is_near {
                    let bonus = if is_own_place { OWN_PLACE } else { 0.0 };
                    found.push((it.is_gone(), likeness + bonus, at, *row));
                }
            }
        }
        found.sort_by(|a, b| {
            a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3)))
        });
        for (_, _, at, row) in found {
            if self.row_of[at].is_none() && self.free.contains(&row) {
                self.take(at, row);
                self.alike.push((at, By::Words));
            }
        }
    }

    /// Matches what is left: the only new item of a kind to the only lost row, then items in the
    /// places of others to which they are similar enough.
    pub(super) fn by_place(&mut self, ledger: &Ledger) {
        self.by_elimination(ledger);
        let slots = self.free_slots(ledger);
        for at in self.newcomers() {
            let item = &self.items[at];
            let row = item.slots().find_map(|it| slots.get(it));
            let Some(row) = row.filter(|it| self.free.contains(it)) else { continue };
            let it = &ledger.rows()[*row];
            // An author who gives an item both an `id` and another text means a new item.
            let is_renewed = item.slot != *it.slot();
            if item.may_be(it)
                && !is_renewed
                && likeness(&item.text, it.text()) >= LIKENESS_OF_THE_LAST
            {
                self.take(at, *row);
                self.alike.push((at, By::Place));
            }
        }
    }

    /// Matches the only new item of a kind to the only lost row of that kind.
    fn by_elimination(&mut self, ledger: &Ledger) {
        let newcomers = self.newcomers();
        let kind_of = |at: &usize| self.items[*at].kind.clone();
        for kind in newcomers.iter().map(kind_of).collect::<BTreeSet<_>>() {
            let of_kind = |at: &&usize| self.items[**at].kind == kind;
            let is_lost = |row: &&usize| {
                ledger.rows()[**row].kind() == kind && !ledger.rows()[**row].is_gone()
            };
            let items: Vec<usize> = newcomers.iter().filter(of_kind).copied().collect();
            let rows: Vec<usize> = self.free.iter().filter(is_lost).copied().collect();
            let ([at], [row]) = (items.as_slice(), rows.as_slice()) else { continue };
            let (item, it) = (&self.items[*at], &ledger.rows()[*row]);
            if item.may_be(it) && likeness(&item.text, it.text()) >= LIKENESS_OF_THE_LAST {
                self.take(*at, *row);
                self.alike.push((*at, By::Place));
            }
        }
    }

    /// Assigns a row to an item.
    pub(super) fn take(&mut self, at: usize, row: usize) {
        self.row_of[at] = Some(row);
        self.free.remove(&row);
    }

    /// Returns the items without a row that did not exist before.
    pub(super) fn newcomers(&self) -> Vec<usize> {
        self.open().into_iter().filter(|it| !self.items[*it].is_known).collect()
    }

    /// Returns these items and the existing distinctions, as another entry may have led their
    /// pairs.
    pub(super) fn newcomers_and_pairs(&self) -> Vec<usize> {
        let is_new = |it: &usize| !self.items[*it].is_known || self.items[*it].is_distinction;
        self.open().into_iter().filter(is_new).collect()
    }

    fn open(&self) -> Vec<usize> {
        (0..self.items.len()).filter(|it| self.row_of[*it].is_none()).collect()
    }

    /// Returns the free rows by slot, preferring rows whose item is in the sources.
    fn free_slots<'l>(&self, ledger: &'l Ledger) -> BTreeMap<&'l str, usize> {
        let mut slots = BTreeMap::new();
        for row in &self.free {
            let it = &ledger.rows()[*row];
            if it.is_gone() {
                slots.entry(it.slot()).or_insert(*row);
            } else {
                slots.insert(it.slot(), *row);
            }
        }
        slots
    }
}

/// An index of rows by the hash of their texts. Rows whose items were in the last build are taken
/// before others, each group in order.
pub(super) struct RowsByWords<'l> {
    ledger: &'l Ledger,
    /// The row indices for each hash; the next one to take is the last.
    waiting: BTreeMap<u32, Vec<usize>>,
}

impl<'l> RowsByWords<'l> {
    pub(super) fn new(ledger: &'l Ledger, rows: impl Iterator<Item = usize>) -> RowsByWords<'l> {
        let mut rows: Vec<usize> = rows.collect();
        rows.sort_by_key(|it| (!ledger.rows()[*it].is_gone(), std::cmp::Reverse(*it)));
        let mut waiting: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for row in rows {
            waiting.entry(ledger.rows()[row].words).or_default().push(row);
        }
        RowsByWords { ledger, waiting }
    }

    /// Removes and returns the row for an item.
    pub(super) fn take(&mut self, item: &Candidate) -> Option<usize> {
        item.names().find_map(|(hash, _)| self.take_words(hash, &|row| item.is(row)))
    }

    /// Returns the rows that nobody has taken.
    pub(super) fn rest(self) -> BTreeSet<usize> {
        self.waiting.into_values().flatten().collect()
    }

    /// Removes and returns the row with this hash for which `is_it` returns true.
    pub(super) fn take_words(
        &mut self,
        hash: u32,
        is_it: &dyn Fn(&LedgerRow) -> bool,
    ) -> Option<usize> {
        let rows = self.waiting.get_mut(&hash)?;
        // This searches beyond the first row only if hashes collide.
        let at = rows.iter().rposition(|it| is_it(&self.ledger.rows()[*it]))?;
        Some(rows.remove(at))
    }
}
