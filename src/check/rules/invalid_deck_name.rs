//! `invalid-deck-name`: a deck's name is one that Anki would change.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::Text;

/// A deck's name is one that Anki would change.
pub(crate) static RULE: Rule = Rule {
    code: "invalid-deck-name",
    severity: Severity::Error,
    meaning: "Anki would change the name on import: a part between `::` is empty, or it holds \
              control characters.",
    fix: "Write every part of the name.",
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
        output: r#"error[invalid-deck-name]: a part of the name beside `::` is empty, or a colon too many stands there
 --> cues.yaml:3:9
  |
3 |   name: English::::Film
  |         ^^^^^^^^^^^^^^^
  |
  = help: choose a name such as `English::Film words`, with `::` between a deck and its subdeck
"#,
    },
};

/// The name with its parts trimmed, as Anki stores it.
pub(crate) fn check(name: &Text, acc: &mut Diagnostics) -> String {
    let parts: Vec<&str> = name.value.split("::").map(str::trim).collect();
    let fault = if parts.iter().any(|it| it.is_empty() || it.starts_with(':') || it.ends_with(':'))
    {
        Some("a part of the name beside `::` is empty, or a colon too many stands there")
    } else if name.value.contains('"') {
        Some("versions of Anki before 23.10 drop quotation marks from names")
    } else if parts[0].eq_ignore_ascii_case("default") {
        Some("`Default` is the deck that every collection has")
    } else if name.value.chars().any(char::is_control) {
        Some("the name holds a line break or a tab")
    } else {
        None
    };
    if let Some(message) = fault {
        acc.push(Diagnostic::new(&RULE, name.span, message).help(
            "choose a name such as `English::Film words`, with `::` between a deck and its subdeck",
        ));
    }
    parts.join("::")
}
