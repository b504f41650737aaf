//! `ignored-path`: a link or a special file of a deck's folder is not read.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};

/// A link or a special file of a deck's folder is not read.
pub(crate) static RULE: Rule = Rule {
    code: "ignored-path",
    severity: Severity::Warning,
    meaning: "In a deck's folder, links to folders are not followed, because they could form a \
              cycle. A link whose target does not exist cannot be read, and reading a pipe or a \
              device could wait forever. If such a path was meant to be part of the deck, it is \
              missing from it.",
    fix: "Put the folder or file itself there, or correct the link. If it is not part of the deck, \
          move it elsewhere, or list `ignored-path` under `allow:`.",
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
            ExampleFile::link("cues/words.yaml", "moved/words.yaml"),
        ],
        corrected: &[],
        output: r#"warning[ignored-path]: the link leads to nothing, so there is nothing to read
--> cues/words.yaml
 = help: correct the link, or remove it
"#,
    },
};

/// A path in the folder of a deck that is not read, although it may have been meant as a source.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ignored {
    /// A link to a folder.
    Folder,
    /// A link whose target does not exist.
    Broken,
    /// Neither a file nor a folder.
    Special,
}

/// Reports a path that is not read.
pub(crate) fn report(what: Ignored, path: FileId, diagnostics: &mut Diagnostics) {
    let (message, help) = match what {
        Ignored::Folder => (
            "a link to a folder is not followed, so nothing in it is read",
            "put the folder itself here, or link its files one by one",
        ),
        Ignored::Broken => (
            "the link leads to nothing, so there is nothing to read",
            "correct the link, or remove it",
        ),
        Ignored::Special => (
            "this is neither a file nor a folder, so it is not read",
            "put a file here, or give it a name that does not end in `.yaml`",
        ),
    };
    diagnostics.push(Diagnostic::of_file(&RULE, path, message).help(help));
}
