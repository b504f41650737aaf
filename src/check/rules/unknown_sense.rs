//! `unknown-sense`: a phrase belongs to a sense that the entry does not have.

use crate::diag::{
    Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, nearest, shortened,
};
use crate::source::{Sense, Text};

pub(crate) static RULE: Rule = Rule {
    code: "unknown-sense",
    severity: Severity::Error,
    meaning: "The `sense` of a pattern or a collocation must be the `id` of a sense of the entry, \
              or its number, counted from 1.",
    fix: "Write the id or the number of one of the senses, or remove the key.",
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
    collocations:
      - { text: miss a cue, sense: 2 }
"#,
        )],
        corrected: &[("sense: 2", "sense: 1")],
        output: r#"error[unknown-sense]: the entry has no sense `2`
 --> cues.yaml:9:36
  |
9 |       - { text: miss a cue, sense: 2 }
  |                                    ^
  |
  = help: the entry has 1 sense
"#,
    },
};

/// Returns the index of the sense that a text names, and reports a text that names none.
pub(crate) fn check(name: &Text, senses: &[Sense], diagnostics: &mut Diagnostics) -> Option<usize> {
    let ids = || senses.iter().filter_map(|it| it.id.as_ref()).map(|it| it.value.as_str());
    let has_id = |it: &Sense| it.id.as_ref().is_some_and(|it| it.value == name.value);
    let number = name.value.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    let by_id = senses.iter().position(has_id);
    let found = by_id.or(number.filter(|it| *it < senses.len()));
    if found.is_none() {
        let help = match nearest(&name.value, ids()) {
            Some(near) => format!("did you mean `{}`?", shortened(near)),
            None if senses.len() == 1 => "the entry has 1 sense".to_owned(),
            None => format!("the entry has {} senses", senses.len()),
        };
        let message = format!("the entry has no sense `{}`", shortened(&name.value));
        diagnostics.push(Diagnostic::new(&RULE, name.span, message).help(help));
    }
    found
}
