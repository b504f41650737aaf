//! What the ledger says of a note.

use std::fmt;
use std::ops::Deref;

use crate::model::slot;

/// The hash of a note that another tool made: none of ours is equal to it, so the next build dates the note anew.
const ADOPTED: &str = "adopted";

/// What the ledger says of a note. A dictionary has hundreds of thousands of them, so all that is
/// text of one lies in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The cells of [`Texts`], one after the other, and where all but the last one end.
    letters: Box<str>,
    ends: [u32; 4],
    /// When it was last changed, in seconds since 1970.
    pub modified: i64,
    /// The ordinals of its cards, ascending.
    pub cards: Cards,
    /// The hash of its item's words, see [`super::Item::hash`].
    pub words: u32,
    /// Whether its item is no longer in the sources.
    pub is_gone: bool,
}

/// What is text of a row.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'t> {
    /// The id of its entry.
    pub entry: &'t str,
    /// Its slot: where its item stood when it was last seen.
    pub slot: &'t str,
    /// Its GUID.
    pub guid: &'t str,
    /// A hash of what Anki stores of it, see [`super::content_hash`].
    pub hash: &'t str,
    /// The words by which a person knows it.
    pub text: &'t str,
}

impl Row {
    /// A row of these texts and numbers, of an item that is there. `words` is the hash of its words.
    pub fn new(texts: Texts<'_>, modified: i64, cards: Cards, words: u32) -> Row {
        let Texts { entry, slot, guid, hash, text } = texts;
        let all = [entry, slot, guid, hash, text];
        let mut letters = String::with_capacity(all.iter().map(|it| it.len()).sum());
        let mut ends = [0; 4];
        for (at, cell) in all.into_iter().enumerate() {
            letters.push_str(cell);
            if let Some(end) = ends.get_mut(at) {
                // A source, and so an id in it, is no longer than that.
                *end = u32::try_from(letters.len()).unwrap_or(u32::MAX);
            }
        }
        Row { letters: letters.into(), ends, modified, cards, words, is_gone: false }
    }

    /// The row of a note of another tool that goes on as the one of this slot. Its first card will be the first of
    /// ours. `words` are the item's hash and text.
    pub fn adopted(
        entry: &str,
        slot: &str,
        guid: &str,
        modified: i64,
        (words, text): (u32, &str),
    ) -> Row {
        let texts = Texts { entry, slot, guid, hash: ADOPTED, text };
        Row::new(texts, modified, Cards::from_iter([0]), words)
    }

    /// The same, of an item that is no longer in the sources.
    #[must_use]
    pub(super) fn gone(self) -> Row {
        Row { is_gone: true, ..self }
    }

    /// The id of its entry.
    pub fn entry(&self) -> &str {
        self.cell(0, self.ends[0])
    }

    /// Its slot: where its item stood when it was last seen.
    pub fn slot(&self) -> &str {
        self.cell(self.ends[0], self.ends[1])
    }

    /// Its GUID.
    pub fn guid(&self) -> &str {
        self.cell(self.ends[1], self.ends[2])
    }

    /// A hash of what Anki stores of it, see [`super::content_hash`].
    pub fn hash(&self) -> &str {
        self.cell(self.ends[2], self.ends[3])
    }

    /// The words by which a person knows it.
    pub fn text(&self) -> &str {
        self.letters.get(self.ends[3] as usize..).unwrap_or("")
    }

    fn cell(&self, start: u32, end: u32) -> &str {
        self.letters.get(start as usize..end as usize).unwrap_or("")
    }

    /// Whether it is of a note that was taken over, and has not been built since.
    pub fn is_adopted(&self) -> bool {
        self.hash() == ADOPTED
    }

    /// The kind of note: the first part of the slot.
    pub fn kind(&self) -> &str {
        slot::kind(self.slot())
    }

    /// Its cards as bits, from the first ordinal up; those beyond the fifteenth share the last.
    pub fn card_bits(&self) -> u16 {
        self.cards.iter().fold(0, |bits, it| bits | 1 << (*it).min(15))
    }
}

/// The ordinals of a note's cards: nearly always a few, which need no place of their own.
#[derive(Clone)]
pub struct Cards(Ordinals);

const FEW: usize = 6;

#[expect(clippy::box_collection, reason = "a slice in a box would make every row longer")]
#[derive(Clone)]
enum Ordinals {
    Few(u8, [u16; FEW]),
    Many(Box<Vec<u16>>),
}

impl FromIterator<u16> for Cards {
    fn from_iter<I: IntoIterator<Item = u16>>(ordinals: I) -> Cards {
        let (mut count, mut few) = (0_u8, [0; FEW]);
        let mut ordinals = ordinals.into_iter();
        while let Some(ordinal) = ordinals.next() {
            let Some(place) = few.get_mut(usize::from(count)) else {
                let all = few.into_iter().chain([ordinal]).chain(ordinals).collect();
                return Cards(Ordinals::Many(Box::new(all)));
            };
            *place = ordinal;
            count += 1;
        }
        Cards(Ordinals::Few(count, few))
    }
}

impl Deref for Cards {
    type Target = [u16];

    fn deref(&self) -> &[u16] {
        match &self.0 {
            Ordinals::Few(count, all) => all.get(..usize::from(*count)).unwrap_or(&[]),
            Ordinals::Many(all) => all,
        }
    }
}

impl PartialEq for Cards {
    fn eq(&self, other: &Cards) -> bool {
        **self == **other
    }
}

impl Eq for Cards {}

impl fmt::Debug for Cards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_back_what_it_was_made_of() {
        let texts = Texts { entry: "é", slot: "quiz/1", guid: "g", hash: "", text: "a b" };
        for count in [0, 1, 6, 7, 20] {
            let row = Row::new(texts, 5, (0..count).collect(), 7);
            assert_eq!([row.entry(), row.slot(), row.guid()], ["é", "quiz/1", "g"]);
            assert_eq!([row.hash(), row.text(), row.kind()], ["", "a b", "quiz"]);
            assert_eq!(row.cards.to_vec(), (0..count).collect::<Vec<_>>());
        }
        assert!(size_of::<Row>() <= 64);
    }
}
