//! `ambiguous-gap`: the same phrase asks for different answers, so each of its gaps has several.

use std::collections::BTreeMap;

use crate::check::lint::Located;
use crate::check::lure_is_right::folded;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::{BLANK, Gap, Text};

/// Reports phrases of an entry that differ in nothing but what fills their gaps.
pub(super) fn check(phrases: &[Located<'_>], acc: &mut Diagnostics) {
    let mut first = BTreeMap::new();
    for located in phrases {
        let text = &located.phrase.text;
        let answers: Vec<&Gap> = text.gaps();
        if answers.is_empty() {
            continue;
        }
        let answers: Vec<_> = answers.iter().map(|it| it.answers.clone()).collect();
        let around = around_gaps(text);
        let earlier = first.entry(around).or_insert((located.text.span, answers.clone()));
        if earlier.1 != answers {
            acc.push(
                Diagnostic::new(
                    Code::AmbiguousGap,
                    located.text.span,
                    "this gap has several right answers",
                )
                .related(earlier.0, "the same phrase with another answer")
                .help("write one phrase that accepts them all: `{one|other}`"),
            );
        }
    }
}

/// The words of a phrase in small letters, each gap as one sign.
pub(super) fn around_gaps(text: &Text) -> String {
    let blanked = text.blanked();
    let parts: Vec<String> = blanked.split(BLANK).map(folded).collect();
    parts.join(BLANK.encode_utf8(&mut [0; 4]))
}
