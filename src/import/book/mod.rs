//! Tables that were sent back: finds sheets by their headers, and reads rows by column.

pub(super) mod delimited;
pub(super) mod workbook;

use std::collections::BTreeMap;
use std::fmt;

use crate::sheets::{Sheet, SheetField};

/// The reason why a file cannot be read as a table of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookError {
    /// It is a workbook that cannot be opened.
    Damaged(String),
    /// No row of it is the header of a table that the program writes.
    NoTable,
    /// It is the table of cards, which cannot be imported.
    CardTable,
    /// It has no `key` column.
    NoKeys,
    /// It is a workbook in Excel's old binary format, which is not supported.
    OldWorkbook,
}

impl fmt::Display for BookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BookError::Damaged(what) => write!(f, "the workbook cannot be opened: {what}"),
            BookError::NoTable => f.write_str(
                "no row in it has the column names of a table written by `--to words` or `--to xlsx`",
            ),
            BookError::CardTable => f.write_str(
                "this is the table of cards, which cannot be imported: its cells are computed from the deck; edit a file written by `lexideck build --to xlsx` or `--to words` instead",
            ),
            BookError::NoKeys => f.write_str(
                "the column `key` is missing, without which rows cannot be matched to the deck; ask for the file with its hidden columns",
            ),
            BookError::OldWorkbook => {
                f.write_str("this is a workbook in Excel's old format (.xls): save it as .xlsx or .ods")
            }
        }
    }
}

/// What a spreadsheet converted a text into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conversion {
    /// A number.
    Number,
    /// A date or a time.
    Date,
    /// A truth value (`TRUE` or `FALSE`).
    Truth,
    /// A formula error, such as `#NAME?`.
    Error,
}

impl Conversion {
    /// Returns a description with its article, such as `a number`.
    pub fn words(self) -> &'static str {
        match self {
            Conversion::Number => "a number",
            Conversion::Date => "a date",
            Conversion::Truth => "a truth value",
            Conversion::Error => "an error",
        }
    }
}

/// A cell of a table that was sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnedCell {
    /// A text.
    Text(String),
    /// A value into which a spreadsheet converted a text, and how it is displayed.
    Converted(Conversion, String),
}

impl ReturnedCell {
    /// Returns the text that the cell displays.
    pub fn shown(&self) -> &str {
        match self {
            ReturnedCell::Text(text) | ReturnedCell::Converted(_, text) => text,
        }
    }
}

/// The rows of a sheet or of a text file, with their row numbers.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) name: String,
    pub(super) rows: Vec<(usize, Vec<ReturnedCell>)>,
    pub(super) is_delimited: bool,
}

/// A file that was sent back.
#[derive(Debug)]
pub struct Book {
    /// Its sheets; those that the program did not write are left out.
    pub sheets: Vec<ReturnedSheet>,
    /// Whether its encoding cannot represent every letter.
    pub is_lossy: bool,
}

/// A sheet that was sent back.
#[derive(Debug)]
pub struct ReturnedSheet {
    /// Which of our sheets it is.
    pub sheet: Sheet,
    /// The name on its tab; empty for a text file.
    pub name: String,
    /// Its columns.
    pub columns: Vec<SheetField>,
    /// The names of unknown columns, which are ignored.
    pub unknown: Vec<String>,
    /// Its rows, except empty ones.
    pub rows: Vec<ReturnedRow>,
    /// Whether the file stores every cell as text, so that the type of a cell can only be guessed
    /// from how it looks.
    pub is_delimited: bool,
}

/// A row of a table that was sent back.
#[derive(Clone, Debug)]
pub struct ReturnedRow {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its cells by column; empty cells are absent.
    pub cells: BTreeMap<SheetField, ReturnedCell>,
}

impl ReturnedRow {
    /// Returns the displayed text of a column; empty if the cell is empty.
    pub fn text(&self, field: &SheetField) -> &str {
        self.cells.get(field).map_or("", |it| it.shown())
    }
}

/// Reads a file whose format is recognized by its first bytes.
///
/// # Errors
/// Returns an error if the file is no table of ours: a damaged or old workbook, the table of cards,
/// or one without a known header or a `key` column.
pub fn read(bytes: &[u8]) -> Result<Book, BookError> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(BookError::OldWorkbook);
    }
    let (grids, is_lossy) = if bytes.starts_with(b"PK") {
        (workbook::read(bytes, &|_| true)?, false)
    } else {
        let known = |row: &[String]| {
            let cards = row.iter().filter(|it| it.trim().eq_ignore_ascii_case("guid")).count();
            best(row).map_or(0, |it| it.1) + cards
        };
        let (grid, is_lossy) = delimited::read(bytes, &known)?;
        (vec![grid], is_lossy)
    };
    if grids.iter().any(is_card_table)
        && !grids.iter().any(|it| Sheet::from_name(&it.name).is_some())
    {
        return Err(BookError::CardTable);
    }
    // If any sheet has one of our names, the others, such as the sheet of cards, are not imported.
    let is_ours = grids.iter().any(|it| Sheet::from_name(&it.name).is_some());
    let grids = grids.into_iter().filter(|it| !is_ours || Sheet::from_name(&it.name).is_some());
    let sheets: Vec<ReturnedSheet> = grids.filter_map(returned).collect();
    if sheets.is_empty() {
        return Err(BookError::NoTable);
    }
    if !sheets.iter().any(|it| it.columns.contains(&SheetField::Key)) {
        return Err(BookError::NoKeys);
    }
    Ok(Book { sheets, is_lossy })
}

/// The number of rows in which the header is looked for, as users put notes above it.
const HEADER_WITHIN: usize = 10;

fn names(row: &[ReturnedCell]) -> Vec<String> {
    row.iter().map(|it| it.shown().trim_start_matches('\u{FEFF}').trim().to_owned()).collect()
}

fn is_card_table(grid: &Grid) -> bool {
    grid.rows.iter().take(HEADER_WITHIN).any(|(_, row)| {
        let names: Vec<String> = names(row).iter().map(|it| it.to_lowercase()).collect();
        ["guid", "card", "question"].iter().all(|it| names.iter().any(|name| name == it))
    })
}

/// Returns the sheet that has most of these names as columns, and their number.
fn best(names: &[String]) -> Option<(Sheet, usize)> {
    let all = Sheet::WORKBOOK.into_iter().chain([Sheet::Table]);
    let score = |sheet: Sheet| names.iter().filter(|it| sheet.field(it).is_some()).count();
    all.map(|it| (it, score(it))).filter(|it| it.1 > 0).max_by_key(|it| it.1)
}

fn returned(grid: Grid) -> Option<ReturnedSheet> {
    let by_name = Sheet::from_name(&grid.name);
    let heads = grid.rows.iter().take(HEADER_WITHIN).enumerate();
    let (at, (sheet, count)) = heads
        .filter_map(|(at, (_, row))| Some((at, best(&names(row))?)))
        .max_by_key(|(at, (_, count))| (*count, usize::MAX - at))?;
    let header = names(&grid.rows.get(at)?.1);
    let sheet = by_name.unwrap_or(sheet);
    let fields: Vec<Option<SheetField>> = header.iter().map(|it| sheet.field(it)).collect();
    let columns: Vec<SheetField> = fields.iter().flatten().cloned().collect();
    if count < 2 || columns.len() < 2 {
        return None;
    }
    let unknown = header.iter().zip(&fields).filter(|it| it.1.is_none() && !it.0.is_empty());
    let unknown = unknown.map(|it| it.0.clone()).collect();
    let rows = grid.rows.into_iter().skip(at + 1);
    let rows = rows.filter_map(|(number, row)| line(number, row, &fields)).collect();
    let is_delimited = grid.is_delimited;
    Some(ReturnedSheet { sheet, name: grid.name, columns, unknown, rows, is_delimited })
}

fn line(
    number: usize,
    row: Vec<ReturnedCell>,
    fields: &[Option<SheetField>],
) -> Option<ReturnedRow> {
    let mut cells = BTreeMap::new();
    for (cell, field) in row.into_iter().zip(fields) {
        if let Some(field) = field
            && !cell.shown().trim().is_empty()
        {
            // Of two columns with the same name, the first one counts.
            cells.entry(field.clone()).or_insert(cell);
        }
    }
    (!cells.is_empty()).then_some(ReturnedRow { number, cells })
}
