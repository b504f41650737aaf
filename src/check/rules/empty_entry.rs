//! `empty-entry`: an entry has nothing to learn.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::{Entry, start_of};

pub(crate) static RULE: Rule = Rule {
    code: "empty-entry",
    severity: Severity::Error,
    meaning: "An entry needs at least one of `senses`, `distinctions`, `questions` and `quiz`, \
              because cards are made from these.",
    fix: "Add at least one sense with a definition.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    level: B2
"#,
        )],
        corrected: &[(
            r#"    level: B2
"#,
            r#"    level: B2
    senses:
      - definition: a signal to begin
"#,
        )],
        output: r#"error[empty-entry]: the entry `cue` has nothing to learn
 --> cues.yaml:5:15
  |
5 |   - headword: cue
  |               ^^^
  |
  = help: add one of `senses`, `distinctions`, `questions`, `quiz`
"#,
    },
};

/// Reports an entry without senses, distinctions, questions and quiz.
pub(crate) fn check(entry: &Entry, diagnostics: &mut Diagnostics) {
    if entry.has_matter {
        return;
    }
    let (place, message) = match &entry.headword {
        Some(headword) => {
            (headword.span, format!("the entry `{}` has nothing to learn", headword.value))
        }
        None => (start_of(entry.span, 1), "the entry has nothing to learn".to_owned()),
    };
    diagnostics.push(
        Diagnostic::new(&RULE, place, message)
            .help("add one of `senses`, `distinctions`, `questions`, `quiz`"),
    );
}
