//! `feedback-not-a-choice`: feedback is given for a text that is no choice.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Quiz;

/// Reports each key of the feedback that cannot be chosen.
pub(super) fn check(quiz: &Quiz, acc: &mut Diagnostics) {
    let known: BTreeSet<&str> = quiz.choices.iter().map(|it| it.value.as_str()).collect();
    let feedback = quiz.feedback.iter().filter(|_| !quiz.choices.is_empty());
    for (key, _) in feedback {
        if known.contains(key.value.as_str()) {
            continue;
        }
        let message =
            format!("feedback for `{}`, which is no choice", super::shortened(&key.value));
        acc.push(
            Diagnostic::new(Code::FeedbackNotAChoice, key.span, message)
                .help(super::choice_help(&key.value, quiz)),
        );
    }
}
