//! `retired-entry`: an entry is listed as retired and stands in the deck.

use crate::check::Index;
use crate::check::invalid_id;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::source;

/// The ids that an item of `retired:` may stand for, and its place. A text may be a headword:
/// the id of an entry that gave none.
pub fn retired_ids(written: &source::Retired) -> Vec<(String, Span)> {
    let by_headword = |it: &source::Text| (invalid_id::from_headword(&it.value), it.span);
    match (&written.id, &written.headword) {
        (Some(id), None) => vec![(id.value.clone(), id.span), by_headword(id)],
        (Some(id), Some(_)) => vec![(id.value.clone(), id.span)],
        (None, headword) => headword.iter().map(by_headword).collect(),
    }
}

/// Reports what is retired and there.
pub fn check_retired(id: &str, place: Span, index: &Index, acc: &mut Diagnostics) {
    if let Some(entry) = index.by_id(id) {
        let message = format!("`{id}` is retired, and an entry of the deck");
        acc.push(
            Diagnostic::new(Code::RetiredEntry, place, message)
                .related(entry.span, "the entry")
                .help("remove it from one of the two lists"),
        );
    }
}
