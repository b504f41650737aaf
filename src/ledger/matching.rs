//! Which row of the ledger is which item of an entry.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::item::Item;
use crate::ledger::{Ledger, Row};

/// From this share of letter pairs in common on (Sørensen and Dice), two texts pass for one that
/// was edited.
const LIKENESS: f64 = 0.6;
/// The same, where a kind of note has only one lost and one new item in an entry.
const LIKENESS_OF_THE_LAST: f64 = 0.4;
/// So many pairs of texts are compared in an entry, which bounds the time for hostile ones.
const MOST_COMPARISONS: usize = 40_000;

/// An item as it is matched: what is needed of it when its entry is no longer at hand.
#[derive(Debug)]
pub(super) struct Candidate {
    kind: String,
    pub(super) slot: String,
    numbered: Option<String>,
    has_id: bool,
    pub(super) is_distinction: bool,
    pub(super) text: String,
    pub(super) hash: u32,
    /// Whether it was there before and made no note, so that it is no edited other item.
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
            numbered: item.numbered().map(str::to_owned),
            slot: item.slot,
        }
    }

    /// Whether its words are those of a row; the text makes up for hashes that meet.
    pub(super) fn is(&self, row: &Row) -> bool {
        self.hash == row.words && *self.text == *row.text() && self.kind == row.kind()
    }

    /// Where it stands: its slot, and the one that it would have without its `id`.
    fn slots(&self) -> impl Iterator<Item = &str> {
        [Some(self.slot.as_str()), self.numbered.as_deref()].into_iter().flatten()
    }

    /// Whether `row` may be this item before it was edited.
    fn may_be(&self, row: &Row) -> bool {
        let other_id = self.has_id && !is_numbered(row.slot()) && *row.slot() != self.slot;
        !row.is_gone && !other_id && self.kind == row.kind()
    }
}

/// Whether a slot goes by a number.
fn is_numbered(slot: &str) -> bool {
    slot.rsplit('/').next().is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
}

/// The items of one entry and the rows that they may have.
#[derive(Debug)]
pub(super) struct Matching {
    pub(super) items: Vec<Candidate>,
    /// The row of each item.
    pub(super) row_of: Vec<Option<usize>>,
    /// The rows that no item has.
    pub(super) free: BTreeSet<usize>,
    /// Items that were followed though neither an `id` nor place and words together told them.
    pub(super) alike: Vec<usize>,
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

    /// An `id` wins, then unchanged words, those at their place first.
    pub(super) fn by_id_and_words(&mut self, ledger: &Ledger) {
        let slots = self.free_slots(ledger);
        for at in 0..self.items.len() {
            let item = &self.items[at];
            // An `id` of digits looks like a number: it may be another item's place.
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

    /// What is left goes by its place if its words are alike there, by likeness anywhere in the
    /// entry, and by its place alone.
    pub(super) fn by_place_and_likeness(&mut self, ledger: &Ledger) {
        self.by_place(ledger, true);
        self.by_likeness(ledger);
        self.by_elimination(ledger);
        self.by_place(ledger, false);
    }

    fn by_place(&mut self, ledger: &Ledger, is_alike: bool) {
        let slots = self.free_slots(ledger);
        for at in self.newcomers() {
            let item = &self.items[at];
            let row = item.slots().find_map(|it| slots.get(it));
            let Some(row) = row.filter(|it| self.free.contains(it)) else { continue };
            let it = &ledger.rows()[*row];
            if !item.may_be(it) {
                continue;
            }
            // Who gives an item an `id` and other words means another item.
            let is_renewed = item.slot != *it.slot();
            if likeness(&item.text, it.text()) >= LIKENESS {
                self.take(at, *row);
            } else if !is_alike && !is_renewed {
                self.take(at, *row);
                self.alike.push(at);
            }
        }
    }

    fn by_likeness(&mut self, ledger: &Ledger) {
        let newcomers = self.newcomers();
        if newcomers.len().saturating_mul(self.free.len()) > MOST_COMPARISONS {
            return;
        }
        let mut found = Vec::new();
        for at in newcomers {
            for row in &self.free {
                let (item, it) = (&self.items[at], &ledger.rows()[*row]);
                let likeness = if item.may_be(it) { likeness(&item.text, it.text()) } else { 0.0 };
                if likeness >= LIKENESS {
                    found.push((likeness, at, *row));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, at, row) in found {
            if self.row_of[at].is_none() && self.free.contains(&row) {
                self.take(at, row);
                self.alike.push(at);
            }
        }
    }

    /// The one new item of a kind, where one row of the kind is lost.
    fn by_elimination(&mut self, ledger: &Ledger) {
        let newcomers = self.newcomers();
        let kind_of = |at: &usize| self.items[*at].kind.clone();
        for kind in newcomers.iter().map(kind_of).collect::<BTreeSet<_>>() {
            let of_kind = |at: &&usize| self.items[**at].kind == kind;
            let is_lost =
                |row: &&usize| ledger.rows()[**row].kind() == kind && !ledger.rows()[**row].is_gone;
            let items: Vec<usize> = newcomers.iter().filter(of_kind).copied().collect();
            let rows: Vec<usize> = self.free.iter().filter(is_lost).copied().collect();
            let ([at], [row]) = (items.as_slice(), rows.as_slice()) else { continue };
            let (item, it) = (&self.items[*at], &ledger.rows()[*row]);
            if item.may_be(it) && likeness(&item.text, it.text()) >= LIKENESS_OF_THE_LAST {
                self.take(*at, *row);
                self.alike.push(*at);
            }
        }
    }

    /// Gives a row to an item.
    pub(super) fn take(&mut self, at: usize, row: usize) {
        self.row_of[at] = Some(row);
        self.free.remove(&row);
    }

    /// The items without a row that were not there before.
    pub(super) fn newcomers(&self) -> Vec<usize> {
        self.open().into_iter().filter(|it| !self.items[*it].is_known).collect()
    }

    /// The same, and the distinctions that were there: another entry may have led their pairs.
    pub(super) fn newcomers_and_pairs(&self) -> Vec<usize> {
        let is_new = |it: &usize| !self.items[*it].is_known || self.items[*it].is_distinction;
        self.open().into_iter().filter(is_new).collect()
    }

    fn open(&self) -> Vec<usize> {
        (0..self.items.len()).filter(|it| self.row_of[*it].is_none()).collect()
    }

    /// Free rows by slot, one that is gone only where no other is there.
    fn free_slots<'l>(&self, ledger: &'l Ledger) -> BTreeMap<&'l str, usize> {
        let mut slots = BTreeMap::new();
        for row in &self.free {
            let it = &ledger.rows()[*row];
            if it.is_gone {
                slots.entry(it.slot()).or_insert(*row);
            } else {
                slots.insert(it.slot(), *row);
            }
        }
        slots
    }
}

/// How much two texts have in common, from 0 to 1. What stands in gaps is left out: it is mostly
/// the headword, which all of them share.
fn likeness(one: &str, other: &str) -> f64 {
    let (bare, other_bare) = (without_gaps(one), without_gaps(other));
    if bare.trim().is_empty() || other_bare.trim().is_empty() {
        return strsim::sorensen_dice(&one.to_lowercase(), &other.to_lowercase());
    }
    strsim::sorensen_dice(&bare, &other_bare)
}

fn without_gaps(text: &str) -> String {
    let mut depth = 0_usize;
    let mut rest = String::with_capacity(text.len());
    for letter in text.to_lowercase().chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(letter),
            _ => {}
        }
    }
    rest
}

/// Rows that wait for an item with their words: those of items that were there at the last build
/// before those that had gone, in their order.
pub(super) struct RowsByWords<'l> {
    ledger: &'l Ledger,
    /// By the hash of the words, the next one last.
    waiting: BTreeMap<u32, Vec<usize>>,
}

impl<'l> RowsByWords<'l> {
    pub(super) fn new(ledger: &'l Ledger, rows: impl Iterator<Item = usize>) -> RowsByWords<'l> {
        let mut rows: Vec<usize> = rows.collect();
        rows.sort_by_key(|it| (!ledger.rows()[*it].is_gone, std::cmp::Reverse(*it)));
        let mut waiting: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for row in rows {
            waiting.entry(ledger.rows()[row].words).or_default().push(row);
        }
        RowsByWords { ledger, waiting }
    }

    /// The row for an item, which waits no longer.
    pub(super) fn take(&mut self, item: &Candidate) -> Option<usize> {
        self.take_words(item.hash, &|row| item.is(row))
    }

    /// The row with words of this hash that `is_it`.
    pub(super) fn take_words(&mut self, hash: u32, is_it: &dyn Fn(&Row) -> bool) -> Option<usize> {
        let rows = self.waiting.get_mut(&hash)?;
        // Only hashes that meet make this look further than the first.
        let at = rows.iter().rposition(|it| is_it(&self.ledger.rows()[*it]))?;
        Some(rows.remove(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_sentence_is_alike_and_another_is_not() {
        let edited = [
            ("The whole cast came to the {premiere}.", "The whole cast attended the {premiere}."),
            ("The first public showing of a film.", "The first showing of a film in public."),
        ];
        for (one, other) in edited {
            assert!(likeness(one, other) >= LIKENESS, "{one}");
        }
        let others = [
            ("attend a {premiere}", "world {premiere}"),
            ("The first public showing of a film.", "To show something for the first time."),
            ("the {premiere} of the film", "at the {premiere}"),
            ("{break the ice}", "{kick the bucket}"),
        ];
        for (one, other) in others {
            assert!(likeness(one, other) < LIKENESS, "{one}");
        }
    }
}
