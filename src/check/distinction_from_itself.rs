//! `distinction-from-itself`: a word is distinguished from itself.

use crate::diag::{Code, Diagnostic, Diagnostics, Span};

/// Reports that `from` names the entry that it stands in.
pub(super) fn report(place: Span, headword: &str, acc: &mut Diagnostics) {
    let message = format!("`{headword}` is distinguished from itself");
    acc.push(
        Diagnostic::new(Code::DistinctionFromItself, place, message).help("name the other word"),
    );
}
