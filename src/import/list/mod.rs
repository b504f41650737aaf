//! Reads lists of others as new entries: tables of any program, exports of flashcard programs, and
//! lists of words in plain text.
//!
//! Nothing in such a list is ours: columns are understood by the words that people write above them,
//! or as the user maps them. What cannot be taken is returned with its reason.

mod columns;
mod entries;
mod field;
mod html;
mod lines;
mod meaning;
mod proposals;

use std::collections::BTreeMap;

use crate::import::book::{BookError, ReturnedCell, workbook};
use crate::source::NewValue;

pub(crate) use columns::Mapping;
pub(crate) use field::ListField;
pub(crate) use proposals::proposals;

/// A list of others, and what was understood of it.
#[derive(Debug)]
pub(crate) struct WordList {
    /// The form that it has, in words for the user.
    pub(crate) form: &'static str,
    pub(crate) columns: Vec<ListColumn>,
    /// The new entries, in the order of the list.
    pub(crate) entries: Vec<ListEntry>,
    /// What was not taken.
    pub(crate) left: Vec<Left>,
    /// The language of the headwords, if the list names it.
    pub(crate) language: Option<&'static str>,
    /// Whether its encoding cannot represent every letter.
    pub(crate) is_lossy: bool,
}

/// A column of a list.
#[derive(Debug)]
pub(crate) struct ListColumn {
    /// Its name; its number, from 1, if it has none.
    pub(crate) name: String,
    /// What it means; `None` if it is not taken.
    pub(crate) field: Option<ListField>,
    /// Its first text.
    pub(crate) sample: String,
}

/// A new entry.
#[derive(Clone, Debug)]
pub(crate) struct ListEntry {
    pub(crate) headword: String,
    /// The number of its first row in the file, from 1.
    pub(crate) row: usize,
    pub(crate) value: NewValue,
}

/// A cell or a row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Left {
    /// The number of the row in the file, from 1.
    pub(crate) row: usize,
    /// The name of the column; empty for a whole row.
    pub(crate) column: String,
    pub(crate) text: String,
    pub(crate) reason: &'static str,
}

/// The rows of a list, before its columns are understood.
#[derive(Debug, Default)]
pub(crate) struct RawList {
    /// The form that it has, in words for the user.
    pub(crate) form: &'static str,
    /// The names of the columns, if the format itself gives them.
    pub(crate) header: Option<Vec<String>>,
    /// The rows with their numbers.
    pub(crate) rows: Vec<(usize, Vec<String>)>,
    /// Whether texts are HTML.
    pub(crate) is_html: bool,
    pub(crate) is_lossy: bool,
}

/// Returns the lists in a file, whose form is recognized by its contents: one, or the sheets of a
/// workbook.
///
/// # Errors
/// Returns an error if it is a workbook that cannot be read.
pub(crate) fn open(bytes: &[u8]) -> Result<Vec<RawList>, BookError> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(BookError::OldWorkbook);
    }
    if !bytes.starts_with(b"PK") {
        return Ok(vec![lines::read(bytes)]);
    }
    let grids = workbook::read(bytes, &|_| true)?;
    let shown = |row: Vec<ReturnedCell>| row.iter().map(|it| it.shown().to_owned()).collect();
    let list = |grid: crate::import::book::Grid| RawList {
        form: "a workbook",
        rows: grid.rows.into_iter().map(|it| (it.0, shown(it.1))).collect(),
        ..RawList::default()
    };
    Ok(grids.into_iter().map(list).filter(|it| !it.rows.is_empty()).collect())
}

/// Understands lists: columns by the mapping, then by their names, then by their order.
///
/// # Errors
/// Returns a message if the mapping names a column that no list has, or if no column has headwords.
pub(crate) fn understand(lists: Vec<RawList>, mapping: &Mapping) -> Result<WordList, String> {
    let mut whole = WordList {
        form: lists.first().map_or("an empty file", |it| it.form),
        columns: Vec::new(),
        entries: Vec::new(),
        left: Vec::new(),
        language: None,
        is_lossy: lists.iter().any(|it| it.is_lossy),
    };
    mapping.check(&lists)?;
    let mut rows = Vec::new();
    for list in lists {
        let is_html = list.is_html;
        let (columns, own) = columns::of(list, mapping);
        if whole.language.is_none() {
            whole.language = columns.language;
        }
        let has_words = columns.columns.iter().any(|it| it.field == Some(ListField::Headword));
        // Tags alone are nothing to learn.
        let is_beside =
            |it: &ListColumn| matches!(it.field, Some(ListField::Ignored | ListField::Tags));
        let is_wanted = !columns.columns.iter().all(is_beside);
        if !is_wanted {
            continue;
        }
        if has_words {
            rows.extend(entries::rows(&columns, own, is_html, &mut whole.left));
        } else {
            let left = |it: (usize, Vec<String>)| Left {
                row: it.0,
                column: String::new(),
                text: it.1.join(" | "),
                reason: "no column of its table has headwords",
            };
            whole.left.extend(own.into_iter().map(left));
        }
        for column in columns.columns {
            if !whole.columns.iter().any(|it| it.name == column.name) {
                whole.columns.push(column);
            }
        }
    }
    if !whole.columns.iter().any(|it| it.field == Some(ListField::Headword)) {
        let names: Vec<String> = whole.columns.iter().map(|it| format!("`{}`", it.name)).collect();
        return Err(match names.as_slice() {
            [] => "the list is empty".to_owned(),
            all => format!(
                "no column has the headwords; name it, such as --map \"{}=headword\" (there are {})",
                whole.columns.first().map_or("", |it| it.name.as_str()),
                all.join(", ")
            ),
        });
    }
    whole.entries = entries::entries(rows, &mut whole.left);
    Ok(whole)
}

/// The texts of a row by what they mean.
pub(super) type Meanings = BTreeMap<ListField, Vec<String>>;

#[cfg(test)]
mod tests;
