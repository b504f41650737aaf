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
    /// The counts, by the row of the table of cards, without cues.
    counts: [usize; CardRow::ALL.len()],
    cues: usize,
    names: Option<Names>,
}

/// The items in a compact form.
#[derive(Default)]
struct Names {
    /// The entries' ids, each followed by the slots of its items, without separators.
    letters: String,
    /// For each entry the end of its id in `letters` and the number of its items.
    entries: Vec<(usize, usize)>,
    /// For each item its row, the number of its cue, and the end of its slot in `letters`.
    items: Vec<(CardRow, Option<u16>, usize)>,
}

impl LeftOut {
    /// Creates an empty list; names are kept only if they `are_wanted`.
    pub(crate) fn new(are_wanted: bool) -> LeftOut {
        LeftOut { names: are_wanted.then(Names::default), ..LeftOut::default() }
    }

    /// Adds the items that were left out of an entry.
    pub(crate) fn add(&mut self, entry: &str, compiled: &Compiled<'_>) {
        for it in &compiled.left_out {
            match it.cue {
                Some(_) => self.cues += 1,
                None => self.counts[it.row as usize] += 1,
            }
        }
        let all = &compiled.left_out;
        let Some(names) = self.names.as_mut().filter(|_| !all.is_empty()) else { return };
        names.letters.push_str(entry);
        names.entries.push((names.letters.len(), all.len()));
        for it in all {
            names.letters.push_str(compiled.items.get(it.item.index()).map_or("", |it| &it.slot));
            names.items.push((it.row, it.cue, names.letters.len()));
        }
    }

    /// Returns the number of items of each kind that were left out.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let rows = CardRow::ALL.map(CardRow::key).into_iter().zip(self.counts);
        rows.chain([(CUE, self.cues)])
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
                .map(|(row, cue, end)| {
                    let item = letters(start, *end);
                    start = *end;
                    let kind = if cue.is_some() { CUE } else { row.key() };
                    Named { entry, kind, item, cue: *cue }
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
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<u16>,
}

/// The kind of cues.
const CUE: &str = "cue";

impl Serialize for LeftOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names.iter().flat_map(Names::each))
    }
}
