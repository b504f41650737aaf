//! What the choice of cards left out of a deck: counted for people, named for programs.
//!
//! Small profiles leave out most of a dictionary, so it is kept in as few bytes as may be, and only
//! where it will be asked for.

use lexideck::anki::Compiled;
use lexideck::model::Row;
use serde::{Serialize, Serializer};

/// What was left out.
#[derive(Default)]
pub(crate) struct LeftOut {
    /// By the row of the table of cards.
    counts: [usize; Row::ALL.len()],
    names: Option<Names>,
}

/// Items and where they stand.
#[derive(Default)]
struct Names {
    /// The ids of entries, each with the slots of its items behind it.
    letters: String,
    /// Where each entry's id ends, and how many items it has.
    entries: Vec<(usize, usize)>,
    /// The row of each item, and where its slot ends.
    items: Vec<(Row, usize)>,
}

impl LeftOut {
    /// Nothing yet; names are kept if they `are_wanted`.
    pub(crate) fn new(are_wanted: bool) -> LeftOut {
        LeftOut { names: are_wanted.then(Names::default), ..LeftOut::default() }
    }

    /// Adds what was left out of an entry.
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

    /// How many items each row of the table of cards left out.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (Row, usize)> {
        Row::ALL.into_iter().zip(self.counts)
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

/// An item that was left out, as programs are told.
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
