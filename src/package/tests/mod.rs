//! Tests with handmade packages, valid and damaged.

mod damaged;
mod hostile;
mod sound;

use std::io::{self, Cursor, Read, Write};
use std::path::Path;

use rusqlite::Connection;
use tempfile::NamedTempFile;

use crate::export::Scratch;
use crate::package::archive::{METHODS, zip};
use crate::package::{OldPackage, PackageError, read};

/// A temporary file.
struct Temporary(NamedTempFile);

impl Scratch for Temporary {
    fn path(&self) -> &Path {
        self.0.path()
    }

    fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.0.reopen()?))
    }

    fn writer(&self) -> io::Result<Box<dyn Write + '_>> {
        Ok(Box::new(self.0.reopen()?))
    }
}

/// Reads a package from memory.
fn read_bytes(package: &[u8]) -> Result<OldPackage, PackageError> {
    read(Cursor::new(package), &Temporary(NamedTempFile::new().unwrap()))
}

/// Reads the package whose only member is this collection of the older form.
fn read_collection(collection: &[u8]) -> Result<OldPackage, PackageError> {
    read_bytes(&zip(&[("collection.anki2", collection)], METHODS[0]))
}

/// Returns the error message for a package that cannot be read.
fn said(result: Result<OldPackage, PackageError>) -> String {
    result.unwrap_err().to_string()
}

/// Creates a database with these commands.
fn database(commands: &str) -> Vec<u8> {
    let file = NamedTempFile::new().unwrap();
    let connection = Connection::open(file.path()).unwrap();
    connection.execute_batch("PRAGMA page_size = 512; PRAGMA synchronous = OFF; BEGIN").unwrap();
    connection.execute_batch(commands).unwrap();
    connection.execute_batch("COMMIT").unwrap();
    connection.close().unwrap();
    let mut bytes = Vec::new();
    file.reopen().unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// The tables of schema 11, with the columns that are read.
const TABLES: &str = "
    CREATE TABLE col (id integer primary key, ver integer, models text);
    CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, tags text, flds text);
    CREATE TABLE cards (id integer primary key, nid integer, ord integer);";

/// Two note types, three notes, and a card that belongs to no note.
const CONTENT: &str = r#"
    INSERT INTO col VALUES (1, 11, '{
        "7": {"id": 7, "name": "Word", "type": 0, "mod": 99, "sortf": 1, "originalId": 70, "css": "",
            "flds": [{"name": "A", "ord": 1, "id": -5}, {"name": "B", "ord": 0, "id": 1.5}],
            "tmpls": [{"name": "One", "id": 8}, {"name": "Two"}]},
        "9": {"id": "9", "name": "Gap", "type": 1, "mod": 98, "sortf": 3, "flds": [{"name": "T"}],
            "tmpls": [{"name": "Gap", "id": "x"}]}}');
    INSERT INTO notes VALUES
        (3, 'same', 9, 40, '', '{{c3::x}}'),
        (2, 'same', 7, 41, ' b  a　c ', 'x' || char(31) || '<i>y</i>'),
        (1, 'zero', 7, 42, 'd', '' || char(31));
    INSERT INTO cards VALUES (1, 2, 1), (2, 2, 0), (3, 3, 2), (4, 4, 0), (5, 2, 0);"#;
