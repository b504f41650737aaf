//! Forms, ranks and the author's own sections as they were written.

use crate::diag::Diagnostics;
use crate::source::mapping::{any_pairs, list, open_pairs, text};
use crate::source::node::{Node, Value};
use crate::source::rules::wrong_kind;
use crate::source::text::Text;

/// Reads `forms`: a text, a list, or a mapping of those by the names of the forms.
pub(crate) fn read_forms(
    node: &Node<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Option<Text>, Text)> {
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        let forms = list(node).filter_map(|it| text(it, "forms", diagnostics));
        return forms.map(|it| (None, it)).collect();
    }
    let mut forms = Vec::new();
    for (name, value) in any_pairs(node, "`forms`", diagnostics) {
        let own = list(value).filter_map(|it| text(it, "forms", diagnostics));
        forms.extend(own.map(|it| (Some(name.clone()), it)));
    }
    forms
}

/// Reads a mapping of texts by names that the author chose.
pub(crate) fn read_fields(
    node: Option<&Node<'_>>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Text, Text)> {
    let pairs = node.map(|it| open_pairs(it, "`fields`", diagnostics)).unwrap_or_default();
    pairs.into_iter().filter(|it| !it.1.value.is_empty()).collect()
}

/// Reads a rank: a whole number from 1.
pub(crate) fn rank(node: &Node<'_>, key: &str, diagnostics: &mut Diagnostics) -> Option<u32> {
    let value = text(node, key, diagnostics)?;
    let rank = value.value.parse::<u32>().ok().filter(|it| *it > 0);
    if rank.is_none() {
        wrong_kind::of_rank(key, value.span, diagnostics);
    }
    rank
}
