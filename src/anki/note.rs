//! Notes and cards, their contents not yet rendered.

use std::borrow::Cow;
use std::sync::Arc;

use crate::anki::content::Content;
use crate::anki::field::Field;
use crate::anki::notetype::Kind;
use crate::ledger::Item;
use crate::model::{CardRow, ItemNumber};

/// An entry, compiled.
#[derive(Debug)]
pub struct Compiled<'e> {
    /// Everything that the entry holds beside its cards' own questions and answers, by label.
    pub sections: Arc<[Section<'e>]>,
    /// Its notes, in the order of the kinds.
    pub notes: Vec<Note<'e>>,
    /// What the limits cut.
    pub left_out: Vec<LeftOut>,
    /// Its items, whether they make notes or not.
    pub items: Vec<Item<'e>>,
    /// The place in the ledger of the row of each.
    pub places: Vec<Option<usize>>,
}

/// A labelled part of an entry, for tables.
#[derive(Clone, Debug)]
pub struct Section<'e> {
    /// What it is.
    pub label: &'static str,
    /// What it holds.
    pub content: Content<'e>,
}

/// A note.
#[derive(Debug)]
pub struct Note<'e> {
    /// Its identity.
    pub guid: String,
    /// What it is about, apart from any text: the place or the `id` of an item of its entry.
    pub slot: String,
    /// The number of its item among [`Compiled::items`].
    pub item: ItemNumber,
    /// Its kind, which decides the note type.
    pub kind: Kind,
    /// The entry's id.
    pub entry: &'e str,
    /// The headword.
    pub headword: &'e str,
    /// The part of speech of what it is about.
    pub part_of_speech: &'e str,
    /// The level, or nothing.
    pub level: &'static str,
    /// The register, or nothing.
    pub register: &'e str,
    /// The contents, as many as the note type has fields.
    pub fields: Vec<Content<'e>>,
    /// Its tags, as Anki stores them.
    pub tags: Vec<String>,
    /// Its cards, by ordinal; at least one.
    pub cards: Vec<Card<'e>>,
    /// What the backs of its cards show beside the answer, for tables.
    pub extra: Arc<[Section<'e>]>,
}

/// A card.
#[derive(Debug)]
pub struct Card<'e> {
    /// The template's number, or the gap number less one; from 0.
    pub ordinal: u16,
    /// The place among new cards.
    pub due: i64,
    /// Its name in tables.
    pub name: Cow<'static, str>,
    /// What it asks, for tables.
    pub question: Vec<Content<'e>>,
    /// What is right, for tables.
    pub answer: Vec<Content<'e>>,
}

/// Something for which the limits leave no card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The row whose limit it is.
    pub row: CardRow,
    /// The number of the item among [`Compiled::items`], whose slot its note would have.
    pub item: ItemNumber,
}

impl<'e> Note<'e> {
    /// The content of `field`; empty if the type has no such field.
    pub fn field(&self, field: Field) -> &Content<'e> {
        let place = self.kind.notetype().place(field);
        place.and_then(|it| self.fields.get(it)).unwrap_or(&Content::Empty)
    }

    /// The ordinals of the cards that Anki itself would make of the note, ascending.
    pub fn generated_ordinals(&self) -> Vec<u16> {
        let notetype = self.kind.notetype();
        if notetype.is_cloze() {
            let cards = self.fields.iter().map(|it| match it {
                Content::Cloze(text) => text.gap_cards(),
                _ => 0,
            });
            return (0..cards.max().unwrap_or(0)).collect();
        }
        let is_empty = |field| self.field(field).is_empty();
        let made = notetype.templates.iter().enumerate();
        made.filter(|(_, it)| it.front_side.makes_card(&is_empty))
            .filter_map(|(at, _)| u16::try_from(at).ok())
            .collect()
    }
}
