//! The keys of a file and of its deck.

use crate::model::Interface;
use crate::source::shape::{CARDS, ENTRY, Kind, Shape, key};

/// A file.
pub(crate) static FILE: Shape = Shape {
    owner: "a source file",
    home: "at the top of the file",
    keys: &[
        key("deck", Kind::Map(&DECK), "the description of the deck"),
        key("entries", Kind::List(&ENTRY), "the entries"),
        key(
            "retired",
            Kind::Retired(&ENTRY),
            "entries that learners have and that are no longer part of the deck: ids, or the entries themselves",
        ),
    ],
};

/// A deck.
pub(crate) static DECK: Shape = Shape {
    owner: "`deck`",
    home: "to the deck, under `deck:`",
    keys: &[
        key(
            "id",
            Kind::DeckId,
            "`a-z`, `0-9` and `-`, not beginning with `-`, at most 64 characters; names the output files and never changes",
        )
        .required(),
        key(
            "uid",
            Kind::Line,
            "one line of text that seeds the GUIDs; a copied deck needs a new one; by default it is made from id, name and author at the first build, and the ledger keeps it",
        ),
        key(
            "name",
            Kind::DeckName,
            "the deck's name in Anki; `::` separates a deck from its subdeck; no quotation marks, no colon next to `::`, and not `Default`",
        )
        .required(),
        key(
            "description",
            Kind::Text,
            "Markdown, shown in Anki's overview of the deck; HTML in it shows as typed, pictures are left out",
        ),
        key(
            "language",
            Kind::Language,
            "the language of the headwords, as a BCP 47 tag such as `en`, `de`, `pt-BR`; default: `en`",
        ),
        key(
            "languages",
            Kind::Languages,
            "the languages of the translations that cards show, in their order, as a list of tags; default: all; `--translations` wins",
        ),
        key(
            "interface",
            Kind::OneOf(interfaces),
            "the language of the labels on cards and sheets; default: `en`; `--interface` wins",
        ),
        key("tags", Kind::Texts, "tags of every note, but not `marked` and `leech`, which Anki sets"),
        key(
            "change_tags",
            Kind::Truth,
            "`true` to give each note in packages a tag with the day of its last change, such as `changed::2026-11-28`, by which learners find what a release has changed; default: `false`",
        ),
        key(
            "word_tags",
            Kind::Truth,
            "`false` to leave out the tags `word::`, of which a large deck has thousands; default: `true`",
        ),
        key("dialect", Kind::OneOf(dialects), "which forms come first on the cards; default: `both`"),
        key(
            "cards",
            Kind::Cards(&CARDS),
            "which cards are made: a profile or [a map](#a-map-of-limits); default: `standard`",
        ),
        key("order", Kind::OneOf(orders), "the order of new cards; default: `waves`"),
        key("license", Kind::Text, "the licence of the content; shown on the cards"),
        key("author", Kind::Text, "shown on the cards"),
        key(
            "allow",
            Kind::Warnings,
            "[warnings](#warnings-that-are-not-wanted) that are not reported for this deck",
        ),
    ],
};

fn interfaces() -> Vec<&'static str> {
    Interface::ALL.map(Interface::tag).to_vec()
}

fn dialects() -> Vec<&'static str> {
    vec!["gb", "us", "both"]
}

fn orders() -> Vec<&'static str> {
    vec!["waves", "source"]
}
