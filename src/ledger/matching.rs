//! Which row of the ledger is which item of an entry.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::hash::item_hash;
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
    /// Whether it was there before and made no note, so that it is no edited other item.
    is_known: bool,
}

impl Candidate {
    pub(super) fn new(item: Item<'_>, unmade: &[u32]) -> Candidate {
        let text = item.text();
        Candidate {
            kind: item.kind().to_owned(),
            has_id: item.has_id(),
            is_distinction: item.is_distinction(),
            is_known: unmade.binary_search(&item_hash(item.kind(), &text)).is_ok(),
            text,
            numbered: item.numbered().map(str::to_owned),
            slot: item.slot,
        }
    }

    pub(super) fn hash(&self) -> u32 {
        item_hash(&self.kind, &self.text)
    }

    pub(super) fn is(&self, row: &Row) -> bool {
        *self.text == *row.text && self.kind == row.kind()
    }

    fn stands_at(&self, slot: &str) -> bool {
        self.slot == slot || self.numbered.as_deref() == Some(slot)
    }

    /// Whether `row` may be this item before it was edited.
    fn may_be(&self, row: &Row) -> bool {
        let other_id = self.has_id && !is_numbered(&row.slot) && *row.slot != self.slot;
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
    /// Items that were followed by likeness alone.
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
            if self.items[at].has_id
                && let Some(row) = slots.get(&*self.items[at].slot)
            {
                self.take(at, *row);
            }
        }
        let mut by_hash: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for row in self.free.iter().rev() {
            by_hash.entry(row_hash(&ledger.rows()[*row])).or_default().push(*row);
        }
        for wants_place in [true, false] {
            for at in self.open() {
                let item = &self.items[at];
                let Some(rows) = by_hash.get_mut(&item.hash()) else { continue };
                let fits = |row: &usize| {
                    let it = &ledger.rows()[*row];
                    item.is(it) && (!wants_place || item.stands_at(&it.slot))
                };
                // What is there now comes before what was once.
                let live = rows.iter().rposition(|it| fits(it) && !ledger.rows()[*it].is_gone);
                let found = live.or_else(|| rows.iter().rposition(fits));
                if let Some(found) = found {
                    let row = rows.remove(found);
                    self.take(at, row);
                }
            }
        }
    }

    /// What is left goes by its place if its words are alike there, by likeness anywhere in the
    /// entry, and by its place alone.
    pub(super) fn by_place_and_likeness(&mut self, ledger: &Ledger) {
        self.by_place(ledger, LIKENESS);
        self.by_likeness(ledger);
        self.by_elimination(ledger);
        self.by_place(ledger, 0.0);
    }

    fn by_place(&mut self, ledger: &Ledger, least: f64) {
        let slots = self.free_slots(ledger);
        for at in self.newcomers() {
            let item = &self.items[at];
            let names = [Some(&item.slot), item.numbered.as_ref()];
            let row = names.into_iter().flatten().find_map(|it| slots.get(&**it));
            let Some(row) = row.filter(|it| self.free.contains(it)) else { continue };
            let it = &ledger.rows()[*row];
            if item.may_be(it) && likeness(&item.text, &it.text) >= least {
                self.take(at, *row);
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
                let likeness = if item.may_be(it) { likeness(&item.text, &it.text) } else { 0.0 };
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
            if item.may_be(it) && likeness(&item.text, &it.text) >= LIKENESS_OF_THE_LAST {
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
                slots.entry(&*it.slot).or_insert(*row);
            } else {
                slots.insert(&*it.slot, *row);
            }
        }
        slots
    }
}

/// How much two texts have in common, from 0 to 1. What stands in gaps is left out: it is mostly
/// the headword, which all of them share.
fn likeness(one: &str, other: &str) -> f64 {
    strsim::sorensen_dice(&without_gaps(one), &without_gaps(other))
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

/// The hash of a row's words, equal to that of the item that they are of.
pub(super) fn row_hash(row: &Row) -> u32 {
    item_hash(row.kind(), &row.text)
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
        ];
        for (one, other) in others {
            assert!(likeness(one, other) < LIKENESS, "{one}");
        }
    }
}
