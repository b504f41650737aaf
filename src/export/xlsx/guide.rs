//! Writes the first sheet, which describes the others and how to send them back.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::height::height;
use super::style::Style;
use super::{CARDS, is_too_long};
use crate::model::Deck;
use crate::sheets::{Extent, Sheet};

const NAME: &str = "Read me";

/// The width of its text column, in characters.
const WIDTH: u16 = 92;

/// What a user should know before changing anything.
const RULES: [[&str; 2]; 9] = [
    [
        "Correct",
        "Change the text of any black cell. Grey cells say where a row belongs; leave them.",
    ],
    [
        "Delete",
        "Empty a cell to remove its text. Deleted rows are reported and removed only if the author agrees.",
    ],
    [
        "Add",
        "Write a new row below the others, or anywhere between them: the headword first, then the rest. \
             For a new word, add a row in Words and its meanings in Senses.",
    ],
    [
        "Order",
        "Sort, filter, and move or widen columns as you like. Leave the names in the first row, \
               and the two hidden columns at the end: they identify each row when it is imported.",
    ],
    [
        "Marks",
        "*word* is emphasised, **word** is strong. A backslash displays the next character as it is: \\*.",
    ],
    [
        "Gaps",
        "{of} in an example, pattern or collocation is a gap on a card, {of|for} one with two right answers. \
              Without one, the word itself is the gap.",
    ],
    [
        "Lists",
        "Synonyms, antonyms, tags and the right answers of a quiz: a line each. \
               A new line in a cell is Alt+Enter in Excel, Ctrl+Enter in LibreOffice.",
    ],
    ["Quiz", "The answer is the text of the right choice, to the letter."],
    [
        "Save",
        "Save as XLSX or ODS (in Google Sheets: File > Download), keep all sheets, and send the file back to the author.",
    ],
];

/// Writes the sheet.
pub(super) fn write(
    tab: &mut Worksheet,
    deck: &Deck,
    extent: &Extent,
    style: &Style,
) -> Result<(), XlsxError> {
    tab.set_name(NAME)?;
    tab.set_column_width(0, 18)?.set_column_width(1, WIDTH)?;
    tab.set_column_format(0, &style.line)?.set_column_format(1, &style.line)?;
    let mut page = Page { tab, style, line: 0 };
    page.title(&deck.name)?;
    page.pair("Deck", &deck.id)?;
    for (label, text) in [("Author", &deck.author), ("Licence", &deck.license)] {
        if let Some(text) = text {
            page.pair(label, text)?;
        }
    }
    page.heading("The sheets")?;
    for sheet in Sheet::WORKBOOK {
        page.pair(sheet.name(), sheet.about())?;
    }
    page.pair(
        CARDS,
        "What learners see, a row for each card. For reading: changes are not taken back.",
    )?;
    page.heading("To correct and send back")?;
    for [label, text] in RULES {
        page.pair(label, text)?;
    }
    page.heading("The columns")?;
    for sheet in Sheet::WORKBOOK {
        page.pair(sheet.name(), &columns(sheet, extent))?;
    }
    page.tab.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Describes the columns of a sheet; columns with the same description share a line.
fn columns(sheet: Sheet, extent: &Extent) -> String {
    let mut lines: Vec<(Vec<String>, &str)> = Vec::new();
    for field in sheet.columns(extent).iter().filter(|it| !it.is_hidden()) {
        let name = field.name();
        let kind = name.split('_').next().filter(|_| field.is_repeated());
        let name = kind.map_or(name.clone(), |it| format!("{it}_…"));
        match lines.last_mut().filter(|it| it.1 == field.about()) {
            Some((names, _)) if names.contains(&name) => {}
            Some((names, _)) => names.push(name),
            None => lines.push((vec![name], field.about())),
        }
    }
    let line = |(names, about): &(Vec<String>, &str)| format!("{}: {about}", names.join(", "));
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

struct Page<'p> {
    tab: &'p mut Worksheet,
    style: &'p Style,
    line: u32,
}

impl Page<'_> {
    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        if !is_too_long(text) {
            self.tab.write_string_with_format(self.line, 0, text, &self.style.title)?;
        }
        self.line += 2;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.line += 1;
        self.tab.write_string_with_format(self.line, 0, text, &self.style.heading)?;
        self.line += 1;
        Ok(())
    }

    /// Writes a line. A text that is too long for a cell is left out.
    fn pair(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        if is_too_long(text) {
            return Ok(());
        }
        self.tab.set_row_height(self.line, height([(text, WIDTH)].into_iter()))?;
        self.tab.write_string_with_format(self.line, 0, label, &self.style.heading)?;
        self.tab.write_string_with_format(self.line, 1, text, &self.style.line)?;
        self.line += 1;
        Ok(())
    }
}
