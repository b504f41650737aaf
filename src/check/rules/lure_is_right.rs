//! `lure-is-right`: a wrong choice of a quiz item is as right as the answer.
//!
//! If the answer is the headword or one of its synonyms, all others of these are right, too; a
//! choice that differs from the answer only in capitals or punctuation is the answer itself.

use std::iter;

use crate::check::complete::Complete;
use crate::check::fold::{folded, folded_text};
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::model::Quiz;
use crate::source;

pub(crate) static RULE: Rule = Rule {
    code: "lure-is-right",
    severity: Severity::Warning,
    meaning: "A wrong choice is a synonym of the answer, or the answer with other capitals or \
              punctuation, so choosing it is not a mistake.",
    fix: "Use something of the same kind that is clearly wrong, or add the choice to the \
          answers.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
    synonyms: [signal]
    quiz:
      - question: What does an actor wait for?
        choices: [cue, signal, 'Cue!', script]
        answer: cue
"#,
        )],
        corrected: &[(
            "choices: [cue, signal, 'Cue!', script]",
            "choices: [cue, script, applause]",
        )],
        output: r#"warning[lure-is-right]: `signal` means the same as the answer
  --> cues.yaml:11:24
   |
11 |         choices: [cue, signal, 'Cue!', script]
   |                        ^^^^^^
   |
   = help: use something of the same kind that is clearly wrong, or add it to the answers

warning[lure-is-right]: `Cue!` is the answer with different capitals or punctuation
  --> cues.yaml:11:32
   |
11 |         choices: [cue, signal, 'Cue!', script]
   |                                ^^^^^^
   |
   = help: use something of the same kind that is clearly wrong, or add it to the answers
"#,
    },
};

/// Reports each such choice.
pub(crate) fn check(it: &Complete<'_>, diagnostics: &mut Diagnostics) {
    let entry = it.entry;
    if entry.quiz.is_empty() {
        return;
    }
    let synonyms = entry.synonyms.iter().map(folded_text);
    let same: Vec<String> = iter::once(folded(&entry.headword)).chain(synonyms).collect();
    for (quiz, written) in entry.quiz.iter().zip(&it.written.quiz) {
        item(quiz, written, &same, diagnostics);
    }
}

fn item(quiz: &Quiz, written: &source::Quiz, same: &[String], diagnostics: &mut Diagnostics) {
    let right: Vec<String> =
        quiz.choices.iter().filter(|it| it.is_right).map(|it| folded_text(&it.text)).collect();
    let answer_is_word = right.iter().any(|it| same.contains(it));
    for (choice, text) in quiz.choices.iter().zip(&written.choices) {
        if choice.is_right {
            continue;
        }
        let lure = folded_text(&choice.text);
        let message = if right.contains(&lure) {
            format!(
                "`{}` is the answer with different capitals or punctuation",
                shortened(&text.value)
            )
        } else if answer_is_word && same.contains(&lure) {
            format!("`{}` means the same as the answer", shortened(&text.value))
        } else {
            continue;
        };
        diagnostics.push(Diagnostic::new(&RULE, text.span, message).help(
            "use something of the same kind that is clearly wrong, or add it to the answers",
        ));
    }
}
