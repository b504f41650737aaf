//! `answer-not-a-choice`: the answer to a quiz item is none of its choices.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Quiz;

/// Reports each answer that cannot be chosen.
pub(super) fn check(quiz: &Quiz, acc: &mut Diagnostics) {
    // Without choices there is another problem to mend first.
    let answers = quiz.answers.iter().filter(|_| !quiz.choices.is_empty());
    for answer in answers {
        if quiz.choices.iter().any(|it| it.value == answer.value) {
            continue;
        }
        let message =
            format!("answer `{}` is none of the choices", super::shortened(&answer.value));
        let mut diagnostic = Diagnostic::new(Code::AnswerNotAChoice, answer.span, message)
            .help(super::choice_help(&answer.value, quiz));
        if let Some(first) = quiz.choices.first() {
            diagnostic = diagnostic.related(first.span, "the choices begin here");
        }
        acc.push(diagnostic);
    }
}
