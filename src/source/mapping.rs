//! Reads mappings key by key, and reports the keys that they should not have.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostics, Span, nearest};
use crate::model::Str;
use crate::source::node::{Node, Value};
use crate::source::rules::{control_character, duplicate_key, unknown_key, wrong_kind};
use crate::source::shape::Shape;
use crate::source::text::Text;

/// The keys of a mapping and their values.
pub(crate) struct Fields<'n, 't> {
    shape: &'static Shape,
    span: Span,
    pairs: Vec<Pair<'n, 't>>,
}

struct Pair<'n, 't> {
    key: &'n str,
    key_span: Span,
    /// The text that the key may be a slice of.
    source: &'t Str,
    value: &'n Node<'t>,
}

impl Pair<'_, '_> {
    fn key_text(&self) -> Text {
        Text::new(self.key, self.source, self.key_span)
    }
}

impl<'n, 't> Fields<'n, 't> {
    /// Returns the pairs of `node`, or `None` if it is not a mapping.
    ///
    /// Keys that its shape does not have are reported. A key that is clearly misspelt is read as
    /// the key that was meant, so that one slip is reported as one problem.
    pub(crate) fn of(
        node: &'n Node<'t>,
        shape: &'static Shape,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let (pairs, flow) = pairs(node, shape.owner, diagnostics)?;
        Some(Fields::of_pairs(pairs, flow, node.span, shape, diagnostics))
    }

    fn of_pairs(
        mut pairs: Vec<Pair<'n, 't>>,
        flow: bool,
        span: Span,
        shape: &'static Shape,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        if pairs.iter().all(|it| shape.key(it.key).is_some()) {
            return Fields { shape, span, pairs };
        }
        let mut present: BTreeSet<&str> = pairs.iter().map(|it| it.key).collect();
        for pair in pairs.iter_mut().filter(|it| shape.key(it.key).is_none()) {
            let near = nearest(pair.key, shape.names());
            report_unknown(pair, near, flow, shape, diagnostics);
            if let Some(near) = near.filter(|it| present.insert(it)) {
                pair.key = near;
            }
        }
        Fields { shape, span, pairs }
    }

    /// Returns the same, together with the pairs whose keys `is_open` accepts though the shape does
    /// not have them, without those that are empty.
    pub(crate) fn with_others(
        node: &'n Node<'t>,
        shape: &'static Shape,
        is_open: &dyn Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Self, Vec<(Text, &'n Node<'t>)>)> {
        let (all, flow) = pairs(node, shape.owner, diagnostics)?;
        let is_other = |it: &Pair<'_, '_>| shape.key(it.key).is_none() && is_open(it.key);
        let (others, own): (Vec<_>, Vec<_>) = all.into_iter().partition(is_other);
        let fields = Fields::of_pairs(own, flow, node.span, shape, diagnostics);
        let others = others.into_iter().filter(|it| !it.value.is_empty());
        Some((fields, others.map(|it| (it.key_text(), it.value)).collect()))
    }

    /// Returns the place of the whole mapping.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// Returns the value of `key`, or `None` if it is absent or empty.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node<'t>> {
        debug_assert!(self.shape.key(key).is_some(), "{} declares no `{key}`", self.shape.owner);
        let pair = self.pairs.iter().find(|it| it.key == key)?;
        (!pair.value.is_empty()).then_some(pair.value)
    }

    /// Returns the text of `key`.
    pub(crate) fn text(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Text> {
        self.get(key).and_then(|it| text(it, key, diagnostics))
    }

    /// Returns the texts of `key`, one or a list.
    pub(crate) fn texts(&self, key: &str, diagnostics: &mut Diagnostics) -> Vec<Text> {
        let Some(node) = self.get(key) else { return Vec::new() };
        if matches!(node.resolve().value, Value::Mapping { .. }) {
            wrong_kind::of_value(
                node,
                &format!("`{key}`"),
                "a text or a list of texts",
                diagnostics,
            );
            return Vec::new();
        }
        list(node).filter_map(|it| text(it, key, diagnostics)).collect()
    }
}

/// Returns the pairs of a mapping whose keys are chosen by the user.
///
/// A key without a value is returned with an empty text: it counts as absent, but it may be part of
/// a text that was cut in two, which has to be checked.
pub(crate) fn open_pairs(
    node: &Node<'_>,
    owner: &'static str,
    diagnostics: &mut Diagnostics,
) -> Vec<(Text, Text)> {
    let Some((pairs, _)) = pairs(node, owner, diagnostics) else { return Vec::new() };
    let mut found = Vec::new();
    for pair in pairs {
        let key = pair.key_text();
        if pair.value.is_empty() {
            let nothing = Text::new("", pair.source, key.span);
            found.push((key, nothing));
        } else if let Some(value) = text(pair.value, owner.trim_matches('`'), diagnostics) {
            found.push((key, value));
        }
    }
    found
}

/// Returns the pairs of a mapping whose keys are chosen by the user and whose values are not only
/// texts, without those that are empty.
pub(crate) fn any_pairs<'n, 't>(
    node: &'n Node<'t>,
    owner: &'static str,
    diagnostics: &mut Diagnostics,
) -> Vec<(Text, &'n Node<'t>)> {
    let Some((pairs, _)) = pairs(node, owner, diagnostics) else { return Vec::new() };
    let filled = pairs.into_iter().filter(|it| !it.value.is_empty());
    filled.map(|it| (it.key_text(), it.value)).collect()
}

/// Returns the pairs of a mapping, each key once, and whether it is written in braces.
fn pairs<'n, 't>(
    node: &'n Node<'t>,
    owner: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(Vec<Pair<'n, 't>>, bool)> {
    let Value::Mapping { pairs, flow } = &node.resolve().value else {
        wrong_kind::of_value(node, owner, "a mapping with keys", diagnostics);
        return None;
    };
    let mut found: Vec<Pair<'n, 't>> = Vec::with_capacity(pairs.len());
    let mut first = First::new(pairs.len());
    for (key, value) in pairs {
        let Value::Scalar { text, source, .. } = &key.resolve().value else {
            wrong_kind::of_value(key, "a key", "a text", diagnostics);
            continue;
        };
        let name = text.trim();
        match first.insert(name, key.span) {
            Some(earlier) => duplicate_key::in_mapping(name, owner, key.span, earlier, diagnostics),
            None => found.push(Pair { key: name, key_span: key.span, source, value }),
        }
    }
    Some((found, *flow))
}

/// The places of the keys that were found so far.
enum First<'n> {
    /// A list, which is searched faster than a tree if there are only a few keys.
    Few(Vec<(&'n str, Span)>),
    Many(BTreeMap<&'n str, Span>),
}

impl<'n> First<'n> {
    fn new(keys: usize) -> First<'n> {
        const FEW: usize = 32;
        if keys <= FEW {
            First::Few(Vec::with_capacity(keys))
        } else {
            First::Many(BTreeMap::new())
        }
    }

    /// Inserts a key and returns the place of an equal one that was found before.
    fn insert(&mut self, name: &'n str, place: Span) -> Option<Span> {
        match self {
            First::Many(all) => all.insert(name, place),
            First::Few(all) => match all.iter_mut().find(|it| it.0 == name) {
                Some((_, earlier)) => Some(std::mem::replace(earlier, place)),
                None => {
                    all.push((name, place));
                    None
                }
            },
        }
    }
}

fn report_unknown(
    pair: &Pair<'_, '_>,
    near: Option<&str>,
    flow: bool,
    shape: &Shape,
    diagnostics: &mut Diagnostics,
) {
    let is_cut = flow && pair.value.is_empty();
    unknown_key::in_mapping(pair.key, shape, near, is_cut, pair.key_span, diagnostics);
}

/// Returns the items of a list; a single value is a list of one item.
pub(crate) fn list<'n, 't>(node: &'n Node<'t>) -> impl Iterator<Item = &'n Node<'t>> + use<'n, 't> {
    let resolved = node.resolve();
    let (items, single) = match &resolved.value {
        Value::Sequence { items, .. } => (items.as_slice(), None),
        _ => ([].as_slice(), Some(node)),
    };
    items.iter().chain(single).filter(|it| !it.is_empty())
}

/// Returns the text of a scalar.
pub(crate) fn text(node: &Node<'_>, what: &str, diagnostics: &mut Diagnostics) -> Option<Text> {
    let Value::Scalar { text, source, .. } = &node.resolve().value else {
        wrong_kind::of_value(node, &format!("`{what}`"), "a text", diagnostics);
        return None;
    };
    let found = Text::new(text, source, node.span);
    let is_odd = control_character::check(&found.value, node.span, diagnostics);
    (!is_odd).then_some(found)
}

/// Returns `true` or `false`, in any of YAML's old spellings.
pub(crate) fn truth(node: &Node<'_>, what: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
    let value = text(node, what, diagnostics)?;
    let found = read_truth(&value.value);
    if found.is_none() {
        wrong_kind::of_truth(what, value.span, diagnostics);
    }
    found
}

/// Returns the value of a word for true or false.
pub(crate) fn read_truth(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
