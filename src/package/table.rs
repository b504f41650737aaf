//! Checks the tables of a collection before they are read.

use rusqlite::{Connection, OptionalExtension};

use crate::package::PackageError;

/// Checks that a table exists and stores its rows. Otherwise it could be a view, a virtual table or
/// have computed columns, whose evaluation may take any amount of work.
///
/// # Errors
/// Returns an error if there is no plain table of this name.
pub(super) fn require(database: &Connection, table: &str) -> Result<(), PackageError> {
    let query = "SELECT type, (SELECT count(*) FROM pragma_table_xinfo(?1) WHERE hidden <> 0)
                 FROM pragma_table_list(?1) WHERE schema = 'main'";
    let found: Option<(String, i64)> =
        database.query_row(query, [table], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    match found {
        Some((kind, 0)) if kind == "table" => Ok(()),
        Some(_) => Err(PackageError::Collection(format!("`{table}` is not a plain table"))),
        None => Err(PackageError::Collection(format!("it has no table `{table}`"))),
    }
}
