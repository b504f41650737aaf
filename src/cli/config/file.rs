//! Tables, keys and values of a `lexideck.toml`, with their places.

use crate::check::rules::toml_syntax;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table at the top of the file.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) place: Span,
    /// Its keys; none if it is no table.
    pub(super) keys: Option<Vec<Key>>,
}

/// A key of a table and its value.
pub(super) struct Key {
    /// As it was written.
    pub(super) name: String,
    pub(super) place: Span,
    pub(super) value: Value,
    pub(super) value_place: Span,
}

/// A value that an option can have.
pub(super) enum Value {
    Truth(bool),
    /// A text or a number.
    Text(String),
    List(Vec<(Value, Span)>),
    /// A value that no option can have.
    Other,
}

/// Reads the tables of a file; none if it is not valid TOML, which is reported.
pub(super) fn read(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Vec<Table> {
    let place = |range: std::ops::Range<usize>| Span::new(file, range);
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for error in errors {
            let range = error.span().unwrap_or(text.len()..text.len());
            let message = error.message().lines().next().unwrap_or("this is not valid TOML");
            diagnostics.push(
                Diagnostic::new(&toml_syntax::RULE, place(range), message).help(
                    "write options as `key = \"text\"`, `key = true` or `key = [\"a\", \"b\"]`",
                ),
            );
        }
        return Vec::new();
    }
    let tables = document.get_ref().iter().map(|(key, value)| Table {
        name: key.get_ref().to_string(),
        place: place(key.span()),
        keys: value.get_ref().as_table().map(|it| keys(it, file)),
    });
    tables.collect()
}

fn keys(table: &DeTable<'_>, file: FileId) -> Vec<Key> {
    let key = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        Key {
            name: name.to_string(),
            place: Span::new(file, key.span()),
            value: read_value(value.get_ref(), file),
            value_place: Span::new(file, value.span()),
        }
    };
    table.iter().map(key).collect()
}

fn read_value(value: &DeValue<'_>, file: FileId) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Boolean(it) => Value::Truth(*it),
        DeValue::Array(items) => {
            let item = |it: &Spanned<DeValue<'_>>| {
                (read_value(it.get_ref(), file), Span::new(file, it.span()))
            };
            Value::List(items.iter().map(item).collect())
        }
        DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Table(_) => Value::Other,
    }
}
