//! Ids and headwords of all entries, searchable in both directions.
//!
//! A deck may have a million entries, so all names are in one string and are found by their hashes.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diag::Span;

/// The id, the headword and the place of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Indexed<'i> {
    /// Its id.
    pub id: &'i str,
    /// Its headword.
    pub headword: &'i str,
    /// The place of the headword.
    pub span: Span,
}

/// Names of entries, filled in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Names {
    letters: String,
    rows: Vec<Row>,
    /// The hash of each id, with the number of its entry, sorted.
    ids: Vec<(u64, u32)>,
    /// The hash of each headword, in lower case, with the number of its entry, sorted.
    headwords: Vec<(u64, u32)>,
}

/// The hashes by which the names of an entry are found. They depend on no other entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameHashes {
    id: u64,
    headword: u64,
}

impl NameHashes {
    /// Returns the hashes of an id and a headword.
    pub(super) fn of(id: &str, headword: &str) -> NameHashes {
        NameHashes { id: hash(id), headword: hash(&headword.to_lowercase()) }
    }
}

/// The offsets of the names of an entry in the string: the id comes first, then the headword.
#[derive(Debug)]
struct Row {
    start: usize,
    id: u32,
    headword: u32,
    span: Span,
}

impl Names {
    /// Returns the names of entries in the order of their numbers, each with its hashes.
    pub(super) fn of<'n>(
        entries: impl ExactSizeIterator<Item = (Indexed<'n>, NameHashes)>,
    ) -> Names {
        let count = entries.len();
        let mut names = Names {
            letters: String::new(),
            rows: Vec::with_capacity(count),
            ids: Vec::with_capacity(count),
            headwords: Vec::with_capacity(count),
        };
        for (number, (entry, hashes)) in entries.enumerate() {
            let number = short(number);
            names.ids.push((hashes.id, number));
            names.headwords.push((hashes.headword, number));
            names.rows.push(Row {
                start: names.letters.len(),
                id: short(entry.id.len()),
                headword: short(entry.headword.len()),
                span: entry.span,
            });
            names.letters.push_str(entry.id);
            names.letters.push_str(entry.headword);
        }
        names.ids.sort_unstable();
        names.headwords.sort_unstable();
        names
    }

    /// Returns the entries whose id an earlier entry has, each with the first that has it, in the
    /// order of their numbers.
    pub(super) fn repeated_ids(&self) -> Vec<(usize, usize)> {
        let same_hash = self.ids.chunk_by(|one, other| one.0 == other.0);
        let several = same_hash.filter(|it| it.len() > 1).flatten();
        let repeated = several.filter_map(|(_, number)| {
            let number = *number as usize;
            let first = self.with_id(self.get(number).id)?;
            (first < number).then_some((number, first))
        });
        let mut repeated: Vec<_> = repeated.collect();
        repeated.sort_unstable();
        repeated
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn get(&self, number: usize) -> Indexed<'_> {
        let row = &self.rows[number];
        let middle = row.start + row.id as usize;
        let end = middle + row.headword as usize;
        Indexed {
            id: &self.letters[row.start..middle],
            headword: &self.letters[middle..end],
            span: row.span,
        }
    }

    /// Returns the first entry with this id.
    pub(super) fn with_id(&self, id: &str) -> Option<usize> {
        numbers(&self.ids, hash(id)).find(|it| self.get(*it).id == id)
    }

    /// Returns the entries with this headword, in their order.
    pub(super) fn with_headword<'n>(&'n self, word: &'n str) -> impl Iterator<Item = usize> + 'n {
        numbers(&self.headwords, hash(&word.to_lowercase()))
            .filter(move |it| self.get(*it).headword == word)
    }

    /// Returns the first entry with this headword in lower case.
    pub(super) fn with_folded(&self, folded: &str) -> Option<usize> {
        numbers(&self.headwords, hash(folded))
            .find(|it| self.get(*it).headword.to_lowercase() == folded)
    }
}

fn numbers(all: &[(u64, u32)], hash: u64) -> impl Iterator<Item = usize> + '_ {
    let start = all.partition_point(|it| it.0 < hash);
    let same = all.iter().skip(start).take_while(move |it| it.0 == hash);
    same.map(|it| it.1 as usize)
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Converts a length or a number of entries, which exceeds 32 bits only if there are 4 GiB of
/// names.
fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
