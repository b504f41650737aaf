//! The slots of an entry: what a note is about, apart from any text.
//!
//! A note's GUID is made of the deck's `uid`, the entry's `id` and its slot, so that a corrected
//! text stays the same note for the learner. A slot is the kind of note and the item's `id`, or
//! else the item's number in its list. docs/identity.md lists them with test vectors; once a deck
//! is published they cannot change.

use crate::model::entry::{Entry, Phrase};
use crate::model::words::Dialect;

/// The slot of the definition note of sense `number`.
pub fn definition(number: usize, id: Option<&str>) -> String {
    join("definition", number, id)
}

/// The slot of the distinction note that `number` of an entry's distinctions makes.
pub fn distinction(number: usize, id: Option<&str>) -> String {
    join("distinction", number, id)
}

/// The slot of a quiz note.
pub fn quiz(number: usize, id: Option<&str>) -> String {
    join("quiz", number, id)
}

/// The slot of the note of a question.
pub fn question(number: usize, id: Option<&str>) -> String {
    join("question", number, id)
}

/// The slot of the note of a mistake.
pub fn mistake(number: usize, id: Option<&str>) -> String {
    id.map_or_else(|| format!("question/mistake/{number}"), |id| join("question", number, Some(id)))
}

/// The slot of the usage note of a pattern.
pub fn pattern(phrase: &Phrase) -> String {
    usage(phrase, |it| format!("pattern/{}", it.number))
}

/// The slot of the usage note of a collocation.
pub fn collocation(phrase: &Phrase) -> String {
    usage(phrase, |it| format!("collocation/{}", it.number))
}

/// The slot of the usage note of an example of sense `sense`, which its id or number names.
pub fn example(phrase: &Phrase, sense: &str) -> String {
    usage(phrase, |it| {
        let list = it.dialect.map_or(String::new(), |it| format!("{}/", Dialect::key(it)));
        format!("example/{sense}/{list}{}", it.number)
    })
}

/// The name of a sense inside the slots of its examples.
pub fn sense_name(number: usize, id: Option<&str>) -> String {
    id.map_or_else(|| number.to_string(), str::to_owned)
}

fn usage(phrase: &Phrase, list: impl Fn(&Phrase) -> String) -> String {
    phrase.id.as_ref().map_or_else(|| format!("usage/{}", list(phrase)), |id| format!("usage/{id}"))
}

fn join(kind: &str, number: usize, id: Option<&str>) -> String {
    id.map_or_else(|| format!("{kind}/{number}"), |id| format!("{kind}/{id}"))
}

/// Every slot of an entry in the order of its sections.
pub fn all(entry: &Entry) -> Vec<String> {
    let mut slots = Vec::new();
    for (at, sense) in entry.senses.iter().enumerate() {
        slots.push(definition(at + 1, sense.id.as_deref()));
        let name = sense_name(at + 1, sense.id.as_deref());
        slots.extend(sense.examples.iter().map(|it| example(it, &name)));
    }
    slots.extend(entry.patterns.iter().map(pattern));
    slots.extend(entry.collocations.iter().map(collocation));
    let numbered = |make: fn(usize, Option<&str>) -> String, ids: Vec<Option<&str>>| {
        ids.into_iter().enumerate().map(move |(at, id)| make(at + 1, id)).collect::<Vec<_>>()
    };
    slots.extend(numbered(
        distinction,
        entry.distinctions.iter().map(|it| it.id.as_deref()).collect(),
    ));
    slots.extend(numbered(question, entry.questions.iter().map(|it| it.id.as_deref()).collect()));
    slots.extend(numbered(mistake, entry.mistakes.iter().map(|it| it.id.as_deref()).collect()));
    slots.extend(numbered(quiz, entry.quiz.iter().map(|it| it.id.as_deref()).collect()));
    slots
}
