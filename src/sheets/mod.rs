//! The vocabulary as tables, independent of the file format: sheets, columns, rows and keys.
//!
//! A cell contains what the author wrote, with marks, gaps and escapes: `*of*`, `{of|for}`, `\*`.
//! It is the text of the source as in [`crate::source::Text`], trimmed and in Unicode form NFC, so
//! that a cell can be written back unchanged. Compiled texts could not: they have lost their
//! escapes and contain gaps that were found automatically.
//!
//! A [`SheetRow`] has a [`Key`], the id of its entry with the item that the row represents, and a
//! revision, a hash of its cells at the time of the export. From both, an import knows for each row
//! whether it was edited in the table, in the source, on both sides or not at all.
//!
//! [`rows()`] creates the rows of all sheets of the workbook, [`table()`] those of the single CSV
//! table with a row for each sense.

mod cell;
mod columns;
mod docs;
mod field;
mod guard;
mod key;
mod row;
mod rows;
mod sheet;

mod table;

pub(crate) use cell::{clean, items, joined};
pub(crate) use columns::Extent;
pub use docs::column_table;
pub use field::SheetField;
pub use guard::{guarded, unguarded};
pub(crate) use key::Key;
pub use row::{Role, SheetRow};
pub(crate) use row::{SheetCell, revision};
pub use rows::rows;
pub use sheet::Sheet;
pub use table::table;

#[cfg(test)]
mod tests;
