//! Rows and their cells.

use crate::diag::Span;
use crate::ledger::row_hash;
use crate::sheets::columns::Sheet;
use crate::sheets::field::Field;
use crate::sheets::key::Key;
use crate::source::Text;

/// A row of a sheet.
#[derive(Clone, Debug)]
pub struct Row {
    /// The sheet.
    pub sheet: Sheet,
    /// What it is about.
    pub key: Key,
    /// Its cells in the order of the columns: every fixed column that the row fills or could fill,
    /// and of the repeated ones those that it fills.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it holds.
    pub field: Field,
    /// The text; empty where the source has none.
    pub text: String,
    /// What a change of it means.
    pub role: Role,
    /// Where the text stands in the source: one place, one for each item of a list, or none.
    /// British and American pronunciation have one place if they were written as one.
    pub places: Vec<Span>,
}

/// What a change of a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An edit of the field.
    Own,
    /// The item has no such field and shows its entry's; a change gives it its own.
    Inherited,
    /// Nothing: the cell says where the row belongs, which is for new rows to say.
    Place,
}

impl Row {
    pub(super) fn new(sheet: Sheet, key: Key) -> Row {
        Row { sheet, key, cells: Vec::new() }
    }

    /// What a field holds; empty where it is absent.
    pub fn text(&self, field: &Field) -> &str {
        self.cell(field).map_or("", |it| it.text.as_str())
    }

    /// The cell of a field, where there is one.
    pub fn cell(&self, field: &Field) -> Option<&Cell> {
        self.cells.iter().find(|it| it.field == *field)
    }

    /// What a change of a field means; nothing where the row has no such field, as the later rows
    /// of a word in [`Sheet::Table`], which do not repeat what belongs to the word.
    pub fn role(&self, field: &Field) -> Option<Role> {
        let known = self.cell(field).map(|it| it.role);
        let could = || field.is_repeated() && self.sheet.field(&field.name()).is_some();
        known.or_else(|| could().then_some(Role::Own))
    }

    /// The revision: a hash of what can be edited, which does not depend on the columns that other
    /// rows need.
    pub fn revision(&self) -> String {
        let own = self.cells.iter().filter(|it| it.role != Role::Place);
        revision(own.map(|it| (&it.field, it.text.as_str())))
    }

    /// What the row writes into a column.
    pub fn written(&self, column: &Field) -> String {
        match column {
            Field::Key => self.key.to_string(),
            Field::Revision => self.revision(),
            other => self.text(other).to_owned(),
        }
    }

    pub(super) fn own(&mut self, field: Field, text: Option<&Text>) {
        self.push(field, text, Role::Own);
    }

    pub(super) fn push(&mut self, field: Field, text: Option<&Text>, role: Role) {
        let places = text.iter().map(|it| it.span).collect();
        let text = text.map_or(String::new(), |it| it.value.to_string());
        self.cells.push(Cell { field, text, role, places });
    }

    pub(super) fn list<'t>(&mut self, field: Field, items: impl IntoIterator<Item = &'t Text>) {
        let items: Vec<&Text> = items.into_iter().filter(|it| !it.value.is_empty()).collect();
        let text = super::joined(items.iter().map(|it| it.value.as_str()));
        let places = items.iter().map(|it| it.span).collect();
        self.cells.push(Cell { field, text, role: Role::Own, places });
    }

    pub(super) fn place(&mut self, field: Field, text: impl Into<String>) {
        self.said(field, text.into(), Role::Place);
    }

    pub(super) fn said(&mut self, field: Field, text: String, role: Role) {
        self.cells.push(Cell { field, text, role, places: Vec::new() });
    }
}

/// The revision of cells that can be edited, in any order. Empty cells do not count, and of lists
/// only the items.
pub fn revision<'c>(cells: impl IntoIterator<Item = (&'c Field, &'c str)>) -> String {
    let mut parts: Vec<(String, String)> = cells
        .into_iter()
        .map(|(field, text)| (field, super::clean(text)))
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, text)| {
            let list = || super::joined(super::items(&text).iter().map(String::as_str));
            (field.name(), if field.is_list() { list() } else { text })
        })
        .collect();
    parts.sort();
    row_hash(parts.iter().flat_map(|(name, text)| [name.as_str(), text.as_str()]))
}
