//! What a learner has, known from a ledger or from a package that they imported or exported.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::anki::Field;
use crate::export::{Stored, Update};
use crate::forecast::FieldChange;
use crate::forecast::html_line::html_line;
use crate::ledger::{Differences, Ledger, LedgerRow};
use crate::package::{OldNote, OldNotetype, OldPackage};

/// The state of a learner's collection.
#[derive(Clone, Debug)]
pub(crate) enum Baseline<'l> {
    /// The notes of the last release in a ledger; of the last build if there was no release.
    Ledger(Cow<'l, Ledger>),
    /// A package: an earlier release, or one that the learner exported from Anki.
    Package(OldPackage),
}

/// A note that the learner has.
pub(super) enum Before<'b> {
    Row(&'b LedgerRow),
    Note(&'b OldNote, &'b OldNotetype),
}

impl Baseline<'_> {
    /// Returns the note with this GUID.
    pub(super) fn before(&self, guid: &str) -> Option<Before<'_>> {
        match self {
            Baseline::Ledger(ledger) => {
                ledger.row(guid).and_then(|it| ledger.had(it)).map(Before::Row)
            }
            Baseline::Package(package) => {
                let at = package.notes.partition_point(|it| it.guid.as_str() < guid);
                let note = package.notes.get(at).filter(|it| it.guid == guid)?;
                Some(Before::Note(note, package.notetypes.get(&note.notetype)?))
            }
        }
    }

    /// Returns how an update file changes a note for a learner who has an earlier state of it.
    pub(crate) fn update(&self, it: &Stored<'_, '_>) -> Update {
        self.before(&it.note.guid).map_or(Update::None, |before| before.update(it))
    }

    /// Returns the `uid` of the deck to which the baseline belongs, if it is known.
    pub(crate) fn uid(&self) -> Option<&str> {
        match self {
            Baseline::Ledger(ledger) => Some(&ledger.uid),
            Baseline::Package(_) => None,
        }
    }
}

impl Before<'_> {
    /// Returns the time of the last change, in seconds since 1970.
    pub(super) fn modified(&self) -> i64 {
        match self {
            Before::Row(row) => row.modified,
            Before::Note(note, _) => note.modified,
        }
    }

    /// Returns the ordinals of its cards.
    pub(super) fn cards(&self) -> &[u16] {
        match self {
            Before::Row(row) => &row.cards,
            Before::Note(note, _) => &note.cards,
        }
    }

    /// Returns the text that identifies the note for a person.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Before::Row(row) => Some(row.text()),
            Before::Note(..) => None,
        }
    }

    /// Returns how an update file changes the note into its later state. A field that the author
    /// has not changed since keeps the learner's text.
    pub(super) fn update(&self, it: &Stored<'_, '_>) -> Update {
        let differences = self.differences(it);
        if it.modified <= self.modified() {
            Update::None
        } else if it.is_back || matches!(self, Before::Row(row) if row.reason.is_some()) {
            Update::Back
        } else if differences.fields && (differences.media || self.lacks_media(it)) {
            Update::PackageOnly
        } else if differences.fields {
            Update::File
        } else {
            Update::None
        }
    }

    /// Returns whether a learner who skipped a release may lack media of the note: not every release
    /// had them.
    fn lacks_media(&self, it: &Stored<'_, '_>) -> bool {
        match self {
            Before::Row(row) => row.media_release > 1 && !it.media().is_empty(),
            Before::Note(..) => false,
        }
    }

    /// Returns whether the note has other texts than the learner's, which is not older, so that an
    /// import does not update it.
    pub(super) fn is_not_older(&self, it: &Stored<'_, '_>) -> bool {
        it.modified <= self.modified() && self.differences(it).fields
    }

    fn differences(&self, it: &Stored<'_, '_>) -> Differences {
        match self {
            Before::Row(row) => Differences::between(row.hash(), &it.hash),
            Before::Note(note, notetype) => {
                let tags: BTreeSet<&str> = note.tags.iter().map(String::as_str).collect();
                let has = |name: &&str| note.fields.iter().any(|it| it.contains(*name));
                Differences {
                    fields: pairs(note, notetype, it).any(|(_, before, after)| before != after),
                    tags: !it.note.tags.iter().map(String::as_str).eq(tags),
                    media: !it.media().iter().all(has),
                }
            }
        }
    }

    /// Returns the fields that change, if the old ones are known.
    pub(super) fn changed_fields(&self, it: &Stored<'_, '_>) -> Vec<FieldChange> {
        let Before::Note(note, notetype) = self else { return Vec::new() };
        let changed = pairs(note, notetype, it).filter(|it| it.1 != it.2);
        let changes = changed.map(|(field, before, after)| FieldChange {
            field: field.name(),
            before: html_line(before),
            after: html_line(after),
        });
        changes.collect()
    }
}

/// Returns the author's fields, each with the learner's and the new content.
fn pairs<'p>(
    note: &'p OldNote,
    notetype: &'p OldNotetype,
    it: &'p Stored<'_, '_>,
) -> impl Iterator<Item = (Field, &'p str, &'p str)> {
    let fields = it.note.kind.notetype().fields.iter().copied().zip(it.fields());
    fields.filter(|it| it.0.is_authors()).map(|(field, after)| {
        let same = |it: &crate::package::Part| match it.id {
            Some(id) => id == field.id(),
            None => it.name == field.name(),
        };
        let place = notetype.fields.iter().position(same);
        (field, place.and_then(|it| note.fields.get(it)).map_or("", String::as_str), after)
    })
}
