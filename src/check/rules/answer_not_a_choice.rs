//! `answer-not-a-choice`: the answer to a quiz item is not one of its choices.

use std::collections::BTreeSet;

use crate::check::choices::choice_help;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::source::Quiz;

pub(crate) static RULE: Rule = Rule {
    code: "answer-not-a-choice",
    severity: Severity::Error,
    meaning: "The answer must be the exact text of one of the choices, or a list of such \
              texts.",
    fix: "Copy the text of the choice.",
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
    quiz:
      - question: What does an actor wait for?
        choices: [a cue, a script]
        answer: cue
"#,
        )],
        corrected: &[("answer: cue", "answer: a cue")],
        output: r#"error[answer-not-a-choice]: the answer `cue` is not one of the choices
  --> cues.yaml:11:17
   |
10 |         choices: [a cue, a script]
   |                   ----- the choices begin here
11 |         answer: cue
   |                 ^^^
   |
   = help: did you mean `a cue`? It must match exactly
"#,
    },
};

/// Reports each answer that is not a choice.
pub(crate) fn check(quiz: &Quiz, diagnostics: &mut Diagnostics) {
    let known: BTreeSet<&str> = quiz.choices.iter().map(|it| it.value.as_str()).collect();
    // Missing choices are a problem of their own, which has to be fixed first.
    let answers = quiz.answers.iter().filter(|_| !quiz.choices.is_empty());
    for answer in answers {
        if known.contains(answer.value.as_str()) {
            continue;
        }
        let message =
            format!("the answer `{}` is not one of the choices", shortened(&answer.value));
        let mut diagnostic =
            Diagnostic::new(&RULE, answer.span, message).help(choice_help(&answer.value, quiz));
        if let Some(first) = quiz.choices.first() {
            diagnostic = diagnostic.related(first.span, "the choices begin here");
        }
        diagnostics.push(diagnostic);
    }
}
