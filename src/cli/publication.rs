//! What a release gives to learners, for every form of the report.

use crate::forecast::Forecast;
use crate::model::Deck;
use serde_json::{Value, json};

use crate::cli::edges::Edges;
use crate::cli::{changelog, forecast};

/// A release of a deck.
pub(crate) struct Publication {
    /// Its number.
    pub(crate) number: u16,
    /// The number of the release before it; the same number if nothing has changed since.
    pub(crate) before: Option<u16>,
    /// What an import does, for the terminal.
    pub(crate) text: String,
    /// What changes for learners as Markdown, if it was asked for.
    pub(crate) markdown: Option<String>,
    plan: Value,
}

impl Publication {
    /// Creates it from the forecast of importing the release.
    pub(crate) fn new(
        deck: &Deck,
        [before, number]: [Option<u16>; 2],
        it: &Forecast,
        edges: &Edges,
        is_markdown: bool,
    ) -> Publication {
        let against = match before {
            Some(number) => format!("release {number}"),
            None => "nothing yet".to_owned(),
        };
        Publication {
            number: number.unwrap_or_default(),
            before,
            text: forecast::text(deck, &against, it, edges),
            markdown: is_markdown.then(|| changelog::markdown(deck, it, edges.renamed())),
            plan: forecast::json(deck, it, edges),
        }
    }

    /// Returns whether it is a new release.
    pub(crate) fn is_new(&self) -> bool {
        self.before != Some(self.number)
    }

    /// Describes it as JSON.
    pub(crate) fn json(&self) -> Value {
        let before = self.before;
        json!({ "number": self.number, "before": before, "new": self.is_new(), "plan": self.plan })
    }
}
