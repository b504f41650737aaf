//! `empty-entry`: an entry has nothing to learn.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Entry, start_of};

/// Reports an entry without senses, distinctions, questions and quiz.
pub(super) fn check(entry: &Entry, acc: &mut Diagnostics) {
    if entry.has_matter {
        return;
    }
    let (place, message) = match &entry.headword {
        Some(headword) => {
            (headword.span, format!("entry `{}` has nothing to learn", headword.value))
        }
        None => (start_of(entry.span, 1), "the entry has nothing to learn".to_owned()),
    };
    acc.push(
        Diagnostic::new(Code::EmptyEntry, place, message)
            .help("add one of `senses`, `distinctions`, `questions`, `quiz`"),
    );
}
