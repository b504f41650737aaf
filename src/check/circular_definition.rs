//! `circular-definition`: a definition uses its own headword.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::Text;
use crate::model::inflection::Finder;
use crate::source;

/// Reports a definition in which the headword stands, in any of its forms.
pub(super) fn check(
    definition: &Text,
    written: &source::Text,
    finder: &Finder,
    acc: &mut Diagnostics,
) {
    let plain = definition.letters();
    let found = finder.find(&plain);
    let Some(range) = found.first().and_then(|it| it.first()) else { return };
    let word = plain.get(range.clone()).unwrap_or("");
    // The place is exact only where the text has no marks.
    let place = if *plain == *written.value { written.part(range.clone()) } else { written.span };
    acc.push(
        Diagnostic::new(
            Code::CircularDefinition,
            place,
            format!("the definition uses its headword: `{word}`"),
        )
        .help("say it in other words: the card that asks for the headword would show it"),
    );
}
