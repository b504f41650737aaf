//! The way back: what was corrected in a table goes into the sources.
//!
//! [`read`] takes a workbook or a CSV file in whatever dress it came back; [`compare()`] holds every
//! row against the source by its key, and by its revision tells an edit from a row that is merely
//! old, and both from a change on both sides. What programs do to cells by themselves is told from
//! edits and passed over. [`apply()`] writes proposals into the texts of the sources, of which every
//! other byte stays.

mod apply;
mod book;
mod compare;
mod delimited;
mod encoding;
mod fresh;
mod mangling;
mod odd;
mod outcome;
mod place;
mod quiz;
mod steps;
mod value;
mod verdict;
mod workbook;

pub use apply::apply;
pub use book::{Book, Cell, Fault, Line, Odd, Returned, read};
pub use compare::compare;
pub use mangling::Mangling;
pub use outcome::{Change, Conflict, Kind, Outcome, Proposal, Where};
pub use place::Now;
