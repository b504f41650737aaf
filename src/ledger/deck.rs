//! What the ledger keeps of the deck itself: the seed of its GUIDs, its id and its names.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::ledger::Ledger;
use crate::ledger::cells::unescaped;
use crate::ledger::file::{DECK, LEDGER_START, UID};
use crate::model::Deck;

/// The deck to which a ledger belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The deck's id.
    pub id: String,
    /// Its name at the last build.
    pub name: String,
    /// Its name at the last release; empty if there was none.
    pub released: String,
}

/// The number of hexadecimal digits of a `uid` that is made for a deck.
const UID_DIGITS: usize = 32;

/// Returns the `uid` of a deck whose author wrote none: the first 16 bytes of the SHA-256 of id,
/// name and author, each on a line. Two authors who chose one id differ in name.
pub(crate) fn uid_of(id: &str, name: &str, author: Option<&str>) -> String {
    let lines = [id, name, author.unwrap_or("")].join("\n");
    let digest = Sha256::digest(lines.as_bytes());
    let digits = digest.iter().flat_map(|it| [it >> 4, it & 15]).take(UID_DIGITS);
    digits.filter_map(|it| char::from_digit(u32::from(it), 16)).collect()
}

/// Whose ledger a file is, as its first lines say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    uid: String,
    id: Option<String>,
}

/// The lines about the deck are among the first ones.
const FIRST_LINES: usize = 4;

impl Owner {
    /// Reads it from the start of a file; `None` if this is no ledger.
    pub(crate) fn read(start: &str) -> Option<Owner> {
        let mut lines = start.lines().take(FIRST_LINES);
        lines.next().filter(|it| it.starts_with(LEDGER_START))?;
        let cells =
            |it: &str| it.split('\t').map(|it| unescaped(it).map(Cow::into_owned)).collect();
        let lines: Vec<Vec<Option<String>>> = lines.map(cells).collect();
        let second = |first: &str| {
            let line =
                lines.iter().find(|it| it.first().is_some_and(|it| it.as_deref() == Some(first)));
            line.and_then(|it| it.get(1).cloned().flatten())
        };
        Some(Owner { uid: second(UID)?, id: second(DECK) })
    }

    /// Returns whether the ledger is that of a deck: it has its `uid`, or the deck has none and its
    /// id.
    pub(crate) fn is_of(&self, deck: &Deck) -> bool {
        let id = self.id.as_ref().unwrap_or(&self.uid);
        self.uid == deck.uid || !deck.has_uid && *id == deck.id
    }

    /// Returns whether the ledger is that of another deck of which `deck` has the `uid`.
    pub(crate) fn is_of_original(&self, deck: &Deck) -> bool {
        deck.has_uid && self.uid == deck.uid && self.id.as_ref().is_some_and(|it| *it != deck.id)
    }
}

impl Ledger {
    /// Returns whether the ledger is that of `deck`. The `uid` that an author wrote counts; the
    /// ledger keeps the one of a deck without, whatever becomes of name and author.
    pub fn is_of(&self, deck: &Deck) -> bool {
        let has_id = self.deck.as_ref().is_none_or(|it| it.id == deck.id);
        if deck.has_uid || self.deck.is_some() {
            return has_id && (!deck.has_uid || self.uid == deck.uid);
        }
        // The first form of the ledger did not know the deck's id, which was the default `uid`.
        self.uid == deck.uid || self.uid == deck.id
    }

    /// Returns the name that learners know the deck by, if a build would give it another one. Anki
    /// does not distinguish upper and lower case in names of decks.
    pub fn old_name(&self, deck: &Deck) -> Option<&str> {
        let known = self.deck.as_ref()?;
        let before = if known.released.is_empty() { &known.name } else { &known.released };
        (before.to_lowercase() != deck.name.to_lowercase()).then_some(before)
    }

    /// Returns the ledger with the present id and name of its deck. The released name stays that of
    /// `before`.
    #[must_use]
    pub(crate) fn with_deck(self, deck: &Deck, before: &Ledger) -> Ledger {
        let released = before.deck.as_ref().map(|it| it.released.clone()).unwrap_or_default();
        let known = Known { id: deck.id.clone(), name: deck.name.clone(), released };
        Ledger { deck: Some(known), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decks_of_two_authors_with_one_id_have_different_uids() {
        let green = uid_of("unit-1", "Green::Unit 1", None);
        assert_eq!(green, uid_of("unit-1", "Green::Unit 1", Some("")));
        let others = [
            uid_of("unit-1", "Brown::Unit 1", None),
            uid_of("unit-2", "Green::Unit 1", None),
            uid_of("unit-1", "Green::Unit 1", Some("A. Green")),
        ];
        assert!(green.len() == UID_DIGITS && !others.contains(&green));
    }
}
