//! The vocabulary in the terms of lexicography, with types that can only hold valid values.
//!
//! This module depends on neither YAML nor Anki. Its values are created only by [`crate::check`].

mod cards;
mod deck;
mod entity;
mod entry;
pub(crate) mod inflection;
mod item;
mod notation;
mod pronunciation;
pub(crate) mod slot;
mod str;
mod text;
mod words;

pub(crate) use self::str::Str;
pub use cards::Profile;
pub(crate) use cards::{CardChoice, CardRow, Limit};
pub(crate) use deck::Order;
pub use deck::{Deck, Shown};
pub(crate) use entity::entity;
pub use entry::Entry;
pub(crate) use entry::{
    Choice, Cue, Distinction, Form, Labelled, Mistake, Phrase, Question, Quiz, Sense, Translations,
};
pub(crate) use item::{ItemNumber, ItemOrder, ItemPlace};
pub(crate) use notation::Notation;
pub(crate) use pronunciation::{Accent, Pronunciation, Region};
pub(crate) use text::{BLANK, Gap, Inline, OPEN_GAP, StrayBrace, Text};
pub(crate) use words::{Dialect, Gender, Level};
pub use words::{Interface, Language, PartOfSpeech};
