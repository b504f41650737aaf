//! Which row of the ledger belongs to which item.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::item::Item;
use crate::ledger::{By, Had, Ledger, LedgerRow};

/// Which row each item has.
#[derive(Debug, Default)]
pub struct Identities {
    /// By the number of the entry, where not every item is where it was: the row of each item.
    pub(super) moved: BTreeMap<usize, Vec<Option<usize>>>,
    /// Distinctions with a row: the number of the entry and the distinction's place in it.
    pub(super) leads: BTreeSet<(usize, usize)>,
    /// The items that kept their GUIDs though their words or their entries are not as before.
    pub alike: Vec<Alike>,
}

/// An item that was found again with other words, or in another entry.
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
    /// The entry in which it was before, if it is another.
    pub from: Option<String>,
    /// How it was found.
    pub by: By,
}

impl Alike {
    /// Returns the report of an item that has this row.
    pub(super) fn of(row: &LedgerRow, entry: &str, slot: &str, text: &str, by: By) -> Alike {
        Alike {
            entry: entry.to_owned(),
            slot: slot.to_owned(),
            before: row.text().to_owned(),
            after: text.to_owned(),
            from: (row.entry() != entry).then(|| row.entry().to_owned()),
            by,
        }
    }

    /// Returns an `id` that an author can give to the item if it is another than before.
    pub fn suggested_id(&self) -> String {
        let words = self.after.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
        let words: Vec<String> = words.take(MOST_WORDS).map(str::to_lowercase).collect();
        words.join("-")
    }
}

/// The number of words in a suggested `id`.
const MOST_WORDS: usize = 3;

impl Identities {
    /// Returns the place in the ledger of each item's row; `items` are those of entry `number`.
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

    /// Returns what builds made of items, by the number of the entry, for entries that changed;
    /// `Follower::add` returns it of the others.
    pub fn had(&self, ledger: &Ledger) -> Vec<(usize, Vec<Had>)> {
        let of_entry = |(number, rows): (&usize, &Vec<Option<usize>>)| {
            (*number, rows.iter().map(|it| ledger.had_cards(*it)).collect())
        };
        self.moved.iter().map(of_entry).collect()
    }

    /// Returns whether the distinction at a place of entry `number` has a row: it leads its pair.
    pub fn leads(&self, number: usize, at: usize) -> bool {
        self.leads.contains(&(number, at))
    }
}
