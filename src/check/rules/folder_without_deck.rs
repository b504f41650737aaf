//! `folder-without-deck`: a folder among the decks contains YAML files but no `deck.yaml`.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "folder-without-deck",
    severity: Severity::Warning,
    meaning: "The folder is among the decks and contains YAML files but no `deck.yaml`, so \
              nothing in it is built.",
    fix: "Add a `deck.yaml`, or move the folder elsewhere.",
    example: Example {
        command: "check decks",
        files: &[
            ExampleFile::text(
                "decks/cues.yaml",
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
                "decks/drafts/themes.yaml",
                r#"entries:
  - headword: theme
    senses:
      - definition: a tune that comes back
"#,
            ),
        ],
        corrected: &[],
        output: r#"warning[folder-without-deck]: the folder has no `deck.yaml`, so nothing in it is built
--> decks/drafts
 = help: add a `deck.yaml` with `deck:`, or move the folder elsewhere
"#,
    },
};

/// Reports a folder that contains YAML files but no deck.
pub(crate) fn report(folder: FileId, diagnostics: &mut Diagnostics) {
    let message = "the folder has no `deck.yaml`, so nothing in it is built";
    diagnostics.push(
        Diagnostic::of_file(&RULE, folder, message)
            .help("add a `deck.yaml` with `deck:`, or move the folder elsewhere"),
    );
}
