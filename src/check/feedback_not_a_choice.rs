//! `feedback-not-a-choice`: feedback is given for a text that is no choice.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Quiz;

/// Reports each key of the feedback that cannot be chosen.
pub(super) fn check(quiz: &Quiz, acc: &mut Diagnostics) {
    let feedback = quiz.feedback.iter().filter(|_| !quiz.choices.is_empty());
    for (key, _) in feedback {
        if quiz.choices.iter().any(|it| it.value == key.value) {
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
