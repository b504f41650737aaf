//! `several-descriptions`: the folder of a deck contains several files that describe it.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};

/// A deck's folder holds several files that describe it.
pub(crate) static RULE: Rule = Rule {
    code: "several-descriptions",
    severity: Severity::Error,
    meaning: "A deck's folder holds both `deck.yaml` and another file that would describe the \
              deck, such as `deck.yml`, and which of them counts cannot be known.",
    fix: "Keep one of them, or give the other a name of its own and only `entries:`.",
    example: Example {
        command: "check cues",
        files: &[
            ExampleFile::text(
                "cues/deck.yaml",
                r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
            ),
            ExampleFile::text(
                "cues/deck.yml",
                r#"deck:
  id: cues
  name: Cues
"#,
            ),
        ],
        corrected: &[],
        output: r#"error[several-descriptions]: the deck is described by `deck.yaml` already
--> cues/deck.yml
 = help: keep one of the two, or give this one another name
"#,
    },
};

/// Reports a description in addition to the one called `name`.
pub fn report(name: &str, other: FileId, diagnostics: &mut Diagnostics) {
    let message = format!("the deck is described by `{name}` already");
    diagnostics.push(
        Diagnostic::of_file(&RULE, other, message)
            .help("keep one of the two, or give this one another name"),
    );
}
