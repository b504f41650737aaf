//! `duplicate-choice`: a quiz item offers the same choice twice.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Quiz;

/// Reports each repeated choice.
pub(super) fn check(quiz: &Quiz, acc: &mut Diagnostics) {
    let mut first = BTreeMap::new();
    for choice in &quiz.choices {
        if let Some(earlier) = first.insert(choice.value.as_str(), choice.span) {
            let message = format!("`{}` is offered twice", super::shortened(&choice.value));
            acc.push(
                Diagnostic::new(Code::DuplicateChoice, choice.span, message)
                    .related(earlier, "first time")
                    .help("change one of the two"),
            );
        }
    }
}
