//! `no-deck`: there is no deck where one was expected.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "no-deck",
    severity: Severity::Error,
    meaning: "A deck is one YAML file with `deck:` and `entries:`, or a folder with a \
              `deck.yaml`. There is neither here, or a file among the decks has no `deck:`.",
    fix: "Give the right path, or add `deck:` with an `id` and a `name`.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[(
            r#"entries:
"#,
            r#"deck:
  id: cues
  name: Cues
entries:
"#,
        )],
        output: r#"error[no-deck]: the file has no `deck:`
 --> cues.yaml:1:1
  |
1 | entries:
  | ^^^^^^^^
  |
  = help: a deck begins with `deck:` and its `id` and `name`; a file in a deck's folder is built together with the folder
"#,
    },
};

/// Reports a file without the key `deck`; `place` is the first line.
pub(crate) fn no_key(place: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::new(&RULE, place, "the file has no `deck:`").help(
        "a deck begins with `deck:` and its `id` and `name`; a file in a deck's folder is built together with the folder",
    ));
}

/// Reports a key `deck` without a value.
pub(crate) fn empty(key: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, key, "the description of the deck is empty")
            .help("give it an `id` and a `name`"),
    );
}

/// The help if there is no deck.
pub(crate) const BEGIN: &str = "`lexideck init decks/my-deck` creates a deck";

/// Reports a folder in which no deck was found.
pub(crate) fn in_folder(folder: FileId, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::of_file(&RULE, folder, "there is no deck in this folder").help(format!(
            "{BEGIN}; a deck is a YAML file with `deck:` and `entries:`, or a folder with a `deck.yaml`",
        )),
    );
}
