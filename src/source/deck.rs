//! The description of a deck as it was written.

use crate::diag::{Diagnostics, Span};
use crate::source::cards::{Cards, read_cards};
use crate::source::mapping::{Fields, truth};
use crate::source::node::Node;
use crate::source::shape::DECK;
use crate::source::text::Text;

/// The value of `deck:`.
#[derive(Clone, Debug)]
pub struct Deck {
    /// The key.
    pub span: Span,
    /// The name of the output files; never changes.
    pub id: Option<Text>,
    /// The seed of the GUIDs.
    pub uid: Option<Text>,
    /// The deck's name in Anki.
    pub name: Option<Text>,
    /// A description in Markdown.
    pub description: Option<Text>,
    /// The headwords' language.
    pub language: Option<Text>,
    /// The languages of the translations that are shown.
    pub languages: Vec<Text>,
    /// The language of labels.
    pub interface: Option<Text>,
    /// Tags of every note.
    pub tags: Vec<Text>,
    /// Whether notes have a tag for the day of their last change.
    pub change_tags: Option<bool>,
    /// Whether notes have a tag for their word.
    pub word_tags: Option<bool>,
    /// The dialect whose forms come first.
    pub dialect: Option<Text>,
    /// Which cards entries make.
    pub cards: Option<Cards>,
    /// The order of new cards.
    pub order: Option<Text>,
    /// The licence of the content.
    pub license: Option<Text>,
    /// The author of the content.
    pub author: Option<Text>,
    /// The codes of warnings that the deck allows.
    pub allow: Vec<Text>,
}

pub(crate) fn read(node: &Node<'_>, key: Span, diagnostics: &mut Diagnostics) -> Option<Deck> {
    if node.is_empty() {
        return None;
    }
    let fields = Fields::of(node, &DECK, diagnostics)?;
    let deck = Deck {
        span: key,
        id: fields.text("id", diagnostics),
        uid: fields.text("uid", diagnostics),
        name: fields.text("name", diagnostics),
        description: fields.text("description", diagnostics),
        language: fields.text("language", diagnostics),
        languages: fields.texts("languages", diagnostics),
        interface: fields.text("interface", diagnostics),
        tags: fields.texts("tags", diagnostics),
        change_tags: fields.get("change_tags").and_then(|it| truth(it, "change_tags", diagnostics)),
        word_tags: fields.get("word_tags").and_then(|it| truth(it, "word_tags", diagnostics)),
        dialect: fields.text("dialect", diagnostics),
        cards: fields.get("cards").and_then(|it| read_cards(it, diagnostics)),
        order: fields.text("order", diagnostics),
        license: fields.text("license", diagnostics),
        author: fields.text("author", diagnostics),
        allow: fields.texts("allow", diagnostics),
    };
    Some(deck)
}
