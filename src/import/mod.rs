//! Imports corrections that were made in a table back into the sources.
//!
//! [`read`] reads a workbook or a CSV file, whatever program saved it. [`compare()`] finds the
//! source of every row by its key. By the row's revision it distinguishes an edit from a row that
//! is only out of date, and both from changes on both sides; changes that programs make to cells by
//! themselves are ignored. [`apply()`] writes the resulting proposals into the texts of the
//! sources, of which every other byte stays as it is.
//!
//! [`open_list`] reads a list of another program, and [`understand`] makes new entries of it.

mod apply;
mod book;
mod compare;
mod conversion;
mod encoding;
mod list;
mod mangling;
mod new_rows;
mod outcome;
mod place;
mod steps;
mod verdict;

pub(crate) use apply::apply;
pub use book::read;
pub(crate) use book::{Book, BookError};
pub(crate) use compare::compare;
pub(crate) use list::{
    Left, ListColumn, ListField, Mapping, RawList, WordList, open as open_list, proposals,
    understand,
};
pub(crate) use mangling::Mangling;
pub(crate) use outcome::{Change, Conflict, Outcome, Proposal, ProposalKind, TablePlace};
pub(crate) use place::CurrentDeck;
