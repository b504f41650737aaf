//! `invalid-deck-name`: the name of a deck is one that Anki would change.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "invalid-deck-name",
    severity: Severity::Error,
    meaning: "Anki would change the name on import, for example because a part between `::` is \
              empty.",
    fix: "Choose a name that Anki keeps, and write every part of it.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: English::::Film
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
"#,
        )],
        corrected: &[("name: English::::Film", "name: English::Film")],
        output: r#"error[invalid-deck-name]: a part of the name next to `::` is empty, or there is a colon too many
 --> cues.yaml:3:9
  |
3 |   name: English::::Film
  |         ^^^^^^^^^^^^^^^
  |
  = help: choose a name such as `English::Film words`, with `::` between a deck and its subdeck
"#,
    },
};

/// Returns the name with its parts trimmed, as Anki stores it, and reports a name that Anki would
/// change.
pub(crate) fn check(name: &Text, diagnostics: &mut Diagnostics) -> String {
    let parts: Vec<&str> = name.value.split("::").map(str::trim).collect();
    let fault = if parts.iter().any(|it| it.is_empty() || it.starts_with(':') || it.ends_with(':'))
    {
        Some("a part of the name next to `::` is empty, or there is a colon too many")
    } else if name.value.contains('"') {
        Some("versions of Anki before 23.10 remove quotation marks from names")
    } else if parts[0].eq_ignore_ascii_case("default") {
        Some("`Default` is the deck that every collection has")
    } else if name.value.chars().any(char::is_control) {
        Some("the name contains a line break or a tab")
    } else {
        None
    };
    if let Some(message) = fault {
        diagnostics.push(Diagnostic::new(&RULE, name.span, message).help(
            "choose a name such as `English::Film words`, with `::` between a deck and its subdeck",
        ));
    }
    parts.join("::")
}
