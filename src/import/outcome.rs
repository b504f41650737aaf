//! The result of a comparison: changes that can be written, conflicts, and what is ignored.

use std::collections::BTreeMap;

use crate::diag::FileId;
use crate::import::mangling::Mangling;
use crate::source::{Operation, PathStep};

/// A place in the file that was sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TablePlace {
    /// The name of the sheet; empty for a text file.
    pub sheet: String,
    /// The number of the row, from 1.
    pub row: usize,
}

/// The kind of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProposalKind {
    /// Fields of an existing item or entry are changed.
    Edit,
    /// An item or an entry is added.
    New,
    /// An item or an entry is removed.
    Deletion,
}

/// A change of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The name of its column.
    pub field: String,
    /// The text in the source; empty if there is none.
    pub before: String,
    /// The text in the table; empty if there is none.
    pub after: String,
}

/// A change that can be written into the sources.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    /// Whether it changes, adds or removes something.
    pub kind: ProposalKind,
    /// Its row in the file; absent for a deletion.
    pub place: Option<TablePlace>,
    /// The id of the entry, or the headword of a new one.
    pub entry: String,
    /// The item in the entry, as it is written in the row's key.
    pub item: String,
    /// The changed fields.
    pub changes: Vec<Change>,
    /// The changes of the sources that it needs, in order.
    pub(super) steps: Vec<Step>,
}

/// A change of one source, with alternatives for the different ways in which the source may be
/// written.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) file: FileId,
    pub(super) ways: Vec<(Vec<PathStep>, Operation)>,
}

/// A change that is not imported until a person has decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// The row in the file.
    pub place: Option<TablePlace>,
    /// The id of the entry, or the headword.
    pub entry: String,
    /// The item in the entry.
    pub item: String,
    /// The name of the column, if the conflict concerns only one.
    pub field: Option<String>,
    /// The text in the source.
    pub now: String,
    /// The text in the table.
    pub given: String,
    /// Why it is not imported.
    pub reason: String,
}

/// The result of a comparison.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    /// The changes that can be written.
    pub proposals: Vec<Proposal>,
    /// The changes that need a decision by a person.
    pub conflicts: Vec<Conflict>,
    /// What the table lacks if deletions are not allowed: entry id and item.
    pub missing: Vec<(String, String)>,
    /// The number of rows that are older than the source and were not edited.
    pub stale: usize,
    /// The number of new rows that the deck already has.
    pub known: usize,
    /// The number of cells that only programs changed, by the kind of change.
    pub mangled: BTreeMap<Mangling, usize>,
    /// The names of unknown columns.
    pub unknown: Vec<String>,
}
