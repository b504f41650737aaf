//! Exports quiz items as CSV for Blooket.
//!
//! The layout is that of Blooket's import template: a title, the header, and a row of 26 columns
//! for each question. There is no byte-order mark, and no apostrophe before formula signs, which
//! Blooket would display.

use std::io::{self, Write};

use crate::export::ExportError;
use crate::export::exporter::{Exporter, Format, Made, Resources, Skipped, Summary, file_name};
use crate::export::questions::{Game, quiz, skipped};
use crate::ledger::Ledger;

const NAME: &str = "blooket";
const COLUMNS: usize = 26;
const TITLE: [&str; 1] = ["Blooket\nImport Template"];
const HEADER: [&str; 8] = [
    "Question #",
    "Question Text",
    "Answer 1",
    "Answer 2",
    "Answer 3\n(Optional)",
    "Answer 4\n(Optional)",
    "Time Limit (sec)\n(Max: 300 seconds)",
    "Correct Answer(s)\n(Only include Answer #)",
];

pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: "quiz items as CSV for Blooket",
    files: |id| vec![file_name(id, NAME, "csv")],
    needs_written: false,
    begin: |resources| Ok(Box::new(Blooket::begin(resources)?)),
};

/// Writes the table.
struct Blooket {
    rows: csv::Writer<Box<dyn Write + Send>>,
    questions: usize,
    skipped: Vec<Skipped>,
}

impl Blooket {
    fn begin(resources: &Resources<'_>) -> Result<Blooket, ExportError> {
        let out = resources.sink.create(&file_name(&resources.deck.id, NAME, "csv"))?;
        let rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let mut table = Blooket { rows, questions: 0, skipped: Vec::new() };
        table.row(&TITLE)?;
        table.row(&HEADER)?;
        Ok(table)
    }

    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        let empty = std::iter::repeat_n("", COLUMNS.saturating_sub(cells.len()));
        Ok(self.rows.write_record(cells.iter().copied().chain(empty))?)
    }
}

impl Exporter for Blooket {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for (slot, item) in quiz(made.entry) {
            match Game::of(item) {
                Ok(game) => {
                    self.questions += 1;
                    let number = self.questions.to_string();
                    let seconds = game.seconds.to_string();
                    let choice = |at| game.choices.get(at).map_or("", String::as_str);
                    let choices = [choice(0), choice(1), choice(2), choice(3)];
                    let [a, b, c, d] = choices;
                    self.row(&[&number, &game.question, a, b, c, d, &seconds, &game.right])?;
                }
                Err(reason) => {
                    self.skipped.push(skipped(NAME, &made.entry.id, &slot, reason));
                }
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        self.rows.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}
