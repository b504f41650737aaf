//! `foreign-ledger`: a ledger belongs to another deck.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity};
use crate::ledger::{Ledger, uid_of};
use crate::model::Deck;

pub(crate) static RULE: Rule = Rule {
    code: "foreign-ledger",
    severity: Severity::Error,
    meaning: "The ledger was written for a deck with a different `uid` or a different `id`, and the \
              GUIDs in it belong to that deck. Two decks that share GUIDs overwrite each other's \
              notes: in Anki, one of them stays empty.",
    fix: "If the deck is a copy, remove the copied ledger before its first build, and give the \
          deck a new `uid` if it has one. If the `uid` or the `id` was changed by mistake, restore \
          the old one.",
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
        output: r#"error[foreign-ledger]: the ledger belongs to the deck with the uid `other-words`, not to the deck `film-words`
--> deck/deck.lock
 = help: if this deck is a copy, remove the ledger; otherwise write `uid: other-words`
"#,
    },
};

/// Reports a ledger that belongs to a deck other than `deck`.
pub(crate) fn check(ledger: &Ledger, deck: &Deck, file: FileId, diagnostics: &mut Diagnostics) {
    if ledger.is_of(deck) {
        return;
    }
    let known = ledger.deck.as_ref().filter(|it| it.id != deck.id);
    let (message, help) = match known {
        Some(known) => copied(&known.id, deck),
        None => other_uid(&ledger.uid, deck),
    };
    diagnostics.push(Diagnostic::of_file(&RULE, file, message).help(help));
}

/// Describes a ledger of a deck with another id, which came with a copy.
fn copied(id: &str, deck: &Deck) -> (String, String) {
    let uid = uid_of(&deck.id, &deck.name, deck.author.as_deref());
    let line = if deck.has_uid { format!(" and write `uid: {uid}`") } else { String::new() };
    (
        format!("the ledger belongs to the deck `{id}`, and this is the deck `{}`", deck.id),
        format!(
            "if this deck is a copy, remove the copied ledger{line}; if it is still the same deck, write `id: {id}`, which must not change"
        ),
    )
}

fn other_uid(uid: &str, deck: &Deck) -> (String, String) {
    let own = if deck.has_uid {
        format!("not to `{}`", deck.uid)
    } else {
        format!("not to the deck `{}`", deck.id)
    };
    (
        format!("the ledger belongs to the deck with the uid `{uid}`, {own}"),
        format!("if this deck is a copy, remove the ledger; otherwise write `uid: {uid}`"),
    )
}
