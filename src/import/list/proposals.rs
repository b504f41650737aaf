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
        let changes = changes(&entry.value, "");
        if let Some((_, home)) = now.by_headword(&entry.headword).first() {
            let (own, given) = (definitions_of(home), new_definitions(&changes));
            if given.iter().all(|it| own.contains(it)) {
                out.known += 1;
                continue;
            }
            out.conflicts.push(Conflict {
                place: place(entry.row),
                entry: entry.headword.clone(),
                item: String::new(),
                field: None,
                now: own.join("\n"),
                given: given.join("\n"),
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
            changes,
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

/// Returns the definitions of an entry of the deck.
fn definitions_of(home: &EntrySite) -> Vec<&str> {
    let all = home.written.senses.iter().filter_map(|it| it.definition.as_ref());
    all.map(|it| it.value.as_str()).collect()
}

/// Returns the definitions of a new entry.
fn new_definitions(changes: &[Change]) -> Vec<&str> {
    changes.iter().filter(|it| it.field == "definition").map(|it| it.after.as_str()).collect()
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
