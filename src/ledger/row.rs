//! The rows of the ledger.

use std::fmt;
use std::ops::Deref;

use crate::model::slot;

/// The hash in the row of an adopted note. No content hash is equal to it, so the next build sets a
/// new time.
const ADOPTED: &str = "adopted";

/// What the ledger keeps of a note. A dictionary has hundreds of thousands of rows, so all texts of
/// a row share one allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The concatenated cells of [`RowTexts`]; the field after it holds the end of each but the
    /// last.
    letters: Box<str>,
    ends: [u32; 5],
    /// The time of the note's first build, in milliseconds since 1970: its id in packages. It is 0
    /// until a [`super::Ledger`] assigns it.
    pub created: i64,
    /// The time of the last change, in seconds since 1970.
    pub modified: i64,
    /// The ordinals of its cards, in ascending order.
    pub cards: Cards,
    /// The hash of its item's text, see [`super::Item::hash`].
    pub words: u32,
    /// The number of the release that had the note first; 0 if none has had it.
    pub release: u16,
    /// The number of the release from which on all had the note with the media that the last one
    /// had.
    pub media_release: u16,
    /// Why the note is no longer made, if it is not.
    pub reason: Option<Reason>,
}

/// Why a note or a card that an earlier build made is no longer made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its item, its gap or its cue is no longer in the sources.
    Removed,
    /// Its entry has another id, and its item is not in the entry that continues it.
    Renamed,
    /// No gap is found in its phrase, or not this one.
    GapLost,
    /// The choice of cards leaves it out.
    Choice,
    /// Its entry is in another deck now, which has the note.
    Moved,
}

impl Reason {
    /// Every reason.
    pub(super) const ALL: [Reason; 5] =
        [Reason::Removed, Reason::Renamed, Reason::GapLost, Reason::Choice, Reason::Moved];

    /// Returns its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Removed => "removed",
            Reason::Renamed => "renamed",
            Reason::GapLost => "gap lost",
            Reason::Choice => "choice of cards",
            Reason::Moved => "moved",
        }
    }

    /// Returns its name in the ledger.
    pub(super) fn key(self) -> &'static str {
        match self {
            Reason::Removed => "gone",
            Reason::Renamed => "renamed",
            Reason::GapLost => "gap-lost",
            Reason::Choice => "left-out",
            Reason::Moved => "moved",
        }
    }

    fn is_of_sources(self) -> bool {
        matches!(self, Reason::Removed | Reason::Renamed | Reason::Moved)
    }
}

/// The texts of a row.
#[derive(Clone, Copy, Debug)]
pub struct RowTexts<'t> {
    /// The id of its entry.
    pub entry: &'t str,
    /// The slot of its item at the last build that had the item.
    pub slot: &'t str,
    /// Its GUID.
    pub guid: &'t str,
    /// A hash of what Anki stores of the note, see [`super::content_hash`].
    pub hash: &'t str,
    /// What its cards ask, see [`super::Asks`]; empty where the note type decides that alone.
    pub asks: &'t str,
    /// The text by which a person recognizes the note.
    pub text: &'t str,
}

impl LedgerRow {
    /// Creates the row of an item that is in the sources. `words` is the hash of the item's text.
    pub fn new(texts: RowTexts<'_>, modified: i64, cards: Cards, words: u32) -> LedgerRow {
        let RowTexts { entry, slot, guid, hash, asks, text } = texts;
        let all = [entry, slot, guid, hash, asks, text];
        let mut letters = String::with_capacity(all.iter().map(|it| it.len()).sum());
        let mut ends = [0; 5];
        for (at, cell) in all.into_iter().enumerate() {
            letters.push_str(cell);
            if let Some(end) = ends.get_mut(at) {
                // The texts come from a source, whose size is limited to 4 GiB.
                *end = u32::try_from(letters.len()).unwrap_or(u32::MAX);
            }
        }
        LedgerRow {
            letters: letters.into(),
            ends,
            created: 0,
            modified,
            cards,
            words,
            release: 0,
            media_release: 0,
            reason: None,
        }
    }

    /// Returns the row with the id of the note, and the releases that had the note and its media
    /// first.
    #[must_use]
    pub(super) fn with_history(self, created: i64, [release, media]: [u16; 2]) -> LedgerRow {
        LedgerRow { created, release, media_release: media, ..self }
    }

    /// Returns the row with the history of an earlier row of the same note.
    #[must_use]
    pub(super) fn after(self, before: &LedgerRow) -> LedgerRow {
        self.with_history(before.created, [before.release, before.media_release])
    }

    /// Returns whether a learner would find no difference between the states of the note in two
    /// rows.
    pub(super) fn is_same_note(&self, other: &LedgerRow) -> bool {
        let state = |it: &LedgerRow| (it.modified, it.reason);
        state(self) == state(other)
            && self.cards == other.cards
            && [self.hash(), self.asks(), self.text()] == [other.hash(), other.asks(), other.text()]
    }

    /// Creates the row of a note that was adopted from another tool, for the item of this slot. The
    /// note's first card becomes the first of ours. `words` are the hash and the text of the item.
    /// As learners have the note, it counts as one of the first release.
    pub fn adopted(
        entry: &str,
        slot: &str,
        guid: &str,
        modified: i64,
        (words, text): (u32, &str),
    ) -> LedgerRow {
        let texts = RowTexts { entry, slot, guid, hash: ADOPTED, asks: "", text };
        LedgerRow::new(texts, modified, Cards::from_iter([0]), words).with_history(0, [1, 1])
    }

    /// Returns the row of the same note in a build that does not make it.
    #[must_use]
    pub(super) fn without_note(self, reason: Option<Reason>) -> LedgerRow {
        LedgerRow { reason, ..self }
    }

    /// Returns whether its item is no longer in the sources.
    pub fn is_gone(&self) -> bool {
        self.reason.is_some_and(Reason::is_of_sources)
    }

    /// Returns the id of its entry.
    pub fn entry(&self) -> &str {
        self.cell(0, self.ends[0])
    }

    /// Returns the slot of its item at the last build that had the item.
    pub fn slot(&self) -> &str {
        self.cell(self.ends[0], self.ends[1])
    }

    /// Returns its GUID.
    pub fn guid(&self) -> &str {
        self.cell(self.ends[1], self.ends[2])
    }

    /// Returns a hash of what Anki stores of the note, see [`super::content_hash`].
    pub fn hash(&self) -> &str {
        self.cell(self.ends[2], self.ends[3])
    }

    /// Returns what its cards ask, see [`super::Asks`].
    pub fn asks(&self) -> &str {
        self.cell(self.ends[3], self.ends[4])
    }

    /// Returns the text by which a person recognizes the note.
    pub fn text(&self) -> &str {
        self.letters.get(self.ends[4] as usize..).unwrap_or("")
    }

    fn cell(&self, start: u32, end: u32) -> &str {
        self.letters.get(start as usize..end as usize).unwrap_or("")
    }

    /// Returns whether the note was adopted and has not been built since.
    pub fn is_adopted(&self) -> bool {
        self.hash() == ADOPTED
    }

    /// Returns whether the note belongs to another deck now.
    pub fn is_moved(&self) -> bool {
        self.reason == Some(Reason::Moved)
    }

    /// Returns the kind of the note, which is the first part of its slot.
    pub fn kind(&self) -> &str {
        slot::kind(self.slot())
    }

    /// Returns its cards as bits, the lowest for ordinal 0. All ordinals from 15 on share the
    /// highest bit.
    pub fn card_bits(&self) -> u16 {
        self.cards.iter().fold(0, |bits, it| bits | 1 << (*it).min(15))
    }
}

/// The ordinals of a note's cards. Nearly always they are few and need no allocation.
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
    fn a_row_returns_the_texts_of_which_it_was_made() {
        let texts =
            RowTexts { entry: "é", slot: "quiz/1", guid: "g", hash: "", asks: "0=a", text: "a b" };
        for count in [0, 1, 6, 7, 20] {
            let row = LedgerRow::new(texts, 5, (0..count).collect(), 7);
            assert_eq!([row.entry(), row.slot(), row.guid()], ["é", "quiz/1", "g"]);
            assert_eq!([row.hash(), row.text(), row.kind()], ["", "a b", "quiz"]);
            assert_eq!(row.asks(), "0=a");
            assert_eq!(row.cards.to_vec(), (0..count).collect::<Vec<_>>());
        }
        assert!(size_of::<LedgerRow>() <= 80);
    }
}
