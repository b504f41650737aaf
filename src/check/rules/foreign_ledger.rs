//! `foreign-ledger`: a ledger belongs to another deck.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};
use crate::ledger::Ledger;
use crate::model::Deck;

pub(crate) static RULE: Rule = Rule {
    code: "foreign-ledger",
    severity: Severity::Error,
    meaning: "The ledger was written for a deck with a different `uid`, and the GUIDs in it \
              belong to that deck. Two decks that share GUIDs overwrite each other's notes.",
    fix: "If the deck is a copy, remove the copied ledger before its first build. If the `uid` \
          was changed by mistake, restore the old one.",
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
uid	other-words
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
        corrected: &[],
        output: r#"error[foreign-ledger]: the ledger belongs to the deck with the uid `other-words`, not to `film-words`
--> deck/deck.lock
 = help: if this deck is a copy, remove the ledger; otherwise restore the old `uid`
"#,
    },
};

/// Reports a ledger that belongs to a deck other than `deck`.
pub(crate) fn check(ledger: &Ledger, deck: &Deck, file: FileId, diagnostics: &mut Diagnostics) {
    if ledger.uid == deck.uid {
        return;
    }
    let message = format!(
        "the ledger belongs to the deck with the uid `{}`, not to `{}`",
        ledger.uid, deck.uid
    );
    diagnostics.push(
        Diagnostic::of_file(&RULE, file, message)
            .help("if this deck is a copy, remove the ledger; otherwise restore the old `uid`"),
    );
}
