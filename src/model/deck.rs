//! The description of a deck, after all checks.

use crate::model::cards::CardChoice;
use crate::model::words::{Dialect, Language};

/// A deck.
#[derive(Clone, Debug)]
pub struct Deck {
    /// The id, which names the output files.
    pub id: String,
    /// The seed of the GUIDs.
    pub uid: String,
    /// Whether the author wrote it. If not, the ledger keeps the one of the first build.
    pub has_uid: bool,
    /// The name in Anki, in which `::` separates levels.
    pub name: String,
    /// A description in Markdown.
    pub description: Option<String>,
    /// The language of the headwords.
    pub language: Language,
    /// The tags of every note.
    pub tags: Vec<String>,
    /// The dialect whose forms come first on cards; `None` if both are wanted, in which case
    /// British comes first.
    pub dialect: Option<Dialect>,
    /// The choice of cards for entries without their own.
    pub cards: Option<CardChoice>,
    /// The order of new cards.
    pub order: Order,
    /// The licence of the content.
    pub license: Option<String>,
    /// The author.
    pub author: Option<String>,
}

/// The order of new cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// In waves: first recognizing each word, then producing it, then gaps, distinctions, questions
    /// and quizzes.
    #[default]
    Waves,
    /// In the order of the source, entry by entry.
    Source,
}
