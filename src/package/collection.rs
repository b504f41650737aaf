//! Reads the collection of a package, a SQLite database of schema 11 or 18.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};

use crate::package::budget::{self, Budget};
use crate::package::notetypes;
use crate::package::table::require;
use crate::package::{OldNote, OldNotetype, OldPackage, PackageError};

/// Reads the collection of `size` bytes at `path`.
///
/// # Errors
/// Returns an error if the database is damaged, lacks a table, has another schema, or contains what
/// Anki would not import.
pub(super) fn read(path: &Path, size: u64) -> Result<OldPackage, PackageError> {
    let database = open(path, size)?;
    for table in ["col", "notes", "cards"] {
        require(&database, table)?;
    }
    let mut budget = Budget::new(size);
    let query = "SELECT ver FROM col NOT INDEXED LIMIT 1";
    let schema = database.query_row(query, [], |row| row.get(0)).optional()?;
    let notetypes = match schema {
        // Anki writes packages of these two schemas and accepts no others (26.9.3, verified by
        // importing).
        Some(11) => notetypes::schema11(&database, &mut budget)?,
        Some(18) => notetypes::schema18(&database, &mut budget)?,
        Some(other) => return Err(PackageError::Schema(other)),
        None => return Err(PackageError::Collection("its table `col` is empty".to_owned())),
    };
    let mut notes = notes(&database, &notetypes, &mut budget)?;
    add_cards(&database, &mut notes, &mut budget)?;
    notes.sort_by(|one, other| (&one.guid, one.id).cmp(&(&other.guid, other.id)));
    Ok(OldPackage { notetypes, notes })
}

fn open(path: &Path, size: u64) -> Result<Connection, PackageError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut database = Connection::open_with_flags(path, flags)?;
    let most = budget::questions(size);
    let mut asked = 0;
    let too_long = move || {
        asked += 1;
        asked > most
    };
    database.progress_handler(budget::STEPS, Some(too_long))?;
    // Tables of schema 18 cannot be read without this collation, although no query here compares
    // names.
    database.create_collation("unicase", str::cmp)?;
    // SQLite recommends these settings for databases from untrusted sources
    // (sqlite.org/security.html).
    database.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
    Ok(database)
}

fn notes(
    database: &Connection,
    notetypes: &BTreeMap<i64, OldNotetype>,
    budget: &mut Budget,
) -> Result<Vec<OldNote>, PackageError> {
    let query = "SELECT id, guid, mid, mod, tags, flds FROM notes NOT INDEXED";
    let mut statement = database.prepare(query)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        budget.row()?;
        found.push(note(row, notetypes, budget)?);
    }
    Ok(found)
}

fn note(
    row: &Row<'_>,
    notetypes: &BTreeMap<i64, OldNotetype>,
    budget: &mut Budget,
) -> Result<OldNote, PackageError> {
    let id: i64 = row.get(0)?;
    let damaged = |column: &str| {
        PackageError::Collection(format!("note {id} has an invalid value in its column `{column}`"))
    };
    let text = |at: usize, column: &str| row.get_ref(at)?.as_str().map_err(|_| damaged(column));
    let number = |at: usize, column: &str| row.get_ref(at)?.as_i64().map_err(|_| damaged(column));
    let notetype = number(2, "mid")?;
    let Some(known) = notetypes.get(&notetype) else {
        let what = format!("note {id} has the note type {notetype}, which is missing");
        return Err(PackageError::Collection(what));
    };
    // Fields are separated by U+001F (Anki 26.9.3, rslib/src/storage/note/mod.rs: `split_fields`).
    let fields = text(5, "flds")?;
    let (count, known) = (fields.split('\x1f').count(), known.fields.len());
    if count != known {
        let what = format!("note {id} has {count} fields, but its note type has {known}");
        return Err(PackageError::Collection(what));
    }
    Ok(OldNote {
        id,
        guid: budget.text(text(1, "guid")?)?,
        notetype,
        modified: number(3, "mod")?,
        // Anki separates tags by these two characters (26.9.3, rslib/src/tags/mod.rs:
        // `split_tags`).
        tags: text(4, "tags")?
            .split([' ', '\u{3000}'])
            .filter(|it| !it.is_empty())
            .map(|it| budget.text(it))
            .collect::<Result<_, _>>()?,
        fields: fields.split('\x1f').map(|it| budget.text(it)).collect::<Result<_, _>>()?,
        cards: Vec::new(),
    })
}

/// Adds the ordinals of the cards to their notes. Cards of unknown notes are ignored, as in Anki.
fn add_cards(
    database: &Connection,
    notes: &mut [OldNote],
    budget: &mut Budget,
) -> Result<(), PackageError> {
    let places: BTreeMap<i64, usize> =
        notes.iter().enumerate().map(|(place, it)| (it.id, place)).collect();
    let mut statement = database.prepare("SELECT nid, ord FROM cards NOT INDEXED")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        budget.row()?;
        let note: i64 = row.get(0)?;
        let Some(place) = places.get(&note) else { continue };
        let ordinal: i64 = row.get(1)?;
        let ordinal = u16::try_from(ordinal).map_err(|_| {
            PackageError::Collection(format!(
                "note {note} has a card with the invalid ordinal {ordinal}"
            ))
        })?;
        notes[*place].cards.push(ordinal);
    }
    for note in notes {
        note.cards.sort_unstable();
        note.cards.dedup();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use tempfile::NamedTempFile;

    use super::*;

    #[test]
    fn an_endless_query_is_interrupted() {
        let file = NamedTempFile::new().unwrap();
        let database = open(file.path(), 0).unwrap();
        let query =
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n FROM n) SELECT sum(n) FROM n";
        let result: Result<i64, _> = database.query_row(query, [], |row| row.get(0));
        let error = PackageError::from(result.unwrap_err());
        assert!(matches!(error, PackageError::Inflated), "{error}");
    }
}
