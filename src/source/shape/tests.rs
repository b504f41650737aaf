//! Tests that the declarations agree with each other and that every declared key is read.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::*;
use crate::diag::{Diagnostics, Files};
use crate::model::{CardRow, Str};
use crate::source::{Written, read_deck, read_entries};

#[test]
fn every_key_is_there_once_and_is_described() {
    for shape in all() {
        let names: BTreeSet<_> = shape.names().collect();
        assert_eq!(names.len(), shape.keys.len(), "{} repeats a key", shape.owner);
        for key in shape.keys {
            assert!(!key.about.is_empty() && !key.about.ends_with('.'), "{}", key.name);
        }
    }
}

#[test]
fn a_choice_of_cards_has_every_kind_of_card() {
    let rows = CardRow::ALL.map(CardRow::key).into_iter().chain(["type"]);
    assert!(CARDS.names().eq(rows));
}

#[test]
fn a_key_in_the_wrong_mapping_is_led_home() {
    for (name, home) in [
        ("definition", Some("to a sense, under `senses:`")),
        ("business", Some("under `contexts:`")),
        ("language", Some("to the deck, under `deck:`")),
        ("answer", Some("to a question, to a quiz item or to a cue")),
        ("id", None),
        ("zzz", None),
    ] {
        assert_eq!(home_of(name).as_deref(), home, "{name}");
    }
}

/// Returns a value of a kind, in which every text is a different word.
fn sample(kind: Kind, words: &mut Vec<String>) -> String {
    let shape = match kind {
        Kind::Truth | Kind::Limit => return "true".to_owned(),
        Kind::Translations => return format!("{{de: {}}}", sample(Kind::Text, words)),
        Kind::Rank => return "7".to_owned(),
        Kind::Forms => {
            let mut text = || sample(Kind::Text, words);
            return format!("{{{}: [{}, {}]}}", text(), text(), text());
        }
        Kind::Feedback | Kind::Fields => {
            return format!("{{{}: {}}}", sample(Kind::Text, words), sample(Kind::Text, words));
        }
        Kind::Retired(_) => None,
        other => other.shape(&|_| false),
    };
    let Some(shape) = shape else {
        words.push(format!("w{}", words.len()));
        return words.last().cloned().unwrap();
    };
    let pair = |it: &Key| format!("{}: {}", it.name, sample(it.kind, words));
    format!("{{{}}}", shape.keys.iter().map(pair).collect::<Vec<_>>().join(", "))
}

#[test]
fn every_declared_key_is_read() {
    let mut words = Vec::new();
    let text = Str::from(sample(Kind::Map(&FILE), &mut words));
    let file = Files::default().add("deck.yaml");
    let mut diagnostics = Diagnostics::default();
    let deck = read_deck(file, &text, &mut diagnostics).0;
    let mut found = format!("{deck:?}");
    read_entries(file, &text, &mut diagnostics, &mut |it, _| {
        found.push_str(&format!("{it:?}"));
        ControlFlow::Continue(())
    });
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    for word in words {
        assert!(found.contains(&format!("\"{word}\"")), "{word} of {text} was not read");
    }
}

#[test]
fn what_is_declared_to_be_shown_is_there() {
    for key in ENTRY.keys.iter().filter(|it| it.section.is_some() || it.column.is_some()) {
        let value = sample(key.kind, &mut Vec::new());
        let text = Str::from(format!("entries: [{{headword: a, {}: {value}}}]", key.name));
        let file = Files::default().add("deck.yaml");
        read_entries(file, &text, &mut Diagnostics::default(), &mut |it, _| {
            let Written::Entry(entry) = it else { panic!("{text} is no entry") };
            assert!(!entry.section(key.name).is_empty(), "`Entry::section` lacks {}", key.name);
            ControlFlow::Continue(())
        });
    }
}
