//! A deck in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::deck::DeckSource;
use crate::diag::{FileId, Files};
use crate::export::Media;
use crate::pipeline::{DeckFiles, Sources};

/// A deck whose files are in memory.
///
/// ```
/// use lexideck::{Deck, MemoryDeck};
///
/// let source = MemoryDeck::new("deck.yaml", "deck: { id: film, name: Film }")
///     .file("a.yaml", "entries: [{ headword: take, senses: [{ definition: one filmed shot }] }]");
/// let deck = Deck::read(&source)?;
/// assert_eq!(deck.check(&Default::default()).unwrap().entries(), 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct MemoryDeck {
    names: Files,
    contents: Mutex<BTreeMap<FileId, Vec<u8>>>,
    files: DeckFiles,
    media: BTreeMap<String, Vec<u8>>,
}

impl MemoryDeck {
    /// Creates a deck of one file, which describes it.
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> MemoryDeck {
        let mut names = Files::default();
        let file = names.add(name);
        let files = DeckFiles {
            description: file,
            files: vec![file],
            media: BTreeSet::new(),
            ledger: None,
        };
        let contents = Mutex::new(BTreeMap::from([(file, bytes.into())]));
        MemoryDeck { names, contents, files, media: BTreeMap::new() }
    }

    /// Adds a file with entries, after those that it has.
    #[must_use]
    pub fn file(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> MemoryDeck {
        let file = self.add(name, bytes.into());
        self.files.files.push(file);
        self
    }

    /// Adds the ledger of the last build, from which this one continues.
    #[must_use]
    pub fn ledger(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> MemoryDeck {
        self.files.ledger = Some(self.add(name, bytes.into()));
        self
    }

    /// Adds a media file under the name by which the sources refer to it.
    #[must_use]
    pub fn media(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> MemoryDeck {
        self.files.media.insert(name.to_owned());
        self.media.insert(name.to_owned(), bytes.into());
        self
    }

    /// Replaces the contents of a file, for [`Deck::reread`](crate::Deck::reread).
    pub fn replace(&self, file: FileId, bytes: impl Into<Vec<u8>>) {
        self.contents().insert(file, bytes.into());
    }

    fn contents(&self) -> MutexGuard<'_, BTreeMap<FileId, Vec<u8>>> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) -> FileId {
        let file = self.names.add(name);
        self.contents().insert(file, bytes);
        file
    }
}

impl Sources for MemoryDeck {
    fn read(&self, file: FileId) -> io::Result<Vec<u8>> {
        self.contents().get(&file).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Media for MemoryDeck {
    fn open(&self, name: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        let bytes = self.media.get(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(bytes.as_slice()))
    }
}

impl DeckSource for MemoryDeck {
    fn files(&self) -> &DeckFiles {
        &self.files
    }

    fn name(&self, file: FileId) -> &str {
        self.names.name(file)
    }
}
