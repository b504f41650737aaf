//! CSV files as spreadsheets and people write them, with any separator, encoding and line ending.

use crate::import::book::{BookError, Grid, ReturnedCell};
use crate::import::encoding::decode;

/// The separators that are tried, the most likely last: if several split the header into equally
/// many known columns, the last one is chosen.
const SEPARATORS: [char; 4] = ['|', '\t', ';', ','];

/// Reads a table, and returns whether its encoding may have lost letters.
///
/// `known` returns how many cells of a row are known column names.
///
/// # Errors
/// Returns [`BookError::NoTable`] if no row has a known column name.
pub(super) fn read(
    bytes: &[u8],
    known: &dyn Fn(&[String]) -> usize,
) -> Result<(Grid, bool), BookError> {
    let decoded = decode(bytes);
    let (declared, text) = declared_separator(&decoded.text);
    let score = |it: char| {
        let rows = records(text, it, 10);
        rows.iter().map(|row| known(row)).max().unwrap_or(0)
    };
    let separator = match declared.filter(|it| score(*it) > 0) {
        Some(declared) => declared,
        None => SEPARATORS.into_iter().max_by_key(|it| score(*it)).unwrap_or(','),
    };
    if score(separator) == 0 {
        return Err(BookError::NoTable);
    }
    let rows = records(text, separator, usize::MAX);
    let first_line = if declared.is_some() { 2 } else { 1 };
    let grid = Grid {
        name: String::new(),
        rows: rows
            .into_iter()
            .enumerate()
            .map(|(at, row)| (at + first_line, row.into_iter().map(ReturnedCell::Text).collect()))
            .collect(),
        is_delimited: true,
    };
    Ok((grid, decoded.is_lossy))
}

/// Returns the separator that a line `sep=;` at the beginning names for Excel, and the text after
/// that line; other programs keep it as a row.
pub(in crate::import) fn declared_separator(text: &str) -> (Option<char>, &str) {
    let (first, rest) = text.split_once(['\r', '\n']).unwrap_or((text, ""));
    let bare = first.trim_matches('"').trim();
    match bare.get(..4).filter(|it| it.eq_ignore_ascii_case("sep=")) {
        Some(sign) => {
            let named = bare.strip_prefix(sign).and_then(|it| it.chars().next());
            (named.or(Some('\t')), rest)
        }
        None => (None, text),
    }
}

/// Splits a text into rows, at most `most`. A quote that does not begin a cell is part of its text.
pub(in crate::import) fn records(text: &str, separator: char, most: usize) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut letters = text.chars().peekable();
    let (mut in_quotes, mut was_quoted) = (false, false);
    while let Some(letter) = letters.next() {
        if in_quotes {
            if letter != '"' {
                cell.push(letter);
            } else if letters.next_if_eq(&'"').is_some() {
                cell.push('"');
            } else {
                in_quotes = false;
            }
            continue;
        }
        match letter {
            '"' if cell.is_empty() && !was_quoted => {
                in_quotes = true;
                was_quoted = true;
            }
            it if it == separator => {
                row.push(std::mem::take(&mut cell));
                was_quoted = false;
            }
            '\r' | '\n' => {
                if letter == '\r' {
                    letters.next_if_eq(&'\n');
                }
                row.push(std::mem::take(&mut cell));
                was_quoted = false;
                rows.push(std::mem::take(&mut row));
                if rows.len() >= most {
                    return rows;
                }
            }
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || was_quoted || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_whatever_separates_them() {
        let wanted = [["a", "b\"x\""], ["1;2", "x\ny"]];
        for text in [
            "a;\"b\"\"x\"\"\"\n\"1;2\";\"x\ny\"\n",
            "a;b\"x\"\r\n\"1;2\";\"x\ny\"",
            "a;b\"x\"\r\"1;2\";\"x\ny\"\r",
        ] {
            assert_eq!(records(text, ';', 99), wanted);
        }
    }

    #[test]
    fn the_separator_is_the_one_that_makes_known_columns() {
        let known =
            |row: &[String]| row.iter().filter(|it| ["key", "text"].contains(&it.trim())).count();
        for text in ["key,text\n1,2", "key;text\n1;2", "key\ttext\n1\t2", "sep=|\r\nkey|text\n1|2"]
        {
            let (grid, _) = read(text.as_bytes(), &known).unwrap();
            let last = grid.rows.last().unwrap();
            assert_eq!(last.1, [ReturnedCell::Text("1".into()), ReturnedCell::Text("2".into())]);
        }
        assert!(read(b"nothing here", &known).is_err());
    }
}
