//! `ambiguous-from`: a distinction's `from` fits several entries.

use crate::check::names::Indexed;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Text;

/// Reports a headword that several entries have.
pub(super) fn report(from: &Text, candidates: &[Indexed<'_>], acc: &mut Diagnostics) {
    let message = format!("{} entries have the headword `{}`", candidates.len(), from.value);
    let ids: Vec<_> = candidates.iter().take(5).map(|it| format!("`{}`", it.id)).collect();
    let mut diagnostic = Diagnostic::new(Code::AmbiguousFrom, from.span, message)
        .help(format!("name one by its id: {}", ids.join(", ")));
    for candidate in candidates.iter().take(3) {
        diagnostic = diagnostic.related(candidate.span, "one of them");
    }
    acc.push(diagnostic);
}
