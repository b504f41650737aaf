//! `too-few-choices`: a quiz item offers fewer than two choices.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};
use crate::source::{Quiz, start_of};

pub(crate) static RULE: Rule = Rule {
    code: "too-few-choices",
    severity: Severity::Error,
    meaning: "A quiz item needs at least two choices.",
    fix: "Add one to three plausible wrong choices.",
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
        choices: [a cue]
        answer: a cue
"#,
        )],
        corrected: &[("choices: [a cue]", "choices: [a cue, a script]")],
        output: r#"error[too-few-choices]: a quiz item needs at least two choices
  --> cues.yaml:10:19
   |
10 |         choices: [a cue]
   |                   ^^^^^
   |
   = help: give the right answer and one to three plausible wrong ones
"#,
    },
};

/// Reports a quiz item with fewer than two choices.
pub(crate) fn check(quiz: &Quiz, diagnostics: &mut Diagnostics) {
    if quiz.choices.len() >= 2 {
        return;
    }
    let place: Span = quiz.choices.first().map_or(start_of(quiz.span, 1), |it| it.span);
    let message = match quiz.choices.len() {
        0 => "a quiz item needs `choices`",
        _ => "a quiz item needs at least two choices",
    };
    diagnostics.push(
        Diagnostic::new(&RULE, place, message)
            .help("give the right answer and one to three plausible wrong ones"),
    );
}
