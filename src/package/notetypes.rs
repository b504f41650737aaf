//! Reads note types, as schema 11 and schema 18 store them.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Deserialize;
use serde_json::Value;

use crate::package::budget::Budget;
use crate::package::protobuf;
use crate::package::table::require;
use crate::package::{OldNotetype, PackageError, Part};

/// The maximum size of the JSON, in bytes; in a large collection it has two million.
const MOST_JSON: usize = 64 << 20;

/// A note type in schema 11 (Anki 26.9.3, rslib/src/notetype/schema11.rs: `NotetypeSchema11`).
///
/// Anki requires more keys than these. Numbers may be missing or have another type: old collections
/// store ids as texts, and Anki treats an `id` that is no `i64` as absent.
#[derive(Deserialize)]
struct Schema11Notetype {
    #[serde(default)]
    id: Value,
    name: String,
    #[serde(default, rename = "type")]
    kind: Value,
    #[serde(default, rename = "mod")]
    modified: Value,
    #[serde(default)]
    sortf: Value,
    #[serde(default, rename = "originalId")]
    original_id: Value,
    flds: Vec<Schema11Part>,
    tmpls: Vec<Schema11Part>,
}

/// A field or template in schema 11 (`NoteFieldSchema11`, `CardTemplateSchema11`). Their order is
/// that of the array; Anki ignores `ord`.
#[derive(Deserialize)]
struct Schema11Part {
    name: String,
    #[serde(default)]
    id: Value,
}

/// Reads the note types of schema 11: a JSON object in the column `models`.
///
/// # Errors
/// Returns an error if the JSON is too large or damaged, or a note type has no id.
pub(super) fn schema11(
    database: &Connection,
    budget: &mut Budget,
) -> Result<BTreeMap<i64, OldNotetype>, PackageError> {
    let mut statement = database.prepare("SELECT models FROM col NOT INDEXED")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(BTreeMap::new()) };
    let damaged = |what: &dyn ToString| {
        PackageError::Collection(format!("its note types are damaged: {}", what.to_string()))
    };
    let json = row.get_ref(0)?.as_str().map_err(|it| damaged(&it))?;
    if json.len() > MOST_JSON {
        return Err(damaged(&format!("more than {} MiB", MOST_JSON >> 20)));
    }
    let all: BTreeMap<String, Schema11Notetype> =
        serde_json::from_str(json).map_err(|it| damaged(&it))?;
    let mut found = BTreeMap::new();
    for (key, it) in all {
        let id = it.id.as_i64().or_else(|| it.id.as_str()?.parse().ok());
        let Some(id) = id.or_else(|| key.parse().ok()) else {
            return Err(damaged(&format!("`{}` has no id", it.name)));
        };
        budget.row()?;
        let notetype = OldNotetype {
            id,
            name: budget.text(&it.name)?,
            is_cloze: it.kind.as_i64() == Some(1),
            fields: parts(it.flds, budget)?,
            templates: parts(it.tmpls, budget)?,
            sort_field: it.sortf.as_u64().map_or(0, |it| it as usize),
            modified: it.modified.as_i64().unwrap_or(0),
            original_id: it.original_id.as_i64(),
        };
        found.insert(id, sorted_by_what_is_there(notetype));
    }
    Ok(found)
}

fn parts(written: Vec<Schema11Part>, budget: &mut Budget) -> Result<Vec<Part>, PackageError> {
    let part = |it: Schema11Part| Ok(Part { id: it.id.as_i64(), name: budget.text(&it.name)? });
    written.into_iter().map(part).collect()
}

/// Reads the note types of schema 18, which has a table for note types, one for fields and one for
/// templates (Anki 26.9.3, rslib/src/storage/upgrades/schema15_upgrade.sql). Everything that Anki
/// does not query by SQL is in `config`, messages of proto/anki/notetypes.proto, with the field
/// numbers of anki/notetypes_pb2.py of 26.9.3: `Notetype.Config` has kind = 1, sort_field_idx = 2
/// and original_id = 10, `Notetype.Field.Config` has id = 9, `Notetype.Template.Config` has id = 8.
///
/// The tables of fields and templates have no row ids, and names with the collation `unicase`,
/// which only Anki has. SQLite requires it before it reads such a table, so `collection::open`
/// defines one; these queries compare no names, and the order of fields and templates is computed
/// here.
///
/// # Errors
/// Returns an error if a table is missing or a row is damaged.
pub(super) fn schema18(
    database: &Connection,
    budget: &mut Budget,
) -> Result<BTreeMap<i64, OldNotetype>, PackageError> {
    for table in ["notetypes", "fields", "templates"] {
        require(database, table)?;
    }
    const FIELD_ID: u64 = 9;
    const TEMPLATE_ID: u64 = 8;
    let query = "SELECT ntid, ord, name, config FROM fields";
    let mut fields = ordered_parts(database, query, FIELD_ID, budget)?;
    let query = "SELECT ntid, ord, name, config FROM templates";
    let mut templates = ordered_parts(database, query, TEMPLATE_ID, budget)?;

    let query = "SELECT id, name, mtime_secs, config FROM notetypes NOT INDEXED";
    let mut statement = database.prepare(query)?;
    let mut rows = statement.query([])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        budget.row()?;
        let id = row.get(0)?;
        let name = row.get_ref(1)?.as_str().map_err(|it| damaged(id, &it))?;
        let config = row.get_ref(3)?.as_blob().map_err(|it| damaged(id, &it))?;
        let config = protobuf::numbers(config).ok_or_else(|| damaged(id, &"no valid message"))?;
        let of_type = |all: Option<BTreeMap<i64, Part>>| {
            all.unwrap_or_default().into_values().collect::<Vec<_>>()
        };
        let notetype = OldNotetype {
            id,
            name: budget.text(name)?,
            is_cloze: config.get(&1) == Some(&1),
            fields: of_type(fields.remove(&id)),
            templates: of_type(templates.remove(&id)),
            sort_field: config.get(&2).map_or(0, |it| *it as usize),
            modified: row.get(2)?,
            original_id: config.get(&10).map(|it| it.cast_signed()),
        };
        found.insert(id, sorted_by_what_is_there(notetype));
    }
    Ok(found)
}

/// Returns the fields or templates of all note types, in order, by note type.
fn ordered_parts(
    database: &Connection,
    query: &str,
    id_field: u64,
    budget: &mut Budget,
) -> Result<BTreeMap<i64, BTreeMap<i64, Part>>, PackageError> {
    let mut found: BTreeMap<i64, BTreeMap<i64, Part>> = BTreeMap::new();
    let mut statement = database.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        budget.row()?;
        let (notetype, ord) = (row.get(0)?, row.get(1)?);
        let name = row.get_ref(2)?.as_str().map_err(|it| damaged(notetype, &it))?;
        let config = row.get_ref(3)?.as_blob().map_err(|it| damaged(notetype, &it))?;
        let config =
            protobuf::numbers(config).ok_or_else(|| damaged(notetype, &"no valid message"))?;
        let id = config.get(&id_field).map(|it| it.cast_signed());
        let part = Part { id, name: budget.text(name)? };
        found.entry(notetype).or_default().insert(ord, part);
    }
    Ok(found)
}

fn sorted_by_what_is_there(mut it: OldNotetype) -> OldNotetype {
    if it.sort_field >= it.fields.len() {
        it.sort_field = 0;
    }
    it
}

fn damaged(notetype: i64, what: &dyn ToString) -> PackageError {
    let what = what.to_string();
    PackageError::Collection(format!("note type {notetype} is damaged: {what}"))
}
