//! The template of new decks and entries, and the texts in it that authors are to replace.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use crate::diag::{Diagnostics, FileId, Files};
use crate::source::{self, Phrase, Text, Written};

/// The description of a new deck. `DECK_ID`, `DECK_UID` and `DECK_NAME` are to be replaced.
pub(crate) const DECK: &str = include_str!("deck.yaml");

/// A new entry. `HEADWORD` is to be replaced.
pub(crate) const ENTRY: &str = include_str!("entry.yaml");

/// A text with at least so many words is a placeholder also where an author added to it.
const LONG: usize = 5;

static PLACEHOLDERS: LazyLock<Vec<String>> = LazyLock::new(placeholders);

/// Returns the placeholder of the template that a text is or contains.
pub(super) fn placeholder_in(text: &str) -> Option<&'static str> {
    let is_in = |it: &&String| {
        let is_long = it.split(' ').count() >= LONG;
        text == **it || is_long && text.contains(it.as_str())
    };
    PLACEHOLDERS.iter().find(is_in).map(String::as_str)
}

/// Returns the texts of the template, those of its comments included. Values of one word, such as a
/// level, are no texts.
fn placeholders() -> Vec<String> {
    let file = Files::default().add("template");
    let deck = uncommented(DECK);
    let entries = format!("entries:\n{}", uncommented(ENTRY).replace("HEADWORD", "headword"));
    let mut found = Vec::new();
    let mut add = |it: &Text| {
        if it.value.contains(' ') && !found.iter().any(|known| *known == *it.value) {
            found.push(it.value.to_string());
        }
    };
    let (deck, _) = source::read_deck(file, &deck.into(), &mut Diagnostics::default());
    deck.iter().flat_map(texts_of_deck).for_each(&mut add);
    each_entry(file, entries, &mut |it| texts_of_entry(it).into_iter().for_each(&mut add));
    found
}

fn each_entry(file: FileId, text: String, visit: &mut dyn FnMut(&source::Entry)) {
    source::read_entries(file, &text.into(), &mut Diagnostics::default(), &mut |it, _| {
        if let Written::Entry(it) = it {
            visit(&it);
        }
        ControlFlow::Continue(())
    });
}

/// Returns a template with the keys that it has in comments, and without its remarks.
fn uncommented(template: &str) -> String {
    let line = |line: &str| {
        let Some((indent, rest)) = line.split_once("# ").filter(|it| it.0.trim().is_empty()) else {
            return format!("{line}\n");
        };
        let first = rest.trim_start().split(' ').next().unwrap_or_default();
        let is_key = first.ends_with(':') || first == "-";
        if is_key { format!("{indent}{rest}\n") } else { String::new() }
    };
    template.lines().map(line).collect()
}

/// Returns the texts of a description.
pub(super) fn texts_of_deck(deck: &source::Deck) -> impl Iterator<Item = &Text> {
    [&deck.description, &deck.author, &deck.license].into_iter().flatten()
}

/// Returns the texts of an entry that its author writes in sentences.
pub(super) fn texts_of_entry(it: &source::Entry) -> Vec<&Text> {
    let phrase = |it: &'_ Phrase| it.text.is_some();
    let examples = it.senses.iter().flat_map(|it| &it.examples);
    let phrases = examples.chain(&it.patterns).chain(&it.collocations).filter(|it| phrase(it));
    let mut all: Vec<Option<&Text>> = phrases.map(|it| it.text.as_ref()).collect();
    all.extend([it.summary.as_ref(), it.notes.as_ref()]);
    all.extend(it.senses.iter().map(|it| it.definition.as_ref()));
    all.extend(it.synonyms.iter().chain(&it.antonyms).map(Some));
    let labelled = it.dialects.iter().chain(&it.contexts).chain(&it.memory);
    all.extend(labelled.map(|it| Some(&it.1)));
    for it in &it.mistakes {
        all.extend([&it.wrong, &it.right, &it.why].map(Option::as_ref));
    }
    for it in &it.distinctions {
        all.extend([&it.from, &it.difference, &it.this, &it.other].map(Option::as_ref));
    }
    for it in &it.questions {
        all.extend([&it.question, &it.answer].map(Option::as_ref));
    }
    for it in &it.quiz {
        all.extend([&it.question, &it.why].map(Option::as_ref));
        all.extend(it.choices.iter().map(Some));
    }
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_placeholders_are_the_texts_of_the_template() {
        for text in [
            "its meaning, said in simpler words and without using it",
            "Put {what to recall} in braces; without them the headword is the gap.",
            "the quick answer, for the back of the cards",
            "the word {of|for} something",
            "the other word",
            "What the deck is for.",
        ] {
            assert_eq!(placeholder_in(text), Some(text), "{:?}", *PLACEHOLDERS);
        }
        let added = "Put {what to recall} in braces; without them the headword is the gap. Yes.";
        assert!(placeholder_in(added).is_some());
        for text in ["noun", "B1", "the other word for a car", "the first showing of a film", ""] {
            assert_eq!(placeholder_in(text), None);
        }
    }
}
