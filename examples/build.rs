//! Builds an Anki package from a deck that is a text in memory.
//!
//! ```sh
//! cargo run --example build     # writes film-words.apkg
//! ```

use std::error::Error;
use std::path::Path;

use lexideck::disk::OutputFolder;
use lexideck::{BuildOptions, Built, CheckOptions, Deck, MemoryDeck};

const DECK: &str = "\
deck: { id: film-words, name: Film words }
entries:
  - headword: premiere
    part_of_speech: noun
    senses:
      - definition: the first public showing of a film
        examples: [The whole cast came to the premiere.]
";

/// Builds the deck into `folder` at `time`, in seconds since 1970.
fn build(deck: &str, folder: &Path, time: i64) -> Result<Built, Box<dyn Error>> {
    let source = MemoryDeck::new("film-words.yaml", deck);
    let output = OutputFolder::new(folder)?;
    let deck = Deck::read(&source)?.check(&CheckOptions::default())?;
    let built = deck.compile(BuildOptions::at(time)).export(&["apkg"], &output)?;
    output.finish()?;
    Ok(built)
}

#[expect(clippy::print_stdout, reason = "an example shows what it did")]
fn main() -> Result<(), Box<dyn Error>> {
    let built = build(DECK, Path::new("."), 1_795_305_600)?;
    println!("film-words.apkg: {} cards", built.cards);
    Ok(())
}

#[test]
fn it_writes_a_package() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    assert_eq!(build(DECK, folder.path(), 1_795_305_600)?.cards, 3);
    assert!(folder.path().join("film-words.apkg").metadata()?.len() > 1000);
    let error = build("deck: {id: a}", folder.path(), 0).unwrap_err().to_string();
    assert!(error.starts_with("film-words.yaml:1:1: error[missing-key]"), "{error}");
    Ok(())
}
