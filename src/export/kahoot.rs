//! Exports quiz items as a workbook for Kahoot.
//!
//! The layout is that of Kahoot's own template, `KahootQuizTemplate.xlsx`: instructions in rows 1
//! to 7, the header in row 8, and from row 9 a row for each question, starting in column B.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, Workbook, XlsxError};

use crate::export::exporter::{Exporter, Format, Made, Skipped, Summary, file_name};
use crate::export::questions::{Game, length, quiz, skipped};
use crate::export::{ExportError, xml};
use crate::ledger::Ledger;

const NAME: &str = "kahoot";

/// Kahoot's maximum lengths of a question and of an answer, in UTF-16 units.
const MOST_LETTERS: (usize, usize) = (120, 75);

/// The index of the header's row, from 0.
const HEADER_ROW: u32 = 7;

/// The names of the columns, starting with column B.
const HEADER: [&str; 7] = [
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
];

pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: "quiz items as a workbook for Kahoot",
    files: |id| vec![file_name(id, NAME, "xlsx")],
    needs_written: false,
    begin: |resources| {
        let out = resources.sink.create(&file_name(&resources.deck.id, NAME, "xlsx"))?;
        let name = &resources.deck.name;
        Ok(Box::new(Kahoot { name, out, games: Vec::new(), skipped: Vec::new() }))
    },
};

/// Collects the questions, which are few and short, until the end.
struct Kahoot<'d> {
    name: &'d str,
    out: Box<dyn Write + Send>,
    games: Vec<Game>,
    skipped: Vec<Skipped>,
}

impl Exporter for Kahoot<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for (slot, item) in quiz(made.entry) {
            match Game::of(item).and_then(fitting) {
                Ok(game) => self.games.push(game),
                Err(reason) => {
                    self.skipped.push(skipped(NAME, &made.entry.id, &slot, reason));
                }
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        let bytes = workbook(self.name, &self.games)
            .map_err(|it| ExportError::Invalid(format!("the workbook for Kahoot: {it}")))?;
        self.out.write_all(&bytes)?;
        self.out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

/// Returns the question if it is within Kahoot's limits.
fn fitting(game: Game) -> Result<Game, String> {
    let (question, answer) = MOST_LETTERS;
    let longest = game.choices.iter().map(|it| length(it)).max().unwrap_or(0);
    if length(&game.question) > question {
        Err(format!("its question is longer than {question} characters, the maximum in Kahoot"))
    } else if longest > answer {
        Err(format!("a choice is longer than {answer} characters, the maximum in Kahoot"))
    } else {
        Ok(game)
    }
}

fn workbook(name: &str, games: &[Game]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without an explicit date, the library would write the current time.
    let never = ExcelDateTime::from_ymd(1980, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&never));
    let sheet = workbook.add_worksheet();
    let (strong, text) =
        (Style::new().set_bold(), Style::new().set_num_format("@").set_text_wrap());
    sheet.write_string_with_format(1, 1, "Quiz template", &strong)?;
    sheet.write_string(2, 1, xml::allowed(name))?;
    sheet.write_string(3, 1, "In Kahoot: Create, Add question, Import spreadsheet.")?;
    sheet.set_column_width(1, 60)?;
    for column in 2..6 {
        sheet.set_column_width(column, 30)?;
    }
    for (column, label) in (1..).zip(HEADER) {
        sheet.write_string_with_format(HEADER_ROW, column, label, &strong)?;
    }
    for (row, (number, game)) in (HEADER_ROW + 1..).zip((1_u32..).zip(games)) {
        sheet.write_number(row, 0, number)?;
        sheet.write_string_with_format(row, 1, xml::allowed(&game.question), &text)?;
        for (column, choice) in (2..).zip(&game.choices) {
            sheet.write_string_with_format(row, column, xml::allowed(choice), &text)?;
        }
        sheet.write_number(row, 6, game.seconds)?;
        sheet.write_string_with_format(row, 7, &game.right, &text)?;
    }
    workbook.save_to_buffer()
}
