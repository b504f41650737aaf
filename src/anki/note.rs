//! Notes and cards whose contents are not rendered yet.

use std::borrow::Cow;
use std::sync::Arc;

use crate::anki::content::Content;
use crate::anki::field::Field;
use crate::anki::notetype::Kind;
use crate::ledger::Item;
use crate::model::{CardRow, ItemNumber};

/// A compiled entry.
#[derive(Debug)]
pub struct Compiled<'e> {
    /// The sections of the entry, in addition to the questions and answers of its cards.
    pub sections: Arc<[Section<'e>]>,
    /// Its notes, ordered by kind.
    pub notes: Vec<Note<'e>>,
    /// The items for which the limits leave no card.
    pub left_out: Vec<LeftOut>,
    /// Its items, including those without notes.
    pub items: Vec<Item<'e>>,
    /// The place of each item's row in the ledger.
    pub places: Vec<Option<usize>>,
}

/// A labelled part of an entry, for tables.
#[derive(Clone, Debug)]
pub struct Section<'e> {
    /// The label.
    pub label: &'static str,
    /// The content.
    pub content: Content<'e>,
}

/// A note.
#[derive(Debug)]
pub struct Note<'e> {
    /// The GUID, its identity.
    pub guid: String,
    /// The slot, its subject independent of any text: the place or the `id` of an item of its
    /// entry.
    pub slot: String,
    /// The number of its item in [`Compiled::items`].
    pub item: ItemNumber,
    /// Its kind, which decides the note type.
    pub kind: Kind,
    /// The entry's id.
    pub entry: &'e str,
    /// The headword.
    pub headword: &'e str,
    /// The part of speech of its subject.
    pub part_of_speech: &'e str,
    /// The level; empty if there is none.
    pub level: &'e str,
    /// The register; empty if there is none.
    pub register: &'e str,
    /// The contents, one for each field of the note type.
    pub fields: Vec<Content<'e>>,
    /// Its tags, as Anki stores them.
    pub tags: Vec<String>,
    /// Its cards, ordered by ordinal; at least one.
    pub cards: Vec<Card<'e>>,
    /// What they ask, see [`crate::ledger::Asks`].
    pub asks: String,
    /// The questions without a card because no number is left.
    pub waiting: Vec<String>,
    /// What tables show of the backs in addition to the answers.
    pub extra: Arc<[Section<'e>]>,
}

/// A card.
#[derive(Debug)]
pub struct Card<'e> {
    /// The index of the template, or the number of the gap less one.
    pub ordinal: u16,
    /// The position among new cards.
    pub due: i64,
    /// Its name in tables.
    pub name: Cow<'static, str>,
    /// The question, for tables.
    pub question: Vec<Content<'e>>,
    /// The right answer, for tables.
    pub answer: Vec<Content<'e>>,
}

/// An item for which the limits leave no card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The row with the limit.
    pub row: CardRow,
    /// The number of the item in [`Compiled::items`], whose slot its note would have.
    pub item: ItemNumber,
    /// The number of the cue, if it is one.
    pub cue: Option<u16>,
}

impl<'e> Note<'e> {
    /// Returns the content of `field`; empty if the note type has no such field.
    pub fn field(&self, field: Field) -> &Content<'e> {
        let place = self.kind.notetype().place(field);
        place.and_then(|it| self.fields.get(it)).unwrap_or(&Content::Empty)
    }

    /// Returns the ordinals of the cards that Anki itself would generate for the note, in ascending
    /// order.
    pub fn generated_ordinals(&self) -> Vec<u16> {
        let notetype = self.kind.notetype();
        if notetype.is_cloze() {
            let numbers = self.fields.iter().filter_map(|it| match it {
                Content::Cloze(_, numbers) => Some(numbers),
                _ => None,
            });
            let numbers = numbers.flatten().flatten();
            let mut ordinals: Vec<u16> = numbers.filter_map(|it| it.checked_sub(1)).collect();
            ordinals.sort_unstable();
            ordinals.dedup();
            return ordinals;
        }
        let is_empty = |field| self.field(field).is_empty();
        let made = notetype.templates.iter().enumerate();
        made.filter(|(_, it)| it.front_side.makes_card(&is_empty))
            .filter_map(|(at, _)| u16::try_from(at).ok())
            .collect()
    }
}
