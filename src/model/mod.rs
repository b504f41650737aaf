//! The vocabulary in the terms of lexicography, with types that can only hold valid values.
//!
//! This module depends on neither YAML nor Anki. Its values are created only by [`crate::check`].

mod cards;
mod deck;
mod entry;
pub mod inflection;
mod item;
pub mod slot;
mod str;
mod text;
mod words;

pub use self::str::Str;
pub use cards::{CardChoice, CardRow, Limit, Profile};
pub use deck::{Deck, Order};
pub use entry::{
    Accent, Choice, Cue, Distinction, Entry, Labelled, Mistake, Phrase, Question, Quiz, Sense,
    Translations,
};
pub use item::{ItemNumber, ItemOrder, ItemPlace};
pub use text::{BLANK, Gap, Inline, OPEN_GAP, StrayBrace, Text};
pub use words::{Dialect, Language, Level, PartOfSpeech};
