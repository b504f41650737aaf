//! A table that came back: its sheets, found by their headers, and their rows by column.

use std::collections::BTreeMap;
use std::fmt;

use crate::import::{delimited, workbook};
use crate::sheets::{Field, Sheet};

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is a workbook that cannot be opened.
    Damaged(String),
    /// No sheet or row in it has the columns of ours.
    NoTable,
    /// It is a table of cards.
    CardTable,
    /// It has no column of keys.
    NoKeys,
    /// It is a form of workbook that is not read.
    OldWorkbook,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Damaged(what) => write!(f, "the workbook cannot be opened: {what}"),
            Fault::NoTable => f.write_str(
                "no row in it has the columns of a table that `--to words` or `--to xlsx` writes",
            ),
            Fault::CardTable => f.write_str(
                "this is the table of cards, which is for reading: its cells are made from the deck and have no way back; correct the files of `lexideck build --to xlsx` or `--to words` instead",
            ),
            Fault::NoKeys => f.write_str(
                "the column `key` is gone, by which rows find their way back; ask for the file with its hidden columns",
            ),
            Fault::OldWorkbook => {
                f.write_str("this is a workbook of Excel's old form: save it as .xlsx or .ods")
            }
        }
    }
}

/// What became of a cell that is no text any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Odd {
    /// A number.
    Number,
    /// A date or a time.
    Date,
    /// A truth value.
    Truth,
    /// An error, such as `#NAME?`.
    Error,
}

impl Odd {
    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            Odd::Number => "a number",
            Odd::Date => "a date",
            Odd::Truth => "a truth value",
            Odd::Error => "an error",
        }
    }
}

/// A cell as it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// Something that a spreadsheet made of a text, and how it shows.
    Odd(Odd, String),
}

impl Cell {
    /// The letters that show.
    pub fn shown(&self) -> &str {
        match self {
            Cell::Text(text) | Cell::Odd(_, text) => text,
        }
    }
}

/// The rows of a file or of a sheet in it, with their numbers.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) name: String,
    pub(super) rows: Vec<(usize, Vec<Cell>)>,
    pub(super) is_delimited: bool,
}

/// A file that came back.
#[derive(Debug)]
pub struct Book {
    /// Its sheets, as far as they are ours.
    pub sheets: Vec<Returned>,
    /// Whether its encoding cannot hold every letter.
    pub is_lossy: bool,
}

/// A sheet that came back.
#[derive(Debug)]
pub struct Returned {
    /// Which one.
    pub sheet: Sheet,
    /// The name on its tab; empty in a file that has none.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Field>,
    /// Columns with other names, which are passed over.
    pub unknown: Vec<String>,
    /// Its rows that hold anything.
    pub rows: Vec<Line>,
    /// Whether its cells were all written as text, so that what a cell was is for its letters to say.
    pub is_delimited: bool,
}

/// A row that came back.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What its columns hold; nothing where a cell is empty.
    pub cells: BTreeMap<Field, Cell>,
}

impl Line {
    /// The letters of a column.
    pub fn text(&self, field: &Field) -> &str {
        self.cells.get(field).map_or("", |it| it.shown())
    }
}

/// Reads a file by what its bytes say that it is.
///
/// # Errors
/// Why it is not one of ours.
pub fn read(bytes: &[u8]) -> Result<Book, Fault> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Fault::OldWorkbook);
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
        return Err(Fault::CardTable);
    }
    // In a workbook of ours sheets with other names, such as that of the cards, are for reading.
    let is_ours = grids.iter().any(|it| Sheet::from_name(&it.name).is_some());
    let grids = grids.into_iter().filter(|it| !is_ours || Sheet::from_name(&it.name).is_some());
    let sheets: Vec<Returned> = grids.filter_map(returned).collect();
    if sheets.is_empty() {
        return Err(Fault::NoTable);
    }
    if !sheets.iter().any(|it| it.columns.contains(&Field::Key)) {
        return Err(Fault::NoKeys);
    }
    Ok(Book { sheets, is_lossy })
}

/// The rows in which a header may be; notes may have been put above it.
const HEADER_WITHIN: usize = 10;

fn names(row: &[Cell]) -> Vec<String> {
    row.iter().map(|it| it.shown().trim_start_matches('\u{FEFF}').trim().to_owned()).collect()
}

fn is_card_table(grid: &Grid) -> bool {
    grid.rows.iter().take(HEADER_WITHIN).any(|(_, row)| {
        let names: Vec<String> = names(row).iter().map(|it| it.to_lowercase()).collect();
        ["guid", "card", "question"].iter().all(|it| names.iter().any(|name| name == it))
    })
}

/// The sheet that most of these names are columns of, and how many.
fn best(names: &[String]) -> Option<(Sheet, usize)> {
    let all = Sheet::WORKBOOK.into_iter().chain([Sheet::Table]);
    let score = |sheet: Sheet| names.iter().filter(|it| sheet.field(it).is_some()).count();
    all.map(|it| (it, score(it))).filter(|it| it.1 > 0).max_by_key(|it| it.1)
}

fn returned(grid: Grid) -> Option<Returned> {
    let by_name = Sheet::from_name(&grid.name);
    let heads = grid.rows.iter().take(HEADER_WITHIN).enumerate();
    let (at, (sheet, count)) = heads
        .filter_map(|(at, (_, row))| Some((at, best(&names(row))?)))
        .max_by_key(|(at, (_, count))| (*count, usize::MAX - at))?;
    let header = names(&grid.rows.get(at)?.1);
    let sheet = by_name.unwrap_or(sheet);
    let fields: Vec<Option<Field>> = header.iter().map(|it| sheet.field(it)).collect();
    let columns: Vec<Field> = fields.iter().flatten().cloned().collect();
    if count < 2 || columns.len() < 2 {
        return None;
    }
    let unknown = header.iter().zip(&fields).filter(|it| it.1.is_none() && !it.0.is_empty());
    let unknown = unknown.map(|it| it.0.clone()).collect();
    let rows = grid.rows.into_iter().skip(at + 1);
    let rows = rows.filter_map(|(number, row)| line(number, row, &fields)).collect();
    let is_delimited = grid.is_delimited;
    Some(Returned { sheet, name: grid.name, columns, unknown, rows, is_delimited })
}

fn line(number: usize, row: Vec<Cell>, fields: &[Option<Field>]) -> Option<Line> {
    let mut cells = BTreeMap::new();
    for (cell, field) in row.into_iter().zip(fields) {
        if let Some(field) = field
            && !cell.shown().trim().is_empty()
        {
            // Of two columns with one name the first one counts.
            cells.entry(field.clone()).or_insert(cell);
        }
    }
    (!cells.is_empty()).then_some(Line { number, cells })
}
