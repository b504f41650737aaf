//! What came back in a table, for people and as JSON.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lexideck::import::{Change, Conflict, Kind, Mangling, Proposal, Where};
use serde_json::{Value, json};

use crate::cli::clean::clean_line;
use crate::cli::summary::counted;

/// What is told of a table.
pub(crate) struct Told {
    pub(crate) proposals: Vec<Proposal>,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) missing: Vec<(String, String)>,
    pub(crate) stale: usize,
    pub(crate) known: usize,
    pub(crate) mangled: BTreeMap<Mangling, usize>,
    pub(crate) unknown: Vec<String>,
    pub(crate) is_lossy: bool,
    pub(crate) is_applied: bool,
    pub(crate) files: Vec<PathBuf>,
}

impl Told {
    /// Whether nothing waits any more.
    pub(crate) fn is_done(&self) -> bool {
        let waits = !self.is_applied && !self.proposals.is_empty();
        !waits && self.conflicts.is_empty() && self.missing.is_empty()
    }
}

/// The edits field by field, then what waits for a person.
pub(crate) fn text(told: &Told) -> String {
    let mut out = String::new();
    for proposal in &told.proposals {
        let sign = match proposal.kind {
            Kind::Edit => "edit",
            Kind::New => "new",
            Kind::Deletion => "delete",
        };
        let name = named(&proposal.entry, &proposal.item);
        out.push_str(&format!("{sign} {name}{}\n", place(proposal.place.as_ref())));
        for change in &proposal.changes {
            out.push_str(&difference(change));
        }
    }
    for it in &told.conflicts {
        let name = named(&it.entry, &it.item);
        let field = it.field.as_ref().map_or(String::new(), |it| format!(", {it}"));
        out.push_str(&format!(
            "waits {name}{field}{}\n  {}\n",
            place(it.place.as_ref()),
            it.reason
        ));
        out.push_str(&side("source", &it.now));
        out.push_str(&side("table", &it.given));
    }
    for (entry, item) in &told.missing {
        out.push_str(&format!(
            "missing {}\n  the table has no such row; --allow-deletions removes it\n",
            named(entry, item)
        ));
    }
    out
}

fn named(entry: &str, item: &str) -> String {
    if item.is_empty() { entry.to_owned() } else { format!("{entry} {item}") }
}

fn place(place: Option<&Where>) -> String {
    match place {
        None => String::new(),
        Some(it) if it.sheet.is_empty() => format!(" (row {})", it.row),
        Some(it) => format!(" ({}, row {})", it.sheet, it.row),
    }
}

/// A field in two lines, or more where a text has more.
fn difference(change: &Change) -> String {
    let mut out = format!("  {}:\n", change.field);
    for (sign, text) in [('-', &change.before), ('+', &change.after)] {
        if !text.is_empty() {
            out.extend(text.lines().map(|it| format!("    {sign} {}\n", clean_line(it))));
        }
    }
    out
}

fn side(name: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = text.lines().map(clean_line).collect::<Vec<_>>().join("\n          ");
    format!("  {:<8}{text}\n", format!("{name}:"))
}

/// The closing words.
pub(crate) fn closing(name: &str, told: &Told) -> String {
    let count = |kind| told.proposals.iter().filter(|it| it.kind == kind).count();
    let parts = [
        (count(Kind::Edit), "edited row"),
        (count(Kind::New), "new row"),
        (count(Kind::Deletion), "deletion"),
        (told.conflicts.len(), "conflict"),
        (told.missing.len(), "missing row"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|it| it.0 > 0).map(|(count, noun)| counted(*count, noun)).collect();
    let mut lines = Vec::new();
    for (kind, cells) in &told.mangled {
        lines.push(format!("  passed over: {}: {}", counted(*cells, "cell"), kind.words()));
    }
    if told.stale > 0 {
        let rows = counted(told.stale, "row");
        lines.push(format!("  passed over: {rows} older than the source and not edited"));
    }
    if told.known > 0 {
        let rows = counted(told.known, "new row");
        lines.push(format!("  passed over: {rows} that the deck has already"));
    }
    if !told.unknown.is_empty() {
        lines.push(format!("  passed over: columns of other names: {}", told.unknown.join(", ")));
    }
    if told.is_lossy {
        lines.push(
            "  the file was saved in an encoding that cannot hold every letter: ask for .xlsx, or for `CSV UTF-8`".to_owned(),
        );
    }
    lines.extend(told.files.iter().map(|it| format!("  {}", it.display())));
    let what = if parts.is_empty() { "nothing was edited".to_owned() } else { parts.join(", ") };
    let done = match (told.proposals.is_empty(), told.is_applied) {
        (true, _) => "",
        (_, true) => "; edits were written",
        (_, false) => "; nothing was written (--apply writes)",
    };
    lines.insert(0, format!("{name}: {what}{done}"));
    lines.join("\n")
}

/// What came back, as a deck of the document.
pub(crate) fn json(id: &str, told: &Told) -> Value {
    let sheet = |it: Option<&Where>| it.map(|it| &it.sheet).filter(|it| !it.is_empty()).cloned();
    let row = |it: Option<&Where>| it.map(|it| it.row);
    let change = |it: &Change| json!({ "field": it.field, "before": it.before, "after": it.after });
    let edit = |it: &Proposal| {
        json!({
            "kind": match it.kind {
                Kind::Edit => "edit",
                Kind::New => "new",
                Kind::Deletion => "deletion",
            },
            "sheet": sheet(it.place.as_ref()),
            "row": row(it.place.as_ref()),
            "entry": it.entry,
            "item": it.item,
            "changes": it.changes.iter().map(change).collect::<Vec<_>>(),
        })
    };
    let conflict = |it: &Conflict| {
        json!({
            "sheet": sheet(it.place.as_ref()),
            "row": row(it.place.as_ref()),
            "entry": it.entry,
            "item": it.item,
            "field": it.field,
            "source": it.now,
            "table": it.given,
            "reason": it.reason,
        })
    };
    let missing = |it: &(String, String)| json!({ "entry": it.0, "item": it.1 });
    let mangled = |it: (&Mangling, &usize)| json!({ "what": it.0.words(), "cells": it.1 });
    json!({
        "id": id,
        "files": told.files.iter().map(|it| it.display().to_string()).collect::<Vec<_>>(),
        "applied": told.is_applied,
        "edits": told.proposals.iter().map(edit).collect::<Vec<_>>(),
        "conflicts": told.conflicts.iter().map(conflict).collect::<Vec<_>>(),
        "missing": told.missing.iter().map(missing).collect::<Vec<_>>(),
        "older_rows": told.stale,
        "known_rows": told.known,
        "passed_over": told.mangled.iter().map(mangled).collect::<Vec<_>>(),
        "unknown_columns": told.unknown,
        "lossy_encoding": told.is_lossy,
    })
}
