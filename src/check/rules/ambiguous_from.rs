//! `ambiguous-from`: the `from` of a distinction matches several entries.

use crate::check::names::Indexed;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "ambiguous-from",
    severity: Severity::Error,
    meaning: "`from` names an entry by its id, or otherwise by its headword. Several entries \
              have this headword.",
    fix: "Write the id of the entry that you mean.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: bow
    id: bow-ship
    part_of_speech: noun
    senses:
      - definition: the front of a ship
  - headword: bow
    id: bow-violin
    part_of_speech: verb
    senses:
      - definition: to bend the body forward as a greeting
  - headword: stick
    senses:
      - definition: a thin piece of wood
    distinctions:
      - from: bow
        difference: A bow is no stick.
"#,
        )],
        corrected: &[("from: bow", "from: bow-violin")],
        output: r#"error[ambiguous-from]: 2 entries have the headword `bow`
  --> cues.yaml:19:15
   |
 5 |   - headword: bow
   |               --- one of them
...
10 |   - headword: bow
   |               --- one of them
...
19 |       - from: bow
   |               ^^^
   |
   = help: name one by its id: `bow-ship`, `bow-violin`
"#,
    },
};

/// The maximum number of candidates that are counted; a higher count in the message would help
/// nobody.
pub(crate) const MOST: usize = 100;

/// Reports a `from` that matches several entries. Of many candidates, the first [`MOST`] are
/// enough.
pub(crate) fn report(from: &Text, candidates: &[Indexed<'_>], diagnostics: &mut Diagnostics) {
    let more = if candidates.len() == MOST { " or more" } else { "" };
    let message = format!("{}{more} entries have the headword `{}`", candidates.len(), from.value);
    let ids: Vec<_> = candidates.iter().take(5).map(|it| format!("`{}`", it.id)).collect();
    let mut diagnostic = Diagnostic::new(&RULE, from.span, message)
        .help(format!("name one by its id: {}", ids.join(", ")));
    for candidate in candidates.iter().take(3) {
        diagnostic = diagnostic.related(candidate.span, "one of them");
    }
    diagnostics.push(diagnostic);
}
