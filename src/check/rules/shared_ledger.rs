//! `shared-ledger`: two decks in one run would have the same ledger.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "shared-ledger",
    severity: Severity::Error,
    meaning: "Two decks have the same ledger, because their files differ only in the extension. \
              Each would replace what the other one keeps there, so neither deck is written.",
    fix: "Rename one of the files, and its ledger with it if it has one.",
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
                "decks/cues.yml",
                r#"deck:
  id: takes
  name: Takes
entries:
  - headword: take
    senses:
      - definition: one filmed shot
"#,
            ),
        ],
        corrected: &[],
        output: r#"error[shared-ledger]: another deck has the same ledger, `decks/cues.lock`
--> decks/cues.yaml
 = help: rename one of the two files; neither deck is written

error[shared-ledger]: another deck has the same ledger, `decks/cues.lock`
--> decks/cues.yml
 = help: rename one of the two files; neither deck is written
"#,
    },
};

/// Reports the decks, given by the files that describe them, whose ledger is the one called
/// `ledger`.
pub(crate) fn report(ledger: &str, decks: &[FileId], diagnostics: &mut Diagnostics) {
    for deck in decks {
        let message = format!("another deck has the same ledger, `{ledger}`");
        let help = "rename one of the two files; neither deck is written";
        diagnostics.push(Diagnostic::of_file(&RULE, *deck, message).help(help));
    }
}
