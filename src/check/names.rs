//! Ids and headwords of all entries, searchable in both directions.
//!
//! A deck may have a million entries, so all names are in one string and are found by their hashes.

use std::collections::BTreeSet;
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
    /// The hash of each id, with the number of its entry.
    ids: BTreeSet<(u64, u32)>,
    /// The hash of each headword, in lower case, with the number of its entry.
    headwords: BTreeSet<(u64, u32)>,
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
    pub(super) fn add(&mut self, entry: Indexed<'_>) {
        let number = short(self.rows.len());
        self.ids.insert((hash(entry.id), number));
        self.headwords.insert((hash(&entry.headword.to_lowercase()), number));
        self.rows.push(Row {
            start: self.letters.len(),
            id: short(entry.id.len()),
            headword: short(entry.headword.len()),
            span: entry.span,
        });
        self.letters.push_str(entry.id);
        self.letters.push_str(entry.headword);
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

fn numbers(all: &BTreeSet<(u64, u32)>, hash: u64) -> impl Iterator<Item = usize> + '_ {
    all.range((hash, 0)..=(hash, u32::MAX)).map(|it| it.1 as usize)
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
