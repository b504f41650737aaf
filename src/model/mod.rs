//! The vocabulary: values that can only be right, in the words of lexicography.
//!
//! It knows neither YAML nor Anki. The only door into it is [`crate::check`].

mod cards;
mod deck;
mod entry;
pub mod inflection;
mod item;
mod markup;
pub mod slot;
mod str;
mod text;
mod words;

pub use self::str::Str;
pub use cards::{CardChoice, Limit, Profile, Row};
pub use deck::{Deck, Order};
pub use entry::{
    Accent, Choice, Cue, Distinction, Entry, Labelled, Mistake, Phrase, Question, Quiz, Sense,
    Translations,
};
pub use item::{ItemNumber, ItemOrder, ItemPlace};
pub use text::{BLANK, Gap, Inline, OPEN_GAP, StrayBrace, Text};
pub use words::{Dialect, Language, Level, PartOfSpeech};
