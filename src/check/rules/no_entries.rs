//! `no-entries`: a deck has no entries.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "no-entries",
    severity: Severity::Error,
    meaning: "A deck without entries makes no cards, and Anki imports nothing from it.",
    fix: "Add `entries:`, in the same file or in another file of the deck's folder.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
"#,
        )],
        corrected: &[(
            r#"  name: Cues
"#,
            r#"  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
        )],
        output: r#"error[no-entries]: the deck has no entries
 --> cues.yaml:2:7
  |
2 |   id: cues
  |       ^^^^
  |
  = help: add `entries:` with at least one headword
"#,
    },
};

/// Reports a deck without entries, at the place of its id if it has one.
pub(crate) fn report(id: Option<Span>, description: FileId, diagnostics: &mut Diagnostics) {
    let message = "the deck has no entries";
    let diagnostic = match id {
        Some(place) => Diagnostic::new(&RULE, place, message),
        None => Diagnostic::of_file(&RULE, description, message),
    };
    diagnostics.push(diagnostic.help("add `entries:` with at least one headword"));
}
