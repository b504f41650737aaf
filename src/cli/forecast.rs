//! Formats a forecast as text and as JSON.

use std::fmt::Write as _;

use crate::forecast::{Forecast, Log, NoteChange, NoteOutcome};
use crate::model::Deck;
use serde_json::{Value, json};

use crate::cli::counted::counted;
use crate::cli::edges::Edges;
use crate::cli::missing;
use crate::cli::search;

/// Formats the forecast for the terminal.
pub(crate) fn text(deck: &Deck, against: &str, it: &Forecast, edges: &Edges) -> String {
    let mut text =
        format!("{}: what an import changes for learners who have {against}\n\n", deck.id);
    let _ = writeln!(
        text,
        "{:24}{:>8}{:>9}{:>11}{:>13}",
        "", "new", "updated", "unchanged", "conflicting"
    );
    let mut row = |name: &str, log: Log| {
        let _ = writeln!(
            text,
            "  {name:22}{:>8}{:>9}{:>11}{:>13}",
            log.new, log.updated, log.unchanged, log.conflicting
        );
    };
    row("package", it.default);
    if !it.merging_fails {
        row("package, merging", it.merging);
    }
    if it.update_files > 0 {
        row("update files", Log { updated: it.update_files, ..Log::default() });
        row("package after them", it.after_files);
    }
    notices(it, &mut text);
    for line in edges.lines() {
        let _ = writeln!(text, "\n  {line}");
    }
    for (outcome, title) in [
        (NoteOutcome::Conflicting, "Cannot be updated"),
        (
            NoteOutcome::Updated,
            "Updated: learners keep their reviews, but lose their own edits and tags of these notes",
        ),
        (NoteOutcome::New, "New"),
    ] {
        let notes: Vec<_> = it.notes.iter().filter(|it| it.outcome == outcome).collect();
        if !notes.is_empty() {
            let _ = writeln!(text, "\n{title}:");
            notes.iter().for_each(|it| note(it, &mut text));
        }
    }
    if !it.not_older.is_empty() {
        text.push_str("\nDifferent, but not updated, as the learner's notes are not older:\n");
        it.not_older.iter().for_each(|it| note(it, &mut text));
    }
    if !it.gone.is_empty() {
        text.push_str("\nNo longer part of the deck, but kept by learners:\n");
        for gone in &it.gone {
            let mark = if gone.is_new { "" } else { " (since an earlier build)" };
            let (entry, slot, reason) = (&gone.entry, &gone.slot, gone.reason.name());
            let _ = writeln!(text, "  {entry} {slot}  {}{mark}: {reason}", gone.text);
        }
        let guids: Vec<&str> = it.gone.iter().map(|it| it.guid.as_str()).collect();
        let _ = writeln!(text, "  To find them in Anki's browser: {}", search::of(deck, &guids));
    }
    text.push('\n');
    text
}

fn notices(it: &Forecast, text: &mut String) {
    if it.merging_fails {
        text.push_str("  package, merging      the import fails: Anki cannot merge a cloze note type with one that is none\n");
    }
    if it.media_first > 0 {
        let _ = writeln!(
            text,
            "  {} with new media, which only the package can update",
            counted(it.media_first, "changed note")
        );
    }
    for broken in &it.breaks {
        let what = if broken.differences.is_empty() {
            "its fields or templates are different".to_owned()
        } else {
            broken.differences.join(", ")
        };
        let _ = writeln!(text, "\n  The note type {} has changed: {what}.", broken.notetype);
        text.push_str("  By default, existing notes of this type are not updated, and new ones go to a second note type.\n");
        text.push_str(if broken.adds {
            "  To update them, import once with \"Merge note types\" on and \"Update notes\" set to \"Always\", or use update files.\n"
        } else {
            "  To update them, import with \"Merge note types\" on, or use update files, which keep the learner's own field.\n"
        });
    }
}

fn note(it: &NoteChange, text: &mut String) {
    let _ = writeln!(text, "  {} {}", it.entry, it.slot);
    if it.fields.is_empty() {
        match &it.before {
            Some(before) if *before != it.after => {
                let _ = writeln!(text, "    - {before}\n    + {}", it.after);
            }
            _ => {
                let _ = writeln!(text, "      {}", it.after);
            }
        }
    }
    for field in &it.fields {
        let _ =
            writeln!(text, "    {}\n    - {}\n    + {}", field.field, field.before, field.after);
    }
    for card in &it.missing {
        let _ = writeln!(text, "    card no longer made ({}): {}", card.reason.name(), card.text);
    }
    if !it.emptied.is_empty() {
        let _ = writeln!(
            text,
            "    {} with an empty front, kept until the learner removes empty cards with Tools > Empty Cards",
            counted(it.emptied.len(), "card")
        );
    }
}

/// Formats the forecast as JSON.
pub(crate) fn json(deck: &Deck, it: &Forecast, edges: &Edges) -> Value {
    let log = |it: Log| json!({ "new": it.new, "updated": it.updated, "unchanged": it.unchanged, "conflicting": it.conflicting });
    let guids: Vec<&str> = it.gone.iter().map(|it| it.guid.as_str()).collect();
    let mut value = json!({
        "id": deck.id,
        "default": log(it.default),
        "merging": if it.merging_fails { Value::Null } else { log(it.merging) },
        "update_files": { "updated": it.update_files, "returned": it.returned, "left_to_package": it.media_first },
        "package_after_update_files": log(it.after_files),
        "notes": it.notes.iter().map(note_json).collect::<Vec<_>>(),
        "not_older": it.not_older.iter().map(note_json).collect::<Vec<_>>(),
        "gone": it.gone.iter().map(|it| json!({ "guid": it.guid, "entry": it.entry, "item": it.slot, "text": it.text, "new": it.is_new, "reason": it.reason.name() })).collect::<Vec<_>>(),
        "gone_search": (!guids.is_empty()).then(|| search::of(deck, &guids)),
        "breaks": it.breaks.iter().map(|it| json!({ "notetype": it.notetype, "differences": it.differences })).collect::<Vec<_>>(),
    });
    edges.json().into_iter().for_each(|(key, it)| value[key] = it);
    value
}

fn note_json(it: &NoteChange) -> Value {
    json!({
        "guid": it.guid,
        "entry": it.entry,
        "item": it.slot,
        "kind": it.kind.name(),
        "change": it.outcome.name(),
        "before": it.before,
        "after": it.after,
        "fields": it.fields.iter().map(|it| json!({ "field": it.field, "before": it.before, "after": it.after })).collect::<Vec<_>>(),
        "emptied_cards": it.emptied,
        "missing_cards": it.missing.iter().map(missing::json).collect::<Vec<_>>(),
    })
}
