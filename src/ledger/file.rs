//! The ledger's file format: a line for each note, sorted, with cells separated by tabs.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Write};

use crate::diag::{Diagnostics, FileId, Span};
use crate::ledger::rules::damaged_ledger;
use crate::ledger::{Cards, Ledger, LedgerRow, RowTexts};
use crate::model::slot;

const LEDGER_START: &str = "lexideck-ledger";
const VERSION: &str = "1";
/// The slot of the line with the hashes of an entry's items that made no note.
const UNMADE: &str = "-";
const GONE: &str = "gone";
/// The number of cells of a row, which is the largest number in a line.
const MOST_CELLS: usize = 8;

/// Writes the file format.
impl Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.each_line(&mut |line| f.write_str(line))
    }
}

impl Ledger {
    /// Calls `visit` with each line of the file, including its line break.
    ///
    /// # Errors
    /// Returns the first error of `visit`, which ends the iteration.
    pub fn each_line<E>(&self, visit: &mut dyn FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        visit(&format!("{LEDGER_START}\t{VERSION}\n"))?;
        let mut line = String::from("uid\t");
        escape(&self.uid, &mut line);
        line.push('\n');
        visit(&line)?;
        for (kind, fingerprint) in &self.notetypes {
            visit(&format!("notetype\t{kind}\t{fingerprint}\n"))?;
        }
        let mut unmade = self.unmade.iter().filter(|it| !it.1.is_empty()).peekable();
        let mut rows = self.rows.iter().peekable();
        loop {
            line.clear();
            // The line of an entry's other items comes before its notes, as `-` sorts before
            // letters.
            let next = rows.peek().map(|it| it.entry());
            let is_next = |it: &(&String, _)| next.is_none_or(|row| it.0.as_str() <= row);
            if let Some((entry, hashes)) = unmade.next_if(is_next) {
                write_unmade(entry, hashes, &mut line);
            } else if let Some(row) = rows.next() {
                write_row(row, &mut line);
            } else {
                return Ok(());
            }
            visit(&line)?;
        }
    }

    /// Returns whether `text` is exactly the file that would be written.
    pub fn is_written_as(&self, text: &str) -> bool {
        let mut rest = text;
        let is_whole = self.each_line(&mut |line| {
            rest = rest.strip_prefix(line).ok_or(())?;
            Ok::<(), ()>(())
        });
        is_whole.is_ok() && rest.is_empty()
    }
}

fn write_unmade(entry: &str, hashes: &[u32], line: &mut String) {
    escape(entry, line);
    line.push('\t');
    line.push_str(UNMADE);
    for (at, hash) in hashes.iter().enumerate() {
        line.push(if at == 0 { '\t' } else { ' ' });
        write_hash(*hash, line);
    }
    line.push('\n');
}

fn write_row(row: &LedgerRow, line: &mut String) {
    for cell in [row.entry(), row.slot(), row.guid()] {
        escape(cell, line);
        line.push('\t');
    }
    write_number(row.modified, line);
    line.push('\t');
    line.push_str(row.hash());
    line.push('\t');
    write_hash(row.words, line);
    for (at, card) in row.cards.iter().enumerate() {
        line.push(if at == 0 { '\t' } else { ',' });
        write_number(i64::from(*card), line);
    }
    if row.cards.is_empty() {
        line.push('\t');
    }
    if row.is_gone {
        line.push(' ');
        line.push_str(GONE);
    }
    line.push('\t');
    escape(row.text(), line);
    line.push('\n');
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
fn escape(cell: &str, line: &mut String) {
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

fn unescaped(cell: &str) -> Option<Cow<'_, str>> {
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

/// Parses a ledger. Returns `None` if it is damaged, after reporting each damaged line.
pub(crate) fn parse(file: FileId, text: &str, acc: &mut Diagnostics) -> Option<Ledger> {
    let mut own = Diagnostics::default();
    let mut parser = LedgerParser {
        acc: &mut own,
        uid: None,
        notetypes: BTreeMap::new(),
        rows: Vec::new(),
        unmade: BTreeMap::new(),
        in_merge: false,
    };
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim_end_matches(['\n', '\r']);
        let span = Span::new(file, start..start + content.len());
        start += line.len();
        if number == 0 {
            if !parser.header(content, span) {
                break;
            }
        } else if !content.is_empty() {
            parser.line(content, span);
        }
    }
    if text.is_empty() {
        parser.acc.push(damaged_ledger::empty(Span::new(file, 0..0)));
    }
    let LedgerParser { uid, notetypes, rows, mut unmade, .. } = parser;
    // A merge may have left several such lines of an entry.
    for hashes in unmade.values_mut() {
        hashes.sort_unstable();
        hashes.dedup();
        hashes.shrink_to_fit();
    }
    if uid.is_none() && !own.has_errors() {
        own.push(damaged_ledger::without_uid(Span::new(file, 0..0)));
    }
    let is_whole = !own.has_errors();
    acc.append(own);
    uid.filter(|_| is_whole).map(|uid| Ledger::new(uid, notetypes, rows, unmade))
}

struct LedgerParser<'a> {
    acc: &'a mut Diagnostics,
    uid: Option<String>,
    notetypes: BTreeMap<String, String>,
    rows: Vec<LedgerRow>,
    unmade: BTreeMap<String, Vec<u32>>,
    /// Whether an earlier line is a merge conflict marker.
    in_merge: bool,
}

impl LedgerParser<'_> {
    fn header(&mut self, line: &str, span: Span) -> bool {
        let version = line.strip_prefix(LEDGER_START).and_then(|it| it.strip_prefix('\t'));
        match version {
            Some(VERSION) => return true,
            Some(other) if other.parse::<u32>().is_ok() => {
                self.acc.push(damaged_ledger::unknown_version(other, span));
            }
            _ => self.acc.push(damaged_ledger::no_ledger(span)),
        }
        false
    }

    fn line(&mut self, line: &str, span: Span) {
        if ["|||||||", "=======", ">>>>>>>"].iter().any(|it| line.starts_with(it)) && self.in_merge
        {
            // The conflict was reported at its first marker.
            return;
        }
        if line.starts_with("<<<<<<<") {
            self.in_merge = true;
            self.acc.push(damaged_ledger::unfinished_merge(span));
            return;
        }
        if self.cells(line).is_none() {
            self.acc.push(damaged_ledger::line(span));
        }
    }

    fn cells(&mut self, line: &str) -> Option<()> {
        let mut all: [Cow<'_, str>; MOST_CELLS] = Default::default();
        let mut count = 0;
        for cell in line.split('\t') {
            *all.get_mut(count)? = unescaped(cell)?;
            count += 1;
        }
        let cells = all.each_ref().map(|it| &**it);
        match cells.get(..count)? {
            [entry, UNMADE, hashes] => {
                let all = self.unmade.entry((*entry).to_owned()).or_default();
                for hash in hashes.split(' ') {
                    all.push(u32::from_str_radix(hash, 16).ok()?);
                }
                Some(())
            }
            ["uid", uid] => {
                // A merge may have kept the line from both sides.
                let before = self.uid.replace((*uid).to_owned());
                before.is_none_or(|it| it == *uid).then_some(())
            }
            ["notetype", kind, fingerprint] => {
                self.notetypes.insert((*kind).to_owned(), (*fingerprint).to_owned());
                Some(())
            }
            [entry, slot, guid, modified, hash, words, cards, text] => {
                let (cards, is_gone) = match cards.split_once(' ') {
                    Some((cards, GONE)) => (cards, true),
                    Some(_) => return None,
                    None => (*cards, false),
                };
                let cards: Result<Cards, _> = cards.split(',').map(str::parse).collect();
                let modified = modified.parse().ok().filter(|it| (0..1 << 40).contains(it))?;
                let is_full = ![entry, guid, hash].iter().any(|it| it.is_empty());
                let is_known = slot::KINDS.contains(&slot::kind(slot)) && slot.contains('/');
                let words = u32::from_str_radix(words, 16).ok()?;
                let row = LedgerRow::new(
                    RowTexts { entry, slot, guid, hash, text },
                    modified,
                    cards.ok()?,
                    words,
                );
                self.rows.push(if is_gone { row.gone() } else { row });
                (is_full && is_known).then_some(())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diag::Files;

    fn rows() -> impl Strategy<Value = Vec<LedgerRow>> {
        let text = "[ -~\\\\\t\nà日]{0,12}";
        let name = "[a-c é.'\\\\\t-]{1,3}";
        let cards = prop::collection::vec(0..9_u16, 1..4);
        let row = (
            name,
            "(usage|quiz)/[0-9]",
            "[0-9A-Za-z]{11}",
            0..1_i64 << 33,
            cards,
            any::<bool>(),
            text,
        )
            .prop_map(|(entry, slot, guid, modified, cards, is_gone, text)| {
                let hash = "abc.def";
                let texts = RowTexts { entry: &entry, slot: &slot, guid: &guid, hash, text: &text };
                let row = LedgerRow::new(texts, modified, cards.into_iter().collect(), 0xBEEF);
                if is_gone { row.gone() } else { row }
            });
        prop::collection::vec(row, 0..12)
    }

    fn unmade() -> impl Strategy<Value = BTreeMap<String, Vec<u32>>> {
        let hashes = prop::collection::btree_set(any::<u32>(), 1..4);
        prop::collection::btree_map(
            "[a-c]{1,3}",
            hashes.prop_map(|it| it.into_iter().collect()),
            0..4,
        )
    }

    fn read(text: &str) -> (Option<Ledger>, Diagnostics) {
        let mut acc = Diagnostics::default();
        let ledger = parse(Files::default().add("deck.lock"), text, &mut acc);
        (ledger, acc)
    }

    proptest! {
        #[test]
        fn a_written_ledger_is_parsed_again(rows in rows(), unmade in unmade(), uid in "[ -~\t]{1,9}") {
            let types = BTreeMap::from([("usage".to_owned(), "x".to_owned())]);
            let ledger = Ledger::new(uid, types, rows, unmade);
            let text = ledger.to_string();
            prop_assert!(ledger.is_written_as(&text) && !ledger.is_written_as(&text[1..]));
            prop_assert!(!ledger.is_written_as(&text[..text.len() - 1]));
            prop_assert_eq!(read(&text).0, Some(ledger.clone()));
            // Git on Windows may have converted the line endings, and a merge may have changed the
            // order.
            prop_assert_eq!(read(&text.replace('\n', "\r\n")).0, Some(ledger.clone()));
            let mut lines: Vec<&str> = text.lines().collect();
            lines[1..].reverse();
            prop_assert_eq!(read(&lines.join("\n")).0, Some(ledger));
        }

        #[test]
        fn parsing_never_panics(text in "(lexideck-ledger\t1\n)?[a\t\n\\\\0-9 gone-]{0,60}") {
            let (ledger, acc) = read(&text);
            prop_assert_eq!(ledger.is_none(), acc.has_errors());
        }
    }

    #[test]
    fn damage_is_reported_with_its_line() {
        for text in [
            "",
            "x",
            "lexideck-ledger\t2\n",
            "lexideck-ledger\t1\n",
            "lexideck-ledger\t1\nuid\ta\n<<<<<<< HEAD\n",
            "lexideck-ledger\t1\nuid\ta\na\tdefinition/1\tguid\tnow\th\t0000beef\t0\tx\n",
            "lexideck-ledger\t1\nuid\ta\na\tdefinition/1\tguid\t1\th\t0000beef\t\tx\n",
            "lexideck-ledger\t1\nuid\ta\nuid\tb\n",
        ] {
            let (ledger, acc) = read(text);
            assert!(ledger.is_none() && acc.count().errors == 1, "{text}");
        }
    }

    #[test]
    fn of_two_lines_with_one_guid_the_later_wins() {
        let line =
            |time: u32, text: &str| format!("a\tdefinition/1\tg\t{time}\th\t0000beef\t0\t{text}\n");
        let text = format!("lexideck-ledger\t1\nuid\ta\n{}{}", line(5, "old"), line(9, "new"));
        let ledger = read(&text).0.unwrap();
        assert_eq!(ledger.rows().len(), 1);
        assert_eq!(ledger.rows()[0].text(), "new");
    }
}
