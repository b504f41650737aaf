//! `one-sided-distinction`: of two entries, only one is distinguished from the other.

use crate::check::names::Indexed;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "one-sided-distinction",
    severity: Severity::Warning,
    meaning: "Both words are entries, but only one of them explains how they differ. The cards \
              of the other would not warn of the confusion.",
    fix: "Add a distinction to the other entry, too; both together make one note.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
    distinctions:
      - from: sign
        difference: A cue tells somebody to begin.
  - headword: sign
    senses:
      - definition: something that stands for something else
"#,
        )],
        corrected: &[(
            r#"      - definition: something that stands for something else
"#,
            r#"      - definition: something that stands for something else
    distinctions:
      - from: cue
        difference: A sign need not begin anything.
"#,
        )],
        output: r#"warning[one-sided-distinction]: `sign` does not name `cue` in return
  --> cues.yaml:9:15
   |
 9 |       - from: sign
   |               ^^^^
10 |         difference: A cue tells somebody to begin.
11 |   - headword: sign
   |               ---- this entry
   |
   = help: add a distinction `from: cue` there: a learner may meet either word first
"#,
    },
};

/// Reports a distinction that the other entry does not name.
pub(crate) fn report(
    from: &Text,
    other: Indexed<'_>,
    own: Indexed<'_>,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("`{}` does not name `{}` in return", other.headword, own.headword);
    diagnostics.push(
        Diagnostic::new(&RULE, from.span, message).related(other.span, "this entry").help(format!(
            "add a distinction `from: {}` there: a learner may meet either word first",
            own.id
        )),
    );
}
