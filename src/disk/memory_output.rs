//! Output that is kept in memory.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use crate::disk::ScratchFile;
use crate::export::{Scratch, Sink};

/// Output files in memory. Only the collection of a package is built in a temporary file, because
/// SQLite needs one.
///
/// ```
/// # use lexideck::{BuildOptions, Deck, MemoryDeck, disk::MemoryOutput};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let source = MemoryDeck::new("film.yaml", "deck: {id: film, name: Film}\nentries: [{headword: take, senses: [{definition: one filmed shot}]}]");
/// # let deck = Deck::read(&source)?.check(&Default::default())?;
/// let output = MemoryOutput::default();
/// deck.compile(BuildOptions::at(1_795_305_600)).export(&["apkg"], &output)?;
/// let files = output.into_files();
/// assert!(files["film.apkg"].starts_with(b"PK"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct MemoryOutput {
    files: Mutex<BTreeMap<String, Arc<Mutex<Vec<u8>>>>>,
}

impl MemoryOutput {
    /// Returns the files by their names.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let taken = |it: Arc<Mutex<Vec<u8>>>| {
            std::mem::take(&mut *it.lock().unwrap_or_else(PoisonError::into_inner))
        };
        files.into_iter().map(|(name, it)| (name, taken(it))).collect()
    }
}

impl Sink for MemoryOutput {
    fn create(&self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        let file = Arc::default();
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(name.to_owned(), Arc::clone(&file));
        Ok(Box::new(MemoryFile(file)))
    }

    fn scratch(&self) -> io::Result<Box<dyn Scratch>> {
        Ok(Box::new(ScratchFile::temporary()?))
    }
}

struct MemoryFile(Arc<Mutex<Vec<u8>>>);

impl Write for MemoryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
