//! What a deck's description says, and whether its ledger is that of the deck.

use crate::anki::Kind;
use crate::check;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::ledger::Ledger;
use crate::model::Deck;
use crate::pipeline::Wishes;
use crate::pipeline::reading::FileText;
use crate::source;

/// What a description says.
#[derive(Debug, Default)]
pub(super) struct Described {
    /// The deck; absent where its description has an error.
    pub(super) deck: Option<Deck>,
    /// The id that the description gives, right or wrong, and where it stands.
    pub(super) id: Option<(String, Span)>,
}

/// Reads the description of a deck in the text of its file.
pub(super) fn describe(text: &FileText, acc: &mut Diagnostics) -> Described {
    let file = text.file;
    acc.append(text.acc.clone());
    let Some(text) = &text.text else { return Described::default() };
    // What is wrong around the description is told when the entries are read.
    let mut own = Diagnostics::default();
    let (written, outline) = source::read_deck(file, text, &mut own);
    match (outline.deck, written) {
        (None, _) if own.has_errors() => Described::default(),
        (None, _) => {
            let message = "the file has no `deck:`";
            let place = Span::new(file, 0..text.lines().next().map_or(0, str::len));
            acc.push(Diagnostic::new(Code::NoDeck, place, message).help(
                "a deck begins with `deck:` and its `id` and `name`; a file of a deck's folder is built with its folder",
            ));
            Described::default()
        }
        (Some(key), None) => {
            if !own.has_errors() {
                acc.push(
                    Diagnostic::new(Code::NoDeck, key, "the description of the deck is empty")
                        .help("give it an `id` and a `name`"),
                );
            }
            acc.append(own);
            Described::default()
        }
        (Some(_), Some(written)) => {
            acc.append(own);
            let id = written.id.as_ref().map(|it| (it.value.clone(), it.span));
            Described { deck: check::deck(&written, acc), id }
        }
    }
}

/// Reports a ledger that is not the deck's, or that this build cannot follow.
pub(super) fn check_ledger(
    file: FileId,
    ledger: &Ledger,
    deck: Option<&Deck>,
    wishes: &Wishes,
    acc: &mut Diagnostics,
) {
    if let Some(deck) = deck.filter(|it| it.uid != ledger.uid) {
        let message = format!(
            "the ledger is that of the deck with the uid `{}`, not of `{}`",
            ledger.uid, deck.uid
        );
        acc.push(
            Diagnostic::of_file(Code::ForeignLedger, file, message)
                .help("remove it if this is a copy of that deck; else put the old `uid` back"),
        );
    }
    for kind in Kind::ALL.into_iter().filter(|_| !wishes.allows_note_type_break) {
        let before = ledger.notetypes.get(kind.name());
        if before.is_some_and(|it| *it != kind.notetype().fingerprint()) {
            let name = &kind.notetype().name;
            let message =
                format!("the last release had other fields or templates in the note type `{name}`");
            acc.push(Diagnostic::of_file(Code::NoteTypeBreak, file, message).help(
                "build with the Lexideck of the last release, or read `lexideck explain note-type-break`",
            ));
        }
    }
    if let (Some(time), Some(latest)) = (wishes.build_time, ledger.latest())
        && time < latest
    {
        let message =
            format!("SOURCE_DATE_EPOCH is {time}, but the ledger knows a change at {latest}");
        acc.push(
            Diagnostic::of_file(Code::OldBuildTime, file, message)
                .help("set it to a later time, or leave it out"),
        );
    }
}
