//! Writes a sheet.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Formula, IgnoreError, Worksheet, XlsxError,
};

use super::height::height;
use super::style::Style;
use super::{CARDS, HEADER};
use crate::sheets::{Extent, Role, Sheet, SheetField, SheetRow};

/// The name of the hidden sheet with the values of drop-down lists: within a cell's validation
/// rule, such a list is limited to 255 characters.
const LISTS: &str = "Lists";
const LAST_ROW: u32 = 1_048_575;

/// The widths of the columns of the sheet of cards, in characters.
const CARD_WIDTHS: [u16; 11] = [18, 14, 7, 11, 12, 12, 42, 30, 60, 30, 14];

/// Writes a sheet of the vocabulary.
pub(super) fn write(
    tab: &mut Worksheet,
    sheet: Sheet,
    extent: &Extent,
    rows: &[&SheetRow],
    style: &Style,
) -> Result<(), XlsxError> {
    let columns = sheet.columns(extent);
    tab.set_name(sheet.name())?;
    let widths: Vec<u16> = columns.iter().map(|it| width(&it.name(), it.width())).collect();
    for ((at, field), width) in (0..).zip(&columns).zip(&widths) {
        begin_column(tab, at, &field.name(), *width, style)?;
        if field.is_hidden() {
            tab.set_column_hidden(at)?;
        }
        offer(tab, at, field)?;
    }
    for (line, row) in (1..).zip(rows) {
        let shown = columns.iter().zip(&widths).filter(|it| !it.0.is_hidden());
        tab.set_row_height(line, height(shown.map(|(field, width)| (row.text(field), *width))))?;
        for (at, field) in (0..).zip(&columns) {
            let text = row.text_in(field);
            let look = match row.role(field) {
                Some(Role::Place) => &style.place,
                Some(Role::Inherited) => &style.inherited,
                _ => &style.cell,
            };
            if !text.is_empty() {
                tab.write_string_with_format(line, at, text, look)?;
            }
        }
    }
    finish(tab, &widths, rows.len())
}

/// Writes the sheet of cards, which is not imported.
pub(super) fn write_cards(
    tab: &mut Worksheet,
    rows: &[[String; 11]],
    style: &Style,
) -> Result<(), XlsxError> {
    tab.set_name(CARDS)?;
    let widths: Vec<u16> = HEADER.iter().zip(CARD_WIDTHS).map(|it| width(it.0, it.1)).collect();
    for ((at, name), width) in (0..).zip(HEADER).zip(&widths) {
        begin_column(tab, at, name, *width, style)?;
    }
    let rows = rows.get(..LAST_ROW as usize).unwrap_or(rows);
    for (line, row) in (1..).zip(rows) {
        let cells = row.iter().map(String::as_str).zip(widths.iter().copied());
        tab.set_row_height(line, height(cells))?;
        for (at, text) in (0..).zip(row).filter(|it| !it.1.is_empty()) {
            tab.write_string_with_format(line, at, text, &style.place)?;
        }
    }
    finish(tab, &widths, rows.len())
}

/// Writes the values of drop-down lists, with a column for each field that has one.
pub(super) fn write_lists(tab: &mut Worksheet) -> Result<(), XlsxError> {
    tab.set_name(LISTS)?.set_hidden(true);
    for (at, field) in (0..).zip(OFFERED) {
        for (line, value) in (0..).zip(field.known_values()) {
            tab.write_string(line, at, value)?;
        }
    }
    Ok(())
}

/// The fields with drop-down lists.
const OFFERED: [SheetField; 5] = [
    SheetField::Level,
    SheetField::PartOfSpeech,
    SheetField::Dialect,
    SheetField::Kind,
    SheetField::Teach,
];

/// Adds a drop-down list to the cells of a column.
fn offer(tab: &mut Worksheet, at: u16, field: &SheetField) -> Result<(), XlsxError> {
    let Some(letter) = ('A'..).zip(OFFERED).find(|it| it.1 == *field).map(|it| it.0) else {
        return Ok(());
    };
    let values = field.known_values().len();
    let range = Formula::new(format!("={LISTS}!${letter}$1:${letter}${values}"));
    let rule = DataValidation::new().allow_list_formula(range);
    // Other parts of speech are valid, but other levels are not.
    let rule = match field {
        SheetField::PartOfSpeech => rule
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Unusual part of speech")?
            .set_error_message("This is none of the usual parts of speech. Keep it?")?,
        _ => rule
            .set_error_title("Choose from the list")?
            .set_error_message("Please choose one of the values in the list.")?,
    };
    tab.add_data_validation(1, at, LAST_ROW, at, &rule)?;
    Ok(())
}

fn begin_column(
    tab: &mut Worksheet,
    at: u16,
    name: &str,
    width: u16,
    style: &Style,
) -> Result<(), XlsxError> {
    tab.set_column_format(at, &style.cell)?;
    tab.set_column_width(at, width)?;
    tab.write_string_with_format(0, at, name, &style.header)?;
    Ok(())
}

/// Returns the width of a column, which has room for its texts, its name and the filter button.
fn width(name: &str, texts: u16) -> u16 {
    let name = u16::try_from(name.len()).unwrap_or(u16::MAX).saturating_add(4);
    texts.max(name.min(30))
}

fn finish(tab: &mut Worksheet, widths: &[u16], rows: usize) -> Result<(), XlsxError> {
    let last_column = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = u32::try_from(rows).unwrap_or(LAST_ROW);
    // The headword stays visible when the sheet is scrolled.
    tab.set_freeze_panes(1, 1)?;
    tab.autofilter(0, 0, last_row, last_column)?;
    tab.ignore_error_range(0, 0, LAST_ROW, last_column, IgnoreError::NumberStoredAsText)?;
    tab.set_landscape().set_paper_size(A4).set_repeat_rows(0, 0)?.set_repeat_columns(0, 0)?;
    tab.set_print_gridlines(true);
    // A wider sheet would be too small to read on one page.
    if widths.iter().map(|it| u32::from(*it)).sum::<u32>() <= LEGIBLE {
        tab.set_print_fit_to_pages(1, 0);
    }
    Ok(())
}

/// The number of characters that are legible side by side on one page.
const LEGIBLE: u32 = 300;

/// The number of A4 among Excel's paper sizes.
const A4: u8 = 9;
