//! `unreadable-file`: a file or folder cannot be read.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "unreadable-file",
    severity: Severity::Error,
    meaning: "A file or folder exists but cannot be read, so nothing of its deck was built. The \
              exit status is 3.",
    fix: "The message gives the system's reason. Most often you do not have the permission to read \
          it. Sometimes a folder has the name of a file, such as `deck.lock`: rename it.",
    example: Example {
        command: "check cues.yaml",
        files: &[
            ExampleFile::text(
                "cues.yaml",
                r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
            ),
            ExampleFile::text("cues.lock/notes.txt", "A folder is in the place of the ledger.\n"),
        ],
        corrected: &[],
        output: r#"error[unreadable-file]: `cues.lock` cannot be read: the ledger is no file
--> cues.lock
 = help: make sure that it is a file or folder, and that you may read it
"#,
    },
};

/// Reports why the file `place` cannot be read.
pub(crate) fn report(message: String, help: &str, place: FileId, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::of_file(&RULE, place, message).help(help));
}
