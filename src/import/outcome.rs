//! What comes of a comparison: what would be written, what waits for a person, what is passed over.

use std::collections::BTreeMap;

use crate::diag::FileId;
use crate::import::mangling::Mangling;
use crate::source::{At, Deed};

/// Where something stands in the file that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Where {
    /// The name of the sheet; empty in a file that has none.
    pub sheet: String,
    /// The row, from 1.
    pub row: usize,
}

/// What a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Fields of what is there change.
    Edit,
    /// An item or an entry is added.
    New,
    /// An item or an entry goes.
    Deletion,
}

/// A field before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The name of its column.
    pub field: String,
    /// The text in the source; empty where there is none.
    pub before: String,
    /// The text in the table; empty where there is none.
    pub after: String,
}

/// Something that can be written.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the file; a deletion stands nowhere.
    pub place: Option<Where>,
    /// The id of the entry, or the headword of a new one.
    pub entry: String,
    /// What in the entry, as its key has it.
    pub item: String,
    /// Field by field.
    pub changes: Vec<Change>,
    /// What it takes in the sources, one after the other.
    pub(super) steps: Vec<Step>,
}

/// A change of a source, and other ways to bring it about where the source has another form.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) file: FileId,
    pub(super) ways: Vec<(Vec<At>, Deed)>,
}

/// Something that is not taken before a person has looked at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where it stands in the file.
    pub place: Option<Where>,
    /// The id of the entry, or the headword.
    pub entry: String,
    /// What in the entry.
    pub item: String,
    /// The name of the column, where it is about one.
    pub field: Option<String>,
    /// The text in the source.
    pub now: String,
    /// The text in the table.
    pub given: String,
    /// Why it is not taken.
    pub reason: String,
}

/// What comes of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What can be written.
    pub proposals: Vec<Proposal>,
    /// What waits for a person.
    pub conflicts: Vec<Conflict>,
    /// What the table lacks, where deletions are not allowed: entry and item.
    pub missing: Vec<(String, String)>,
    /// Rows that are older than the source, and were not edited.
    pub stale: usize,
    /// New rows that the deck has already.
    pub known: usize,
    /// Cells that only programs changed, by what they did.
    pub mangled: BTreeMap<Mangling, usize>,
    /// Columns that are none of ours.
    pub unknown: Vec<String>,
}

impl Outcome {
    /// Whether nothing has to be done.
    pub fn is_empty(&self) -> bool {
        self.proposals.is_empty() && self.conflicts.is_empty() && self.missing.is_empty()
    }
}
