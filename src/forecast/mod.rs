//! Forecasts what importing a release does for a learner who has an earlier one.
//!
//! The rules are those of Anki 26.9.3 (rslib/src/import_export/package/apkg/import/notes.rs and
//! rslib/src/notetype/merge.rs), verified by importing: notes are matched by GUID; a note is
//! updated if it is newer than the learner's, and conflicts if its note type is no longer the same.

mod baseline;
mod html_line;
mod notetypes;

pub(crate) use baseline::Baseline;
pub(crate) use html_line::html_line;
pub(crate) use notetypes::Break;

use std::collections::BTreeSet;

use crate::anki::Kind;
use crate::export::{Stored, Update};
use crate::ledger::{Ledger, LedgerRow, Missing, Reason};
use baseline::Before;
use notetypes::Targets;

/// The counts in Anki's import log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Log {
    /// The number of notes that the learner did not have.
    pub new: usize,
    /// The number of notes that are replaced by their later states.
    pub updated: usize,
    /// The number of notes that are left unchanged; Anki calls them duplicates.
    pub unchanged: usize,
    /// The number of notes that are left unchanged because their note type is different.
    pub conflicting: usize,
}

/// What an import does to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoteOutcome {
    /// It is added.
    New,
    /// It is replaced.
    Updated,
    /// It stays.
    Unchanged,
    /// It cannot be updated.
    Conflicting,
}

impl NoteOutcome {
    /// Returns its name in the JSON output.
    pub(crate) fn name(self) -> &'static str {
        match self {
            NoteOutcome::New => "new",
            NoteOutcome::Updated => "updated",
            NoteOutcome::Unchanged => "unchanged",
            NoteOutcome::Conflicting => "conflicting",
        }
    }
}

/// A note that an import changes for the learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoteChange {
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
    /// What the import does with Anki's default settings.
    pub outcome: NoteOutcome,
    /// Whether the learner has no note of its entry.
    pub is_new_entry: bool,
    /// The text that identified the note before, if it is known.
    pub before: Option<String>,
    /// The text that identifies the note now.
    pub after: String,
    /// The fields that change, if the old ones are known.
    pub fields: Vec<FieldChange>,
    /// The ordinals of cards that the note no longer has. Anki keeps these cards, with an empty
    /// front.
    pub emptied: Vec<u16>,
    /// The cards that learners have and that are no longer made, with what they asked and why.
    pub missing: Vec<Missing>,
}

/// A changed field, as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldChange {
    /// The name of the field in Anki.
    pub field: &'static str,
    /// The text before.
    pub before: String,
    /// The text after.
    pub after: String,
}

/// A note of an earlier release that is no longer made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gone {
    /// Its GUID.
    pub guid: String,
    /// The id of its entry; empty if it is unknown.
    pub entry: String,
    /// Its slot.
    pub slot: String,
    /// The text that identified the note.
    pub text: String,
    /// Whether the last release had it, or the last build if there was no release.
    pub is_new: bool,
    /// Why it is no longer made.
    pub reason: Reason,
}

/// The effects of importing a release.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forecast {
    /// The log of an import with Anki's default settings.
    pub default: Log,
    /// The log of an import with "Merge note types".
    pub merging: Log,
    /// Whether an import with "Merge note types" fails as a whole, as Anki cannot merge a cloze
    /// note type with one that is none.
    pub merging_fails: bool,
    /// The number of notes that the update files change.
    pub update_files: usize,
    /// The log of importing the package with default settings after the update files. These have
    /// set their notes' times to the moment of their own import, which is later than the build.
    pub after_files: Log,
    /// The number of notes that returned: they are left to the package, which removes the tag of
    /// those who have tagged them as retired.
    pub returned: usize,
    /// The number of changed notes that are left to the package, which contains their new media.
    pub media_first: usize,
    /// Whether the learner has any note of the deck.
    pub is_known: bool,
    /// The notes that are new, updated or conflicting.
    pub notes: Vec<NoteChange>,
    /// The notes that the learner keeps though they are no longer part of the deck.
    pub gone: Vec<Gone>,
    /// The notes that differ but are not updated, as the learner's are not older: they may come from
    /// another branch.
    pub not_older: Vec<NoteChange>,
    /// The note types that have changed.
    pub breaks: Vec<Break>,
}

impl Forecast {
    /// Returns whether an import changes anything, or a note is no longer part of the deck.
    pub(crate) fn has_differences(&self) -> bool {
        let changes = self.notes.iter().any(|it| it.outcome != NoteOutcome::Unchanged);
        changes || !self.breaks.is_empty() || self.gone.iter().any(|it| it.is_new)
    }
}

/// Compares the notes of a release with a learner's.
pub(crate) struct Forecaster<'b> {
    baseline: &'b Baseline<'b>,
    targets: Targets,
    forecast: Forecast,
    /// The entries of which the learner has a note.
    known_entries: BTreeSet<String>,
}

impl<'b> Forecaster<'b> {
    /// Creates a forecaster for learners with this baseline.
    pub(crate) fn new(baseline: &'b Baseline<'b>) -> Forecaster<'b> {
        let targets = Targets::new(baseline);
        let forecast = Forecast { breaks: targets.breaks.clone(), ..Forecast::default() };
        Forecaster { baseline, targets, forecast, known_entries: BTreeSet::new() }
    }

    /// Adds a note of the release; `text` identifies it for a person.
    pub(crate) fn add(&mut self, it: &Stored<'_, '_>, text: &str) {
        let note = it.note;
        let before = self.baseline.before(&note.guid);
        if before.is_some() {
            self.known_entries.insert(note.entry.to_owned());
        }
        let outcome = self.targets.outcome(before.as_ref(), it, false);
        count(&mut self.forecast.default, outcome);
        let merged = self.targets.outcome(before.as_ref(), it, true);
        count(&mut self.forecast.merging, merged);
        let update = before.as_ref().map_or(Update::None, |before| before.update(it));
        let is_done = update == Update::File && outcome == NoteOutcome::Updated;
        count(
            &mut self.forecast.after_files,
            if is_done { NoteOutcome::Unchanged } else { outcome },
        );
        self.forecast.update_files += usize::from(update == Update::File);
        self.forecast.returned += usize::from(update == Update::Back);
        self.forecast.media_first += usize::from(update == Update::PackageOnly);
        let is_not_older = before.as_ref().is_some_and(|before| before.is_not_older(it));
        if outcome == NoteOutcome::Unchanged && !is_not_older {
            return;
        }
        let had = before.as_ref().map_or(&[][..], Before::cards);
        let has = |ordinal: &u16| note.cards.iter().any(|it| it.ordinal == *ordinal);
        let change = NoteChange {
            guid: note.guid.clone(),
            entry: note.entry.to_owned(),
            headword: note.headword.to_owned(),
            slot: note.slot.clone(),
            kind: note.kind,
            outcome,
            is_new_entry: false,
            before: before.as_ref().and_then(Before::text).map(str::to_owned),
            after: text.to_owned(),
            fields: before.as_ref().map_or(Vec::new(), |before| before.changed_fields(it)),
            emptied: had.iter().copied().filter(|it| !has(it)).collect(),
            missing: it.missing.clone(),
        };
        let list = if outcome == NoteOutcome::Unchanged {
            &mut self.forecast.not_older
        } else {
            &mut self.forecast.notes
        };
        list.push(change);
    }

    /// Returns the forecast. `ledger` is that of the release, and `before` that of the last one.
    pub(crate) fn finish(mut self, ledger: &Ledger, before: &Ledger) -> Forecast {
        // The learner's notes that no ledger knows may belong to other decks.
        for row in ledger.gone().filter(|it| self.baseline.before(it.guid()).is_some()) {
            let had = before.row(row.guid()).and_then(|it| before.had(it));
            let is_new = had.is_some_and(|it| it.reason.is_none());
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

fn count(log: &mut Log, outcome: NoteOutcome) {
    *match outcome {
        NoteOutcome::New => &mut log.new,
        NoteOutcome::Updated => &mut log.updated,
        NoteOutcome::Unchanged => &mut log.unchanged,
        NoteOutcome::Conflicting => &mut log.conflicting,
    } += 1;
}

fn gone(row: &LedgerRow, is_new: bool) -> Gone {
    Gone {
        guid: row.guid().to_owned(),
        entry: row.entry().to_owned(),
        slot: row.slot().to_owned(),
        text: row.text().to_owned(),
        is_new,
        reason: row.reason.unwrap_or(Reason::Removed),
    }
}
