//! The summary at the end of a run.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::anki::Kind;
use crate::diag::Counts;
use crate::ledger::{self, Alike, By};

use crate::cli::counted::{counted, counted_problems};
use crate::cli::outcome::{Built, LedgerReport, Report};
use crate::disk::shown;

/// Returns what standard output is for: the paths of the written files, one per line, or where it
/// was asked for what changes for learners.
pub(crate) fn result(outcomes: &[Report]) -> String {
    let paths = |built: &Built| match built.release.as_ref().and_then(|it| it.markdown.as_ref()) {
        Some(markdown) => markdown.clone(),
        None => built.files.iter().map(|it| format!("{}\n", shown(&it.path))).collect(),
    };
    outcomes.iter().filter_map(|it| it.built.as_ref()).map(paths).collect()
}

/// Returns a line for each deck that was not written.
pub(crate) fn not_written(outcomes: &[Report]) -> impl Iterator<Item = String> {
    outcomes.iter().filter_map(|it| {
        let why = it.not_written.as_ref()?;
        Some(format!("deck `{}` was not written: {why}", it.name()))
    })
}

/// Returns what was done for each deck, and the number of problems.
pub(crate) fn lines(outcomes: &[Report], found: Counts, failed: bool, took: Duration) -> String {
    let mut lines: Vec<String> = outcomes.iter().flat_map(deck).collect();
    let counts = match found.total() {
        0 if failed => "not completed".to_owned(),
        0 => "no problems".to_owned(),
        _ => counted_problems(found),
    };
    let mut built = outcomes.iter().filter_map(|it| it.built.as_ref());
    let verb = match built.next() {
        Some(it) if it.release.is_some() => "released",
        Some(_) => "built",
        None => "checked",
    };
    let decks = outcomes.iter().filter(|it| verb == "checked" || it.built.is_some()).count();
    lines.push(format!(
        "{} {verb} in {:.2} s, {counts}",
        counted(decks, "deck"),
        took.as_secs_f64()
    ));
    lines.join("\n")
}

fn deck(outcome: &Report) -> Vec<String> {
    let Some(id) = &outcome.id else { return Vec::new() };
    let entries = counted(outcome.entries.unwrap_or(0), "entry");
    let Some(built) = &outcome.built else { return vec![format!("{id}: {entries}")] };
    let kinds = Kind::ALL.into_iter().zip(built.notes).filter(|it| it.1 > 0);
    let kinds: Vec<String> =
        kinds.map(|(kind, count)| format!("{count} {}", kind.name())).collect();
    let notes = counted(built.notes.iter().sum(), "note");
    let mut lines = vec![format!(
        "{id}: {entries}, {notes} ({}), {}, {}",
        kinds.join(", "),
        counted(built.cards, "card"),
        counted(built.media, "media file"),
    )];
    lines.extend(left_out(built));
    lines.extend(changed(built));
    lines.extend(skipped(built));
    if built.no_updates && built.release.is_none() {
        let (since, hint) = match built.ledger.since {
            Some(number) => (format!("release {number}"), ""),
            None => (
                "the last build".to_owned(),
                "; use --against to compare with what learners have, or publish with lexideck release",
            ),
        };
        lines.push(format!(
            "  no note has changed since {since}, so there are no new update files{hint}"
        ));
    }
    lines.extend(built.files.iter().map(|it| format!("  {} ({})", shown(&it.path), size(it.size))));
    if let Some(it) = built.release.as_ref().filter(|it| it.is_new()) {
        lines.push(format!("\n{}", it.text.trim_end()));
    }
    lines
}

/// Returns what has changed for learners, or since the last build before the first release.
fn changed(built: &Built) -> Vec<String> {
    let ledger = &built.ledger;
    let mut lines = Vec::new();
    match &built.release {
        Some(it) if it.is_new() => lines.push(match ledger.since {
            Some(since) => {
                let what = changes(ledger.counts).unwrap_or_else(|| "no changed note".to_owned());
                format!("  release {}; since release {since}: {what}", it.number)
            }
            None => format!("  release {}, the first", it.number),
        }),
        Some(it) => lines.push(format!(
            "  nothing has changed since release {}, so there is no new release",
            it.number
        )),
        None => lines.extend(since_last_release(ledger)),
    }
    lines.extend(ledger.waiting.iter().filter(|_| ledger.existed).map(|it| {
        format!("  no card, as the note has no number left: {} {}: {}", it.entry, it.slot, it.text)
    }));
    lines.extend(followed(ledger));
    lines
}

/// Returns the changes of a build since the last release or build, if there was one.
fn since_last_release(ledger: &LedgerReport) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(from), Some(to)) = (&ledger.moved_from, &ledger.path) {
        let (from, to) = (shown(from), shown(to));
        lines.push(format!("  the source was renamed, and its ledger goes with it: {from} → {to}"));
    }
    let edges = ledger.edges.lines();
    if !ledger.existed {
        lines.extend(edges.iter().map(|it| format!("  {it}")));
        return lines;
    }
    let what = changes(ledger.counts).unwrap_or_else(|| "no changed note".to_owned());
    let since = ledger.since.map_or("the last build".to_owned(), |it| format!("release {it}"));
    lines.push(format!("  since {since}: {what}"));
    lines.extend(edges.iter().map(|it| format!("  {it}")));
    lines.extend(ledger.missing.iter().take(MOST_MISSING).map(|it| {
        let what = if it.ordinal.is_some() { "card" } else { "note" };
        let reason = it.reason.name();
        format!("  {what} no longer made ({reason}): {} {}: {}", it.entry, it.slot, it.text)
    }));
    let rest = ledger.missing.len().saturating_sub(MOST_MISSING);
    if rest > 0 {
        lines.push(format!("  and {rest} more no longer made (--json lists them)"));
    }
    if let Some(search) = &ledger.search {
        lines.push(format!(
            "  learners keep the notes that are gone; to find them in Anki's browser: {search}"
        ));
    }
    lines
}

/// Returns the items that were found again with other words or in another entry.
fn followed(ledger: &LedgerReport) -> Vec<String> {
    let mut lines = Vec::new();
    // What is least certain comes first.
    let mut all: Vec<&Alike> = ledger.alike.iter().collect();
    all.sort_by_key(|it| (it.by != By::Place, it.from.is_none()));
    lines.extend(all.into_iter().take(MOST_ALIKE).map(alike));
    let rest = ledger.alike.len().saturating_sub(MOST_ALIKE);
    if rest > 0 {
        lines.push(format!("  and {rest} more treated as edits (--json lists them)"));
    }
    lines
}

/// Describes an item that was found again with other words or in another entry.
fn alike(it: &Alike) -> String {
    let words = match it.before == it.after {
        true => it.after.clone(),
        false => format!("{} → {}", it.before, it.after),
    };
    let what = match &it.from {
        Some(from) => format!("  moved from the entry {from}: {} {}: {words}", it.entry, it.slot),
        None => format!("  treated as an edit: {} {}: {words}", it.entry, it.slot),
    };
    match it.by {
        By::Words => what,
        By::Place => format!(
            "{what} (by its place; if it is a different item, write `id: {}`)",
            it.suggested_id()
        ),
    }
}

/// Returns what the formats could not represent, by reason, with the first items of each.
fn skipped(built: &Built) -> Vec<String> {
    let mut by_reason: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for it in &built.skipped {
        let what = format!("{} {}", it.entry, it.item).trim().to_owned();
        by_reason.entry((it.format, &it.reason)).or_default().push(what);
    }
    let mut lines = Vec::new();
    for ((format, reason), items) in by_reason {
        lines.push(format!("  not in {format}: {}: {reason}", counted(items.len(), "item")));
        let rest = items.len().saturating_sub(MOST_SKIPPED);
        let mut shown: Vec<String> =
            items.into_iter().filter(|it| !it.is_empty()).take(MOST_SKIPPED).collect();
        if rest > 0 {
            shown.push(format!("and {rest} more (--json lists them)"));
        }
        if !shown.is_empty() {
            lines.push(format!("    {}", shown.join(", ")));
        }
    }
    lines
}

/// The number of items listed for each reason.
const MOST_SKIPPED: usize = 5;
/// The number of notes and cards that are no longer made that are listed.
const MOST_MISSING: usize = 10;
/// The number of items treated as edits that are listed.
const MOST_ALIKE: usize = 10;

/// Describes how a build differs from the last one; returns `None` if no note does.
pub(crate) fn changes(counts: ledger::Counts) -> Option<String> {
    let parts = [(counts.new, "new"), (counts.changed, "changed"), (counts.gone, "gone")];
    let mut words: Vec<String> =
        parts.iter().filter(|it| it.0 > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let first = words.first_mut()?;
    let (count, what) = first.split_once(' ')?;
    *first = format!("{count} {what} {}", if count == "1" { "note" } else { "notes" });
    Some(format!("{}, {} unchanged", words.join(", "), counts.same))
}

/// Returns what the choice of cards left out, by kind.
fn left_out(built: &Built) -> Option<String> {
    let parts: Vec<String> = built
        .left_out
        .counts()
        .filter(|it| it.1 > 0)
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "  left out by the choice of cards: {} (--cards everything makes them all)",
            parts.join(", ")
        )
    })
}

fn size(bytes: u64) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return counted(usize::try_from(bytes).unwrap_or(0), "byte");
    }
    let mut value = bytes as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    format!("{value:.1} {}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_numbers_read_well() {
        assert_eq!(
            [size(1), size(999), size(12_345), size(999_999)],
            ["1 byte", "999 bytes", "12.3 kB", "1.0 MB"]
        );
        assert_eq!(
            [counted(1, "entry"), counted(2, "entry"), counted(0, "card")],
            ["1 entry", "2 entries", "0 cards"]
        );
    }
}
