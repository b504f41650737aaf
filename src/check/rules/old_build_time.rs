//! `old-build-time`: the build time is earlier than changes that the ledger records.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};
use crate::ledger::Ledger;

pub(crate) static RULE: Rule = Rule {
    code: "old-build-time",
    severity: Severity::Warning,
    meaning: "`SOURCE_DATE_EPOCH` is earlier than changes that are recorded in the ledger. \
              Notes that change now are dated one second after their last change: Anki needs \
              this, but it is not the time that you gave.",
    fix: "Set it to a later time, such as that of the last commit, or leave it unset.",
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
notetype	definition	XCBh4IXcpk6
notetype	distinction	fuzVZMhyZJF
notetype	question	WkR8DoDePu0
notetype	quiz	FotZg0VaJr0
notetype	usage	gd5xPKC0dY7
premiere	definition/1	J0w7z8Zx66u	1795305700	kllARsj9BF5.ytH3mZ	fce29301	0,1	The first public showing of a film or play.
premiere	usage/example/1/1	LPsYOSrYU5M	1795305700	2VIhbFawnN8.erbtL3	a8f3ceca	0	The whole cast came to the {premiere}.
"#,
            ),
        ],
        corrected: &[],
        output: r#"warning[old-build-time]: SOURCE_DATE_EPOCH is 1795305600, but the ledger records a change at 1795305700
--> deck/deck.lock
 = help: set it to a later time, or leave it unset
"#,
    },
};

/// Reports a `time` that is before the last change of a note.
pub(crate) fn check(time: i64, ledger: &Ledger, file: FileId, diagnostics: &mut Diagnostics) {
    let Some(latest) = ledger.latest().filter(|it| time < *it) else { return };
    let message =
        format!("SOURCE_DATE_EPOCH is {time}, but the ledger records a change at {latest}");
    diagnostics.push(
        Diagnostic::of_file(&RULE, file, message).help("set it to a later time, or leave it unset"),
    );
}
