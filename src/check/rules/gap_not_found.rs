//! `gap-not-found`: no gap was found in an example, pattern or collocation.

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::model::Text;
use crate::model::inflection::Finder;
use crate::source;

pub(crate) static RULE: Rule = Rule {
    code: "gap-not-found",
    severity: Severity::Warning,
    meaning: "The text has no `{gap}`, and no known form of the headword occurs in it. It is \
              shown on cards, but makes no gap card of its own.",
    fix: "Put braces around what the learner should recall.",
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
    patterns: [on the dot]
"#,
        )],
        corrected: &[("patterns: [on the dot]", "patterns: ['{on} the dot']")],
        output: r#"warning[gap-not-found]: no gap was found here
 --> cues.yaml:8:16
  |
8 |     patterns: [on the dot]
  |                ^^^^^^^^^^
  |
  = help: put braces around what the learner should recall: `{…}`; without a gap, the text is only shown
"#,
    },
};

/// Returns the text with its own gaps, or else with the occurrences of the headword as gaps.
///
/// Nothing is reported for a text with wrong braces, which `is_reported` already.
pub(crate) fn check(
    text: Text,
    is_reported: bool,
    written: &source::Text,
    finder: &Finder,
    diagnostics: &mut Diagnostics,
) -> Text {
    if text.gap_cards() > 0 {
        return text;
    }
    let mut ranges: Vec<_> = finder.find(&text.letters()).into_iter().flatten().collect();
    ranges.sort_by_key(|it| it.start);
    if !ranges.is_empty() {
        return text.with_gaps_at(&ranges);
    }
    if is_reported {
        return text;
    }
    diagnostics.push(Diagnostic::new(&RULE, written.span, "no gap was found here").help(
        "put braces around what the learner should recall: `{…}`; without a gap, the text is only shown",
    ));
    text
}
