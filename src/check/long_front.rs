//! `long-front`: a front has more than 25 words.
//!
//! What counts is the text that asks: a definition, a phrase with its gap, a cue, a question.

use crate::check::lint::Located;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Entry, Text};

/// More than this is a text to read, and no question to answer.
const MOST_WORDS: usize = 25;

/// Reports a phrase that is too long.
pub(super) fn phrase(located: &Located<'_>, acc: &mut Diagnostics) {
    // A phrase without a gap makes no front.
    if located.has_gaps() {
        text(located.text, acc);
    }
}

/// Reports definitions, cues and questions that are too long.
pub(super) fn check(written: &Entry, acc: &mut Diagnostics) {
    let definitions = written.senses.iter().filter_map(|it| it.definition.as_ref());
    let cues =
        written.distinctions.iter().flat_map(|it| &it.cues).filter_map(|it| it.text.as_ref());
    let questions = written.questions.iter().filter_map(|it| it.question.as_ref());
    let quiz = written.quiz.iter().filter_map(|it| it.question.as_ref());
    definitions.chain(cues).chain(questions).chain(quiz).for_each(|it| text(it, acc));
}

fn text(written: &Text, acc: &mut Diagnostics) {
    // A blank is no ASCII letter, and counting bytes takes a tenth of the time.
    let blanks = written.value.bytes().filter(|it| *it <= b' ' || !it.is_ascii()).count();
    if blanks < MOST_WORDS {
        return;
    }
    let words = written.value.split_whitespace().count();
    if words > MOST_WORDS {
        let message = format!("this makes a front of {words} words");
        acc.push(
            Diagnostic::new(Code::LongFront, written.span, message)
                .help(format!("say it in at most {MOST_WORDS}, or ask two things")),
        );
    }
}
