//! The outcome of a run as one JSON document.

use lexideck::diag::{Diagnostic, Diagnostics, Place};
use lexideck::export::Skipped;
use lexideck::ledger::Alike;
use serde_json::{Value, json};

use crate::cli::disk::Disk;
use crate::cli::job::{LedgerReport, Report};
use crate::cli::locate::Locator;

/// The version of the document; keys are only ever added to it.
const SCHEMA_VERSION: u32 = 1;

/// The document, ending in a line break.
pub(crate) fn document(decks: &[Value], diagnostics: &Diagnostics, disk: &Disk) -> String {
    let mut locator = Locator::new(disk);
    let document = json!({
        "schema_version": SCHEMA_VERSION,
        "decks": decks,
        "diagnostics": diagnostics.iter().map(|it| diagnostic(it, &mut locator)).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

/// What became of a deck.
pub(crate) fn deck(outcome: &Report) -> Value {
    let built = outcome.built.as_ref();
    let left_out = |it: &lexideck::anki::LeftOut| json!({ "entry": it.entry, "kind": it.row.key(), "item": it.slot });
    json!({
        "id": outcome.id,
        "files": built.map(|it| it.files.iter().map(|it| it.path.display().to_string()).collect::<Vec<_>>()).unwrap_or_default(),
        "entries": outcome.entries,
        "notes": built.map(|it| it.notes.iter().sum::<usize>()),
        "cards": built.map(|it| it.cards),
        "left_out": built.map(|it| it.left_out.iter().map(left_out).collect::<Vec<_>>()),
        "skipped": built.map(|it| it.skipped.iter().map(skipped).collect::<Vec<_>>()),
        "ledger": built.map(|it| &it.ledger).or(outcome.refused.as_ref()).map(ledger),
    })
}

fn skipped(it: &Skipped) -> Value {
    json!({ "format": it.format, "entry": it.entry, "item": it.item, "reason": it.reason })
}

fn ledger(it: &LedgerReport) -> Value {
    let alike = |it: &Alike| json!({ "entry": it.entry, "item": it.slot, "before": it.before, "after": it.after });
    json!({
        "file": it.path.as_ref().map(|it| it.display().to_string()),
        "changes": it.changes_it,
        "written": it.written,
        "new": it.counts.new,
        "changed": it.counts.changed,
        "unchanged": it.counts.same,
        "gone": it.counts.gone,
        "taken_for_edits": it.alike.iter().map(alike).collect::<Vec<_>>(),
    })
}

fn diagnostic(it: &Diagnostic, locator: &mut Locator<'_>) -> Value {
    locator.load(it);
    let position = match it.place {
        Place::Span(span) => locator.position(span),
        Place::File(_) => None,
    };
    json!({
        "code": it.code.name(),
        "severity": it.code.severity().name(),
        "file": locator.name(it.place.file()),
        "line": position.map(|it| it.line),
        "column": position.map(|it| it.column),
        "end_line": position.map(|it| it.end_line),
        "end_column": position.map(|it| it.end_column),
        "message": it.message,
        "help": it.help,
    })
}
