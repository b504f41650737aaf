//! The slots of an entry, which identify what a note is about independently of its text.
//!
//! A note's GUID is a hash of the deck's `uid`, the entry's `id` and its slot, so a note with a
//! corrected text is still the same note for the learner. A slot consists of the kind of note and
//! the item's `id` or, if it has none, the item's number in its list, from 1. docs/identity.md
//! specifies the slots with test vectors; they cannot change after a deck is published.

use std::ops::Deref;

use crate::model::entry::Phrase;
use crate::model::words::Dialect;

/// The first part of the slot of a sense.
pub(crate) const DEFINITION: &str = "definition";
/// The first part of the slot of a distinction.
pub(crate) const DISTINCTION: &str = "distinction";
/// The first part of the slot of an example, a pattern or a collocation.
pub(crate) const USAGE: &str = "usage";
/// The first part of the slot of a quiz item.
pub(crate) const QUIZ: &str = "quiz";
/// The first part of the slot of a question or a mistake.
pub(crate) const QUESTION: &str = "question";
/// The kinds of notes, which are the first parts of slots.
pub(crate) const KINDS: [&str; 5] = [DEFINITION, DISTINCTION, USAGE, QUIZ, QUESTION];

/// Returns the kind of note of a slot.
pub(crate) fn kind(slot: &str) -> &str {
    slot.split('/').next().unwrap_or(slot)
}

/// Returns the slot of the definition note of sense `number`.
pub(crate) fn definition(number: usize, id: Option<&str>) -> String {
    join(DEFINITION, number, id)
}

/// Returns the slot of the note of distinction `number`.
pub(crate) fn distinction(number: usize, id: Option<&str>) -> String {
    join(DISTINCTION, number, id)
}

/// Returns the slot of the note of quiz item `number`.
pub(crate) fn quiz(number: usize, id: Option<&str>) -> String {
    join(QUIZ, number, id)
}

/// Returns the slot of the note of question `number`.
pub(crate) fn question(number: usize, id: Option<&str>) -> String {
    join(QUESTION, number, id)
}

/// Returns the slot of the note of mistake `number`.
pub(crate) fn mistake(number: usize, id: Option<&str>) -> String {
    match id {
        None => joined(&[QUESTION, "mistake", &Digits::of(number)]),
        Some(id) => joined(&[QUESTION, id]),
    }
}

/// Returns the slot of the usage note of pattern `number`.
pub(crate) fn pattern(number: u32, id: Option<&str>) -> String {
    listed("pattern", number, id)
}

/// Returns the slot of the usage note of collocation `number`.
pub(crate) fn collocation(number: u32, id: Option<&str>) -> String {
    listed("collocation", number, id)
}

/// Returns the slot of the usage note of an example; `sense` is the id or number of its sense.
pub(crate) fn example(phrase: &Phrase, id: Option<&str>, sense: &str) -> String {
    example_of(phrase.dialect.map(Dialect::key), phrase.number, id, sense)
}

/// Returns the slot of the usage note of example `number` in the list of a dialect (`gb` or `us`),
/// or in the list without a dialect.
pub(crate) fn example_of(
    dialect: Option<&str>,
    number: u32,
    id: Option<&str>,
    sense: &str,
) -> String {
    let number = Digits::of(number as usize);
    match (id, dialect) {
        (Some(id), _) => joined(&[USAGE, id]),
        (None, None) => joined(&[USAGE, "example", sense, &number]),
        (None, Some(list)) => joined(&[USAGE, "example", sense, list, &number]),
    }
}

/// Returns the name of a sense in the slots of its examples.
pub(crate) fn sense_name(number: usize, id: Option<&str>) -> String {
    id.map_or_else(|| number.to_string(), str::to_owned)
}

fn listed(list: &str, number: u32, id: Option<&str>) -> String {
    match id {
        None => joined(&[USAGE, list, &Digits::of(number as usize)]),
        Some(id) => joined(&[USAGE, id]),
    }
}

fn join(kind: &str, number: usize, id: Option<&str>) -> String {
    match id {
        None => joined(&[kind, &Digits::of(number)]),
        Some(id) => joined(&[kind, id]),
    }
}

fn joined(parts: &[&str]) -> String {
    let mut slot = String::with_capacity(parts.iter().map(|it| it.len() + 1).sum());
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            slot.push('/');
        }
        slot.push_str(part);
    }
    slot
}

/// A number in digits, which takes no place of its own: a deck has a slot for each of its items.
pub(crate) struct Digits {
    digits: [u8; Digits::MOST],
    start: usize,
}

impl Digits {
    /// How many digits a number may have.
    const MOST: usize = 20;

    /// Returns the digits of a number.
    pub(crate) fn of(mut number: usize) -> Digits {
        let (mut digits, mut start) = ([b'0'; Digits::MOST], Digits::MOST);
        while let Some(digit) = start.checked_sub(1).and_then(|it| digits.get_mut(it)) {
            *digit = b'0' + (number % 10) as u8;
            (start, number) = (start - 1, number / 10);
            if number == 0 {
                break;
            }
        }
        Digits { digits, start }
    }
}

impl Deref for Digits {
    type Target = str;

    fn deref(&self) -> &str {
        self.digits.get(self.start..).and_then(|it| str::from_utf8(it).ok()).unwrap_or_default()
    }
}
