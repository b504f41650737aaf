//! Why a package could not be read, in one sentence.

use std::fmt;
use std::io;

use crate::package::MOST;

/// Why a package could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum PackageError {
    /// The disk failed: the package could not be read, or the scratch file not be written.
    Io(io::Error),
    /// There is no zip archive, or its end is missing.
    NotZip,
    /// The archive is damaged, in the way that is told.
    Archive(String),
    /// The file `meta` names a form of packages that Anki 26.9.3 does not know either.
    Version,
    /// The archive lacks the collection of this name.
    NoCollection(&'static str),
    /// The collection is larger than [`MOST`] bytes.
    TooLarge,
    /// The database is of this schema, neither 11 nor 18.
    Schema(i64),
    /// The database is damaged or lacks something, as it is told.
    Collection(String),
    /// The database claims to hold more than its size allows, or than can be kept in memory.
    Inflated,
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackageError::Io(error) => write!(f, "{error}"),
            PackageError::NotZip => {
                write!(
                    f,
                    "this is no Anki package, or not a whole one: it does not end as a zip archive"
                )
            }
            PackageError::Archive(what) => write!(f, "the package is damaged: {what}"),
            PackageError::Version => {
                write!(f, "the package is of a form that is not known, perhaps of a newer Anki")
            }
            PackageError::NoCollection(name) => {
                write!(f, "this is no Anki package: there is no `{name}` in the archive")
            }
            PackageError::TooLarge => {
                write!(f, "the package's collection is larger than {} GiB", MOST >> 30)
            }
            PackageError::Schema(version) => {
                write!(f, "the package's collection is of schema {version}; known are 11 and 18")
            }
            PackageError::Collection(what) => {
                write!(f, "the package's collection cannot be read: {what}")
            }
            PackageError::Inflated => write!(
                f,
                "the package's collection cannot be read: it leads to more than it can hold"
            ),
        }
    }
}

impl std::error::Error for PackageError {}

impl From<io::Error> for PackageError {
    fn from(error: io::Error) -> PackageError {
        PackageError::Io(error)
    }
}

impl From<rusqlite::Error> for PackageError {
    fn from(error: rusqlite::Error) -> PackageError {
        match error.sqlite_error_code() {
            // Only the limit of steps interrupts.
            Some(rusqlite::ErrorCode::OperationInterrupted) => PackageError::Inflated,
            _ => PackageError::Collection(error.to_string()),
        }
    }
}
