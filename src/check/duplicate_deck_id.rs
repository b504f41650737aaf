//! `duplicate-deck-id`: two decks of a run have the same id.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};

/// Reports every deck whose id another one of the run has. `decks` gives ids and their places.
pub fn duplicate_deck_ids(decks: &[(&str, Span)], acc: &mut Diagnostics) {
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for (id, place) in decks {
        places.entry(id).or_default().push(*place);
    }
    for (id, places) in places.iter().filter(|it| it.1.len() > 1) {
        for (at, place) in places.iter().enumerate() {
            let other = if at == 0 { places[1] } else { places[0] };
            acc.push(
                Diagnostic::new(
                    Code::DuplicateDeckId,
                    *place,
                    format!("two decks have the id `{id}`"),
                )
                .related(other, "the other deck")
                .help("give a copied deck an `id` and a `uid` of its own; neither is written"),
            );
        }
    }
}
