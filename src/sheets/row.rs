//! Rows and their cells.

use crate::diag::Span;
use crate::ledger::row_hash;
use crate::sheets::field::SheetField;
use crate::sheets::key::Key;
use crate::sheets::sheet::Sheet;
use crate::source::Text;

/// A row of a sheet.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// The sheet.
    pub sheet: Sheet,
    /// The entry or item that it represents.
    pub key: Key,
    /// Its cells in the order of the columns: all fixed columns that apply to the row, and those
    /// repeated columns in which it has a text.
    pub cells: Vec<SheetCell>,
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub struct SheetCell {
    /// The field that it contains.
    pub field: SheetField,
    /// The text; empty if the source has none.
    pub text: String,
    /// How a change of the cell is interpreted.
    pub role: Role,
    /// The places of the text in the source: one, one for each item of a list, or none. British and
    /// American pronunciation share a place if they are written as one value.
    pub places: Vec<Span>,
}

/// How a change of a cell is interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is an edit of the field.
    Own,
    /// The item has no such field and shows that of its entry; a change gives the item its own.
    Inherited,
    /// It is ignored: the cell only says where the row belongs, which matters for new rows.
    Place,
}

impl SheetRow {
    pub(super) fn new(sheet: Sheet, key: Key) -> SheetRow {
        SheetRow { sheet, key, cells: Vec::new() }
    }

    /// Returns the text of a field; empty if the row has none.
    pub fn text(&self, field: &SheetField) -> &str {
        self.cell(field).map_or("", |it| it.text.as_str())
    }

    /// Returns the cell of a field.
    pub fn cell(&self, field: &SheetField) -> Option<&SheetCell> {
        self.cells.iter().find(|it| it.field == *field)
    }

    /// Returns how a change of a field is interpreted, or `None` if the field does not apply to the
    /// row, such as the fields of the word in its later rows of [`Sheet::Table`].
    pub fn role(&self, field: &SheetField) -> Option<Role> {
        let known = self.cell(field).map(|it| it.role);
        let could = || field.is_repeated() && self.sheet.field(&field.name()).is_some();
        known.or_else(|| could().then_some(Role::Own))
    }

    /// Returns the revision, a hash of the cells that can be edited, which is independent of the
    /// columns that other rows need.
    pub fn revision(&self) -> String {
        let own = self.cells.iter().filter(|it| it.role != Role::Place);
        revision(own.map(|it| (&it.field, it.text.as_str())))
    }

    /// Returns the text that the row has in a column.
    pub fn text_in(&self, column: &SheetField) -> String {
        match column {
            SheetField::Key => self.key.to_string(),
            SheetField::Revision => self.revision(),
            other => self.text(other).to_owned(),
        }
    }

    pub(super) fn own(&mut self, field: SheetField, text: Option<&Text>) {
        self.push(field, text, Role::Own);
    }

    pub(super) fn push(&mut self, field: SheetField, text: Option<&Text>, role: Role) {
        let places = text.iter().map(|it| it.span).collect();
        let text = text.map_or(String::new(), |it| it.value.to_string());
        self.cells.push(SheetCell { field, text, role, places });
    }

    pub(super) fn list<'t>(
        &mut self,
        field: SheetField,
        items: impl IntoIterator<Item = &'t Text>,
    ) {
        let items: Vec<&Text> = items.into_iter().filter(|it| !it.value.is_empty()).collect();
        let text = super::joined(items.iter().map(|it| it.value.as_str()));
        let places = items.iter().map(|it| it.span).collect();
        self.cells.push(SheetCell { field, text, role: Role::Own, places });
    }

    pub(super) fn place(&mut self, field: SheetField, text: impl Into<String>) {
        self.said(field, text.into(), Role::Place);
    }

    pub(super) fn said(&mut self, field: SheetField, text: String, role: Role) {
        self.cells.push(SheetCell { field, text, role, places: Vec::new() });
    }
}

/// Returns the revision of cells that can be edited, in any order. Empty cells and the layout of
/// lists do not count.
pub(crate) fn revision<'c>(cells: impl IntoIterator<Item = (&'c SheetField, &'c str)>) -> String {
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
