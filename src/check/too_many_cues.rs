//! `too-many-cues`: a pair has more cues than its note can hold.

use crate::diag::{Code, Diagnostic, Diagnostics, Span};

/// The cues of a distinction note; its fields are frozen, so there cannot be more.
pub const MOST_CUES: usize = 8;

/// Reports a pair with more cues than that.
pub(super) fn check(cues: usize, place: Span, acc: &mut Diagnostics) {
    if cues <= MOST_CUES {
        return;
    }
    let message =
        format!("the two words have {cues} cues together, {MOST_CUES} of which can be cards");
    acc.push(
        Diagnostic::new(Code::TooManyCues, place, message)
            .help("keep the best ones; the rest is left out"),
    );
}
