//! A valid description of a deck.

use crate::model::cards::CardChoice;
use crate::model::words::{Dialect, Language};

/// A deck.
#[derive(Clone, Debug)]
pub struct Deck {
    /// The name of the output files.
    pub id: String,
    /// The seed of the GUIDs.
    pub uid: String,
    /// The name in Anki; `::` nests.
    pub name: String,
    /// A description in Markdown.
    pub description: Option<String>,
    /// The headwords' language.
    pub language: Language,
    /// Tags of every note.
    pub tags: Vec<String>,
    /// The dialect whose forms lead; none leads where both are wanted, and British comes first.
    pub dialect: Option<Dialect>,
    /// Which cards entries make, where they have no say of their own.
    pub cards: Option<CardChoice>,
    /// The order of new cards.
    pub order: Order,
    /// The licence of the content.
    pub license: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// The order in which new cards come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// All first meetings, then production, gaps, distinctions, questions and quizzes.
    #[default]
    Waves,
    /// Entry by entry, as the author wrote them.
    Source,
}
