//! Examples, patterns and collocations as they were written.

use crate::diag::Diagnostics;
use crate::source::mapping::{Fields, list, open_pairs, text};
use crate::source::node::{Node, Value};
use crate::source::rules::{cut_at_comma, missing_key, wrong_kind};
use crate::source::shape::{BY_DIALECT, EXAMPLE, Shape};
use crate::source::text::Text;

/// A text in which the learner fills in a gap.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its identity in the entry.
    pub id: Option<Text>,
    /// The text with marks and gaps.
    pub text: Option<Text>,
    /// The sense that a pattern or a collocation belongs to: its id or its number.
    pub sense: Option<Text>,
    /// A recording in the deck's `media` folder.
    pub audio: Option<Text>,
    /// Translations by language.
    pub translations: Vec<(Text, Text)>,
    /// `gb` or `us`, if the phrase belongs to one dialect.
    pub dialect: Option<&'static str>,
    /// The number in the list, counted from 1.
    pub number: u32,
}

/// Reads a list of phrases, each a text or a mapping.
pub(crate) fn read_phrases(
    node: Option<&Node<'_>>,
    shape: &'static Shape,
    diagnostics: &mut Diagnostics,
) -> Vec<Phrase> {
    read_list(node, shape, None, diagnostics)
}

/// Reads `examples`: a text, a list, or a mapping of dialects.
pub(crate) fn read_examples(node: Option<&Node<'_>>, diagnostics: &mut Diagnostics) -> Vec<Phrase> {
    let Some(node) = node else { return Vec::new() };
    if !is_by_dialect(node) {
        return read_list(Some(node), &EXAMPLE, None, diagnostics);
    }
    let Some(fields) = Fields::of(node, &BY_DIALECT, diagnostics) else { return Vec::new() };
    let mut found = read_list(fields.get("gb"), &EXAMPLE, Some("gb"), diagnostics);
    found.extend(read_list(fields.get("us"), &EXAMPLE, Some("us"), diagnostics));
    found.extend(read_list(fields.get("any"), &EXAMPLE, None, diagnostics));
    found
}

/// Returns whether a mapping under `examples` contains lists by dialect. If it has a `text`, it is
/// a single example.
fn is_by_dialect(node: &Node<'_>) -> bool {
    let Value::Mapping { pairs, .. } = &node.resolve().value else { return false };
    !pairs.iter().any(|(key, _)| {
        matches!(&key.resolve().value, Value::Scalar { text, .. } if text.trim() == "text")
    })
}

fn read_list(
    node: Option<&Node<'_>>,
    shape: &'static Shape,
    dialect: Option<&'static str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Phrase> {
    let Some(node) = node else { return Vec::new() };
    if std::ptr::eq(shape, &EXAMPLE) {
        cut_at_comma::check(node, diagnostics);
    }
    let read = |(at, item)| {
        let mut phrase = read_phrase(item, shape, diagnostics)?;
        phrase.dialect = dialect;
        phrase.number = u32::try_from(at + 1usize).unwrap_or(u32::MAX);
        Some(phrase)
    };
    list(node).enumerate().filter_map(read).collect()
}

fn read_phrase(
    node: &Node<'_>,
    shape: &'static Shape,
    diagnostics: &mut Diagnostics,
) -> Option<Phrase> {
    let plain = |text| Phrase {
        id: None,
        text,
        sense: None,
        audio: None,
        translations: Vec::new(),
        dialect: None,
        number: 1,
    };
    match &node.resolve().value {
        Value::Mapping { .. } => {}
        Value::Sequence { .. } => {
            wrong_kind::of_value(node, shape.owner, "a text", diagnostics);
            return None;
        }
        _ => return text(node, "text", diagnostics).map(|it| plain(Some(it))),
    }
    let fields = Fields::of(node, shape, diagnostics)?;
    let phrase = Phrase {
        id: fields.text("id", diagnostics),
        sense: shape.key("sense").and_then(|it| fields.text(it.name, diagnostics)),
        audio: fields.text("audio", diagnostics),
        translations: read_translations(fields.get("translations"), diagnostics),
        ..plain(fields.text("text", diagnostics))
    };
    if phrase.text.is_none() {
        missing_key::of_phrase(shape.owner, fields.span(), diagnostics);
    }
    Some(phrase)
}

/// Reads `translations`: texts by language.
pub(crate) fn read_translations(
    node: Option<&Node<'_>>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Text, Text)> {
    node.map(|it| open_pairs(it, "`translations`", diagnostics)).unwrap_or_default()
}
