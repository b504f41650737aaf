//! `several-ledgers`: several ledgers could be that of a deck whose source was renamed.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "several-ledgers",
    severity: Severity::Error,
    meaning: "A deck has no ledger under its own name, as after its file was renamed, and beside it \
              there are several ledgers of this deck without a source. Without the right one, \
              learners would get notes that they already have as new ones.",
    fix: "Rename the right ledger, which is most likely the one that was changed last, and remove \
          the others.",
    example: Example {
        command: "check film.yaml",
        files: &[
            ExampleFile::text(
                "film.yaml",
                r#"deck: { id: film-words, uid: film-words, name: Film words }
entries:
  - headword: premiere
    senses:
      - definition: The first public showing of a film or play.
        examples: [The whole cast came to the premiere.]
"#,
            ),
            ExampleFile::text("draft.lock", "lexideck-ledger\t1\nuid\tfilm-words\n"),
            ExampleFile::text("words.lock", "lexideck-ledger\t1\nuid\tfilm-words\n"),
        ],
        corrected: &[],
        output: r#"error[several-ledgers]: several ledgers belong to this deck: `draft.lock`, `words.lock`
--> film.yaml
 = help: rename the right one to `film.lock`, and remove the others
"#,
    },
};

/// Reports the deck that `description` describes; its ledger would be called `own`.
pub(crate) fn report(
    ledgers: &[String],
    own: &str,
    description: FileId,
    diagnostics: &mut Diagnostics,
) {
    let names: Vec<String> = ledgers.iter().map(|it| format!("`{it}`")).collect();
    let message = format!("several ledgers belong to this deck: {}", names.join(", "));
    let help = format!("rename the right one to `{own}`, and remove the others");
    diagnostics.push(Diagnostic::of_file(&RULE, description, message).help(help));
}
