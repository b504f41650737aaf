//! Formats the changes of a deck as Markdown, for learners.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::anki::{Field, Kind};
use crate::forecast::{Forecast, NoteChange, NoteOutcome};
use crate::model::Deck;

use crate::cli::edges::Renamed;

/// Returns the changes of a release, grouped by words.
pub(crate) fn markdown(deck: &Deck, it: &Forecast, renamed: Option<&Renamed>) -> String {
    let mut text = format!("# What is new in {}\n", escaped(&deck.name));
    if let Some(Renamed { from, to }) = renamed {
        let _ = writeln!(
            text,
            "\n**Before you import:** the deck {} is now called {}. Rename your deck in Anki first; otherwise your cards stay in the old deck, and new ones go to a second one.",
            escaped(from),
            escaped(to)
        );
    }
    let mut entries: BTreeMap<&str, Vec<&NoteChange>> = BTreeMap::new();
    for note in &it.notes {
        entries.entry(&note.entry).or_default().push(note);
    }
    let is_new = |notes: &[&NoteChange]| notes.iter().all(|it| it.is_new_entry);
    let words = entries.values().filter(|it| is_new(it));
    section("New words", words.map(|it| new_word(it)), &mut text);
    let lines = |outcome| {
        let notes = it.notes.iter().filter(move |it| !it.is_new_entry && it.outcome == outcome);
        notes.map(line)
    };
    section("New cards", lines(NoteOutcome::New), &mut text);
    let changed = |it: &&NoteChange| {
        !it.is_new_entry && matches!(it.outcome, NoteOutcome::Updated | NoteOutcome::Conflicting)
    };
    let words = it.notes.iter().filter(changed).filter(|it| own_words(it).is_some());
    section("Changed", words.map(line), &mut text);
    let backs: BTreeSet<&str> = it
        .notes
        .iter()
        .filter(changed)
        .filter(|it| own_words(it).is_none())
        .map(|it| it.headword.as_str())
        .collect();
    if !backs.is_empty() {
        let words: Vec<String> = backs.iter().map(|it| format!("**{}**", escaped(it))).collect();
        let _ = write!(text, "\n## More on the cards of\n\n{}\n", words.join(", "));
    }
    let gone = it.gone.iter().filter(|it| it.is_new);
    section(
        "No longer part of the deck",
        gone.map(|it| format!("**{}**: {}", escaped(&it.entry), escaped(&it.text))),
        &mut text,
    );
    if !it.has_differences() && renamed.is_none() {
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
    let words = match own_words(it) {
        Some((before, after)) => format!("~~{}~~ {}", escaped(before), escaped(after)),
        None => escaped(&it.after),
    };
    format!("**{}** ({what}): {words}", escaped(&it.headword))
}

/// Returns the text of the note itself before and after, if it changed. A definition note also
/// shows the rest of its entry on its back, which changes more often.
fn own_words(it: &NoteChange) -> Option<(&str, &str)> {
    if it.fields.is_empty() {
        let before = it.before.as_deref()?;
        return (before != it.after).then_some((before, it.after.as_str()));
    }
    let own = match it.kind {
        Kind::Definition => Field::Definition,
        Kind::Distinction => Field::Difference,
        Kind::Usage => Field::Phrase,
        Kind::Quiz | Kind::Question => Field::Question,
    };
    let changed = it.fields.iter().find(|it| it.field == own.name())?;
    Some((&changed.before, &changed.after))
}

/// Escapes Markdown, and emphasizes gaps, which are written in braces.
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
