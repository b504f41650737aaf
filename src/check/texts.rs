//! Texts with marks, and values that are kept as they were written.

use crate::model::{Str, Text};
use crate::source;

/// Returns a text without gaps.
pub(super) fn text(written: &source::Text) -> Text {
    Text::parse(&written.value)
}

/// Returns a list of texts without gaps.
pub(super) fn texts(written: &[source::Text]) -> Box<[Text]> {
    written.iter().map(text).collect()
}

/// Returns a register, which may be any text.
pub(super) fn register(written: Option<&source::Text>) -> Option<Str> {
    written.map(|it| it.value.clone())
}
