//! Exporters, which the formats implement.

use std::io::{self, Write};

use crate::anki::Compiled;
use crate::export::options::Options;
use crate::export::{ExportError, Media, Scratch, Stored};
use crate::ledger::{Item, Ledger};
use crate::model::{Deck, Entry};
use crate::source;

/// A format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line, and in the names of its files.
    pub name: &'static str,
    /// A short description.
    pub about: &'static str,
    /// Returns the names of the files that it may write for the deck with an id:
    /// `<id>.<format>.<extension>`.
    pub files: fn(&str) -> Vec<String>,
    /// Whether its exporter needs `Made::written`.
    pub needs_written: bool,
    /// Creates its exporter.
    pub begin: for<'d> fn(&'d Resources<'d>) -> Result<Box<dyn Exporter + 'd>, ExportError>,
}

/// What an exporter needs.
pub struct Resources<'d> {
    /// The deck.
    pub deck: &'d Deck,
    /// The user's options.
    pub options: Options,
    /// The destination of files.
    pub sink: &'d dyn Sink,
    /// The deck's media.
    pub media: &'d dyn Media,
    /// Returns how a note reaches learners who import update files.
    pub update: &'d (dyn Fn(&Stored<'_, '_>) -> Update + Sync),
}

/// How a note reaches learners who have an earlier version of it and import update files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// Not at all: they do not have it, or it has not changed.
    None,
    /// In an update file.
    File,
    /// Only in the package, as the note was retired and is back: an update file would keep the tag
    /// of learners who tagged it as retired.
    Back,
    /// Only in the package, which contains its new media.
    PackageOnly,
}

/// The destination of an exporter's files.
pub trait Sink: Sync {
    /// Creates a file, which becomes visible only when all files of the deck are complete.
    ///
    /// # Errors
    /// Returns an error if the file cannot be created.
    fn create(&self, name: &str) -> io::Result<Box<dyn Write + Send>>;

    /// Creates a temporary file.
    ///
    /// # Errors
    /// Returns an error if the file cannot be created.
    fn scratch(&self) -> io::Result<Box<dyn Scratch>>;
}

/// An entry that is ready to be exported.
#[derive(Clone, Copy, Debug)]
pub struct Made<'m, 'e> {
    /// The entry.
    pub entry: &'e Entry,
    /// The entry as its author wrote it, for formats that need it.
    pub written: Option<&'m source::Entry>,
    /// The compiled entry.
    pub compiled: &'m Compiled<'e>,
    /// Its notes as Anki stores them, with their times.
    pub notes: &'m [Stored<'m, 'e>],
}

impl Made<'_, '_> {
    /// Returns the item of a note.
    pub fn item(&self, note: &Stored<'_, '_>) -> Option<&Item<'_>> {
        self.compiled.items.get(note.note.item.index())
    }

    /// Returns the entry as its author wrote it.
    ///
    /// # Errors
    /// Returns [`ExportError::Invalid`] if the format was declared not to need it.
    pub(crate) fn written(&self) -> Result<&source::Entry, ExportError> {
        self.written.ok_or_else(|| ExportError::Invalid("the written entry is missing".to_owned()))
    }

    /// Returns the words by which a person recognizes a note.
    pub fn words(&self, note: &Stored<'_, '_>) -> String {
        self.item(note).map_or(String::new(), Item::text)
    }
}

/// Writes one format. The entries are added in the order of the source.
pub trait Exporter: Send {
    /// Adds an entry.
    ///
    /// # Errors
    /// Returns an error if it cannot be written.
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError>;

    /// Finishes its files. `ledger` contains the notes that learners have after this release.
    ///
    /// # Errors
    /// Returns an error if the files cannot be written.
    fn finish(self: Box<Self>, ledger: &Ledger) -> Result<Summary, ExportError>;
}

/// The summary of an export.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// The number of media files in the package.
    pub media: usize,
    /// The items that the format cannot represent.
    pub skipped: Vec<Skipped>,
}

/// An item that a format cannot represent. It is left out as a whole and never shortened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The format.
    pub format: &'static str,
    /// The id of the entry, or of the deck if the item belongs to the deck.
    pub entry: String,
    /// The slot of the item, or the kind of other items: `alias`, `category`.
    pub item: String,
    /// The reason, in a few words.
    pub reason: String,
}

/// Returns the name of a format's only file: `<id>.<format>`, followed by an extension if it is
/// different.
pub(crate) fn file_name(id: &str, format: &str, extension: &str) -> String {
    if format == extension {
        format!("{id}.{format}")
    } else {
        format!("{id}.{format}.{extension}")
    }
}
