//! Writes CSV files.
//!
//! They are UTF-8 with a byte-order mark, CRLF line endings and every cell quoted, which Excel,
//! LibreOffice and Python's csv module all read correctly. A cell that a spreadsheet would evaluate
//! as a formula is prefixed with an apostrophe, unless the user disables this.

use std::io::{self, Write};

use crate::export::ExportError;
use crate::export::exporter::Resources;
use crate::export::options::Separator;
use crate::sheets::guarded;

impl Separator {
    fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        }
    }
}

/// A CSV file that is being written.
pub(super) struct Delimited {
    rows: csv::Writer<Box<dyn Write + Send>>,
    is_unguarded: bool,
}

impl Delimited {
    pub(super) fn begin(resources: &Resources<'_>, name: &str) -> Result<Delimited, ExportError> {
        let options = &resources.options;
        let mut out = resources.sink.create(name)?;
        out.write_all("\u{FEFF}".as_bytes())?;
        let rows = csv::WriterBuilder::new()
            .delimiter(options.csv_separator.byte())
            .quote_style(csv::QuoteStyle::Always)
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        Ok(Delimited { rows, is_unguarded: options.no_formula_guard })
    }

    pub(super) fn row<'c>(
        &mut self,
        cells: impl IntoIterator<Item = &'c str>,
    ) -> Result<(), ExportError> {
        for cell in cells {
            let written = if self.is_unguarded {
                self.rows.write_field(cell)
            } else {
                self.rows.write_field(guarded(cell))
            };
            written.map_err(io::Error::from)?;
        }
        self.rows.write_record(None::<&[u8]>).map_err(io::Error::from)?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(), ExportError> {
        self.rows.flush()?;
        Ok(())
    }
}
