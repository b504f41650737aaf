//! `ambiguous-gap`: two phrases differ only in the answers to their gaps.

use std::collections::BTreeMap;

use crate::check::complete::{Complete, Located};
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "ambiguous-gap",
    severity: Severity::Warning,
    meaning: "Two phrases of the entry differ only in the answer to their gap, so either \
              answer is right in both.",
    fix: "Write one phrase that accepts all the answers.",
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
    patterns: ['the cue {for} the music', 'the cue {to} the music']
"#,
        )],
        corrected: &[(
            "patterns: ['the cue {for} the music', 'the cue {to} the music']",
            "patterns: ['the cue {for|to} the music']",
        )],
        output: r#"warning[ambiguous-gap]: this gap has several right answers
 --> cues.yaml:8:43
  |
8 |     patterns: ['the cue {for} the music', 'the cue {to} the music']
  |                -------------------------  ^^^^^^^^^^^^^^^^^^^^^^^^
  |                |
  |                the same phrase with another answer
  |
  = help: write one phrase that accepts both answers: `{one|other}`
"#,
    },
};

/// Reports phrases of an entry that differ only in the answers to their gaps.
pub(crate) fn check(it: &Complete<'_>, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<&str, &Located<'_>> = BTreeMap::new();
    for located in it.phrases.iter().filter(|it| it.has_gaps()) {
        let earlier = *first.entry(&located.around).or_insert(located);
        // A British and an American form of one sentence are two cards, which say which they are.
        let dialects = (earlier.phrase.dialect, located.phrase.dialect);
        let are_apart = matches!(dialects, (Some(one), Some(other)) if one != other);
        if !are_apart && !earlier.has_answers_of(located) {
            diagnostics.push(
                Diagnostic::new(&RULE, located.text.span, "this gap has several right answers")
                    .related(earlier.text.span, "the same phrase with another answer")
                    .help("write one phrase that accepts both answers: `{one|other}`"),
            );
        }
    }
}
