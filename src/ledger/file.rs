//! The ledger's file format: a line for each note, sorted, with cells separated by tabs.

use std::fmt::{self, Display, Write};

use crate::ledger::Ledger;
use crate::ledger::cells::{UNMADE, escape, write_published, write_row, write_unmade};
use crate::ledger::chain::Chain;

pub(super) const LEDGER_START: &str = "lexideck-ledger";
/// The version that is written.
pub(super) const VERSION: &str = "2";
pub(super) const UID: &str = "uid";
/// The line about the deck: its id, its name, and its name at the last release.
pub(super) const DECK: &str = "deck";
pub(super) const NOTETYPES: &str = "notetypes";
pub(super) const NOTETYPE: &str = "notetype";
/// The line of the last release.
pub(super) const RELEASE: &str = "release";
/// The last line, which shows that the file was not cut.
pub(super) const END: &str = "end";

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
        let mut chain = Chain::default();
        let mut line = format!("{UID}\t");
        escape(&self.uid, &mut line);
        write!(line, "\t{NOTETYPES}\t{}", self.notetypes.len()).unwrap_or(());
        chain.close(&[UID], &mut line);
        visit(&line)?;
        if let Some(known) = &self.deck {
            line.clear();
            write_cells([DECK, &known.id, &known.name, &known.released], &mut line);
            chain.close(&[DECK, ""], &mut line);
            visit(&line)?;
        }
        for (kind, fingerprint) in &self.notetypes {
            line.clear();
            write_cells([NOTETYPE, kind, fingerprint], &mut line);
            chain.close(&[NOTETYPE, kind], &mut line);
            visit(&line)?;
        }
        if let Some(last) = self.last_release() {
            let number = last.number.to_string();
            line.clear();
            write!(line, "{RELEASE}\t{number}\t{}", last.time).unwrap_or(());
            chain.close(&[RELEASE, &number], &mut line);
            visit(&line)?;
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
                chain.close(&[UNMADE, entry], &mut line);
            } else if let Some(row) = rows.next() {
                let published = self.published(row);
                write_row(row, published.is_some(), &mut line);
                chain.close(&[row.guid()], &mut line);
                if let Some((last, had)) = published {
                    visit(&line)?;
                    line.clear();
                    write_published(row, last, had, &mut line);
                    chain.close_aside(&mut line);
                }
            } else {
                line.push_str(END);
                chain.close(&[END, ""], &mut line);
                return visit(&line);
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

fn write_cells<const N: usize>(cells: [&str; N], line: &mut String) {
    for (at, cell) in cells.into_iter().enumerate() {
        line.push_str(if at == 0 { "" } else { "\t" });
        escape(cell, line);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use std::collections::BTreeMap;

    use super::*;
    use crate::diag::{Diagnostics, Files};
    use crate::ledger::{History, LastRelease, LedgerRow, Reason, RowTexts, parse};

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
            prop::option::of(prop::sample::select(&Reason::ALL[..])),
            text,
            ("(0=to;1-=a =b|c)?", 0..1_i64 << 40, [0..3_u16, 0..3_u16]),
        )
            .prop_map(|(entry, slot, guid, modified, cards, reason, text, history)| {
                let (hash, (asks, created, release)) = ("abc.def", history);
                let (entry, slot, guid, text, asks) = (&entry, &slot, &guid, &text, &asks);
                let texts = RowTexts { entry, slot, guid, hash, asks, text };
                let row = LedgerRow::new(texts, modified, cards.into_iter().collect(), 0xBEEF);
                let row = row.with_history(created, release);
                row.without_note(reason)
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

    /// A history with another state of every other row.
    fn history(rows: &[LedgerRow], last: Option<(u16, i64)>) -> History {
        let had = rows.iter().step_by(2).map(|it| {
            let texts = RowTexts {
                entry: it.entry(),
                slot: it.slot(),
                guid: it.guid(),
                hash: "had",
                asks: "0=had",
                text: "a\tb",
            };
            let had = LedgerRow::new(texts, 7, [0, 3].into_iter().collect(), 7).after(it);
            (it.guid().to_owned(), had)
        });
        let last = last.map(|(number, time)| LastRelease { number, time });
        History { last, published: had.collect() }
    }

    fn releases() -> impl Strategy<Value = Option<(u16, i64)>> {
        prop::option::of((1..u16::MAX, 0..1_i64 << 33))
    }

    fn read(text: &str) -> (Option<Ledger>, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let ledger = parse(Files::default().add("deck.lock"), text, &mut diagnostics);
        (ledger, diagnostics)
    }

    proptest! {
        #[test]
        fn a_written_ledger_is_parsed_again(
            rows in rows(), unmade in unmade(), uid in "[ -~\t]{1,9}", last in releases()
        ) {
            let types = BTreeMap::from([("usage".to_owned(), "x".to_owned())]);
            let history = history(&rows, last);
            let ledger = Ledger::new(uid, types, rows, unmade, history);
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
        fn parsing_never_panics(text in "(lexideck-ledger\t[12]\n)?[a\t\n\\\\0-9 gone-]{0,60}") {
            let (ledger, diagnostics) = read(&text);
            prop_assert_eq!(ledger.is_none(), diagnostics.has_errors());
        }

        #[test]
        fn what_is_read_of_a_mutated_ledger_is_written_and_read_again(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8)
        ) {
            // The first form has no checksums, so that many mutations are read.
            let mut text: Vec<char> = MUTATED.chars().collect();
            let letters: Vec<char> = "\t\n\\ ;=-^,0a9g{}é\u{1}".chars().collect();
            for (place, letter) in changes {
                let place = place.index(text.len());
                text[place] = letters[letter.index(letters.len())];
            }
            let text: String = text.into_iter().collect();
            if let Some(ledger) = read(&text).0 {
                let written = ledger.to_string();
                prop_assert!(ledger.is_written_as(&written));
                prop_assert_eq!(read(&written).0, Some(ledger), "{}", text);
            }
        }

        #[test]
        fn a_changed_byte_a_lost_line_and_a_cut_are_reported(
            rows in rows(), unmade in unmade(), uid in "[ -~]{1,9}", last in releases(),
            at in any::<prop::sample::Index>(), bit in 0..8_u8
        ) {
            let types = BTreeMap::from([("usage".to_owned(), "x".to_owned())]);
            let history = history(&rows, last);
            let text = Ledger::new(uid, types, rows, unmade, history).to_string();
            let mut bytes = text.clone().into_bytes();
            let place = at.index(bytes.len());
            bytes[place] ^= 1 << bit;
            // What is no UTF-8 is reported when the file is decoded.
            if let Ok(flipped) = String::from_utf8(bytes) {
                // A line break may become another one, which Git may do as well.
                let is_same = read(&flipped).0.is_some_and(|it| it.to_string() == text);
                let (ledger, diagnostics) = read(&flipped);
                prop_assert!(is_same || (ledger.is_none() && diagnostics.has_errors()), "{flipped}");
            }
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            let lost = at.index(lines.len());
            let rest: String = lines.iter().enumerate().filter(|it| it.0 != lost).map(|it| *it.1).collect();
            prop_assert!(read(&rest).0.is_none(), "{rest}");
            prop_assert!(read(&lines[..lost].concat()).0.is_none());
        }
    }

    const MUTATED: &str = "lexideck-ledger\t1
uid\ta
notetype\tusage\tx
a\t-\t0000beef 0000feed
a\tusage/pattern/1\tabc\t5\th\t0000beef\t0,1 gone\tto {take} part {in}
a\tquiz/1\tabd\t5\th\t0000beef\t0\tx
b\tdistinction/1\tabe\t6\th.h\t0000beef\t0,1,2\ta / b
";
    const OLD: &str = "lexideck-ledger\t1\nuid\ta\n";

    #[test]
    fn damage_is_reported_with_its_line() {
        for text in [
            String::new(),
            "x".to_owned(),
            "lexideck-ledger\t9\n".to_owned(),
            "lexideck-ledger\t1\n".to_owned(),
            "lexideck-ledger\t2\n".to_owned(),
            format!("{OLD}<<<<<<< HEAD\n"),
            format!("{OLD}a\tdefinition/1\tguid\tnow\th\t0000beef\t0\tx\n"),
            format!("{OLD}a\tdefinition/1\tguid\t1\th\t0000beef\t\tx\n"),
            format!("{OLD}a\tdefinition/1\tg\\nd\t1\th\t0000beef\t0\tx\n"),
            format!("{OLD}a\tdefinition/1\tg\u{1}d\t1\th\t0000beef\t0\tx\n"),
            format!("{OLD}a\tdefinition/1\tguid\t1\th\\\\h\t0000beef\t0\tx\n"),
            format!("{OLD}a\tdefinition/1\tguid\t1\th\t0000beef\t500\tx\n"),
            format!("{OLD}uid\tb\n"),
        ] {
            let (ledger, diagnostics) = read(&text);
            assert!(ledger.is_none() && diagnostics.count().errors == 1, "{text}");
        }
    }

    #[test]
    fn of_two_lines_with_one_guid_the_later_wins() {
        let line =
            |time: u32, text: &str| format!("a\tdefinition/1\tg\t{time}\th\t0000beef\t0\t{text}\n");
        let text = format!("{OLD}{}{}", line(5, "old"), line(9, "new"));
        let ledger = read(&text).0.unwrap();
        assert_eq!(ledger.rows().len(), 1);
        assert_eq!(ledger.rows()[0].text(), "new");
    }
}
