//! `duplicate-choice`: a quiz item offers the same choice twice.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::source::Quiz;

pub(crate) static RULE: Rule = Rule {
    code: "duplicate-choice",
    severity: Severity::Error,
    meaning: "Two choices have the same text, so either of them could be the answer.",
    fix: "Change one of them.",
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
        choices: [a cue, a script, a script]
        answer: a cue
"#,
        )],
        corrected: &[(
            "choices: [a cue, a script, a script]",
            "choices: [a cue, a script, a light]",
        )],
        output: r#"error[duplicate-choice]: `a script` is offered twice
  --> cues.yaml:10:36
   |
10 |         choices: [a cue, a script, a script]
   |                          --------  ^^^^^^^^
   |                          |
   |                          first offered here
   |
   = help: change one of the two
"#,
    },
};

/// Reports each repeated choice.
pub(crate) fn check(quiz: &Quiz, diagnostics: &mut Diagnostics) {
    let mut first = BTreeMap::new();
    for choice in &quiz.choices {
        if let Some(earlier) = first.insert(choice.value.as_str(), choice.span) {
            let message = format!("`{}` is offered twice", shortened(&choice.value));
            diagnostics.push(
                Diagnostic::new(&RULE, choice.span, message)
                    .related(earlier, "first offered here")
                    .help("change one of the two"),
            );
        }
    }
}
