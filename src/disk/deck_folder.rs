//! A single deck on the disk, for programs that embed Lexideck.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::deck::DeckSource;
use crate::diag::{Diagnostics, FileId};
use crate::disk::{
    Disk, FoundDeck, OutputFolder, find, find_ledger, named, stage_ledger, write_ledger,
};
use crate::export::Media;
use crate::ledger::Ledger;
use crate::pipeline::{DeckFiles, Sources};

/// A deck on the disk: a folder with `deck.yaml`, or a single YAML file.
///
/// ```
/// use lexideck::disk::{DeckFolder, OutputFolder};
/// use lexideck::{BuildOptions, Deck};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("film.yaml");
/// # std::fs::write(&path, "deck: {id: film, name: Film}\nentries: [{headword: take, senses: [{definition: one filmed shot}]}]")?;
/// # let out = folder.path().join("out");
/// let source = DeckFolder::open(&path)?;
/// let output = OutputFolder::new(&out)?;
/// let deck = Deck::read(&source)?.check(&Default::default())?;
/// let built = deck.compile(BuildOptions::at(1_795_305_600)).export(&["apkg"], &output)?;
/// source.put_ledger(&built.ledger, &output)?;
/// output.finish()?;
/// # assert!(out.join("film.apkg").exists() && path.with_extension("lock").exists());
/// # Ok(())
/// # }
/// ```
pub struct DeckFolder {
    disk: Disk,
    deck: FoundDeck,
    /// The diagnostics from finding the files.
    diagnostics: Diagnostics,
}

impl DeckFolder {
    /// Finds the files of the deck at a path. Nothing is read yet.
    ///
    /// # Errors
    /// Returns an error if the path cannot be read, or if there is no deck or more than one.
    pub fn open(path: &Path) -> io::Result<DeckFolder> {
        let (mut disk, mut diagnostics) = (Disk::default(), Diagnostics::default());
        let mut found = find(path, None, &mut disk, &mut diagnostics)?;
        let count = found.len();
        let Some(mut deck) = found.pop().filter(|_| count == 1) else {
            let what = if count == 0 { "there is no deck" } else { "there are several decks" };
            return Err(named(path, &io::Error::new(io::ErrorKind::InvalidInput, what)));
        };
        diagnostics.append(std::mem::take(&mut deck.diagnostics));
        find_ledger(&mut deck, &mut disk, &mut diagnostics)?;
        Ok(DeckFolder { disk, deck, diagnostics })
    }

    /// Returns the path of the ledger, whether or not it exists; `None` if the deck is not a
    /// regular file or folder.
    pub fn ledger_path(&self) -> Option<&PathBuf> {
        self.deck.ledger.as_ref()
    }

    /// Lets [`OutputFolder::finish`] write the ledger of a build beside the deck, together with the
    /// files of the build. Does nothing if the deck can have no ledger.
    ///
    /// # Errors
    /// Returns an error if the ledger cannot be written.
    pub fn put_ledger(&self, ledger: &Ledger, output: &OutputFolder) -> io::Result<()> {
        let Some(path) = &self.deck.ledger else { return Ok(()) };
        stage_ledger(path, ledger, output)?;
        self.deck.former_ledger.iter().for_each(|it| output.remove(it.clone()));
        Ok(())
    }

    /// Writes the ledger of a build beside the deck, so that the next build continues from it. Does
    /// nothing if the deck can have none.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; the earlier ledger is then kept.
    pub fn write_ledger(&self, ledger: &Ledger) -> io::Result<()> {
        let Some(path) = &self.deck.ledger else { return Ok(()) };
        write_ledger(path, self.deck.former_ledger.as_ref(), ledger)
    }
}

impl Sources for DeckFolder {
    fn read(&self, file: FileId) -> io::Result<Vec<u8>> {
        self.disk.read(file)
    }
}

impl Media for DeckFolder {
    fn open(&self, name: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        self.deck.media.open(name)
    }
}

impl DeckSource for DeckFolder {
    fn files(&self) -> &DeckFiles {
        &self.deck.files
    }

    fn name(&self, file: FileId) -> &str {
        self.disk.names.name(file)
    }

    fn diagnostics(&self) -> Diagnostics {
        self.diagnostics.clone()
    }
}
