//! `unknown-retired`: an entry that is listed as retired was never in the deck.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span, nearest};
use crate::ledger::Ledger;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-retired",
    severity: Severity::Warning,
    meaning: "An id is listed under `retired:`, but no earlier build had an entry with this \
              id, so listing it has no effect.",
    fix: "Write the id as it is in the ledger, at the beginning of a line.",
    example: Example {
        command: "check deck",
        files: &[
            ExampleFile::text(
                "deck/deck.yaml",
                r#"deck: { id: film-words, name: Film words }
retired: [cinemaa]
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
premiere	definition/1	J0w7z8Zx66u	1795305600	kllARsj9BF5.ytH3mZ	fce29301	0,1	The first public showing of a film or play.
premiere	usage/example/1/1	LPsYOSrYU5M	1795305600	2VIhbFawnN8.erbtL3	a8f3ceca	0	The whole cast came to the {premiere}.
"#,
            ),
        ],
        corrected: &[(
            r#"retired: [cinemaa]
"#,
            "",
        )],
        output: r#"warning[unknown-retired]: no earlier build had an entry `cinemaa`
 --> deck/deck.yaml:2:11
  |
2 | retired: [cinemaa]
  |           ^^^^^^^
  |
  = help: remove it: learners have no notes of it
"#,
    },
};

/// Reports an item of `retired:` if no earlier build had an entry with one of its `ids`.
pub(crate) fn check(ids: &[String], place: Span, ledger: &Ledger, diagnostics: &mut Diagnostics) {
    if ledger.is_empty() || ids.iter().any(|id| ledger.knows(id)) {
        return;
    }
    let id = ids.first().map_or("", String::as_str);
    let entries = ledger.rows().iter().map(|it| it.entry());
    let help = match nearest(id, entries) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "remove it: learners have no notes of it".to_owned(),
    };
    let message = format!("no earlier build had an entry `{id}`");
    diagnostics.push(Diagnostic::new(&RULE, place, message).help(help));
}
