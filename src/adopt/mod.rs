//! Which notes of another tool's deck a deck goes on as.
//!
//! Headwords are all that two decks have in common, so notes are found by them: in each note type the field is
//! searched in which most headwords stand. A note is taken over only where it and the entry mean each other and
//! nothing else, or where the definition tells which of several is meant; a wrong match would give a learner the
//! reviews of another word.

mod pairs;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::anki::{Field, Kind};
use crate::export::Stored;
use crate::forecast::html_line;
use crate::ledger::{Item, Ledger, Row};
use crate::package::{OldNote, OldNotetype, OldPackage};
use words::{Keys, Lookup};

/// An entry by its first definition note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The id of the entry.
    pub entry: String,
    /// Its headword.
    pub headword: String,
    /// The note's slot.
    pub slot: String,
    /// The note's GUID as it is now.
    pub guid: String,
    /// The words by which the note is known, and the hash of all of them.
    pub text: String,
    words: u32,
    /// Its definition as plain text.
    pub definition: String,
    /// Whether the ledger has the note.
    pub is_known: bool,
}

impl Target {
    /// The target that a definition note is, which is made of `item`.
    pub fn of(note: &Stored<'_, '_>, item: &Item<'_>, ledger: &Ledger) -> Option<Target> {
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
pub struct Source {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The number of its notes.
    pub notes: usize,
    /// The place and the name of the field in which headwords are looked for, and the number of entries found there;
    /// or why there is none.
    pub field: Result<(usize, String, usize), Skip>,
}

/// Why a note type is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// Its gaps make its cards: Anki changes no such note into one of another kind.
    Cloze,
    /// It is one of ours.
    Own,
    /// It does not have the field that was asked for.
    NoField,
    /// No field has a headword.
    NoHeadword,
}

/// A note of the old package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Old {
    /// Its GUID.
    pub guid: String,
    /// Its id in the old package.
    pub id: i64,
    /// The place of its type among [`Adoption::sources`].
    pub source: usize,
    /// What stands where headwords are looked for.
    pub word: String,
    /// The longest of the other fields, shortened.
    pub rest: String,
    /// When it was last changed, in seconds since 1970.
    pub modified: i64,
    /// The number of its cards.
    pub cards: usize,
    /// What becomes of it.
    pub fate: OldFate,
}

/// What becomes of a note of the old package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldFate {
    /// A note of the deck goes on as it.
    Taken,
    /// The ledger has it already.
    Known,
    /// It may be meant, or another.
    Ambiguous,
    /// It stays as it is: no entry of the deck wants it.
    Left,
    /// Its GUID cannot be another note's: it is empty, has control characters, or comes twice.
    Unusable,
}

/// What becomes of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes on as the old note at this place.
    Takes(usize),
    /// The ledger has its note already, which stays what it is.
    Known,
    /// It is one of the old notes at these places, or none.
    Ambiguous(Vec<usize>),
    /// Its note is new to learners.
    New,
}

/// Which old note is which of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    /// The note types that have notes.
    pub sources: Vec<Source>,
    /// The old notes of those types that were not left out, in the order of their ids.
    pub olds: Vec<Old>,
    /// The entries in the order of the deck, with what becomes of them.
    pub targets: Vec<(Target, Fate)>,
}

impl Adoption {
    /// Looks for the notes of `package`; in the field called `field` only, if one is named.
    pub fn new(
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
        let fates = pairs::matched(&targets, &mut found, &keys, &lookup);
        adoption.olds = found.into_iter().map(|it| it.1).collect();
        adoption.targets = targets.into_iter().zip(fates).collect();
        adoption
    }

    /// The entries that take over an old note.
    pub fn taken(&self) -> impl Iterator<Item = (&Target, &Old)> {
        self.targets.iter().filter_map(|(target, fate)| match fate {
            Fate::Takes(at) => Some((target, &self.olds[*at])),
            _ => None,
        })
    }

    /// The rows for the ledger. None is dated after `now`, so that the next build can date its note later.
    pub fn rows(&self, now: i64) -> Vec<Row> {
        let row = |(target, old): (&Target, &Old)| {
            let modified = old.modified.min(now).max(0);
            let words = (target.words, target.text.as_str());
            Row::adopted(&target.entry, &target.slot, &old.guid, modified, words)
        };
        self.taken().map(row).collect()
    }

    /// What finds in Anki's browser the notes that are or were taken over, for each of their types: its name and the
    /// search.
    pub fn searches(&self) -> Vec<(&str, String)> {
        let mut ids: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for old in self.olds.iter().filter(|it| matches!(it.fate, OldFate::Taken | OldFate::Known))
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

/// The field of a note type in which most headwords stand, or the one that is called `wanted`, with the number of
/// entries that are found.
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

/// The longest text that is shown of an old note, in characters.
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
        fate: match ledger.row(&note.guid) {
            Some(_) => OldFate::Known,
            None if is_fit => OldFate::Left,
            None => OldFate::Unusable,
        },
    }
}

/// A text cut to what can be shown on a line.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Notes that share a GUID: Anki would find only one of them.
fn reject_repeats(package: &OldPackage, found: &mut [(&OldNote, Old)]) {
    let repeated: BTreeSet<&str> = package
        .notes
        .windows(2)
        .filter(|it| it[0].guid == it[1].guid)
        .map(|it| it[0].guid.as_str())
        .collect();
    for (_, old) in found.iter_mut().filter(|it| repeated.contains(&*it.1.guid)) {
        old.fate = OldFate::Unusable;
    }
}
