//! The table of columns in docs/tables.md.

use crate::sheets::field::SheetField;
use crate::sheets::sheet::Sheet;

/// Returns a Markdown table of all sheets and their columns.
///
/// docs/tables.md has this table, and a test keeps it fresh.
pub fn column_table() -> String {
    let mut rows = String::from("| sheet | what it holds | columns |\n|---|---|---|\n");
    for sheet in Sheet::WORKBOOK.into_iter().chain([Sheet::Table]) {
        let name = if sheet == Sheet::Table { "(`words`)" } else { sheet.name() };
        let columns: Vec<String> = sheet.fields().iter().map(column).collect();
        rows.push_str(&format!("| {name} | {} | {} |\n", sheet.about(), columns.join(", ")));
    }
    rows
}

fn column(field: &SheetField) -> String {
    match field {
        SheetField::Translation(_) => "translation_…".to_owned(),
        repeated if repeated.is_repeated() => format!("{} …", repeated.name()),
        fixed => fixed.name(),
    }
}
