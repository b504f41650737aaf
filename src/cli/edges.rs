//! Describes what happens at the edges of a deck, and what learners have to do then.

use serde_json::{Value, json};

use crate::pipeline::CheckedDeck;

/// A deck with another name than the one that learners know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renamed {
    /// The name that learners know.
    pub(crate) from: String,
    /// The name that the deck has now.
    pub(crate) to: String,
}

impl Renamed {
    /// Returns the change of a deck's name since the last release, or the last build where there was
    /// no release.
    pub(crate) fn of(checked: &CheckedDeck) -> Option<Renamed> {
        let from = checked.ledger.old_name(&checked.deck)?.to_owned();
        Some(Renamed { from, to: checked.deck.name.clone() })
    }

    /// Returns what it means for learners, who have the deck under its old name.
    pub(crate) fn advice(&self) -> String {
        let Renamed { from, to } = self;
        format!(
            "the deck `{from}` is now called `{to}`: learners rename it in Anki before they import; otherwise the cards that they have stay in `{from}`, and new ones go to a second deck"
        )
    }

    /// Describes it in the JSON output.
    pub(crate) fn json(&self) -> Value {
        json!({ "from": self.from, "to": self.to })
    }
}
