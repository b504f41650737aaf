//! Exports notes to files. An exporter writes to the sink that it is given; it has no access to the
//! clock or to paths, so equal inputs result in equal bytes.

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

pub(crate) use exporter::Summary;
pub use exporter::{Format, Made, Resources, Sink, Skipped, Update};
pub(crate) use formats::FORMATS;
pub use options::{Flip, Options, Package, Paper, Separator};
pub use stored::{Rendered, Stored};
pub(crate) use update::retired_tag;

/// A temporary file on disk that can be written and read back. A collection is a database, and
/// SQLite cannot create or read one otherwise without keeping it in memory.
pub trait Scratch: Send {
    /// Returns its path; the file exists and is empty at first.
    fn path(&self) -> &Path;

    /// Returns a reader of the bytes that were written to it.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    fn reader(&self) -> io::Result<Box<dyn Read + '_>>;

    /// Returns a writer that starts at its beginning.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    fn writer(&self) -> io::Result<Box<dyn Write + '_>>;
}

/// The source of the bytes of media files, which several threads may read.
pub trait Media: Sync {
    /// Returns a reader of the file with this name in the package.
    ///
    /// # Errors
    /// Returns an error if there is no such file or it cannot be read.
    fn open(&self, stored_name: &str) -> io::Result<Box<dyn Read + Send + '_>>;
}

/// The reason why an export failed.
#[derive(Debug)]
pub enum ExportError {
    /// The input or the output could not be read or written.
    Io(io::Error),
    /// The collection could not be built.
    Database(rusqlite::Error),
    /// There is no format with this name.
    UnknownFormat(String),
    /// The result would not be a valid package, which is a bug of this program.
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
