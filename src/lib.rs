//! Compiles dictionary-like vocabulary written in YAML into Anki decks, and tables for teachers.
//!
//! The way of the data is the architecture, one floor on the other:
//!
//! - [`diag`] and [`model`], the ground: what can be wrong, and what a valid vocabulary is;
//! - [`ledger`] keeps which note is which from release to release;
//! - [`source`] reads texts and keeps the places of everything;
//! - [`check`] collects every problem and lets valid entries through;
//! - [`sheets`] lays the vocabulary out as tables that people can edit and send back;
//! - [`import`] takes what they corrected back into the sources;
//! - [`anki`] compiles entries into notes and cards;
//! - [`export`] writes them as packages and tables;
//! - [`package`] reads packages, of ours and of others, as far as a new one depends on them;
//! - [`forecast`] says what importing a release does to a learner who has an earlier one;
//! - [`adopt`] finds the notes of another tool's deck that a deck goes on as;
//! - [`pipeline`] leads a deck through all of them: every file is read once, and its entries are kept.
//!
//! The library touches no disk, clock, environment or terminal; whoever calls it hands over texts,
//! media and a place to write to.

pub mod adopt;
pub mod anki;
pub mod check;
#[doc(hidden)]
pub mod cli;
mod deck;
pub mod diag;
pub mod disk;
pub mod export;
pub mod forecast;
pub mod import;
pub mod ledger;
pub mod model;
pub mod package;
pub mod pipeline;
pub mod sheets;
pub mod source;

pub use deck::{
    BuildOptions, Built, CompiledDeck, Deck, DeckSource, MemoryDeck, Problem, Problems, ValidDeck,
};
pub use pipeline::CheckOptions;
