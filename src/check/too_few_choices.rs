//! `too-few-choices`: a quiz item offers fewer than two choices.

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::source::{Quiz, start_of};

/// Reports a quiz item without a choice to make.
pub(super) fn check(quiz: &Quiz, acc: &mut Diagnostics) {
    if quiz.choices.len() >= 2 {
        return;
    }
    let place: Span = quiz.choices.first().map_or(start_of(quiz.span, 1), |it| it.span);
    let message = match quiz.choices.len() {
        0 => "a quiz item needs `choices`",
        _ => "one choice is no choice",
    };
    acc.push(
        Diagnostic::new(Code::TooFewChoices, place, message)
            .help("give the right answer and one to three plausible wrong ones"),
    );
}
