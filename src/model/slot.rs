//! The slots of an entry: what a note is about, apart from any text.
//!
//! A note's GUID is made of the deck's `uid`, the entry's `id` and its slot, so that a corrected
//! text stays the same note for the learner. A slot is the kind of note and the item's `id`, or
//! else the item's number in its list. docs/identity.md lists them with test vectors; once a deck
//! is published they cannot change.

use crate::model::entry::Phrase;
use crate::model::words::Dialect;

/// The first part of the slot of a sense.
pub const DEFINITION: &str = "definition";
/// The first part of the slot of a distinction.
pub const DISTINCTION: &str = "distinction";
/// The first part of the slot of an example, a pattern or a collocation.
pub const USAGE: &str = "usage";
/// The first part of the slot of a quiz item.
pub const QUIZ: &str = "quiz";
/// The first part of the slot of a question or a mistake.
pub const QUESTION: &str = "question";
/// The kinds of notes, by the first parts of their slots.
pub const KINDS: [&str; 5] = [DEFINITION, DISTINCTION, USAGE, QUIZ, QUESTION];

/// The kind of note that a slot makes.
pub fn kind(slot: &str) -> &str {
    slot.split('/').next().unwrap_or(slot)
}

/// The slot of the definition note of sense `number`.
pub fn definition(number: usize, id: Option<&str>) -> String {
    join(DEFINITION, number, id)
}

/// The slot of the distinction note that `number` of an entry's distinctions makes.
pub fn distinction(number: usize, id: Option<&str>) -> String {
    join(DISTINCTION, number, id)
}

/// The slot of a quiz note.
pub fn quiz(number: usize, id: Option<&str>) -> String {
    join(QUIZ, number, id)
}

/// The slot of the note of a question.
pub fn question(number: usize, id: Option<&str>) -> String {
    join(QUESTION, number, id)
}

/// The slot of the note of a mistake.
pub fn mistake(number: usize, id: Option<&str>) -> String {
    match id {
        None => joined(&[QUESTION, "mistake", &number.to_string()]),
        Some(id) => joined(&[QUESTION, id]),
    }
}

/// The slot of the usage note of pattern `number`.
pub fn pattern(number: u32, id: Option<&str>) -> String {
    listed("pattern", number, id)
}

/// The slot of the usage note of collocation `number`.
pub fn collocation(number: u32, id: Option<&str>) -> String {
    listed("collocation", number, id)
}

/// The slot of the usage note of an example of sense `sense`, which its id or number names.
pub fn example(phrase: &Phrase, id: Option<&str>, sense: &str) -> String {
    example_of(phrase.dialect.map(Dialect::key), phrase.number, id, sense)
}

/// The slot of the usage note of example `number` in the list of a dialect, `gb` or `us`, or of none.
pub fn example_of(dialect: Option<&str>, number: u32, id: Option<&str>, sense: &str) -> String {
    let number = number.to_string();
    match (id, dialect) {
        (Some(id), _) => joined(&[USAGE, id]),
        (None, None) => joined(&[USAGE, "example", sense, &number]),
        (None, Some(list)) => joined(&[USAGE, "example", sense, list, &number]),
    }
}

/// The name of a sense inside the slots of its examples.
pub fn sense_name(number: usize, id: Option<&str>) -> String {
    id.map_or_else(|| number.to_string(), str::to_owned)
}

fn listed(list: &str, number: u32, id: Option<&str>) -> String {
    match id {
        None => joined(&[USAGE, list, &number.to_string()]),
        Some(id) => joined(&[USAGE, id]),
    }
}

fn join(kind: &str, number: usize, id: Option<&str>) -> String {
    match id {
        None => joined(&[kind, &number.to_string()]),
        Some(id) => joined(&[kind, id]),
    }
}

fn joined(parts: &[&str]) -> String {
    parts.join("/")
}
