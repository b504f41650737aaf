//! The formats: a line for each in [`FORMATS`], and a file for each in this layer.

use std::io::{self, Write};

use crate::anki::Compiled;
use crate::export::{ExportError, Flip, Media, Package, Paper, Scratch, Separator, Stored};
use crate::export::{anki_txt, apkg, csv, print, update, words, xlsx};
use crate::export::{blackboard, blooket, gift, kahoot, moodle, moodle_glossary, tsv};
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

/// All formats.
pub const FORMATS: &[Format] = &[
    apkg::FORMAT,
    csv::FORMAT,
    words::FORMAT,
    xlsx::FORMAT,
    update::FORMAT,
    update::RETIRED,
    anki_txt::FORMAT,
    moodle::FORMAT,
    moodle_glossary::FORMAT,
    gift::FORMAT,
    kahoot::FORMAT,
    blooket::FORMAT,
    blackboard::FORMAT,
    tsv::FORMAT,
    print::CARDS,
    print::WORKSHEET,
];

impl Format {
    /// Returns whether it contains only changes, so that the files of an earlier build are still
    /// valid if nothing has changed.
    pub fn contains_only_changes(&self) -> bool {
        [update::FORMAT.name, update::RETIRED.name].contains(&self.name)
    }

    /// Returns the format with this name.
    pub fn from_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|it| it.name == name)
    }
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
    /// In an update file although it has not changed: the note was retired and is back, and
    /// learners who tagged it as retired have another key in it.
    Back,
    /// Only in the package, which contains its new media.
    PackageOnly,
}

/// The user's options.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The form of Anki packages.
    pub package: Package,
    /// The separator between the cells of CSV files.
    pub csv_separator: Separator,
    /// Whether cells of CSV files that a spreadsheet would evaluate as formulas are left as they
    /// are.
    pub no_formula_guard: bool,
    /// The paper size of documents to print.
    pub paper: Paper,
    /// The edge over which the printer turns a sheet.
    pub flip: Flip,
}

/// The default options.
impl Default for Options {
    fn default() -> Options {
        Options {
            package: Package::default(),
            csv_separator: Separator::default(),
            no_formula_guard: false,
            paper: Paper::default(),
            flip: Flip::default(),
        }
    }
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
