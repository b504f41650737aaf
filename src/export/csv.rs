//! The table of cards, for people: one row a card.
//!
//! UTF-8 with a byte-order mark, CRLF, every cell in quotes: what Excel, LibreOffice and Python's
//! csv all read alike. A cell that a spreadsheet would run as a formula gets one apostrophe in
//! front (OWASP, "CSV Injection", with the full-width signs of WSTG-INPV-21).

use std::io::{self, Write};

use crate::anki::{Card, Content, Note, Section};
use crate::export::format::{Exporter, Format, Made, Resources, Summary, file_name};
use crate::export::{ExportError, plain};
use crate::ledger::Ledger;

/// The columns.
const HEADER: [&str; 11] = [
    "headword",
    "part_of_speech",
    "level",
    "register",
    "kind",
    "card",
    "question",
    "answer",
    "extra",
    "tags",
    "guid",
];

pub(super) const FORMAT: Format = Format {
    name: "csv",
    about: "the table of cards, for people",
    files: |id| vec![file_name(id, "csv", "csv")],
    begin: |resources| Ok(Box::new(Table::begin(resources)?)),
};

/// The table in the making.
struct Table {
    rows: csv::Writer<Box<dyn Write>>,
}

impl Table {
    fn begin(resources: &Resources<'_>) -> Result<Table, ExportError> {
        let mut out = resources.sink.create(&file_name(&resources.deck.id, "csv", "csv"))?;
        out.write_all("\u{FEFF}".as_bytes())?;
        let mut rows = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        rows.write_record(HEADER).map_err(io::Error::from)?;
        Ok(Table { rows })
    }
}

impl Exporter for Table {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        let compiled = made.compiled;
        let mut whole_entry = Some(&compiled.sections);
        for note in &compiled.notes {
            for card in &note.cards {
                let extra = match whole_entry.take() {
                    Some(sections) => extra_with(sections, &note.extra),
                    None => extra(note.extra.iter()),
                };
                let cells = cells(note, card, &extra).map(|it| guarded(&it));
                self.rows.write_record(cells).map_err(io::Error::from)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        self.rows.flush()?;
        Ok(Summary::default())
    }
}

fn cells(note: &Note<'_>, card: &Card<'_>, extra: &str) -> [String; 11] {
    [
        note.headword.to_owned(),
        note.part_of_speech.to_owned(),
        note.level.to_owned(),
        note.register.to_owned(),
        note.kind.name().to_owned(),
        card.name.clone(),
        joined(&card.question),
        joined(&card.answer),
        extra.to_owned(),
        note.tags.join(" "),
        note.guid.clone(),
    ]
}

fn joined(contents: &[Content<'_>]) -> String {
    contents.iter().flat_map(plain::lines).collect::<Vec<_>>().join("\n")
}

/// The entry's sections, then what the note alone has to say.
fn extra_with(sections: &[Section<'_>], own: &[Section<'_>]) -> String {
    let is_new = |it: &&Section<'_>| sections.iter().all(|other| other.label != it.label);
    extra(sections.iter().chain(own.iter().filter(is_new)))
}

/// A line a section: its label, then what it holds.
fn extra<'s, 'e: 's>(sections: impl Iterator<Item = &'s Section<'e>>) -> String {
    let line = |it: &Section<'_>| {
        let parts = plain::lines(&it.content).join(" · ").replace('\n', " ");
        format!("{}: {parts}", it.label)
    };
    sections.map(line).collect::<Vec<_>>().join("\n")
}

/// `cell` with an apostrophe in front if a spreadsheet would take it for a formula.
fn guarded(cell: &str) -> String {
    let is_blank = |it: char| {
        matches!(it, ' ' | '\u{A0}' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
            || (it.is_whitespace() && !matches!(it, '\t' | '\r' | '\n'))
    };
    let runs = |it: char| {
        matches!(it, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n')
            || matches!(it, '＝' | '＋' | '－' | '＠')
    };
    match cell.trim_start_matches(is_blank).chars().next() {
        Some(first) if runs(first) => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_words_are_not() {
        for cell in ["=1+1", "+x", "-able", "@SUM(1)", " =1", "\u{A0}=1", "＝1", "\tx", "\nx"] {
            assert_eq!(guarded(cell), format!("'{cell}"));
        }
        for cell in ["", "word", "'tis", "a=b", "1-2", "007"] {
            assert_eq!(guarded(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn a_cell_comes_back_without_its_guard(cell in "[ =+@'a\u{A0}＝-]{0,6}") {
            let written = guarded(&cell);
            let first = written.trim_start_matches([' ', '\u{A0}']).chars().next();
            prop_assert!(!first.is_some_and(|it| "=+-@＝".contains(it)));
            prop_assert!(written == cell || written.strip_prefix('\'') == Some(&cell));
        }
    }
}
