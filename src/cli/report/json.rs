//! The outcome of a run as one JSON document; `--json` is short for it.

use std::io::{self, Write};

use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::export::Skipped;
use crate::ledger::{Alike, By};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::cli::left_out::LeftOut;
use crate::cli::locate::Locator;
use crate::cli::missing;
use crate::cli::outcome::{LedgerReport, Report};
use crate::cli::publication::Publication;
use crate::cli::report::pretty;
use crate::disk::{Disk, shown};

/// The version of the document; keys are only ever added to it.
const SCHEMA_VERSION: u32 = 1;

/// Writes the document, ending in a line break, piece by piece: with all that was left out of a
/// dictionary it may be many times as long as what is known of it.
///
/// # Errors
/// Returns an error if `out` cannot be written.
pub(crate) fn write<D: Serialize>(
    decks: &[D],
    diagnostics: &Diagnostics,
    disk: &Disk,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut locator = Locator::new(disk);
    let omitted = diagnostics.omitted();
    let document = Document {
        schema_version: SCHEMA_VERSION,
        decks,
        diagnostics: diagnostics.iter().map(|it| diagnostic(it, &mut locator)).collect(),
        omitted: json!({ "errors": omitted.errors, "warnings": omitted.warnings }),
    };
    pretty::write(&document, out)
}

#[derive(Serialize)]
struct Document<'d, D> {
    schema_version: u32,
    decks: &'d [D],
    diagnostics: Vec<Value>,
    /// The number of problems that are not listed.
    omitted: Value,
}

/// The result for a deck.
#[derive(Serialize)]
pub(crate) struct Deck<'r> {
    id: Option<&'r str>,
    files: Vec<String>,
    entries: Option<usize>,
    notes: Option<usize>,
    cards: Option<usize>,
    left_out: Option<&'r LeftOut>,
    skipped: Option<All<'r, Skipped>>,
    ledger: Option<Value>,
    /// What it gives to learners, if it is a release.
    release: Option<Value>,
    /// The file that describes it, as it was given.
    source: &'r str,
    /// The reason why it was not written, if it should have been.
    not_written: Option<&'r str>,
}

/// The result for a deck.
pub(crate) fn deck(outcome: &Report) -> Deck<'_> {
    let built = outcome.built.as_ref();
    let files = built.map_or([].as_slice(), |it| &it.files);
    Deck {
        id: outcome.id.as_deref(),
        files: files.iter().map(|it| shown(&it.path)).collect(),
        entries: outcome.entries,
        notes: built.map(|it| it.notes.iter().sum::<usize>()),
        cards: built.map(|it| it.cards),
        left_out: built.map(|it| &it.left_out),
        skipped: built.map(|it| All(&it.skipped, skipped)),
        ledger: built.map(|it| &it.ledger).or(outcome.refused.as_ref()).map(ledger),
        release: built.and_then(|it| it.release.as_ref()).map(Publication::json),
        source: &outcome.source,
        not_written: outcome.not_written.as_deref(),
    }
}

/// Items that are serialized one by one.
struct All<'a, T>(&'a [T], fn(&T) -> Value);

impl<T> Serialize for All<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}

fn skipped(it: &Skipped) -> Value {
    json!({ "format": it.format, "entry": it.entry, "item": it.item, "reason": it.reason })
}

fn ledger(it: &LedgerReport) -> Value {
    let alike = |it: &Alike| {
        let is_by_place = it.by == By::Place;
        json!({
            "entry": it.entry,
            "item": it.slot,
            "before": it.before,
            "after": it.after,
            "from": it.from,
            "by": if is_by_place { "place" } else { "words" },
            "suggested_id": is_by_place.then(|| it.suggested_id()),
        })
    };
    let mut value = json!({
        "file": it.path.as_deref().map(shown),
        "moved_from": it.moved_from.as_deref().map(shown),
        "changes": it.changes_it,
        "written": it.written,
        "since_release": it.since,
        "new": it.counts.new,
        "changed": it.counts.changed,
        "unchanged": it.counts.same,
        "gone": it.counts.gone,
        "missing": it.missing.iter().map(missing::json).collect::<Vec<_>>(),
        "waiting": it.waiting.iter().map(|it| json!({ "entry": it.entry, "item": it.slot, "text": it.text })).collect::<Vec<_>>(),
        "taken_for_edits": it.alike.iter().map(alike).collect::<Vec<_>>(),
    });
    it.edges.json().into_iter().for_each(|(key, it)| value[key] = it);
    value
}

fn diagnostic(it: &Diagnostic, locator: &mut Locator<'_>) -> Value {
    locator.load(it);
    let position = match it.place {
        Place::Span(span) => locator.position(span),
        Place::File(_) => None,
    };
    json!({
        "code": it.rule.code,
        "severity": it.rule.severity.name(),
        "file": locator.name(it.place.file()),
        "line": position.map(|it| it.line),
        "column": position.map(|it| it.column),
        "end_line": position.map(|it| it.end_line),
        "end_column": position.map(|it| it.end_column),
        "message": it.message,
        "help": it.help,
    })
}
