//! Compiles dictionary-like vocabulary written in YAML into Anki decks, and tables for teachers.
//!
//! A deck is read, checked, compiled and exported:
//!
//! ```
//! use lexideck::disk::MemoryOutput;
//! use lexideck::{BuildOptions, CheckOptions, Deck, MemoryDeck};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let source = MemoryDeck::new("film.yaml", "\
//! deck: { id: film, name: Film }
//! entries: [{ headword: premiere, senses: [{ definition: the first showing of a film }] }]
//! ");
//! let output = MemoryOutput::default();
//! let deck = Deck::read(&source)?.check(&CheckOptions::default())?;
//! let built = deck.compile(BuildOptions::at(1_795_305_600)).export(&["apkg", "csv"], &output)?;
//! assert_eq!((built.notes, built.cards), (1, 2));
//! # Ok(())
//! # }
//! ```
//!
//! [`Deck::check`] returns all problems of a deck with their places. [`Built::ledger`] has to be
//! given to the next build, so that learners keep their reviews. [`disk`] reads decks from the disk
//! and writes files to it; everything else works on what it is given, and reads no clock and no
//! environment.

mod adopt;
mod anki;
mod check;
#[doc(hidden)]
pub mod cli;
mod deck;
mod diag;
pub mod disk;
mod export;
mod forecast;
mod import;
#[doc(hidden)]
pub mod internal;
mod ledger;
mod model;
mod package;
mod pipeline;
mod sheets;
mod source;

pub use deck::{
    BuildOptions, Built, CompiledDeck, Deck, DeckSource, MemoryDeck, Problem, Problems, ValidDeck,
};
pub use diag::{Diagnostics, FileId, Severity};
pub use export::{
    ExportError, Flip, Media, Options as FormatOptions, Package, Paper, Scratch, Separator, Sink,
    Skipped,
};
pub use ledger::Ledger;
pub use model::{Interface, Language, Profile, Shown};
pub use pipeline::{CheckOptions, DeckFiles, Sources};
