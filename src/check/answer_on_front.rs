//! `answer-on-front`: a front shows what the learner should recall.
//!
//! What counts as the answer: of a definition asked for its word, the headword in any form (told as
//! `circular-definition`); of a phrase, what fills its gap
//! (its definition stands beside it as a hint); of a cue, either of the two words; of a
//! quiz item, the text of a right choice. Other fronts show nothing of their answers: a listening
//! card shows no file name, and a pronunciation card no transcription.

use crate::check::fold::{folded, folded_text, holds};
use crate::check::lint::Located;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::Entry;
use crate::model::inflection::Finder;
use crate::source;

/// Shorter answers, such as prepositions, recur in any sentence without giving anything away.
const FEWEST_LETTERS: usize = 4;

/// Reports a phrase in which the answer stands beside its gap.
pub(super) fn phrase(located: &Located<'_>, acc: &mut Diagnostics) {
    for gap in located.phrase.text.gaps() {
        let answer = gap.answers.first().map_or(String::new(), |it| folded(it));
        if is_short(&answer) {
            continue;
        }
        let message = if holds(&located.around, &answer) {
            "the gap's answer stands beside it"
        } else if holds(&located.hint, &answer) {
            "the definition, shown as a hint, holds the gap's answer"
        } else {
            continue;
        };
        report(located.text, &answer, message, acc);
        return;
    }
}

fn is_short(answer: &str) -> bool {
    answer.chars().nth(FEWEST_LETTERS - 1).is_none()
}

/// Reports a cue that names one of its two words.
pub(super) fn cues(
    written: &source::Entry,
    finder: &Finder,
    language: &str,
    acc: &mut Diagnostics,
) {
    for distinction in &written.distinctions {
        let Some(from) = distinction.from.as_ref().filter(|_| !distinction.cues.is_empty()) else {
            continue;
        };
        let other = Finder::new(&from.value, &[], language);
        for text in distinction.cues.iter().filter_map(|it| it.text.as_ref()) {
            let found =
                [finder, &other].map(|it| it.find(&text.value).into_iter().flatten().next());
            if let Some(range) = found.into_iter().flatten().next() {
                let word = text.value.get(range).unwrap_or("").to_owned();
                report(text, &word, "the cue names one of its two words", acc);
            }
        }
    }
}

/// Reports a quiz question that holds its answer.
pub(super) fn quiz(entry: &Entry, written: &source::Entry, acc: &mut Diagnostics) {
    for (quiz, written) in entry.quiz.iter().zip(&written.quiz) {
        let Some(text) = &written.question else { continue };
        let question = folded_text(&quiz.question);
        let right = quiz.choices.iter().filter(|it| it.is_right).map(|it| folded_text(&it.text));
        let shown = right.filter(|it| !is_short(it)).find(|it| holds(&question, it));
        if let Some(answer) = shown {
            report(text, &answer, "the question holds its answer", acc);
        }
    }
}

fn report(text: &source::Text, answer: &str, message: &str, acc: &mut Diagnostics) {
    let message = format!("{message}: `{}`", super::shortened(answer));
    acc.push(
        Diagnostic::new(Code::AnswerOnFront, text.span, message)
            .help("ask in other words, or make it part of the gap"),
    );
}
