//! `missing-key`: a required key is absent or empty.

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::source::{Text, start_of};

/// The text under a required key, or a report that it is not there.
pub(super) fn required<'s>(
    value: Option<&'s Text>,
    key: &str,
    owner: &str,
    place: Span,
    acc: &mut Diagnostics,
) -> Option<&'s Text> {
    if value.is_none() {
        report(key, owner, place, acc);
    }
    value
}

/// Reports that `owner` lacks `key`.
pub(super) fn report(key: &str, owner: &str, place: Span, acc: &mut Diagnostics) {
    let message = format!("{owner} needs `{key}`");
    acc.push(
        Diagnostic::new(Code::MissingKey, start_of(place, 1), message)
            .help(format!("add `{key}: …`; a key without a value counts as absent")),
    );
}
