//! Reads workbooks, Excel's XLSX and LibreOffice's ODS, with the type of each cell.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Reader, Xlsx};

use crate::import::book::{BookError, Conversion, Grid, ReturnedCell};

/// Reads every sheet of a workbook for whose name `is_wanted` returns true.
///
/// # Errors
/// Returns [`BookError::Damaged`] if the workbook or a sheet cannot be read.
pub(in crate::import) fn read(
    bytes: &[u8],
    is_wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<Grid>, BookError> {
    let fault = |it: &dyn std::fmt::Display| BookError::Damaged(it.to_string());
    // Both are ZIP archives; an ODS begins with a member that holds its media type.
    let is_ods = bytes.windows(46).take(64).any(|it| it.starts_with(b"application/vnd.oasis.open"));
    if is_ods {
        let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|it| fault(&it))?;
        let names: Vec<String> =
            book.sheet_names().into_iter().filter(|it| is_wanted(it)).collect();
        return names.into_iter().map(|it| from_range(&mut book, it)).collect();
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|it| fault(&it))?;
    let names: Vec<String> = book.sheet_names().into_iter().filter(|it| is_wanted(it)).collect();
    names.into_iter().map(|it| from_cells(&mut book, it)).collect()
}

/// Reads a sheet cell by cell, so that a single cell far away does not allocate all cells before
/// it.
fn from_cells(book: &mut Xlsx<Cursor<&[u8]>>, name: String) -> Result<Grid, BookError> {
    let fault = |it: &dyn std::fmt::Display| BookError::Damaged(it.to_string());
    let mut cells = book.worksheet_cells_reader(&name).map_err(|it| fault(&it))?;
    let mut found: BTreeMap<u32, BTreeMap<u32, ReturnedCell>> = BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(|it| fault(&it))? {
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::SharedString(text) => Data::String((*text).to_owned()),
            other => Data::from(other.clone()),
        };
        if let Some(value) = read_cell(&value) {
            found.entry(row).or_default().insert(column, value);
        }
    }
    Ok(grid(name, found))
}

fn from_range(book: &mut Ods<Cursor<&[u8]>>, name: String) -> Result<Grid, BookError> {
    let range = book.worksheet_range(&name).map_err(|it| BookError::Damaged(it.to_string()))?;
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut found: BTreeMap<u32, BTreeMap<u32, ReturnedCell>> = BTreeMap::new();
    for (row, column, value) in range.used_cells() {
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        if let Some(cell) = read_cell(value) {
            let row = found.entry(top.saturating_add(number(row))).or_default();
            row.insert(left.saturating_add(number(column)), cell);
        }
    }
    Ok(grid(name, found))
}

/// The number of columns that are read; no table of ours is wider.
const WIDEST: u32 = 4096;

fn grid(name: String, found: BTreeMap<u32, BTreeMap<u32, ReturnedCell>>) -> Grid {
    let row = |(number, cells): (u32, BTreeMap<u32, ReturnedCell>)| {
        let mut row = Vec::new();
        for (column, cell) in cells.into_iter().filter(|it| it.0 < WIDEST) {
            row.resize(column as usize, ReturnedCell::Text(String::new()));
            row.push(cell);
        }
        (number as usize + 1, row)
    };
    Grid { name, rows: found.into_iter().map(row).collect(), is_delimited: false }
}

fn read_cell(value: &Data) -> Option<ReturnedCell> {
    Some(match value {
        Data::Empty => return None,
        Data::String(text) => ReturnedCell::Text(text.clone()),
        Data::Int(number) => ReturnedCell::Converted(Conversion::Number, number.to_string()),
        Data::Float(number) => ReturnedCell::Converted(Conversion::Number, number.to_string()),
        Data::Bool(truth) => ReturnedCell::Converted(
            Conversion::Truth,
            if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        ),
        Data::DateTime(moment) => ReturnedCell::Converted(Conversion::Date, moment.to_string()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            ReturnedCell::Converted(Conversion::Date, text.clone())
        }
        Data::Error(error) => ReturnedCell::Converted(Conversion::Error, error.to_string()),
    })
}
