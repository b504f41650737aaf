//! What an exporter is: the formats implement it.

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
    /// What it is, in a few words.
    pub about: &'static str,
    /// The names of the files that it may write for the deck with an id: `<id>.<format>.<extension>`.
    pub files: fn(&str) -> Vec<String>,
    /// Whether its exporter needs `Made::written`.
    pub needs_written: bool,
    /// Begins its files.
    pub begin: for<'d> fn(&'d Resources<'d>) -> Result<Box<dyn Exporter + 'd>, ExportError>,
}

/// What an exporter is handed.
pub struct Resources<'d> {
    /// The deck.
    pub deck: &'d Deck,
    /// What the user chose.
    pub options: Options,
    /// Where files go.
    pub sink: &'d dyn Sink,
    /// The deck's media.
    pub media: &'d dyn Media,
    /// How a note comes to learners who import update files.
    pub update: &'d (dyn Fn(&Stored<'_, '_>) -> Update + Sync),
}

/// How a note comes to learners who have it in an earlier state and import update files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// It does not: they do not have it, or have it as it is.
    None,
    /// In an update file.
    File,
    /// In an update file, though it is what it was: it was away, and those who tagged it as retired
    /// have another key in it.
    Back,
    /// In the package only, which has its new media.
    PackageOnly,
}

/// Where an exporter's files go.
pub trait Sink: Sync {
    /// Begins a file; nobody sees it before all files of the deck are whole.
    ///
    /// # Errors
    /// What the disk says.
    fn create(&self, name: &str) -> io::Result<Box<dyn Write + Send>>;

    /// A file for a while.
    ///
    /// # Errors
    /// What the disk says.
    fn scratch(&self) -> io::Result<Box<dyn Scratch>>;
}

/// An entry, ready to be exported.
#[derive(Clone, Copy, Debug)]
pub struct Made<'m, 'e> {
    /// The entry.
    pub entry: &'e Entry,
    /// The entry as its author wrote it, for formats that need it.
    pub written: Option<&'m source::Entry>,
    /// The entry, compiled.
    pub compiled: &'m Compiled<'e>,
    /// Its notes as Anki stores them, with their times.
    pub notes: &'m [Stored<'m, 'e>],
}

impl Made<'_, '_> {
    /// The item that a note is made of.
    pub fn item(&self, note: &Stored<'_, '_>) -> Option<&Item<'_>> {
        self.compiled.items.get(note.note.item.index())
    }

    /// The entry as its author wrote it.
    ///
    /// # Errors
    /// [`ExportError::Invalid`] if the format was declared not to need it.
    pub(crate) fn written(&self) -> Result<&source::Entry, ExportError> {
        self.written.ok_or_else(|| ExportError::Invalid("the written entry is missing".to_owned()))
    }

    /// The words by which a person knows a note.
    pub fn words(&self, note: &Stored<'_, '_>) -> String {
        self.item(note).map_or(String::new(), Item::text)
    }
}

/// Writes one format, fed entry by entry in the order of the source.
pub trait Exporter: Send {
    /// Adds an entry.
    ///
    /// # Errors
    /// What its file cannot take.
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError>;

    /// Ends its files. `ledger` says what learners have after this release.
    ///
    /// # Errors
    /// What its file cannot take.
    fn finish(self: Box<Self>, ledger: &Ledger) -> Result<Summary, ExportError>;
}

/// What an exporter has to tell.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// The number of media files in the package.
    pub media: usize,
    /// What the format cannot hold.
    pub skipped: Vec<Skipped>,
}

/// Something that a format cannot hold, left out as a whole and never cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The format.
    pub format: &'static str,
    /// The id of the entry, or of the deck where it is something of the deck.
    pub entry: String,
    /// The slot of the item, or what else it is: `alias`, `category`.
    pub item: String,
    /// Why, in a few words.
    pub reason: String,
}

/// The name of the one file of a format: `<id>.<format>`, and an extension where it differs.
pub(crate) fn file_name(id: &str, format: &str, extension: &str) -> String {
    if format == extension {
        format!("{id}.{format}")
    } else {
        format!("{id}.{format}.{extension}")
    }
}
