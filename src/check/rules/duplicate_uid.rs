//! `duplicate-uid`: two decks in one run have the same `uid`.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, FileId, Rule, Severity, Span};
use crate::ledger::uid_of;
use crate::model::Deck;

pub(crate) static RULE: Rule = Rule {
    code: "duplicate-uid",
    severity: Severity::Error,
    meaning: "Two decks in one run have the same `uid`, most likely because one is a copy of the \
              other. Their notes would have the same GUIDs, so that Anki takes them for the same \
              notes and the second deck stays empty. Neither deck is written.",
    fix: "Give the copy its own `uid`, and remove the ledger that was copied with it.",
    example: Example {
        command: "check decks",
        files: &[
            ExampleFile::text(
                "decks/first.yaml",
                r#"deck:
  id: cues
  uid: 0b7e6f0a
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
            ),
            ExampleFile::text(
                "decks/second.yaml",
                r#"deck:
  id: takes
  uid: 0b7e6f0a
  name: Takes
entries:
  - headword: take
    senses:
      - definition: one filmed shot
"#,
            ),
        ],
        corrected: &[(
            r#"  id: takes
  uid: 0b7e6f0a
"#,
            r#"  id: takes
"#,
        )],
        output: r#"error[duplicate-uid]: two decks have the uid `0b7e6f0a`
 --> decks/first.yaml:2:7
  |
2 |   id: cues
  |       ^^^^
  |
 ::: decks/second.yaml:2:7
  |
2 |   id: takes
  |       ----- the other deck
  |
  = help: if this deck is the copy, write `uid: 787467e3fa7656a3b27d473ca2d522b3` and remove the ledger that was copied with it; neither deck is written

error[duplicate-uid]: two decks have the uid `0b7e6f0a`
 --> decks/second.yaml:2:7
  |
2 |   id: takes
  |       ^^^^^
  |
 ::: decks/first.yaml:2:7
  |
2 |   id: cues
  |       ---- the other deck
  |
  = help: if this deck is the copy, write `uid: ed8579ce8f7fece5e4c2fd0da90b3057` and remove the ledger that was copied with it; neither deck is written
"#,
    },
};

/// Reports every deck that has the `uid` of another deck of the run; each comes with the place of
/// its id. Decks with one id are those of `duplicate-deck-id`.
pub(crate) fn check(decks: &[(&Deck, Span)], diagnostics: &mut Diagnostics) {
    let mut all: BTreeMap<&str, Vec<(&Deck, Span)>> = BTreeMap::new();
    for (deck, place) in decks {
        all.entry(&deck.uid).or_default().push((deck, *place));
    }
    for (uid, same) in all {
        for (deck, place) in &same {
            let Some((_, other)) = same.iter().find(|it| it.0.id != deck.id) else { continue };
            let own = own_uid(deck);
            diagnostics.push(
                Diagnostic::new(&RULE, *place, format!("two decks have the uid `{uid}`"))
                    .related(*other, "the other deck")
                    .help(format!(
                        "if this deck is the copy, write `uid: {own}` and remove the ledger that was copied with it; neither deck is written"
                    )),
            );
        }
    }
}

/// Reports a deck without a ledger that has the `uid` of the deck to which a ledger near it belongs.
pub(crate) fn beside(
    ledger: &str,
    deck: &Deck,
    description: FileId,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("another deck has the uid `{}`: that of the ledger `{ledger}`", deck.uid);
    let help = format!("if this deck is a copy, write `uid: {}`", own_uid(deck));
    diagnostics.push(Diagnostic::of_file(&RULE, description, message).help(help));
}

/// Returns the `uid` that a deck would have if its author wrote none.
fn own_uid(deck: &Deck) -> String {
    uid_of(&deck.id, &deck.name, deck.author.as_deref())
}
