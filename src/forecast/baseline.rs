//! What a learner has: as a ledger tells it, or a package that they got or exported.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::anki::{Field, Kind};
use crate::export::Stored;
use crate::forecast::plain::plain;
use crate::forecast::{FieldChange, Gone};
use crate::ledger::{Ledger, Row, differences};
use crate::package::{OldNote, OldNotetype, OldPackage};

/// What a learner has.
#[derive(Clone, Debug)]
pub enum Baseline<'l> {
    /// All that the builds of a deck have given away.
    Ledger(Cow<'l, Ledger>),
    /// A package: an earlier release, or what a learner exported from Anki.
    Package(OldPackage),
}

/// A note that the learner has.
pub(super) enum Before<'b> {
    Row(&'b Row),
    Note(&'b OldNote, &'b OldNotetype),
}

impl Baseline<'_> {
    /// The note with this GUID.
    pub(super) fn before(&self, guid: &str) -> Option<Before<'_>> {
        match self {
            Baseline::Ledger(ledger) => ledger.row(guid).map(Before::Row),
            Baseline::Package(package) => {
                let at = package.notes.partition_point(|it| it.guid.as_str() < guid);
                let note = package.notes.get(at).filter(|it| it.guid == guid)?;
                Some(Before::Note(note, package.notetypes.get(&note.notetype)?))
            }
        }
    }

    /// Which parts of a note, fields, tags and media, differ from what the learner has; nothing
    /// where they do not have it.
    pub fn differences(&self, it: &Stored<'_, '_>) -> Option<[bool; 3]> {
        self.before(&it.note.guid).map(|before| before.differences(it))
    }

    /// Notes of our types that nobody else knows of.
    pub(super) fn unknown(&self, is_known: &dyn Fn(&str) -> bool) -> Vec<Gone> {
        let Baseline::Package(package) = self else { return Vec::new() };
        let ours: BTreeSet<i64> = Kind::ALL.iter().map(|it| it.notetype().id).collect();
        let is_ours = |it: &&OldNote| ours.contains(&it.notetype) && !is_known(&it.guid);
        let gone = |it: &OldNote| Gone {
            guid: it.guid.clone(),
            entry: it.tags.iter().find_map(|it| it.strip_prefix("word::")).unwrap_or("").to_owned(),
            slot: String::new(),
            text: it.fields.get(crate::anki::SORT_FIELD).map_or(String::new(), |it| plain(it)),
            is_new: true,
        };
        package.notes.iter().filter(is_ours).map(gone).collect()
    }
}

impl Before<'_> {
    /// When it was last changed.
    pub(super) fn modified(&self) -> i64 {
        match self {
            Before::Row(row) => row.modified,
            Before::Note(note, _) => note.modified,
        }
    }

    /// The ordinals of its cards.
    pub(super) fn cards(&self) -> &[u16] {
        match self {
            Before::Row(row) => &row.cards,
            Before::Note(note, _) => &note.cards,
        }
    }

    /// The words by which it was known.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Before::Row(row) => Some(&row.text),
            Before::Note(..) => None,
        }
    }

    /// Which parts differ: fields, tags, media.
    pub(super) fn differences(&self, it: &Stored<'_, '_>) -> [bool; 3] {
        match self {
            Before::Row(row) => differences(&row.hash, &it.hash),
            Before::Note(note, notetype) => {
                let mut tags: Vec<&str> = note.tags.iter().map(String::as_str).collect();
                tags.sort_unstable();
                let own: BTreeSet<&str> = it.note.tags.iter().map(String::as_str).collect();
                let has = |name: &&str| note.fields.iter().any(|it| it.contains(*name));
                [
                    pairs(note, notetype, it).any(|(_, before, after)| before != after),
                    tags.into_iter().collect::<BTreeSet<_>>() != own,
                    !it.media().iter().all(has),
                ]
            }
        }
    }

    /// The fields that change, where the old ones are known.
    pub(super) fn changed_fields(&self, it: &Stored<'_, '_>) -> Vec<FieldChange> {
        let Before::Note(note, notetype) = self else { return Vec::new() };
        let changed = pairs(note, notetype, it).filter(|it| it.1 != it.2);
        let told = changed.map(|(field, before, after)| FieldChange {
            field: field.name(),
            before: plain(before),
            after: plain(after),
        });
        told.collect()
    }
}

/// The author's fields, with what the learner has in them and what comes.
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
