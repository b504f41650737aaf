//! Keeps the items that the choice of cards left out: counted for people, listed for programs.
//!
//! Small profiles leave out most of a dictionary, so the list takes as few bytes as possible and is
//! kept only if it will be printed.

use crate::anki::Compiled;
use crate::model::CardRow;
use serde::{Serialize, Serializer};

/// The items that were left out.
#[derive(Default)]
pub(crate) struct LeftOut {
    /// The counts, by the row of the table of cards.
    counts: [usize; CardRow::ALL.len()],
    names: Option<Names>,
}

/// The items in a compact form.
#[derive(Default)]
struct Names {
    /// The entries' ids, each followed by the slots of its items, without separators.
    letters: String,
    /// For each entry the end of its id in `letters` and the number of its items.
    entries: Vec<(usize, usize)>,
    /// For each item its row and the end of its slot in `letters`.
    items: Vec<(CardRow, usize)>,
}

impl LeftOut {
    /// Creates an empty list; names are kept only if they `are_wanted`.
    pub(crate) fn new(are_wanted: bool) -> LeftOut {
        LeftOut { names: are_wanted.then(Names::default), ..LeftOut::default() }
    }

    /// Adds the items that were left out of an entry.
    pub(crate) fn add(&mut self, entry: &str, compiled: &Compiled<'_>) {
        for it in &compiled.left_out {
            self.counts[it.row as usize] += 1;
        }
        let all = &compiled.left_out;
        let Some(names) = self.names.as_mut().filter(|_| !all.is_empty()) else { return };
        names.letters.push_str(entry);
        names.entries.push((names.letters.len(), all.len()));
        for it in all {
            names.letters.push_str(compiled.items.get(it.item.index()).map_or("", |it| &it.slot));
            names.items.push((it.row, names.letters.len()));
        }
    }

    /// Returns the number of items that each row of the table of cards left out.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (CardRow, usize)> {
        CardRow::ALL.into_iter().zip(self.counts)
    }
}

impl Names {
    fn each(&self) -> impl Iterator<Item = Named<'_>> {
        let letters = |start: usize, end: usize| self.letters.get(start..end).unwrap_or("");
        let mut items = self.items.iter();
        let mut start = 0;
        self.entries.iter().flat_map(move |(end, count)| {
            let entry = letters(start, *end);
            start = *end;
            let items: Vec<_> = items
                .by_ref()
                .take(*count)
                .map(|(row, end)| {
                    let item = letters(start, *end);
                    start = *end;
                    Named { entry, kind: row.key(), item }
                })
                .collect();
            items
        })
    }
}

/// An item that was left out, as it is written in the JSON.
#[derive(Serialize)]
struct Named<'n> {
    entry: &'n str,
    kind: &'static str,
    item: &'n str,
}

impl Serialize for LeftOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names.iter().flat_map(Names::each))
    }
}
