//! Examples, patterns and collocations as they were written.

use crate::diag::Diagnostics;
use crate::source::mapping::{Fields, Shape, list, text};
use crate::source::node::{Node, Value};
use crate::source::rules::{cut_at_comma, missing_key};
use crate::source::sense::read_translations;
use crate::source::text::Text;

const PHRASE: [&str; 4] = ["text", "id", "audio", "translations"];
const BY_DIALECT: Shape = Shape { owner: "`examples`", keys: &["gb", "us", "any"] };

/// A text in which the learner fills a gap.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its identity in the entry.
    pub id: Option<Text>,
    /// The text with its marks and gaps.
    pub text: Option<Text>,
    /// A recording in the deck's `media` folder.
    pub audio: Option<Text>,
    /// Translations by language.
    pub translations: Vec<(Text, Text)>,
    /// `gb` or `us`, where the phrase belongs to one dialect.
    pub dialect: Option<&'static str>,
    /// Its number in its list, from 1.
    pub number: u32,
}

/// Reads a list of phrases, each a text or a mapping.
pub(crate) fn read_phrases(
    node: Option<&Node<'_>>,
    what: &'static str,
    acc: &mut Diagnostics,
) -> Vec<Phrase> {
    read_list(node, what, None, acc)
}

/// Reads `examples`: a text, a list, or a mapping of dialects.
pub(crate) fn read_examples(node: Option<&Node<'_>>, acc: &mut Diagnostics) -> Vec<Phrase> {
    let Some(node) = node else { return Vec::new() };
    if !is_by_dialect(node) {
        return read_list(Some(node), "examples", None, acc);
    }
    let Some(fields) = Fields::of(node, &BY_DIALECT, acc) else { return Vec::new() };
    let mut found = read_list(fields.get("gb"), "examples", Some("gb"), acc);
    found.extend(read_list(fields.get("us"), "examples", Some("us"), acc));
    found.extend(read_list(fields.get("any"), "examples", None, acc));
    found
}

/// A mapping under `examples` is one example if it has a `text`, else a mapping of dialects.
fn is_by_dialect(node: &Node<'_>) -> bool {
    let Value::Mapping { pairs, .. } = &node.resolve().value else { return false };
    !pairs.iter().any(|(key, _)| {
        matches!(&key.resolve().value, Value::Scalar { text, .. } if text.trim() == "text")
    })
}

fn read_list(
    node: Option<&Node<'_>>,
    what: &'static str,
    dialect: Option<&'static str>,
    acc: &mut Diagnostics,
) -> Vec<Phrase> {
    let Some(node) = node else { return Vec::new() };
    if what == "examples" {
        cut_at_comma::check(node, acc);
    }
    let read = |(at, item)| {
        let mut phrase = read_phrase(item, what, acc)?;
        phrase.dialect = dialect;
        phrase.number = u32::try_from(at + 1usize).unwrap_or(u32::MAX);
        Some(phrase)
    };
    list(node).enumerate().filter_map(read).collect()
}

fn read_phrase(node: &Node<'_>, what: &'static str, acc: &mut Diagnostics) -> Option<Phrase> {
    let plain = |text| Phrase {
        id: None,
        text,
        audio: None,
        translations: Vec::new(),
        dialect: None,
        number: 1,
    };
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        return text(node, what, acc).map(|it| plain(Some(it)));
    }
    let owner = match what {
        "patterns" => "a pattern",
        "collocations" => "a collocation",
        _ => "an example",
    };
    let fields = Fields::of(node, &Shape { owner, keys: &PHRASE }, acc)?;
    let phrase = Phrase {
        id: fields.text("id", acc),
        audio: fields.text("audio", acc),
        translations: read_translations(fields.get("translations"), acc),
        ..plain(fields.text("text", acc))
    };
    if phrase.text.is_none() {
        missing_key::of_phrase(owner, fields.span(), acc);
    }
    Some(phrase)
}
