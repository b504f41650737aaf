//! A deck that was found, with its options.

use crate::disk::FoundDeck;

/// A deck that was found.
pub(crate) struct Found {
    /// The deck.
    pub(crate) deck: FoundDeck,
    /// The number of its options, see [`Options`](crate::cli::config::Options); 0 if it has only
    /// those of the command line.
    pub(crate) options: usize,
    /// Whether it may be built as far as its `lexideck.toml` is concerned.
    pub(crate) is_fit: bool,
}

impl From<FoundDeck> for Found {
    fn from(deck: FoundDeck) -> Found {
        Found { deck, options: 0, is_fit: true }
    }
}
