//! `lure-is-right`: a wrong choice of a quiz item is as right as the answer.
//!
//! Where the answer is the headword or one of its synonyms, any other of these is right too; and a
//! choice that differs from the answer only in capitals or stops is the answer.

use std::iter;

use crate::check::fold::{folded, folded_text};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::{Entry, Quiz};
use crate::source;

/// Reports each such choice.
pub(super) fn check(entry: &Entry, written: &source::Entry, acc: &mut Diagnostics) {
    if entry.quiz.is_empty() {
        return;
    }
    let synonyms = entry.synonyms.iter().map(folded_text);
    let same: Vec<String> = iter::once(folded(&entry.headword)).chain(synonyms).collect();
    for (quiz, written) in entry.quiz.iter().zip(&written.quiz) {
        item(quiz, written, &same, acc);
    }
}

fn item(quiz: &Quiz, written: &source::Quiz, same: &[String], acc: &mut Diagnostics) {
    let right: Vec<String> =
        quiz.choices.iter().filter(|it| it.is_right).map(|it| folded_text(&it.text)).collect();
    let answer_is_word = right.iter().any(|it| same.contains(it));
    for (choice, text) in quiz.choices.iter().zip(&written.choices) {
        if choice.is_right {
            continue;
        }
        let lure = folded_text(&choice.text);
        let message = if right.contains(&lure) {
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
