//! Matches the entries of a deck to the notes of a package that another tool made.
//!
//! Headwords are all that the two decks have in common. In each note type, the field is searched
//! that contains most of the deck's headwords. An entry takes over a note's GUID only if the two
//! match each other and nothing else, or if the definition decides between several candidates: a
//! wrong match would give a learner the reviews of another word.

mod pairs;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::anki::{Field, Kind};
use crate::export::Stored;
use crate::forecast::html_line;
use crate::ledger::{Item, Ledger, LedgerRow};
use crate::package::{OldNote, OldNotetype, OldPackage};
use words::{Keys, Lookup};

/// An entry of the deck, represented by its first definition note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The id of the entry.
    pub entry: String,
    /// Its headword.
    pub headword: String,
    /// The slot of the note.
    pub slot: String,
    /// The current GUID of the note.
    pub guid: String,
    /// The text by which the ledger recognizes the note, and the hash of the uncut text.
    pub text: String,
    words: u32,
    /// The definition as plain text.
    pub definition: String,
    /// Whether the ledger already has a row for the note.
    pub is_known: bool,
}

impl Target {
    /// Creates a target from a stored note and the item of which it is made; returns `None` if it
    /// is no definition note.
    pub(crate) fn of(note: &Stored<'_, '_>, item: &Item<'_>, ledger: &Ledger) -> Option<Target> {
        let it = note.note;
        let place = it.kind.notetype().place(Field::Definition)?;
        (it.kind == Kind::Definition).then(|| Target {
            entry: it.entry.to_owned(),
            headword: it.headword.to_owned(),
            slot: it.slot.clone(),
            guid: it.guid.clone(),
            text: item.text(),
            words: item.hash(),
            definition: html_line(note.fields().nth(place).unwrap_or("")),
            is_known: ledger.row(&it.guid).is_some(),
        })
    }
}

/// A note type of the old package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The number of its notes.
    pub notes: usize,
    /// The index and the name of the field that is searched for headwords, and the number of
    /// entries found in it, or the reason why no field is searched.
    pub field: Result<(usize, String, usize), Skip>,
}

/// The reason why the notes of a note type cannot be adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Skip {
    /// It is a cloze type. Anki cannot change its notes to a type that is none.
    Cloze,
    /// It is one of the program's own note types.
    Own,
    /// It has no field of the requested name.
    NoField,
    /// None of its fields contains a headword of the deck.
    NoHeadword,
}

/// A note of the old package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Old {
    /// Its GUID.
    pub guid: String,
    /// Its id in the old package.
    pub id: i64,
    /// The index of its note type in [`Adoption::sources`].
    pub source: usize,
    /// The text of the searched field.
    pub word: String,
    /// The longest of the other fields, shortened for display.
    pub rest: String,
    /// The time of its last change, in seconds since 1970.
    pub modified: i64,
    /// The number of its cards.
    pub cards: usize,
    /// The result of matching it.
    pub outcome: OldNoteOutcome,
}

/// The result of matching a note of the old package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OldNoteOutcome {
    /// An entry takes over its GUID.
    Taken,
    /// Its GUID is already in the ledger.
    Known,
    /// It is one of several candidates for an entry.
    Ambiguous,
    /// No entry matches it, so learners keep it unchanged.
    Left,
    /// Its GUID cannot be adopted: it is empty, contains control characters, or is not unique.
    Unusable,
}

/// The result of matching an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EntryOutcome {
    /// It takes over the GUID of the old note at this index.
    Takes(usize),
    /// The ledger already has its note, which keeps its GUID.
    Known,
    /// It may be any of the old notes at these indices, or none.
    Ambiguous(Vec<usize>),
    /// No note matches, so its note is new to learners.
    New,
}

/// The result of matching a whole deck to an old package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Adoption {
    /// The note types that have notes, in the order of their ids.
    pub sources: Vec<Source>,
    /// The old notes of the searched types, in the order of their ids.
    pub olds: Vec<Old>,
    /// The entries in deck order, each with its result.
    pub targets: Vec<(Target, EntryOutcome)>,
}

impl Adoption {
    /// Matches `targets` to the notes of `package`. If `field` is given, only fields of that name
    /// are searched.
    pub(crate) fn new(
        package: &OldPackage,
        targets: Vec<Target>,
        field: Option<&str>,
        ledger: &Ledger,
    ) -> Adoption {
        let lookup = Lookup::new(targets.iter().map(|it| it.headword.as_str()));
        let mut adoption = Adoption::default();
        let mut by_type: BTreeMap<i64, Vec<&OldNote>> = BTreeMap::new();
        for note in &package.notes {
            by_type.entry(note.notetype).or_default().push(note);
        }
        let mut found = Vec::new();
        for (id, notes) in &by_type {
            let Some(notetype) = package.notetypes.get(id) else { continue };
            let place = field_of(notetype, notes, field, &lookup);
            let source = adoption.sources.len();
            if !matches!(place, Err(Skip::Cloze | Skip::Own | Skip::NoField)) {
                let at = place.map_or(notetype.sort_field, |it| it.0);
                found.extend(notes.iter().map(|it| (*it, old(it, source, at, ledger))));
            }
            adoption.sources.push(Source {
                id: *id,
                name: notetype.name.clone(),
                notes: notes.len(),
                field: place.map(|(at, count)| (at, notetype.fields[at].name.clone(), count)),
            });
        }
        found.sort_by_key(|it| it.1.id);
        reject_repeats(package, &mut found);
        let keys: Vec<Keys> = found.iter().map(|it| Keys::of(&it.1.word)).collect();
        let outcomes = pairs::matched(&targets, &mut found, &keys, &lookup);
        adoption.olds = found.into_iter().map(|it| it.1).collect();
        adoption.targets = targets.into_iter().zip(outcomes).collect();
        adoption
    }

    /// Returns the entries that take over an old note, with these notes.
    pub(crate) fn taken(&self) -> impl Iterator<Item = (&Target, &Old)> {
        self.targets.iter().filter_map(|(target, outcome)| match outcome {
            EntryOutcome::Takes(at) => Some((target, &self.olds[*at])),
            _ => None,
        })
    }

    /// Returns the ledger rows of the adopted notes. Their times are at most `now`, so that the
    /// next build can date the notes later.
    pub(crate) fn rows(&self, now: i64) -> Vec<LedgerRow> {
        let row = |(target, old): (&Target, &Old)| {
            let modified = old.modified.min(now).max(0);
            let words = (target.words, target.text.as_str());
            LedgerRow::adopted(&target.entry, &target.slot, &old.guid, modified, words)
        };
        self.taken().map(row).collect()
    }

    /// Returns, for each note type, its name and the search by which Anki's browser finds the notes
    /// that are or were adopted.
    pub(crate) fn searches(&self) -> Vec<(&str, String)> {
        let mut ids: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for old in self
            .olds
            .iter()
            .filter(|it| matches!(it.outcome, OldNoteOutcome::Taken | OldNoteOutcome::Known))
        {
            ids.entry(old.source).or_default().push(old.id.to_string());
        }
        let search = |(source, ids): (usize, Vec<String>)| {
            let source = &self.sources[source];
            let name = source.name.replace(['"', '\\', '*', '_', ':'], "_");
            let notes = if ids.len() == source.notes {
                String::new()
            } else {
                format!(" nid:{}", ids.join(","))
            };
            (source.name.as_str(), format!("\"note:{name}\"{notes}"))
        };
        ids.into_iter().map(search).collect()
    }
}

/// Returns the field of a note type that contains most headwords, or the one called `wanted`, with
/// the number of entries found in it.
fn field_of(
    notetype: &OldNotetype,
    notes: &[&OldNote],
    wanted: Option<&str>,
    lookup: &Lookup,
) -> Result<(usize, usize), Skip> {
    let ours = Kind::ALL.map(|it| it.notetype().id);
    if ours.contains(&notetype.id) || notetype.original_id.is_some_and(|it| ours.contains(&it)) {
        return Err(Skip::Own);
    }
    if notetype.is_cloze {
        return Err(Skip::Cloze);
    }
    let is_wanted =
        |name: &str| wanted.is_none_or(|it| it.trim().to_lowercase() == name.to_lowercase());
    let mut best = Err(if wanted.is_some() { Skip::NoField } else { Skip::NoHeadword });
    for (at, _) in notetype.fields.iter().enumerate().filter(|it| is_wanted(&it.1.name)) {
        let mut entries: BTreeSet<usize> = BTreeSet::new();
        for html in notes.iter().filter_map(|it| it.fields.get(at)) {
            entries.extend(lookup.entries(&Keys::of(&words::word(html))).1);
        }
        let is_better = match best {
            Ok((_, count)) => entries.len() > count,
            Err(_) => !entries.is_empty() || wanted.is_some(),
        };
        if is_better {
            best = Ok((at, entries.len()));
        }
    }
    best
}

/// The maximum length of an old note's text in the output, in characters.
const MOST_LETTERS: usize = 60;

fn old(note: &OldNote, source: usize, at: usize, ledger: &Ledger) -> Old {
    let others = note.fields.iter().enumerate().filter(|it| it.0 != at);
    let longest = others.map(|it| words::word(it.1)).reduce(|longest, it| {
        if it.chars().count() > longest.chars().count() { it } else { longest }
    });
    let is_fit = !note.guid.is_empty() && !note.guid.contains(char::is_control);
    Old {
        guid: note.guid.clone(),
        id: note.id,
        source,
        word: note.fields.get(at).map_or(String::new(), |it| words::word(it)),
        rest: shortened(&longest.unwrap_or_default()),
        modified: note.modified,
        cards: note.cards.len(),
        outcome: match ledger.row(&note.guid) {
            Some(_) => OldNoteOutcome::Known,
            None if is_fit => OldNoteOutcome::Left,
            None => OldNoteOutcome::Unusable,
        },
    }
}

/// Shortens a text to what fits on a line.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Marks notes that share a GUID as unusable, as Anki would find only one of them.
fn reject_repeats(package: &OldPackage, found: &mut [(&OldNote, Old)]) {
    let repeated: BTreeSet<&str> = package
        .notes
        .windows(2)
        .filter(|it| it[0].guid == it[1].guid)
        .map(|it| it[0].guid.as_str())
        .collect();
    for (_, old) in found.iter_mut().filter(|it| repeated.contains(&*it.1.guid)) {
        old.outcome = OldNoteOutcome::Unusable;
    }
}
