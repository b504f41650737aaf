//! `damaged-ledger`: a ledger cannot be read.

use crate::diag::{Diagnostic, Example, ExampleFile, Rule, Severity, Span};

/// A ledger cannot be read.
pub(crate) static RULE: Rule = Rule {
    code: "damaged-ledger",
    severity: Severity::Error,
    meaning: "The ledger, `deck.lock` or the deck's name with `.lock`, says which note is \
              which. Some of its lines cannot be read, so a build could give learners notes \
              that they have as new ones. It is never replaced by itself.",
    fix: "Take the last good version from Git. After a merge, keep the lines of both sides: of \
          two lines with one GUID the later time wins.",
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
notetype	definition	XtkIfIi5Ek8
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
  = help: take the last good version from Git; without the ledger, notes that moved would be new to learners
"#,
    },
};

/// Returns the diagnostic for a ledger that a later version of the program wrote.
pub(crate) fn unknown_version(version: &str, place: Span) -> Diagnostic {
    let message = format!("the ledger is of version {version}, which this Lexideck does not know");
    Diagnostic::new(&RULE, place, message)
        .help("build with the Lexideck that wrote it, or a later one")
}

/// Returns the diagnostic for the marks that an unfinished merge left.
pub(crate) fn unfinished_merge(place: Span) -> Diagnostic {
    Diagnostic::new(&RULE, place, "a merge was not finished here").help(
        "remove the marks and keep the lines of both sides: of two lines with one GUID the later time wins",
    )
}

/// Returns the diagnostic for a file that does not begin as a ledger does.
pub(crate) fn no_ledger(place: Span) -> Diagnostic {
    damage(place, "the file does not begin as a ledger does")
}

/// Returns the diagnostic for an empty file.
pub(crate) fn empty(place: Span) -> Diagnostic {
    damage(place, "the ledger is empty")
}

/// Returns the diagnostic for a ledger without a `uid`.
pub(crate) fn without_uid(place: Span) -> Diagnostic {
    damage(place, "the ledger does not say whose it is")
}

/// Returns the diagnostic for a line that cannot be read.
pub(crate) fn line(place: Span) -> Diagnostic {
    damage(place, "this line cannot be read")
}

fn damage(place: Span, message: &str) -> Diagnostic {
    Diagnostic::new(&RULE, place, message).help(
        "take the last good version from Git; without the ledger, notes that moved would be new to learners",
    )
}
