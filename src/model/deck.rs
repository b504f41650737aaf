//! The description of a deck, after all checks.

use crate::model::cards::CardChoice;
use crate::model::entry::Translations;
use crate::model::text::Text;
use crate::model::words::{Dialect, Interface, Language};

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
    /// Which translations are shown, and in which order.
    pub translations: Shown,
    /// The language of labels on cards and sheets.
    pub interface: Interface,
    /// Whether notes have the tag `word::` with the id of their entry.
    pub has_word_tags: bool,
    /// Whether notes have the tag `changed::` with the day of their last change.
    pub has_change_tags: bool,
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

/// Which translations are shown, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All, in the order of the source.
    #[default]
    All,
    /// Those into these languages, in this order.
    Only(Vec<Language>),
}

impl Shown {
    /// Returns the translations that are shown, in their order.
    pub(crate) fn of<'t>(&self, all: &'t Translations) -> Vec<&'t (Language, Text)> {
        match self {
            Shown::All => all.iter().collect(),
            Shown::Only(languages) => {
                let mut shown: Vec<&(Language, Text)> = Vec::new();
                for language in languages {
                    let fits = all.iter().filter(|it| language.matches(&it.0));
                    let fresh: Vec<_> =
                        fits.filter(|it| !shown.iter().any(|known| known.0 == it.0)).collect();
                    shown.extend(fresh);
                }
                shown
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_are_shown_in_the_order_of_the_languages() {
        let language = |tag: &str| Language::new(tag).unwrap();
        let all: Translations =
            ["fr", "de", "de-AT", "en"].map(|tag| (language(tag), Text::plain_from(tag))).into();
        let shown = |it: Shown| {
            it.of(&all).iter().map(|it| it.0.tag().to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(Shown::All), "fr de de-AT en");
        assert_eq!(shown(Shown::Only(vec![language("en"), language("de")])), "en de de-AT");
        assert_eq!(shown(Shown::Only(vec![language("de-AT"), language("de")])), "de-AT de");
        assert_eq!(shown(Shown::Only(Vec::new())), "");
    }
}
