//! Exports the vocabulary as a workbook for teachers, to be corrected and imported.
//!
//! Every cell is stored as text in a column with the text format, so that spreadsheets convert
//! neither the exported texts nor later ones to formulas, numbers or dates. The bytes are
//! reproducible, as the workbook has a constant date.
//!
//! The limits are those of Excel ("Excel specifications and limits"): 32,767 UTF-16 units in a
//! cell, 1,048,576 rows in a sheet.

mod guide;
mod height;
mod style;
mod tab;

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::export::csv::{HEADER, rows as cards};
use crate::export::exporter::{Exporter, Format, Made, Resources, Skipped, Summary, file_name};
use crate::export::words::skipped;
use crate::export::{ExportError, xlsx::style::Style};
use crate::ledger::Ledger;
use crate::sheets::{Extent, Sheet, SheetRow, rows};

const MOST_UNITS: usize = 32_767;
const MOST_ROWS: usize = 1_048_575;

/// The name of the sheet of cards.
const CARDS: &str = "Cards";

pub(super) const FORMAT: Format = Format {
    name: "xlsx",
    about: "the vocabulary as a workbook for teachers, to correct and send back",
    files: |id| vec![file_name(id, "xlsx", "xlsx")],
    needs_written: true,
    begin: |resources| {
        let out = resources.sink.create(&file_name(&resources.deck.id, "xlsx", "xlsx"))?;
        let (rows, cards, skipped, extent) = Default::default();
        Ok(Box::new(Book { resources, out, rows, cards, skipped, extent }))
    },
};

/// Collects the rows; the library builds the whole workbook in memory.
struct Book<'d> {
    resources: &'d Resources<'d>,
    out: Box<dyn Write + Send>,
    extent: Extent,
    rows: Vec<SheetRow>,
    cards: Vec<[String; 11]>,
    skipped: Vec<Skipped>,
}

impl Exporter for Book<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for row in rows(&made.entry.id, made.written()?) {
            let is_long = is_too_long(&row.key.to_string())
                || row.cells.iter().any(|it| is_too_long(&it.text));
            let fits = if is_long { Err(TOO_LONG) } else { self.extent.include(&row) };
            match fits {
                Ok(()) => self.rows.push(row),
                Err(reason) => self.skipped.push(skipped(FORMAT.name, &row, reason)),
            }
        }
        for card in cards(made) {
            if card.iter().any(|it| is_too_long(it)) {
                let [_, _, _, _, kind, name, ..] = &card;
                self.skipped.push(Skipped {
                    format: FORMAT.name,
                    entry: made.entry.id.to_string(),
                    item: format!("the {name} card of a {kind}"),
                    reason: TOO_LONG.to_owned(),
                });
            } else {
                self.cards.push(card);
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        let bytes =
            self.bytes().map_err(|it| ExportError::Invalid(format!("the workbook: {it}")))?;
        self.out.write_all(&bytes)?;
        self.out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

const TOO_LONG: &str = "a cell of a workbook can hold at most 32767 characters";

/// Returns whether a text is too long for a cell.
fn is_too_long(text: &str) -> bool {
    text.len() > MOST_UNITS && text.encode_utf16().count() > MOST_UNITS
}

impl Book<'_> {
    fn bytes(&mut self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let style = Style::new();
        // The first date that ZIP archives can represent; any other constant would do as well.
        let date = ExcelDateTime::from_ymd(1980, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&date));
        guide::write(book.add_worksheet(), self.resources.deck, &self.extent, &style)?;
        for sheet in Sheet::WORKBOOK {
            let rows: Vec<&SheetRow> = self.rows.iter().filter(|it| it.sheet == sheet).collect();
            self.skipped.extend(rows.iter().skip(MOST_ROWS).map(|it| {
                skipped(FORMAT.name, it, "a sheet of a workbook can hold at most 1048576 rows")
            }));
            let rows = rows.get(..MOST_ROWS).unwrap_or(&rows);
            tab::write(book.add_worksheet(), sheet, &self.extent, rows, &style)?;
        }
        tab::write_cards(book.add_worksheet(), &self.cards, &style)?;
        tab::write_lists(book.add_worksheet())?;
        book.save_to_buffer()
    }
}
