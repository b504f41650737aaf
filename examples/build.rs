//! Builds an Anki package from a deck that is a text in memory.
//!
//! ```sh
//! cargo run --example build     # writes film-words.apkg
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use lexideck::diag::{Diagnostics, FileId, Files};
use lexideck::export::{Format, Media, Options, Resources, Scratch, Sink, Update};
use lexideck::ledger::TakenIds;
use lexideck::pipeline::{DeckFiles, Sources, Wishes, check_deck, release_deck};
use tempfile::NamedTempFile;

const DECK: &str = "\
deck: { id: film-words, name: Film words }
entries:
  - headword: premiere
    part_of_speech: noun
    senses:
      - definition: the first public showing of a film
        examples: [The whole cast came to the premiere.]
";

/// A deck that is one text, without recordings.
struct Text(&'static str);

impl Sources for Text {
    fn read(&self, _: FileId) -> io::Result<Vec<u8>> {
        Ok(self.0.as_bytes().to_vec())
    }
}

impl Media for Text {
    fn open(&self, _: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

/// A folder that files are written to.
struct Folder(PathBuf);

impl Sink for Folder {
    fn create(&self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(file(&self.0.join(name))?))
    }

    fn scratch(&self) -> io::Result<Box<dyn Scratch>> {
        Ok(Box::new(Temporary(NamedTempFile::new()?)))
    }
}

/// A temporary file, in which the collection of a package is built.
struct Temporary(NamedTempFile);

impl Scratch for Temporary {
    fn path(&self) -> &Path {
        self.0.path()
    }

    fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.0.reopen()?))
    }

    fn writer(&self) -> io::Result<Box<dyn Write + '_>> {
        Ok(Box::new(self.0.reopen()?))
    }
}

#[expect(clippy::disallowed_methods, reason = "an example writes a file")]
fn file(path: &Path) -> io::Result<File> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    File::create(path)
}

/// Builds the deck into `folder` at `time`, in seconds since 1970, and returns the number of its cards.
fn build(deck: &'static str, folder: PathBuf, time: i64) -> Result<usize, Box<dyn Error>> {
    let file = Files::default().add("film-words.yaml");
    let files =
        DeckFiles { description: file, files: vec![file], media: BTreeSet::new(), ledger: None };
    let text = Text(deck);
    let mut found = Diagnostics::default();
    let outcome = check_deck(&files, &text, &Wishes::default(), &mut found, &mut |_| {})?;
    let checked = outcome.checked.filter(|_| !found.has_errors()).ok_or("the deck has errors")?;
    let format = Format::from_name("apkg").ok_or("there is no such format")?;
    let sink = Folder(folder);
    let resources = Resources {
        deck: &checked.deck,
        options: Options::default(),
        sink: &sink,
        media: &text,
        update: &|_| Update::None,
    };
    let mut exporter = (format.begin)(&resources)?;
    let mut cards = 0;
    let released = release_deck(
        &checked,
        &BTreeMap::new(),
        false,
        &mut || time,
        &mut TakenIds::default(),
        &mut |made| {
            cards += made.notes.iter().map(|it| it.note.cards.len()).sum::<usize>();
            exporter.add(made)
        },
    )?;
    exporter.finish(&released.ledger)?;
    Ok(cards)
}

#[expect(clippy::print_stdout, reason = "an example shows what it did")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("film-words.apkg: {} cards", build(DECK, PathBuf::from("."), 1_795_305_600)?);
    Ok(())
}

#[test]
fn it_writes_a_package() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    assert_eq!(build(DECK, folder.path().to_owned(), 1_795_305_600)?, 3);
    assert!(folder.path().join("film-words.apkg").metadata()?.len() > 1000);
    assert!(build("deck: {id: a}", folder.path().to_owned(), 0).is_err());
    Ok(())
}
