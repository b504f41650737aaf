//! Creates the rows of the single table: a row for each sense, with the fields of its entry.

use crate::model::slot;
use crate::sheets::field::SheetField;
use crate::sheets::key::Key;
use crate::sheets::row::{Role, SheetRow};
use crate::sheets::rows::{of_entry, part_of_speech, translations};
use crate::sheets::sheet::Sheet;
use crate::source::{Entry, Phrase, Sense};

/// Returns the rows of the entry with this id in [`Sheet::Table`]; a single one if it has no
/// senses.
///
/// The fields of the entry are in its first row. The other rows repeat the headword, the level and
/// the register, so that the table can be filtered and sorted, and leave the rest empty.
pub fn table(id: &str, entry: &Entry) -> Vec<SheetRow> {
    if entry.senses.is_empty() {
        return vec![row(Key::of_entry(id), entry, None, true)];
    }
    let senses = entry.senses.iter().enumerate().map(|(at, sense)| {
        let slot = slot::definition(at + 1, sense.id.as_ref().map(|it| it.value.as_str()));
        row(Key::of_item(id, slot), entry, Some(sense), at == 0)
    });
    senses.collect()
}

fn row(key: Key, entry: &Entry, sense: Option<&Sense>, is_first: bool) -> SheetRow {
    let mut row = SheetRow::new(Sheet::Table, key);
    for field in Sheet::Table.fields() {
        match (&field, sense) {
            (SheetField::PartOfSpeech, Some(sense)) => part_of_speech(&mut row, sense, entry),
            (SheetField::Definition, Some(sense)) => row.own(field, sense.definition.as_ref()),
            (SheetField::Translation(_), Some(sense)) => {
                translations(&mut row, &sense.translations);
            }
            (SheetField::Examples(dialect), Some(sense)) => {
                let dialect = dialect.map(|it| it.key());
                let of_list = |it: &&Phrase| it.dialect == dialect;
                let phrases = sense.examples.iter().filter(of_list);
                row.list(field, phrases.filter_map(|it| it.text.as_ref()));
            }
            (SheetField::Headword | SheetField::Level | SheetField::Register, _) if !is_first => {
                of_entry(&mut row, field, entry);
                if let Some(cell) = row.cells.last_mut() {
                    cell.role = Role::Place;
                }
            }
            _ if is_first => of_entry(&mut row, field, entry),
            _ => {}
        }
    }
    row
}
