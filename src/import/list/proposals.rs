//! New entries of an existing deck from a list.

use crate::import::list::WordList;
use crate::import::outcome::{Change, Conflict, Outcome, Proposal, ProposalKind, Step, TablePlace};
use crate::import::place::{CurrentDeck, EntrySite, key};
use crate::source::{NewValue, Operation};

/// Returns the entries of a list that a deck does not have yet, as proposals. An entry whose
/// headword the deck has with other definitions is a conflict.
pub(crate) fn proposals(list: &WordList, now: &CurrentDeck) -> Outcome {
    let mut out = Outcome::default();
    let named = list.columns.iter().filter(|it| it.field.is_none());
    out.unknown = named.map(|it| it.name.clone()).collect();
    let place = |row| Some(TablePlace { sheet: String::new(), row });
    for entry in &list.entries {
        let known = now.by_headword(&entry.headword);
        if let Some((_, home)) = known.first() {
            if has_all(home, &entry.value) {
                out.known += 1;
                continue;
            }
            out.conflicts.push(Conflict {
                place: place(entry.row),
                entry: entry.headword.clone(),
                item: String::new(),
                field: None,
                now: definitions_of(home).join("\n"),
                given: texts(&entry.value, "definition").join("\n"),
                reason: "the deck already has an entry with this headword; add the sense there"
                    .to_owned(),
            });
            continue;
        }
        let Some(file) = now.last else { continue };
        let ways = vec![(vec![key("entries")], Operation::Push(entry.value.clone()))];
        out.proposals.push(Proposal {
            kind: ProposalKind::New,
            place: place(entry.row),
            entry: entry.headword.clone(),
            item: String::new(),
            changes: changes(&entry.value, ""),
            steps: vec![Step { file, ways }],
        });
    }
    out.conflicts.extend(list.left.iter().filter(|it| !out.unknown.contains(&it.column)).map(
        |it| Conflict {
            place: place(it.row),
            entry: if it.column.is_empty() { it.text.clone() } else { it.column.clone() },
            item: String::new(),
            field: None,
            now: String::new(),
            given: it.text.clone(),
            reason: it.reason.to_owned(),
        },
    ));
    out
}

fn definitions_of(home: &EntrySite) -> Vec<String> {
    let all = home.written.senses.iter().filter_map(|it| it.definition.as_ref());
    all.map(|it| it.value.to_string()).collect()
}

/// Returns whether an entry of the deck has every definition of a new one.
fn has_all(home: &EntrySite, value: &NewValue) -> bool {
    let own = definitions_of(home);
    texts(value, "definition").iter().all(|it| own.contains(it))
}

/// Returns the texts of a key, wherever it stands in a value.
fn texts(value: &NewValue, name: &str) -> Vec<String> {
    match value {
        NewValue::List(items) => items.iter().flat_map(|it| texts(it, name)).collect(),
        NewValue::Map(pairs) => pairs
            .iter()
            .flat_map(|(key, value)| match value {
                NewValue::Text(text) if key == name => vec![text.clone()],
                other => texts(other, name),
            })
            .collect(),
        NewValue::Text(_) | NewValue::Bare(_) => Vec::new(),
    }
}

/// Returns the texts of a new entry, each with its key.
fn changes(value: &NewValue, name: &str) -> Vec<Change> {
    match value {
        NewValue::Map(pairs) => pairs.iter().flat_map(|(key, value)| changes(value, key)).collect(),
        NewValue::List(items) => items.iter().flat_map(|it| changes(it, name)).collect(),
        NewValue::Text(text) | NewValue::Bare(text) => {
            vec![Change { field: name.to_owned(), before: String::new(), after: text.clone() }]
        }
    }
}
