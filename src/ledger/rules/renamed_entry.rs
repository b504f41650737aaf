//! `renamed-entry`: an entry seems to be an earlier one with a new headword.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "renamed-entry",
    severity: Severity::Warning,
    meaning: "An entry has disappeared, and another one without an `id` has its texts under a \
              different headword. Its notes keep their GUIDs, so that learners keep their \
              progress.",
    fix: "To confirm this, write the old id below the new headword. If the entry is about a \
          different word, list the old id under `retired:`; the new entry then gets new notes.",
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
premier	definition/1	J0w7z8Zx66u	1795305600	kllARsj9BF5.ytH3mZ	fce29301	0,1	The first public showing of a film or play.
premier	usage/example/1/1	LPsYOSrYU5M	1795305600	2VIhbFawnN8.erbtL3	a8f3ceca	0	The whole cast came to the {premiere}.
"#,
            ),
        ],
        corrected: &[(
            r#"  - headword: premiere
"#,
            r#"  - headword: premiere
    id: premier
"#,
        )],
        output: r#"warning[renamed-entry]: this seems to be the entry `premier` with a new headword, so it keeps the notes of that entry
 --> deck/deck.yaml:3:15
  |
3 |   - headword: premiere
  |               ^^^^^^^^
  |
  = help: write `id: premier` below the headword to confirm this; if it is a different word, list `premier` under `retired:`
"#,
    },
};

/// Reports that the entry at `place` seems to be the one that was called `old`.
pub(crate) fn report(old: &str, place: Span, diagnostics: &mut Diagnostics) {
    let message = format!(
        "this seems to be the entry `{old}` with a new headword, so it keeps the notes of that entry"
    );
    diagnostics.push(Diagnostic::new(&RULE, place, message).help(format!(
        "write `id: {old}` below the headword to confirm this; if it is a different word, list `{old}` under `retired:`"
    )));
}
