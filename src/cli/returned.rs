//! Formats the result of `import` as text and as JSON.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::import::{Change, Conflict, Mangling, Proposal, ProposalKind, TablePlace};
use serde_json::{Value, json};

use crate::cli::clean::clean_line;
use crate::cli::counted::counted;
use crate::disk;

/// The data of the output.
pub(crate) struct ImportReport {
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

impl ImportReport {
    /// Returns whether nothing is left to write or to decide.
    pub(crate) fn is_done(&self) -> bool {
        let is_unwritten = !self.is_applied && !self.proposals.is_empty();
        !is_unwritten && self.conflicts.is_empty() && self.missing.is_empty()
    }
}

/// Formats the changes field by field, then the conflicts and the missing rows.
pub(crate) fn text(report: &ImportReport) -> String {
    let mut out = String::new();
    for proposal in &report.proposals {
        let sign = match proposal.kind {
            ProposalKind::Edit => "edit",
            ProposalKind::New => "new",
            ProposalKind::Deletion => "delete",
        };
        let name = named(&proposal.entry, &proposal.item);
        out.push_str(&format!("{sign} {name}{}\n", place(proposal.place.as_ref())));
        for change in &proposal.changes {
            out.push_str(&difference(change));
        }
    }
    for it in &report.conflicts {
        let name = named(&it.entry, &it.item);
        let field = it.field.as_ref().map_or(String::new(), |it| format!(", {it}"));
        out.push_str(&format!(
            "conflict {name}{field}{}\n  {}\n",
            place(it.place.as_ref()),
            it.reason
        ));
        out.push_str(&side("source", &it.now));
        out.push_str(&side("table", &it.given));
    }
    for (entry, item) in &report.missing {
        out.push_str(&format!(
            "missing {}\n  its row is missing from the table; --allow-deletions removes it from the source\n",
            named(entry, item)
        ));
    }
    out
}

fn named(entry: &str, item: &str) -> String {
    if item.is_empty() { entry.to_owned() } else { format!("{entry} {item}") }
}

fn place(place: Option<&TablePlace>) -> String {
    match place {
        None => String::new(),
        Some(it) if it.sheet.is_empty() => format!(" (row {})", it.row),
        Some(it) => format!(" ({}, row {})", it.sheet, it.row),
    }
}

/// Formats a change, with a line for each line of its texts.
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

/// Returns the summary at the end.
pub(crate) fn closing(name: &str, report: &ImportReport) -> String {
    let count = |kind| report.proposals.iter().filter(|it| it.kind == kind).count();
    let parts = [
        (count(ProposalKind::Edit), "edited row"),
        (count(ProposalKind::New), "new row"),
        (count(ProposalKind::Deletion), "deletion"),
        (report.conflicts.len(), "conflict"),
        (report.missing.len(), "missing row"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|it| it.0 > 0).map(|(count, noun)| counted(*count, noun)).collect();
    let mut lines = Vec::new();
    for (kind, cells) in &report.mangled {
        lines.push(format!("  ignored: {}: {}", counted(*cells, "cell"), kind.words()));
    }
    if report.stale > 0 {
        let rows = counted(report.stale, "row");
        lines.push(format!("  ignored: {rows} older than the source and not edited"));
    }
    if report.known > 0 {
        let rows = counted(report.known, "new row");
        lines.push(format!("  ignored: {rows} that the deck already has"));
    }
    if !report.unknown.is_empty() {
        lines.push(format!("  ignored: unknown columns: {}", report.unknown.join(", ")));
    }
    if report.is_lossy {
        lines.push(
            "  the file was saved in an encoding that cannot represent every letter; ask for .xlsx or `CSV UTF-8`".to_owned(),
        );
    }
    lines.extend(report.files.iter().map(|it| format!("  {}", disk::shown(it))));
    let what = if parts.is_empty() { "no edits".to_owned() } else { parts.join(", ") };
    let done = match (report.proposals.is_empty(), report.is_applied) {
        (true, _) => "",
        (_, true) => "; the changes were written",
        (_, false) => "; nothing was written (--apply writes the changes)",
    };
    lines.insert(0, format!("{name}: {what}{done}"));
    lines.join("\n")
}

/// Returns the result as a deck of the JSON document.
pub(crate) fn json(id: &str, report: &ImportReport) -> Value {
    let sheet =
        |it: Option<&TablePlace>| it.map(|it| &it.sheet).filter(|it| !it.is_empty()).cloned();
    let row = |it: Option<&TablePlace>| it.map(|it| it.row);
    let change = |it: &Change| json!({ "field": it.field, "before": it.before, "after": it.after });
    let edit = |it: &Proposal| {
        json!({
            "kind": match it.kind {
                ProposalKind::Edit => "edit",
                ProposalKind::New => "new",
                ProposalKind::Deletion => "deletion",
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
        "files": report.files.iter().map(|it| disk::shown(it)).collect::<Vec<_>>(),
        "applied": report.is_applied,
        "edits": report.proposals.iter().map(edit).collect::<Vec<_>>(),
        "conflicts": report.conflicts.iter().map(conflict).collect::<Vec<_>>(),
        "missing": report.missing.iter().map(missing).collect::<Vec<_>>(),
        "older_rows": report.stale,
        "known_rows": report.known,
        "passed_over": report.mangled.iter().map(mangled).collect::<Vec<_>>(),
        "unknown_columns": report.unknown,
        "lossy_encoding": report.is_lossy,
    })
}
