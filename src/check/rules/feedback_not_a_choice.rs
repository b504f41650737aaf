//! `feedback-not-a-choice`: feedback is given for a text that is not a choice.

use std::collections::BTreeSet;

use crate::check::choices::choice_help;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::source::Quiz;

pub(crate) static RULE: Rule = Rule {
    code: "feedback-not-a-choice",
    severity: Severity::Error,
    meaning: "Each key under `feedback` must be the exact text of a choice.",
    fix: "Copy the text of the choice, in quotes if it contains a comma or a colon.",
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
        answer: a cue
        feedback: { script: A script is only read. }
"#,
        )],
        corrected: &[(
            "feedback: { script: A script is only read. }",
            "feedback: { a script: A script is only read. }",
        )],
        output: r#"error[feedback-not-a-choice]: there is feedback for `script`, which is not a choice
  --> cues.yaml:12:21
   |
12 |         feedback: { script: A script is only read. }
   |                     ^^^^^^
   |
   = help: did you mean `a script`? It must match exactly
"#,
    },
};

/// Reports each key of the feedback that is not a choice.
pub(crate) fn check(quiz: &Quiz, diagnostics: &mut Diagnostics) {
    let known: BTreeSet<&str> = quiz.choices.iter().map(|it| it.value.as_str()).collect();
    let feedback = quiz.feedback.iter().filter(|_| !quiz.choices.is_empty());
    for (key, _) in feedback {
        if known.contains(key.value.as_str()) {
            continue;
        }
        let message =
            format!("there is feedback for `{}`, which is not a choice", shortened(&key.value));
        diagnostics
            .push(Diagnostic::new(&RULE, key.span, message).help(choice_help(&key.value, quiz)));
    }
}
