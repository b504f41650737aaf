//! `ambiguous-from`: a distinction's `from` fits several entries.

use crate::check::names::Indexed;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Text;

/// As many candidates are counted; nobody wants to know of more.
pub(super) const MOST: usize = 100;

/// Reports a headword that several entries have; of very many, the first [`MOST`] are enough.
pub(super) fn report(from: &Text, candidates: &[Indexed<'_>], acc: &mut Diagnostics) {
    let more = if candidates.len() == MOST { " or more" } else { "" };
    let message = format!("{}{more} entries have the headword `{}`", candidates.len(), from.value);
    let ids: Vec<_> = candidates.iter().take(5).map(|it| format!("`{}`", it.id)).collect();
    let mut diagnostic = Diagnostic::new(Code::AmbiguousFrom, from.span, message)
        .help(format!("name one by its id: {}", ids.join(", ")));
    for candidate in candidates.iter().take(3) {
        diagnostic = diagnostic.related(candidate.span, "one of them");
    }
    acc.push(diagnostic);
}
