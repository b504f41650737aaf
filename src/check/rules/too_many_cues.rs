//! `too-many-cues`: a pair has more cues than its note can hold.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    code: "too-many-cues",
    severity: Severity::Warning,
    meaning: "A pair of words can have at most eight cards with cues, counted over both \
              entries. The others are left out.",
    fix: "Keep the best eight.",
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
      - from: signal
        difference: A cue tells an actor to begin.
        cues:
          - text: Situation number 1.
            answer: cue
          - text: Situation number 2.
            answer: signal
          - text: Situation number 3.
            answer: cue
          - text: Situation number 4.
            answer: signal
          - text: Situation number 5.
            answer: cue
          - text: Situation number 6.
            answer: signal
          - text: Situation number 7.
            answer: cue
          - text: Situation number 8.
            answer: signal
          - text: Situation number 9.
            answer: cue
"#,
        )],
        corrected: &[(
            r#"          - text: Situation number 9.
            answer: cue
"#,
            "",
        )],
        output: r#"warning[too-many-cues]: the two words have 9 cues together, but only 8 of them can be cards
 --> cues.yaml:9:15
  |
9 |       - from: signal
  |               ^^^^^^
  |
  = help: keep the best ones; the rest are left out
"#,
    },
};

/// The maximum number of cues of a distinction note, whose fields are frozen.
pub(crate) const MOST_CUES: usize = 8;

/// Reports a pair with more cues than [`MOST_CUES`].
pub(crate) fn check(cues: usize, place: Span, diagnostics: &mut Diagnostics) {
    if cues <= MOST_CUES {
        return;
    }
    let message = format!(
        "the two words have {cues} cues together, but only {MOST_CUES} of them can be cards"
    );
    diagnostics.push(
        Diagnostic::new(&RULE, place, message).help("keep the best ones; the rest are left out"),
    );
}
