//! `gap-not-found`: no gap was found in an example, pattern or collocation.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::model::{Language, Text};
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
    find: impl Fn(&str) -> Vec<Vec<Range<usize>>>,
    diagnostics: &mut Diagnostics,
) -> Text {
    if text.gap_cards() > 0 {
        return text;
    }
    let mut ranges: Vec<_> = find(&text.letters()).into_iter().flatten().collect();
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

/// Joins the reports of a deck into one if its language has no spaces between words, so that most
/// inflected forms cannot be found.
pub(crate) fn join(language: &Language, diagnostics: &mut Diagnostics) {
    if language.has_spaces() {
        return;
    }
    let mut first = None;
    let mut count: usize = 0;
    diagnostics.retain(|it| {
        let is_own = it.rule.code == RULE.code;
        if is_own {
            count += 1;
            first.get_or_insert_with(|| it.clone());
        }
        !is_own
    });
    let Some(mut joined) = first else { return };
    if count > 1 {
        let others =
            if count == 2 { "another text".into() } else { format!("{} others", count - 1) };
        joined.message = format!("no gap was found here and in {others}");
    }
    diagnostics.push(joined.help(
        "the language has no spaces between words, so inflected words are found only by their beginning: give the entries `forms`, or put braces around what the learner should recall: `{…}`",
    ));
}
