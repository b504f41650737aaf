//! What changed in a deck, as Markdown for learners.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lexideck::anki::Kind;
use lexideck::forecast::{Fate, Forecast, NoteChange};
use lexideck::model::Deck;

/// The changes of a release, word by word.
pub(crate) fn markdown(deck: &Deck, it: &Forecast) -> String {
    let mut text = format!("# What is new in {}\n", escaped(&deck.name));
    let mut entries: BTreeMap<&str, Vec<&NoteChange>> = BTreeMap::new();
    for note in &it.notes {
        entries.entry(&note.entry).or_default().push(note);
    }
    let is_new = |notes: &[&NoteChange]| notes.iter().all(|it| it.is_new_entry);
    let words = entries.values().filter(|it| is_new(it));
    section("New words", words.map(|it| new_word(it)), &mut text);
    let lines = |fate| {
        let notes = it.notes.iter().filter(move |it| !it.is_new_entry && it.fate == fate);
        notes.map(line)
    };
    section("New cards", lines(Fate::New), &mut text);
    section("Changed", lines(Fate::Updated).chain(lines(Fate::Conflicting)), &mut text);
    let gone = it.gone.iter().filter(|it| it.is_new);
    section(
        "No longer part of the deck",
        gone.map(|it| format!("**{}**: {}", escaped(&it.entry), escaped(&it.text))),
        &mut text,
    );
    if !it.has_differences() {
        text.push_str("\nNothing has changed.\n");
    } else if it.default.updated > 0 || it.default.new > 0 {
        text.push_str("\nYour reviews stay as they are when you import the new deck.\n");
    }
    text
}

fn section(title: &str, lines: impl Iterator<Item = String>, text: &mut String) {
    let lines: Vec<String> = lines.map(|it| format!("- {it}\n")).collect();
    if !lines.is_empty() {
        let _ = write!(text, "\n## {title}\n\n{}", lines.concat());
    }
}

fn new_word(notes: &[&NoteChange]) -> String {
    let word = notes.first().map_or("", |it| it.headword.as_str());
    let definition = notes.iter().find(|it| it.kind == Kind::Definition);
    match definition {
        Some(it) => format!("**{}**: {}", escaped(word), escaped(&it.after)),
        None => format!("**{}**", escaped(word)),
    }
}

fn line(it: &NoteChange) -> String {
    let what = match it.kind {
        Kind::Definition => "meaning",
        Kind::Distinction => "difference",
        Kind::Usage => "use",
        Kind::Quiz => "quiz",
        Kind::Question => "question",
    };
    let after = escaped(&it.after);
    let words = match it.before.as_ref().filter(|before| **before != it.after) {
        Some(before) => format!("~~{}~~ {after}", escaped(before)),
        None => after,
    };
    format!("**{}** ({what}): {words}", escaped(&it.headword))
}

/// Letters that mean themselves in Markdown, with gaps, which stand in braces, set apart.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '{' | '}' => out.push('*'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '|' => {
                out.push('\\');
                out.push(letter);
            }
            other => out.push(other),
        }
    }
    out
}
