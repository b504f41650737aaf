//! The errors of reading a package.

use std::fmt;
use std::io;

/// The maximum size of a collection, in bytes: 4 GiB, far larger than any that was ever published.
pub(crate) const MAX_COLLECTION_SIZE: u64 = 4 << 30;

/// The reason why a package could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum PackageError {
    /// The package could not be read, or the temporary file could not be written.
    Io(io::Error),
    /// It is not a ZIP archive, or its end is missing.
    NotZip,
    /// The archive is damaged; the text says how.
    Archive(String),
    /// The file `meta` names a version of the format that Anki 26.9.3 does not know either.
    Version,
    /// The archive has no collection of this name.
    NoCollection(&'static str),
    /// The collection is larger than [`MAX_COLLECTION_SIZE`] bytes.
    TooLarge,
    /// The database has this schema, which is neither 11 nor 18.
    Schema(i64),
    /// The database is damaged or incomplete; the text says how.
    Collection(String),
    /// The database contains more than its size allows, or more than may be kept in memory.
    Inflated,
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackageError::Io(error) => write!(f, "{error}"),
            PackageError::NotZip => {
                write!(
                    f,
                    "this is not an Anki package, or it is incomplete: it does not end like a ZIP archive"
                )
            }
            PackageError::Archive(what) => write!(f, "the package is damaged: {what}"),
            PackageError::Version => {
                write!(f, "the package has an unknown format, perhaps that of a newer Anki")
            }
            PackageError::NoCollection(name) => {
                write!(f, "this is not an Anki package: the archive has no `{name}`")
            }
            PackageError::TooLarge => {
                write!(
                    f,
                    "the package's collection is larger than {} GiB",
                    MAX_COLLECTION_SIZE >> 30
                )
            }
            PackageError::Schema(version) => {
                write!(
                    f,
                    "the package's collection has schema {version}; only 11 and 18 are supported"
                )
            }
            PackageError::Collection(what) => {
                write!(f, "the package's collection cannot be read: {what}")
            }
            PackageError::Inflated => write!(
                f,
                "the package's collection cannot be read: it claims to contain more than fits in its size"
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
            // Only the limit of instructions interrupts a query.
            Some(rusqlite::ErrorCode::OperationInterrupted) => PackageError::Inflated,
            _ => PackageError::Collection(error.to_string()),
        }
    }
}
