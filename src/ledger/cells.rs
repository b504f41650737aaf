//! The lines of notes in the ledger, and the form of their cells.

use std::borrow::Cow;
use std::fmt::Write;

use crate::ledger::{LastRelease, LedgerRow};

/// Precedes the number of the release in the line of a note as it was then.
pub(super) const PUBLISHED: char = 'r';

/// Follows the release of a note for which there is such a line.
pub(super) const CHANGED: char = '*';

/// The slot of the line with the hashes of an entry's items that made no note.
pub(super) const UNMADE: &str = "-";

/// Appends the line of an entry's items that made no note.
pub(super) fn write_unmade(entry: &str, hashes: &[u32], line: &mut String) {
    escape(entry, line);
    line.push('\t');
    line.push_str(UNMADE);
    for (at, hash) in hashes.iter().enumerate() {
        line.push(if at == 0 { '\t' } else { ' ' });
        write_hash(*hash, line);
    }
}

/// Appends the line of a note. `has_changed` says whether one follows with the note as the last
/// release had it.
pub(super) fn write_row(row: &LedgerRow, has_changed: bool, line: &mut String) {
    write_name(row, line);
    write_number(row.created, line);
    line.push('\t');
    write_state(row, line);
    line.push('\t');
    write_number(i64::from(row.release), line);
    if row.media_release != row.release {
        line.push(',');
        write_number(i64::from(row.media_release), line);
    }
    if has_changed {
        line.push(CHANGED);
    }
    line.push('\t');
    escape(row.text(), line);
}

/// Appends the line of a note as the last release had it.
pub(super) fn write_published(
    row: &LedgerRow,
    last: LastRelease,
    had: &LedgerRow,
    line: &mut String,
) {
    write_name(row, line);
    line.push(PUBLISHED);
    write_number(i64::from(last.number), line);
    line.push('\t');
    write_state(had, line);
    line.push('\t');
    escape(had.text(), line);
}

fn write_name(row: &LedgerRow, line: &mut String) {
    for cell in [row.entry(), row.slot(), row.guid()] {
        escape(cell, line);
        line.push('\t');
    }
}

/// Appends what changes of a note from build to build.
fn write_state(row: &LedgerRow, line: &mut String) {
    write_number(row.modified, line);
    line.push('\t');
    escape(row.hash(), line);
    line.push('\t');
    write_hash(row.words, line);
    for (at, card) in row.cards.iter().enumerate() {
        line.push(if at == 0 { '\t' } else { ',' });
        write_number(i64::from(*card), line);
    }
    if row.cards.is_empty() {
        line.push('\t');
    }
    if let Some(reason) = row.reason {
        line.push(' ');
        line.push_str(reason.key());
    }
    line.push('\t');
    escape(row.asks(), line);
}

/// Appends a hash as eight hexadecimal digits.
fn write_hash(hash: u32, line: &mut String) {
    let digits = (0..8).rev().map(|it| hash >> (4 * it) & 15);
    line.extend(digits.filter_map(|it| char::from_digit(it, 16)));
}

fn write_number(number: i64, line: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = write!(line, "{number}");
}

/// Appends a cell, escaping what separates cells and lines.
pub(super) fn escape(cell: &str, line: &mut String) {
    let mut rest = cell;
    while let Some(at) = rest.bytes().position(|it| matches!(it, b'\\' | b'\t' | b'\n' | b'\r')) {
        let (before, others) = rest.split_at(at);
        line.push_str(before);
        line.push_str(match others.as_bytes().first() {
            Some(b'\t') => "\\t",
            Some(b'\n') => "\\n",
            Some(b'\r') => "\\r",
            _ => "\\\\",
        });
        rest = others.get(1..).unwrap_or("");
    }
    line.push_str(rest);
}

/// Returns a cell as it was before it was escaped; `None` if no writer can have written it.
pub(super) fn unescaped(cell: &str) -> Option<Cow<'_, str>> {
    if !cell.contains('\\') {
        return Some(Cow::Borrowed(cell));
    }
    let mut letters = cell.chars();
    let mut text = String::with_capacity(cell.len());
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            other => other,
        });
    }
    Some(Cow::Owned(text))
}
