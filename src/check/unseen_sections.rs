//! `unseen-sections`: an entry without a sense has sections that no card shows.
//!
//! They stand on the back of a definition, and without a sense there is none.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Entry;

/// Reports the sections of an entry that would be lost in the deck.
pub(super) fn check(entry: &Entry, acc: &mut Diagnostics) {
    let Some(headword) = entry.headword.as_ref().filter(|_| entry.senses.is_empty()) else {
        return;
    };
    let sections = [
        ("summary", entry.summary.is_some()),
        ("dialects", !entry.dialects.is_empty()),
        ("contexts", !entry.contexts.is_empty()),
        ("synonyms", !entry.synonyms.is_empty()),
        ("antonyms", !entry.antonyms.is_empty()),
        ("memory", !entry.memory.is_empty()),
    ];
    let unseen: Vec<_> =
        sections.iter().filter(|it| it.1).map(|it| format!("`{}`", it.0)).collect();
    if unseen.is_empty() || !entry.has_matter {
        return;
    }
    let message = format!("no card of this entry shows its {}", unseen.join(", "));
    acc.push(
        Diagnostic::new(Code::UnseenSections, headword.span, message)
            .help("add a sense: these stand on the back of its definition"),
    );
}
