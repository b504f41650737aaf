//! `duplicate-id`: two entries of a deck, or two items of an entry, share an id.
//!
//! Their notes would get the same GUID, and Anki would keep only one of them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::ledger::items_in;
use crate::model;
use crate::model::ItemOrder;
use crate::source;

/// Reports an entry whose id an earlier one has.
pub(super) fn report(id: &str, place: Span, first: Span, acc: &mut Diagnostics) {
    acc.push(
        Diagnostic::new(Code::DuplicateId, place, format!("id `{id}` has two entries"))
            .related(first, "first entry")
            .help("put both meanings under one entry, or give each entry its own `id`"),
    );
}

/// Reports items of an entry that would be one note. All written items came through.
pub(super) fn check(
    entry: &model::Entry,
    order: &ItemOrder,
    written: &source::Entry,
    acc: &mut Diagnostics,
) {
    let ids = order.places().map(|it| written.id_at(it).map(|it| it.span));
    // Items without an id go by their numbers, which are all different.
    if ids.clone().all(|it| it.is_none()) {
        return;
    }
    let mut first = BTreeMap::new();
    for (slot, place) in items_in(entry, order).into_iter().map(|it| it.slot).zip(ids) {
        let mut first = match first.entry(slot) {
            Entry::Occupied(first) => first,
            Entry::Vacant(it) => {
                it.insert(place);
                continue;
            }
        };
        let earlier = first.insert(place);
        let id = first.key().rsplit('/').next().unwrap_or("");
        // One of the two has this id; the other has it too, or has it for its number.
        let (Some(at), other) = (place.or(earlier), place.and(earlier)) else { continue };
        let diagnostic =
            Diagnostic::new(Code::DuplicateId, at, format!("id `{id}` stands for two items"))
                .help("give one of them another `id`; an item without one goes by its number");
        acc.push(match other {
            Some(other) => diagnostic.related(other, "first item"),
            None => diagnostic,
        });
    }
}
