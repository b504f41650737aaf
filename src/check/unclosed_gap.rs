//! `unclosed-gap`: a brace makes no gap.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::StrayBrace;
use crate::source::Text;

/// Reports each brace that makes no gap.
pub(super) fn check(stray: &[StrayBrace], written: &Text, acc: &mut Diagnostics) {
    for StrayBrace(range) in stray {
        let braces = written.value.get(range.clone()).unwrap_or("");
        let message = match braces.chars().next() {
            Some('}') => "this brace ends no gap",
            _ if braces.ends_with('}') => "this gap has an empty answer",
            _ => "this gap is not closed",
        };
        acc.push(
            Diagnostic::new(Code::UnclosedGap, written.part(range.clone()), message)
                .help("write a gap as `{answer}` or `{one|other}`, and a brace as `\\{`"),
        );
    }
}
