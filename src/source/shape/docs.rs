//! The tables of keys in docs/format.md.

use crate::source::shape::{Key, Kind, Shape, all};

/// Returns a Markdown table of its keys for each mapping, by the name of the mapping.
///
/// docs/format.md has these tables, and a test keeps them fresh.
pub fn key_tables() -> Vec<(&'static str, String)> {
    all().into_iter().map(|it| (it.name(), table(it))).collect()
}

fn table(shape: &Shape) -> String {
    let rows: String =
        shape.keys.iter().map(|it| format!("| `{}` | {} |\n", it.name, cell(it))).collect();
    format!("| key | value |\n|---|---|\n{rows}")
}

fn cell(key: &Key) -> String {
    let required = if key.is_required { "required; " } else { "" };
    let values = match key.kind {
        Kind::OneOf(values) => format!("{}: ", listed(&values(), "or")),
        _ => String::new(),
    };
    let rest = match key.kind {
        Kind::Usually(values) if values().len() < 10 => format!(": {}", listed(&values(), "or")),
        Kind::Map(shape) => {
            format!("; a map of texts: {}", listed(&shape.names().collect::<Vec<_>>(), "and"))
        }
        _ => String::new(),
    };
    format!("{required}{values}{}{rest}", key.about)
}

/// Joins names in code style, with `word` before the last.
fn listed(names: &[&str], word: &str) -> String {
    let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("{} {word} {last}", others.join(", "))
        }
        _ => names.concat(),
    }
}
