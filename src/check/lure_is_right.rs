//! `lure-is-right`: a wrong choice of a quiz item is as right as the answer.
//!
//! Where the answer is the headword or one of its synonyms, any other of these is right too; and a
//! choice that differs from the answer only in capitals or stops is the answer.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::{Entry, Quiz};
use crate::source;

/// Reports each such choice.
pub(super) fn check(entry: &Entry, written: &source::Entry, acc: &mut Diagnostics) {
    let same: Vec<String> = [entry.headword.as_str()]
        .into_iter()
        .map(folded)
        .chain(entry.synonyms.iter().map(|it| folded(&it.plain())))
        .collect();
    for (quiz, written) in entry.quiz.iter().zip(&written.quiz) {
        item(quiz, written, &same, acc);
    }
}

fn item(quiz: &Quiz, written: &source::Quiz, same: &[String], acc: &mut Diagnostics) {
    let right: Vec<String> =
        quiz.choices.iter().filter(|it| it.is_right).map(|it| folded(&it.text.plain())).collect();
    let answer_is_word = right.iter().any(|it| same.contains(it));
    for (choice, text) in quiz.choices.iter().zip(&written.choices) {
        let lure = folded(&choice.text.plain());
        let message = if choice.is_right {
            continue;
        } else if right.contains(&lure) {
            format!("`{}` is the answer in other letters", super::shortened(&text.value))
        } else if answer_is_word && same.contains(&lure) {
            format!("`{}` means the same as the answer", super::shortened(&text.value))
        } else {
            continue;
        };
        acc.push(Diagnostic::new(Code::LureIsRight, text.span, message).help(
            "choose a lure of the same kind that is clearly wrong, or add it to the answers",
        ));
    }
}

/// A text by which equal choices are known: small letters and digits, single blanks.
pub(super) fn folded(text: &str) -> String {
    let letters = text.to_lowercase();
    let words = letters.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
