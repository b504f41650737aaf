//! `note-type-break`: the note types are no longer those of the last release.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "note-type-break",
    severity: Severity::Error,
    meaning: "The note types of this version of Lexideck have other fields or templates than \
              those of the deck's last release. With Anki's default settings, an import would \
              update no existing note and would add a second note type.",
    fix: "Build with the version of Lexideck that made the last release. Or read \
          docs/updates.md, build with `--allow-note-type-break`, and ask learners to import \
          once with \"Merge note types\" on and \"Update notes\" set to \"Always\".",
    example: Example {
        command: "check deck",
        files: &[
            ExampleFile::text(
                "deck/deck.yaml",
                r#"deck: { id: film-words, name: Film words }
entries:
  - headword: premiere
    senses:
      - definition: The first public showing of a film or play.
        examples: [The whole cast came to the premiere.]
"#,
            ),
            ExampleFile::text(
                "deck/deck.lock",
                r#"lexideck-ledger	1
uid	film-words
notetype	definition	00000000000
notetype	distinction	fuzVZMhyZJF
notetype	question	WkR8DoDePu0
notetype	quiz	FotZg0VaJr0
notetype	usage	gd5xPKC0dY7
premiere	definition/1	J0w7z8Zx66u	1795305600	kllARsj9BF5.ytH3mZ	fce29301	0,1	The first public showing of a film or play.
premiere	usage/example/1/1	LPsYOSrYU5M	1795305600	2VIhbFawnN8.erbtL3	a8f3ceca	0	The whole cast came to the {premiere}.
"#,
            ),
        ],
        corrected: &[],
        output: r#"error[note-type-break]: the note type `Lexideck definition` had other fields or templates in the last release
--> deck/deck.lock
 = help: build with the version of Lexideck that made the last release, or see `lexideck explain note-type-break`
"#,
    },
};

/// Reports a note type that is not the same as in the last release.
pub(crate) fn report(notetype: &str, ledger: FileId, diagnostics: &mut Diagnostics) {
    let message =
        format!("the note type `{notetype}` had other fields or templates in the last release");
    diagnostics.push(Diagnostic::of_file(&RULE, ledger, message).help(
        "build with the version of Lexideck that made the last release, or see `lexideck explain note-type-break`",
    ));
}
