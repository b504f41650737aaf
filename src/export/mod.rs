//! From notes to files. An exporter writes into what it is handed; it reads no clock and knows no
//! path, so equal input gives equal bytes.

mod anki_txt;
mod apkg;
mod blackboard;
mod blooket;
mod csv;
mod delimited;
mod escape;
mod exporter;
mod formats;
mod gift;
mod html;
mod kahoot;
mod markdown;
mod moodle;
mod moodle_glossary;
mod options;
mod plain;
mod print;
mod questions;
mod stored;
mod tsv;
mod update;
mod web;
mod words;
mod xlsx;
mod xml;

use std::fmt;
use std::io::{self, Read, Write};
use std::path::Path;

pub use exporter::{Exporter, Format, Made, Resources, Sink, Skipped, Summary, Update};
pub use formats::FORMATS;
pub use options::{Flip, Options, Package, Paper, Separator};
pub use stored::{Rendered, Stored};
pub use update::retired_tag;

/// A file of the disk that may be filled and read back: a collection is a database, and SQLite has
/// no other way to build or to read one in little memory.
pub trait Scratch: Send {
    /// Where it is; nothing is there yet but an empty file.
    fn path(&self) -> &Path;

    /// The bytes written to it.
    ///
    /// # Errors
    /// What the disk says.
    fn reader(&self) -> io::Result<Box<dyn Read + '_>>;

    /// Writes to it from its beginning.
    ///
    /// # Errors
    /// What the disk says.
    fn writer(&self) -> io::Result<Box<dyn Write + '_>>;
}

/// Where the bytes of media files come from: several threads may read them.
pub trait Media: Sync {
    /// The bytes of the file with this name in the package.
    ///
    /// # Errors
    /// What the disk says, or that there is no such file.
    fn open(&self, stored_name: &str) -> io::Result<Box<dyn Read + Send + '_>>;
}

/// Why an export failed.
#[derive(Debug)]
pub enum ExportError {
    /// Reading or writing failed.
    Io(io::Error),
    /// The collection could not be built.
    Database(rusqlite::Error),
    /// There is no format of this name.
    UnknownFormat(String),
    /// What was to be written would not be a valid package: a fault of this program.
    Invalid(String),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExportError::Io(error) => write!(f, "{error}"),
            ExportError::Database(error) => write!(f, "the collection could not be built: {error}"),
            ExportError::UnknownFormat(name) => write!(f, "there is no format `{name}`"),
            ExportError::Invalid(what) => write!(f, "{what}"),
        }
    }
}

impl std::error::Error for ExportError {}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> ExportError {
        ExportError::Io(error)
    }
}

impl From<rusqlite::Error> for ExportError {
    fn from(error: rusqlite::Error) -> ExportError {
        ExportError::Database(error)
    }
}
