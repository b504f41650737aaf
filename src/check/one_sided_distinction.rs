//! `one-sided-distinction`: of two entries only one names the other as a word not to be confused.

use crate::check::names::Indexed;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Text;

/// Reports a distinction that the other entry does not name.
pub(super) fn report(from: &Text, other: Indexed<'_>, own: Indexed<'_>, acc: &mut Diagnostics) {
    let message = format!("`{}` does not name `{}` in return", other.headword, own.headword);
    acc.push(
        Diagnostic::new(Code::OneSidedDistinction, from.span, message)
            .related(other.span, "this entry")
            .help(format!(
                "add a distinction `from: {}` there: a learner meets either word first",
                own.id
            )),
    );
}
