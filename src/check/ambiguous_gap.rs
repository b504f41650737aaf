//! `ambiguous-gap`: the same phrase asks for different answers, so each of its gaps has several.

use std::collections::BTreeMap;

use crate::check::lint::Located;
use crate::diag::{Code, Diagnostic, Diagnostics};

/// Reports phrases of an entry that differ in nothing but what fills their gaps.
pub(super) fn check(phrases: &[Located<'_>], acc: &mut Diagnostics) {
    let mut first: BTreeMap<&str, &Located<'_>> = BTreeMap::new();
    for located in phrases.iter().filter(|it| it.has_gaps()) {
        let earlier = *first.entry(&located.around).or_insert(located);
        if !earlier.has_answers_of(located) {
            acc.push(
                Diagnostic::new(
                    Code::AmbiguousGap,
                    located.text.span,
                    "this gap has several right answers",
                )
                .related(earlier.text.span, "the same phrase with another answer")
                .help("write one phrase that accepts them all: `{one|other}`"),
            );
        }
    }
}
