//! `cue-answer`: a cue's answer is neither of the two words.

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, nearest, shortened,
};
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "cue-answer",
    severity: Severity::Error,
    meaning: "A cue asks which of the two words fits, so its answer must be one of them.",
    fix: "Write the headword of the entry or the other word, spelled in the same way.",
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
    distinctions:
      - from: signal
        difference: A cue tells an actor to begin.
        cues:
          - text: The lights go down.
            answer: sing
"#,
        )],
        corrected: &[("answer: sing", "answer: signal")],
        output: r#"error[cue-answer]: `sing` is neither of the two words
  --> cues.yaml:13:21
   |
13 |             answer: sing
   |                     ^^^^
   |
   = help: the answer must be `cue` or `signal`
"#,
    },
};

/// Reports an answer that is not one of `words`.
pub(crate) fn check(answer: &Text, words: [&str; 2], diagnostics: &mut Diagnostics) {
    let folded = answer.value.to_lowercase();
    if words.iter().any(|it| it.to_lowercase() == folded) {
        return;
    }
    let message = format!("`{}` is neither of the two words", shortened(&answer.value));
    let help = match nearest(&answer.value, words) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the answer must be `{}` or `{}`", words[0], words[1]),
    };
    diagnostics.push(Diagnostic::new(&RULE, answer.span, message).help(help));
}
