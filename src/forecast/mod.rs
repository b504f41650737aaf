//! What importing a release does to a learner who has an earlier one.
//!
//! The rules are those of Anki 26.9.3 (rslib/src/import_export/package/apkg/import/notes.rs and
//! rslib/src/notetype/merge.rs), tried by import: notes are matched by GUID, one is updated if it is
//! later than the learner's, and it conflicts if its note type is no longer the same.

mod baseline;
mod html_line;
mod notetypes;

pub use baseline::Baseline;
pub(crate) use html_line::html_line;
pub use notetypes::Break;

use std::collections::BTreeSet;

use crate::anki::Kind;
use crate::export::{Stored, Update};
use crate::ledger::{Ledger, Row};
use baseline::Before;
use notetypes::Targets;

/// What an import does, as Anki counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// Notes that the learner did not have.
    pub new: usize,
    /// Notes that are replaced by their later states.
    pub updated: usize,
    /// Notes that are left as they are; Anki calls them duplicates.
    pub unchanged: usize,
    /// Notes that are left as they are because their note type is another one.
    pub conflicting: usize,
}

/// What becomes of one note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is added.
    New,
    /// It is replaced.
    Updated,
    /// It stays.
    Unchanged,
    /// It cannot be replaced.
    Conflicting,
}

impl Fate {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Updated => "updated",
            Fate::Unchanged => "unchanged",
            Fate::Conflicting => "conflicting",
        }
    }
}

/// A note that will be another for the learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteChange {
    /// Its GUID.
    pub guid: String,
    /// The id of its entry.
    pub entry: String,
    /// The headword.
    pub headword: String,
    /// Its slot.
    pub slot: String,
    /// Its kind.
    pub kind: Kind,
    /// What becomes of it under Anki's default settings.
    pub fate: Fate,
    /// Whether the learner had nothing of its entry.
    pub is_new_entry: bool,
    /// The words by which it was known, where they are known.
    pub before: Option<String>,
    /// The words by which it is known.
    pub after: String,
    /// The fields that change, where the old ones are known.
    pub fields: Vec<FieldChange>,
    /// Ordinals of cards that it had and will have no longer: Anki keeps them, with an empty front.
    pub emptied: Vec<u16>,
}

/// A field that changes, as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The name in Anki.
    pub field: &'static str,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// A note of earlier releases whose item is no longer in the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its GUID.
    pub guid: String,
    /// The id of its entry; empty where it is not known.
    pub entry: String,
    /// Its slot.
    pub slot: String,
    /// The words by which it was known.
    pub text: String,
    /// Whether it went with this release.
    pub is_new: bool,
}

/// What a release does.
#[derive(Clone, Debug, Default)]
pub struct Forecast {
    /// What Anki does with its default settings.
    pub default: Log,
    /// What it does with "Merge note types".
    pub merging: Log,
    /// Whether an import with "Merge note types" fails as a whole: a note type with gaps cannot be
    /// merged with one without.
    pub merging_fails: bool,
    /// Notes that an update file changes.
    pub update_files: usize,
    /// What Anki does with the package, with its default settings, after the update files: those
    /// have dated their notes by the moment of their import, which is later.
    pub after_files: Log,
    /// Notes in the update files that come back as they were: they change for those who have tagged
    /// them as retired, and are duplicates for all others.
    pub returned: usize,
    /// Changed notes that only the package brings: it has their new media.
    pub media_first: usize,
    /// Whether the learner has any note of the deck.
    pub is_known: bool,
    /// The notes that are new, updated or conflicting.
    pub notes: Vec<NoteChange>,
    /// Notes that stay with the learner though they are no longer part of the deck.
    pub gone: Vec<Gone>,
    /// Note types that are no longer the same.
    pub breaks: Vec<Break>,
}

impl Forecast {
    /// Whether an import changes anything, or something went.
    pub fn has_differences(&self) -> bool {
        let changes = self.notes.iter().any(|it| it.fate != Fate::Unchanged);
        changes || !self.breaks.is_empty() || self.gone.iter().any(|it| it.is_new)
    }
}

/// Compares a release note by note with what a learner has.
pub struct Forecaster<'b> {
    baseline: &'b Baseline<'b>,
    targets: Targets,
    forecast: Forecast,
    /// The entries of which the learner has a note.
    known_entries: BTreeSet<String>,
}

impl<'b> Forecaster<'b> {
    /// Begins a comparison.
    pub fn new(baseline: &'b Baseline<'b>) -> Forecaster<'b> {
        let targets = Targets::new(baseline);
        let forecast = Forecast { breaks: targets.breaks.clone(), ..Forecast::default() };
        Forecaster { baseline, targets, forecast, known_entries: BTreeSet::new() }
    }

    /// Adds a note; `text` are the words by which it is known.
    pub fn add(&mut self, it: &Stored<'_, '_>, text: &str) {
        let note = it.note;
        let before = self.baseline.before(&note.guid);
        if before.is_some() {
            self.known_entries.insert(note.entry.to_owned());
        }
        let fate = self.targets.fate(before.as_ref(), it, false);
        count(&mut self.forecast.default, fate);
        let merged = self.targets.fate(before.as_ref(), it, true);
        count(&mut self.forecast.merging, merged);
        let update = before.as_ref().map_or(Update::None, |before| before.update(it));
        let is_done = update == Update::File && fate == Fate::Updated;
        count(&mut self.forecast.after_files, if is_done { Fate::Unchanged } else { fate });
        self.forecast.update_files += usize::from(update == Update::File);
        self.forecast.returned += usize::from(update == Update::Back);
        self.forecast.media_first += usize::from(update == Update::PackageOnly);
        if fate == Fate::Unchanged {
            return;
        }
        let had = before.as_ref().map_or(&[][..], Before::cards);
        let has = |ordinal: &u16| note.cards.iter().any(|it| it.ordinal == *ordinal);
        self.forecast.notes.push(NoteChange {
            guid: note.guid.clone(),
            entry: note.entry.to_owned(),
            headword: note.headword.to_owned(),
            slot: note.slot.clone(),
            kind: note.kind,
            fate,
            is_new_entry: false,
            before: before.as_ref().and_then(Before::text).map(str::to_owned),
            after: text.to_owned(),
            fields: before.as_ref().map_or(Vec::new(), |before| before.changed_fields(it)),
            emptied: had.iter().copied().filter(|it| !has(it)).collect(),
        });
    }

    /// Ends the comparison; `ledger` is what the release leaves behind, and `before` what the last
    /// one did.
    pub fn finish(mut self, ledger: &Ledger, before: &Ledger) -> Forecast {
        // What a ledger does not know may be another deck's, and so may a learner's other notes.
        for row in ledger.gone().filter(|it| self.baseline.before(it.guid()).is_some()) {
            let is_new = before.row(row.guid()).is_some_and(|it| !it.is_gone);
            self.forecast.gone.push(gone(row, is_new));
        }
        for note in &mut self.forecast.notes {
            note.is_new_entry = !self.known_entries.contains(&note.entry);
        }
        self.forecast.is_known = !self.known_entries.is_empty();
        self.forecast.merging_fails = self.targets.merging_fails();
        self.forecast
    }
}

fn count(log: &mut Log, fate: Fate) {
    *match fate {
        Fate::New => &mut log.new,
        Fate::Updated => &mut log.updated,
        Fate::Unchanged => &mut log.unchanged,
        Fate::Conflicting => &mut log.conflicting,
    } += 1;
}

fn gone(row: &Row, is_new: bool) -> Gone {
    Gone {
        guid: row.guid().to_owned(),
        entry: row.entry().to_owned(),
        slot: row.slot().to_owned(),
        text: row.text().to_owned(),
        is_new,
    }
}
