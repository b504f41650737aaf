//! `retired-entry`: an entry is listed as retired, but is also in the deck.

use crate::check::names::Indexed;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "retired-entry",
    severity: Severity::Error,
    meaning: "An entry is listed under `retired:` and also under `entries:`.",
    fix: "Remove it from one of the two lists.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck: { id: film-words, name: Film words }
retired: [premiere]
entries:
  - headword: premiere
    senses: [{ definition: The first public showing of a film or play. }]
"#,
        )],
        corrected: &[(
            r#"retired: [premiere]
"#,
            "",
        )],
        output: r#"error[retired-entry]: `premiere` is retired, but it is also an entry of the deck
 --> cues.yaml:2:11
  |
2 | retired: [premiere]
  |           ^^^^^^^^
3 | entries:
4 |   - headword: premiere
  |               -------- the entry
  |
  = help: remove it from one of the two lists
"#,
    },
};

/// Reports an item of `retired:` that is an entry of the deck.
pub(crate) fn report(entry: Indexed<'_>, place: Span, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` is retired, but it is also an entry of the deck", entry.id);
    diagnostics.push(
        Diagnostic::new(&RULE, place, message)
            .related(entry.span, "the entry")
            .help("remove it from one of the two lists"),
    );
}
