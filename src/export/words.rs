//! Exports the vocabulary as one table with a row for each sense, to be corrected and imported.

use crate::export::ExportError;
use crate::export::delimited::Delimited;
use crate::export::exporter::{Exporter, Format, Made, Skipped, Summary, file_name};
use crate::ledger::Ledger;
use crate::sheets::{Extent, Sheet, SheetField, SheetRow, table};

pub(super) const FORMAT: Format = Format {
    name: "words",
    about: "the vocabulary as CSV, a row for each sense, to correct and send back",
    files: |id| vec![file_name(id, "words", "csv")],
    needs_written: true,
    begin: |resources| {
        let file = Delimited::begin(resources, &file_name(&resources.deck.id, "words", "csv"))?;
        let (extent, rows, skipped) = Default::default();
        Ok(Box::new(Words { file, extent, rows, skipped }))
    },
};

/// Collects the rows. The columns are known only at the end, as there is one for each language.
struct Words {
    file: Delimited,
    extent: Extent,
    rows: Vec<SheetRow>,
    skipped: Vec<Skipped>,
}

impl Exporter for Words {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for row in table(&made.entry.id, made.written()?) {
            match self.extent.include(&row) {
                Ok(()) => self.rows.push(row),
                Err(reason) => self.skipped.push(skipped(FORMAT.name, &row, reason)),
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        let columns = Sheet::Table.columns(&self.extent);
        let names: Vec<String> = columns.iter().map(SheetField::name).collect();
        self.file.row(names.iter().map(String::as_str))?;
        for row in &self.rows {
            let cells: Vec<String> = columns.iter().map(|it| row.text_in(it)).collect();
            self.file.row(cells.iter().map(String::as_str))?;
        }
        self.file.finish()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

/// Returns the record that a format cannot represent a row.
pub(super) fn skipped(format: &'static str, row: &SheetRow, reason: &str) -> Skipped {
    let item = row.key.slot.clone().unwrap_or_else(|| "entry".to_owned());
    Skipped { format, entry: row.key.entry.clone(), item, reason: reason.to_owned() }
}
