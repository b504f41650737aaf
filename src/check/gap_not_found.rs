//! `gap-not-found`: no gap can be found in an example, pattern or collocation.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::Text;
use crate::model::inflection::Finder;
use crate::source;

/// The text with its own gaps, or else with the headword's occurrences as gaps.
///
/// Nothing more is said of a text whose braces went wrong: that is told already.
pub(super) fn check(
    text: Text,
    is_told: bool,
    written: &source::Text,
    finder: &Finder,
    acc: &mut Diagnostics,
) -> Text {
    if text.gap_cards() > 0 {
        return text;
    }
    let mut ranges: Vec<_> = finder.find(&text.letters()).into_iter().flatten().collect();
    ranges.sort_by_key(|it| it.start);
    if !ranges.is_empty() {
        return text.with_gaps_at(&ranges);
    }
    if is_told {
        return text;
    }
    acc.push(Diagnostic::new(Code::GapNotFound, written.span, "no gap can be found here").help(
        "put braces around what the learner should recall: `{…}`; without a gap it is only shown",
    ));
    text
}
