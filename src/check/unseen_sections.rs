//! `unseen-sections`: an entry without a sense has sections that no card shows.
//!
//! They stand on the back of a definition, and without a sense there is none.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Entry;
use crate::source::shape::ENTRY;

/// Reports the sections of an entry that would be lost in the deck.
pub(super) fn check(entry: &Entry, acc: &mut Diagnostics) {
    let Some(headword) = entry.headword.as_ref().filter(|_| entry.senses.is_empty()) else {
        return;
    };
    let sections = ENTRY.keys.iter().filter(|it| it.section.is_some());
    let unseen: Vec<_> = sections
        .filter(|it| !entry.section(it.name).is_empty())
        .map(|it| format!("`{}`", it.name))
        .collect();
    if unseen.is_empty() || !entry.has_matter {
        return;
    }
    let message = format!("no card of this entry shows its {}", unseen.join(", "));
    acc.push(
        Diagnostic::new(Code::UnseenSections, headword.span, message)
            .help("add a sense: these stand on the back of its definition"),
    );
}
