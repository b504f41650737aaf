//! `damaged-ledger`: a ledger cannot be read.

use crate::diag::{Diagnostic, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "damaged-ledger",
    severity: Severity::Error,
    meaning: "The ledger (`deck.lock`, or the deck's name with `.lock`) records which note is \
              which. Some of its lines cannot be read, so a build could give learners notes \
              that they already have as new ones. Lexideck never replaces such a ledger.",
    fix: "Restore the last good version from Git: `git checkout -- deck.lock`. Where there is none, \
          remove the file, and take the GUIDs of a package that learners have with `lexideck adopt`. \
          After a merge, keep the lines of both sides: if two lines have the same GUID, the one \
          with the later time is used.",
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
premiere	definition/1	J0w7z8Zx66u	now	kllARsj9BF5.ytH3mZ	fce29301	0,1	The first public showing of a film or play.
"#,
            ),
        ],
        corrected: &[],
        output: r#"error[damaged-ledger]: this line cannot be read
 --> deck/deck.lock:8:1
  |
8 | premiere    definition/1    J0w7z8Zx66u    now    kllARsj9BF5.ytH3mZ    fce29301    0,1    The first public showing of a film or play.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: restore the last good version, with `git checkout` and the name of the file; without the ledger, learners would get notes that moved as new ones. Where there is no good version, remove the file, and take the GUIDs of a package that learners have with `lexideck adopt`
"#,
    },
};

/// Returns the diagnostic for a ledger that a later version of the program wrote.
pub(crate) fn unknown_version(version: &str, place: Span) -> Diagnostic {
    let message =
        format!("the ledger has version {version}, which this version of Lexideck cannot read");
    Diagnostic::new(&RULE, place, message)
        .help("build with the version of Lexideck that wrote it, or a later one")
}

/// Returns the diagnostic for the marks that an unfinished merge left.
pub(crate) fn unfinished_merge(place: Span) -> Diagnostic {
    Diagnostic::new(&RULE, place, "a merge was not completed here").help(
        "remove the markers and keep the lines of both sides: if two lines have the same GUID, the one with the later time is used",
    )
}

/// Returns the diagnostic for a file that does not begin as a ledger does.
pub(crate) fn no_ledger(place: Span) -> Diagnostic {
    damage(place, "the file does not begin like a ledger")
}

/// Returns the diagnostic for an empty file.
pub(crate) fn empty(place: Span) -> Diagnostic {
    damage(place, "the ledger is empty")
}

/// Returns the diagnostic for a ledger without a `uid`.
pub(crate) fn without_uid(place: Span) -> Diagnostic {
    damage(place, "the ledger does not name its deck")
}

/// Returns the diagnostic for a line whose checksum is not that of its content.
pub(crate) fn changed_line(place: Span) -> Diagnostic {
    damage(place, "this line was changed after a build wrote it: its checksum does not fit")
}

/// Returns the diagnostic for a file whose end is missing.
pub(crate) fn cut(place: Span) -> Diagnostic {
    damage(place, "the end of the ledger is missing")
}

/// Returns the diagnostic for a line before which another one is missing.
pub(crate) fn missing_line(place: Span) -> Diagnostic {
    damage(place, "the line before this one is missing")
}

/// Returns the diagnostic for a file without all of its lines about note types.
pub(crate) fn without_note_types(place: Span) -> Diagnostic {
    damage(place, "a line about a note type is missing")
}

/// Returns the diagnostic for a line that cannot be read.
pub(crate) fn line(place: Span) -> Diagnostic {
    damage(place, "this line cannot be read")
}

fn damage(place: Span, message: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, message).help(
        "restore the last good version, with `git checkout` and the name of the file; without the ledger, learners would get notes that moved as new ones. Where there is no good version, remove the file, and take the GUIDs of a package that learners have with `lexideck adopt`",
    )
}
