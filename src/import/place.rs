//! The current state of the deck, row by row, with the path of each row in its source file.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::check::entry_id;
use crate::diag::{Diagnostics, FileId, Span};
use crate::model::Str;
use crate::sheets::{Key, Sheet, SheetRow, rows, table};
use crate::source::{self, Entry, PathStep, Phrase, Written};

/// A row of the deck, and where its item is written.
#[derive(Debug)]
pub(super) struct RowSite {
    pub(super) row: SheetRow,
    /// The index of its entry in [`CurrentDeck::entries`].
    pub(super) entry: usize,
    /// The path from the entry to the item.
    pub(super) way: Vec<PathStep>,
}

/// An entry of the deck, and where it is written.
#[derive(Debug)]
pub(super) struct EntrySite {
    pub(super) file: FileId,
    /// Its index among the entries of the file, from 0.
    pub(super) number: usize,
    pub(super) id: String,
    pub(super) written: Entry,
}

/// The current state of the deck.
#[derive(Debug, Default)]
pub(crate) struct CurrentDeck {
    pub(super) entries: Vec<EntrySite>,
    pub(super) sites: BTreeMap<(Sheet, Key), RowSite>,
    /// The file to which new entries are added.
    pub(super) last: Option<FileId>,
}

pub(super) fn key(name: &str) -> PathStep {
    PathStep::Key(name.to_owned())
}

impl CurrentDeck {
    /// Adds the entries of a file, which must have no errors.
    pub(crate) fn add(&mut self, file: FileId, text: &str) {
        let mut number = 0;
        // The deck was checked before, which has reported all problems.
        let mut diagnostics = Diagnostics::default();
        let outline =
            source::read_entries(file, &Str::from(text), &mut diagnostics, &mut |written, _| {
                if let Written::Entry(entry) = written {
                    self.entry(file, number, *entry);
                    number += 1;
                }
                ControlFlow::Continue(())
            });
        if outline.entries.is_some() {
            self.last = Some(file);
        }
    }

    fn entry(&mut self, file: FileId, number: usize, written: Entry) {
        let headword = written.headword.as_ref().map_or("", |it| it.value.as_str());
        let id = entry_id(written.id.as_ref().map(|it| it.value.as_str()), headword);
        let entry = self.entries.len();
        for (row, way) in rows(&id, &written).into_iter().zip(ways(&written)) {
            self.sites.insert((row.sheet, row.key.clone()), RowSite { row, entry, way });
        }
        for (at, row) in table(&id, &written).into_iter().enumerate() {
            let has_sense = row.key.slot.is_some();
            let way = if has_sense { item("senses", at) } else { Vec::new() };
            self.sites.insert((row.sheet, row.key.clone()), RowSite { row, entry, way });
        }
        self.entries.push(EntrySite { file, number, id, written });
    }

    /// Returns the ids and headwords of the entries that contain a place.
    pub(crate) fn names_at(&self, place: Span) -> Vec<String> {
        let is_in = |it: &&EntrySite| {
            let span = it.written.span;
            span.file == place.file && span.start <= place.start && place.start <= span.end
        };
        let names = |it: &EntrySite| {
            let headword = it.written.headword.as_ref().map(|it| it.value.to_string());
            [Some(it.id.clone()), headword].into_iter().flatten().collect::<Vec<_>>()
        };
        self.entries.iter().filter(is_in).flat_map(names).collect()
    }

    /// Returns the entries with a headword, ignoring case, with their indices.
    pub(super) fn by_headword<'n>(&'n self, headword: &str) -> Vec<(usize, &'n EntrySite)> {
        let wanted = headword.to_lowercase();
        let is_it = |it: &(usize, &EntrySite)| {
            it.1.written.headword.as_ref().is_some_and(|it| it.value.to_lowercase() == wanted)
        };
        self.entries.iter().enumerate().filter(is_it).collect()
    }
}

pub(super) fn item(list: &str, at: usize) -> Vec<PathStep> {
    vec![key(list), PathStep::Item(at)]
}

/// Returns the path step into the list of examples of a dialect.
pub(super) fn dialect(it: Option<&str>) -> PathStep {
    PathStep::Dialect(match it {
        Some("gb") => "gb",
        Some("us") => "us",
        _ => "any",
    })
}

fn number(it: &Phrase) -> usize {
    (it.number as usize).saturating_sub(1)
}

/// Returns the paths of all rows of an entry, in the order of [`rows`].
fn ways(entry: &Entry) -> Vec<Vec<PathStep>> {
    let count = |list: &'static str, count: usize| (0..count).map(move |it| item(list, it));
    let mut ways = vec![Vec::new()];
    ways.extend(count("senses", entry.senses.len()));
    for (at, sense) in entry.senses.iter().enumerate() {
        ways.extend(sense.examples.iter().map(|it| {
            let mut way = item("senses", at);
            way.extend([key("examples"), dialect(it.dialect), PathStep::Item(number(it))]);
            way
        }));
    }
    ways.extend(entry.patterns.iter().map(|it| item("patterns", number(it))));
    ways.extend(entry.collocations.iter().map(|it| item("collocations", number(it))));
    ways.extend(count("mistakes", entry.mistakes.len()));
    ways.extend(count("distinctions", entry.distinctions.len()));
    for (at, it) in entry.distinctions.iter().enumerate() {
        ways.extend((0..it.cues.len()).map(|cue| {
            let mut way = item("distinctions", at);
            way.extend(item("cues", cue));
            way
        }));
    }
    ways.extend(count("questions", entry.questions.len()));
    ways.extend(count("quiz", entry.quiz.len()));
    ways
}
