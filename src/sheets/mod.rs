//! The vocabulary as tables, whatever file they are written to: sheets, columns, rows, keys.
//!
//! A cell holds what the author wrote, its marks and gaps with it: `*of*`, `{of|for}`, `\*`. That
//! is the text of the source as [`crate::source::Text`] has it, trimmed and in the form NFC, so a
//! cell can be written back as it stands. Compiled texts could not: they have lost their escapes,
//! and have gaps that nobody wrote.
//!
//! A [`Row`] has a [`Key`], which is the id of its entry and what in it the row is about, and a
//! revision, a hash of its cells as they were sent. By both, one who gets the table back knows for
//! each row whether it was edited there, here, on both sides or not at all.
//!
//! [`rows()`] makes the rows of all sheets of the workbook, [`table()`] those of the one table for
//! CSV that has a row for each sense.

mod cell;
mod columns;
mod docs;
mod field;
mod guard;
mod key;
mod row;
mod rows;
mod table;

pub use cell::{clean, items, joined};
pub use columns::{Extent, Sheet};
pub use docs::column_table;
pub use field::Field;
pub use guard::{guarded, unguarded};
pub use key::Key;
pub use row::{Cell, Role, Row, revision};
pub use rows::rows;
pub use table::table;

#[cfg(test)]
mod tests;
