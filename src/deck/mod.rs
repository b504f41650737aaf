//! The steps from sources to files, for programs that embed Lexideck.

mod memory;
mod problems;

pub use memory::MemoryDeck;
pub use problems::{Problem, Problems};

use std::io;

use crate::diag::{Diagnostics, FileId};
use crate::export::{ExportError, Format, Media, Options, Resources, Sink, Skipped};
use crate::forecast::Baseline;
use crate::ledger::{Ledger, TakenIds};
use crate::pipeline::{
    self, CheckOptions, CheckedDeck, DeckFiles, ReadDeck, Sources, StoredMedia, stored_names,
};

/// Where the files of a deck come from: [`MemoryDeck`] or
/// [`disk::DeckFolder`](crate::disk::DeckFolder).
///
/// Media are opened by their names in the source.
pub trait DeckSource: Sources + Media {
    /// Returns the files of the deck.
    fn files(&self) -> &DeckFiles;

    /// Returns the name of a file, as problems show it.
    fn name(&self, file: FileId) -> &str;

    /// Returns the problems that were found while the files were looked for.
    fn diagnostics(&self) -> Diagnostics {
        Diagnostics::default()
    }
}

/// A deck whose files were read.
///
/// ```
/// use lexideck::{BuildOptions, Deck, MemoryDeck};
/// use lexideck::disk::OutputFolder;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path();
/// let source = MemoryDeck::new("film.yaml", "\
/// deck: { id: film, name: Film }
/// entries: [{ headword: premiere, senses: [{ definition: the first showing of a film }] }]
/// ");
/// let output = OutputFolder::new(path)?;
/// let deck = Deck::read(&source)?.check(&Default::default())?;
/// let built = deck.compile(BuildOptions::at(1_795_305_600)).export(&["apkg", "csv"], &output)?;
/// output.finish()?;
/// assert_eq!((built.notes, built.cards), (1, 2));
/// # Ok(())
/// # }
/// ```
pub struct Deck<'s> {
    source: &'s dyn DeckSource,
    read: ReadDeck,
    /// The diagnostics from before the files were checked.
    diagnostics: Diagnostics,
}

impl<'s> Deck<'s> {
    /// Reads the files of a deck, and checks each of them by itself.
    ///
    /// # Errors
    /// Returns the error of a file that cannot be read. Sources with mistakes are no error here:
    /// [`Deck::check`] returns them.
    pub fn read(source: &'s dyn DeckSource) -> io::Result<Deck<'s>> {
        let mut diagnostics = source.diagnostics();
        let read = ReadDeck::read(source.files(), source, &mut diagnostics, &mut |_| {})?;
        Ok(Deck { source, read, diagnostics })
    }

    /// Reads one of the files again after it has changed, and keeps what is known of the others.
    ///
    /// # Errors
    /// Returns the error of the file if it cannot be read; then the deck has not changed.
    pub fn reread(&mut self, file: FileId) -> io::Result<()> {
        self.read.reread(file, self.source)
    }

    /// Checks the entries of all files against each other and against the ledger.
    ///
    /// # Errors
    /// Returns all problems, warnings among them, if one of them is an error.
    pub fn check(&self, options: &CheckOptions) -> Result<ValidDeck<'s>, Problems> {
        let mut diagnostics = self.diagnostics.clone();
        let outcome = self.read.check(options, &mut diagnostics);
        let problems = Problems::of(diagnostics, &self.read, self.source);
        match outcome.checked {
            Some(checked) if !problems.has_errors() => {
                Ok(ValidDeck { source: self.source, checked, warnings: problems })
            }
            _ => Err(problems),
        }
    }
}

/// A deck without errors.
pub struct ValidDeck<'s> {
    source: &'s dyn DeckSource,
    checked: CheckedDeck,
    warnings: Problems,
}

impl ValidDeck<'_> {
    /// Returns the id of the deck.
    pub fn id(&self) -> &str {
        &self.checked.deck.id
    }

    /// Returns the number of entries.
    pub fn entries(&self) -> usize {
        self.checked.entries
    }

    /// Returns the warnings.
    pub fn warnings(&self) -> &Problems {
        &self.warnings
    }

    /// Prepares the deck for export. It is compiled entry by entry while it is exported, so that
    /// large decks take little memory.
    pub fn compile(&self, options: BuildOptions) -> CompiledDeck<'_> {
        CompiledDeck { source: self.source, checked: &self.checked, options }
    }
}

/// Options of a build.
#[derive(Clone, Copy, Debug)]
pub struct BuildOptions {
    /// The time of the build in seconds since 1970, with which new and changed notes are dated.
    pub time: i64,
    /// The options of the formats.
    pub formats: Options,
}

impl BuildOptions {
    /// Returns the default options for a build at this time, in seconds since 1970.
    pub fn at(time: i64) -> BuildOptions {
        BuildOptions { time, formats: Options::default() }
    }
}

/// A deck that can be exported.
pub struct CompiledDeck<'d> {
    source: &'d dyn DeckSource,
    checked: &'d CheckedDeck,
    options: BuildOptions,
}

impl CompiledDeck<'_> {
    /// Writes the deck in these formats, named as for the option `--to` of the command line.
    ///
    /// # Errors
    /// Returns [`ExportError::UnknownFormat`] for a name that is none, [`ExportError::Io`] if a
    /// media file cannot be read or a file cannot be written, and [`ExportError::Database`] if the
    /// collection of the package cannot be built.
    pub fn export(&self, formats: &[&str], output: &dyn Sink) -> Result<Built, ExportError> {
        let known = |it: &&str| {
            Format::from_name(it).ok_or_else(|| ExportError::UnknownFormat((*it).to_owned()))
        };
        let formats = formats.iter().map(known).collect::<Result<Vec<_>, _>>()?;
        let CompiledDeck { source, checked, options } = self;
        let stored = stored_names(*source, &checked.media)?;
        let media = StoredMedia::new(*source, &stored);
        let baseline = Baseline::Ledger(std::borrow::Cow::Borrowed(&checked.ledger));
        let resources = Resources {
            deck: &checked.deck,
            options: options.formats,
            sink: output,
            media: &media,
            update: &|it| baseline.update(it),
        };
        let (mut notes, mut cards) = (0, 0);
        let mut clock = || options.time;
        let exported = pipeline::export_deck(
            checked,
            &stored,
            &formats,
            &resources,
            &mut clock,
            &mut TakenIds::default(),
            &mut |made| {
                notes += made.notes.len();
                cards += made.notes.iter().map(|it| it.note.cards.len()).sum::<usize>();
            },
        )?;
        let skipped = exported.summaries.into_iter().flat_map(|it| it.skipped).collect();
        Ok(Built { notes, cards, skipped, ledger: exported.released.ledger })
    }
}

/// The result of an export.
#[derive(Debug)]
pub struct Built {
    /// The number of notes.
    pub notes: usize,
    /// The number of cards.
    pub cards: usize,
    /// What one of the formats cannot represent.
    pub skipped: Vec<Skipped>,
    /// The ledger, which the next build has to be given so that learners keep their reviews.
    pub ledger: Ledger,
}
