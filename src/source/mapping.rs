//! Takes a mapping apart key by key, and reports what is left over.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Diagnostics, Span, nearest};
use crate::source::node::{Node, Value};
use crate::source::shape::{Shape, home_of};
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
    value: &'n Node<'t>,
}

impl<'n, 't> Fields<'n, 't> {
    /// The pairs of `node`, if it is a mapping. Keys that its shape does not have are reported; one
    /// that is clearly a misspelt key is read as that key, so that one slip is one problem.
    pub(crate) fn of(
        node: &'n Node<'t>,
        shape: &'static Shape,
        acc: &mut Diagnostics,
    ) -> Option<Self> {
        let (mut pairs, flow) = pairs(node, shape.owner, acc)?;
        if pairs.iter().all(|it| shape.key(it.key).is_some()) {
            return Some(Fields { shape, span: node.span, pairs });
        }
        let mut present: BTreeSet<&str> = pairs.iter().map(|it| it.key).collect();
        for pair in pairs.iter_mut().filter(|it| shape.key(it.key).is_none()) {
            let near = nearest(pair.key, shape.names());
            report_unknown(pair, near, flow, shape, acc);
            if let Some(near) = near.filter(|it| present.insert(it)) {
                pair.key = near;
            }
        }
        Some(Fields { shape, span: node.span, pairs })
    }

    /// The place of the whole mapping.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// The value of `key`, unless it is absent or empty.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node<'t>> {
        debug_assert!(self.shape.key(key).is_some(), "{} declares no `{key}`", self.shape.owner);
        let pair = self.pairs.iter().find(|it| it.key == key)?;
        (!pair.value.is_empty()).then_some(pair.value)
    }

    /// The text under `key`.
    pub(crate) fn text(&self, key: &str, acc: &mut Diagnostics) -> Option<Text> {
        self.get(key).and_then(|it| text(it, key, acc))
    }

    /// The texts under `key`, one or a list.
    pub(crate) fn texts(&self, key: &str, acc: &mut Diagnostics) -> Vec<Text> {
        let Some(node) = self.get(key) else { return Vec::new() };
        if matches!(node.resolve().value, Value::Mapping { .. }) {
            acc.push(wrong_kind(node, &format!("`{key}`"), "a text or a list of texts"));
            return Vec::new();
        }
        list(node).filter_map(|it| text(it, key, acc)).collect()
    }
}

/// The pairs of a mapping whose keys are the user's own. A key without a value comes with an empty
/// text: it is absent, but may be a piece of a text cut in two, so that it has to be looked at.
pub(crate) fn open_pairs(
    node: &Node<'_>,
    owner: &'static str,
    acc: &mut Diagnostics,
) -> Vec<(Text, Text)> {
    let Some((pairs, _)) = pairs(node, owner, acc) else { return Vec::new() };
    let mut found = Vec::new();
    for pair in pairs {
        let key = Text::new(pair.key, pair.key_span);
        if pair.value.is_empty() {
            found.push((key.clone(), Text::new("", key.span)));
        } else if let Some(value) = text(pair.value, owner.trim_matches('`'), acc) {
            found.push((key, value));
        }
    }
    found
}

/// The pairs of a mapping and whether it is written in braces; each key once.
fn pairs<'n, 't>(
    node: &'n Node<'t>,
    owner: &str,
    acc: &mut Diagnostics,
) -> Option<(Vec<Pair<'n, 't>>, bool)> {
    let Value::Mapping { pairs, flow } = &node.resolve().value else {
        acc.push(wrong_kind(node, owner, "a mapping with keys"));
        return None;
    };
    let mut found: Vec<Pair<'n, 't>> = Vec::with_capacity(pairs.len());
    let mut first = First::new(pairs.len());
    for (key, value) in pairs {
        let Value::Scalar { text, .. } = &key.resolve().value else {
            acc.push(wrong_kind(key, "a key", "a text"));
            continue;
        };
        let name = text.trim();
        match first.insert(name, key.span) {
            Some(earlier) => acc.push(duplicate_key(name, key.span, earlier, owner)),
            None => found.push(Pair { key: name, key_span: key.span, value }),
        }
    }
    Some((found, *flow))
}

/// The places of keys by their names.
enum First<'n> {
    /// A row to look through is faster than a tree, for the few keys that a mapping has.
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

    /// Enters a key, and returns where it stood before.
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
    acc: &mut Diagnostics,
) {
    let message = format!("{} has no key `{}`", shape.owner, shortened(pair.key));
    let help = if flow && pair.value.is_empty() {
        "inside `{…}` a comma ends a text: put the text in quotes".to_owned()
    } else if let Some(near) = near {
        format!("did you mean `{near}`?")
    } else {
        let meant = other_name(pair.key).unwrap_or(pair.key);
        match home_of(meant) {
            _ if shape.key(meant).is_some() => format!("did you mean `{meant}`?"),
            Some(home) => format!("`{meant}` belongs {home}"),
            None => format!("known keys: {}", shape.names().collect::<Vec<_>>().join(", ")),
        }
    };
    acc.push(Diagnostic::new(Code::UnknownKey, pair.key_span, message).help(help));
}

/// Returns the key that goes by another name elsewhere.
fn other_name(key: &str) -> Option<&'static str> {
    Some(match key.to_lowercase().as_str() {
        "uk" | "en-gb" | "british" | "bre" => "gb",
        "usa" | "en-us" | "american" | "ame" => "us",
        "word" | "term" | "lemma" => "headword",
        "meaning" | "gloss" => "definition",
        "pos" => "part_of_speech",
        "cefr" => "level",
        "options" => "choices",
        _ => return None,
    })
}

/// The items of a list; one value stands for a list of one.
pub(crate) fn list<'n, 't>(node: &'n Node<'t>) -> impl Iterator<Item = &'n Node<'t>> + use<'n, 't> {
    let resolved = node.resolve();
    let (items, single) = match &resolved.value {
        Value::Sequence { items, .. } => (items.as_slice(), None),
        _ => ([].as_slice(), Some(node)),
    };
    items.iter().chain(single).filter(|it| !it.is_empty())
}

/// The text of a scalar.
pub(crate) fn text(node: &Node<'_>, what: &str, acc: &mut Diagnostics) -> Option<Text> {
    let Value::Scalar { text, .. } = &node.resolve().value else {
        acc.push(wrong_kind(node, &format!("`{what}`"), "a text"));
        return None;
    };
    let found = Text::new(text, node.span);
    if let Some(odd) = odd_control(&found.value) {
        let message = format!("the text holds the control character U+{:04X}", odd as u32);
        acc.push(
            Diagnostic::new(Code::ControlCharacter, node.span, message)
                .help("remove it: Anki would drop it without a word"),
        );
        return None;
    }
    Some(found)
}

/// The first control character that no text may hold.
fn odd_control(text: &str) -> Option<char> {
    // All control characters lie below the blank or are written with one of these two bytes.
    let may_be = |it: u8| (it < b' ') | (it == 0x7F) | (it == 0xC2);
    if !text.bytes().fold(false, |found, it| found | may_be(it)) {
        return None;
    }
    text.chars().find(|it| it.is_control() && !matches!(it, '\n' | '\t' | '\u{85}'))
}

/// `true` or `false`, in any of YAML's old spellings.
pub(crate) fn truth(node: &Node<'_>, what: &str, acc: &mut Diagnostics) -> Option<bool> {
    let value = text(node, what, acc)?;
    let found = read_truth(&value.value);
    if found.is_none() {
        let message = format!("`{what}` is true or false");
        acc.push(
            Diagnostic::new(Code::WrongKind, value.span, message).help("write `true` or `false`"),
        );
    }
    found
}

/// What a word for true or false says.
pub(crate) fn read_truth(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

pub(crate) fn wrong_kind(node: &Node<'_>, what: &str, needed: &str) -> Diagnostic {
    let (found, hint) = match &node.resolve().value {
        Value::Scalar { .. } => ("a text", None),
        Value::Sequence { flow, .. } => ("a list", flow.then_some("a text that begins with `[`")),
        Value::Mapping { flow, .. } => ("a mapping", flow.then_some("a text that begins with `{`")),
        Value::Shared(_) => ("an alias", None),
    };
    let message = format!("{what} is {needed}, not {found}");
    let diagnostic = Diagnostic::new(Code::WrongKind, first_line(node), message);
    match (hint, needed) {
        (Some(hint), "a text") => diagnostic.help(format!("{hint} needs quotes")),
        (None, "a text") if found == "a mapping" => diagnostic.help(
            "a text that holds `: ` needs quotes; one of several lines begins with `|` or `>-`",
        ),
        _ if needed.starts_with("a mapping") => {
            diagnostic.help("write it as keys with values, each on a line of its own")
        }
        _ if needed == "a text" => diagnostic.help("write it as one text"),
        _ => diagnostic.help("write one text, or a list in brackets: `[one, two]`"),
    }
}

/// A whole list or mapping under a caret says less than its first value does.
fn first_line(node: &Node<'_>) -> Span {
    match &node.resolve().value {
        Value::Sequence { items, flow: false } => items.first().map_or(node.span, first_line),
        Value::Mapping { pairs, flow: false } => pairs.first().map_or(node.span, |it| it.0.span),
        _ => node.span,
    }
}

fn duplicate_key(name: &str, span: Span, first: Span, owner: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateKey,
        span,
        format!("`{}` stands twice in {owner}", shortened(name)),
    )
    .related(first, "here first")
    .help("join the two, or remove one: of two values one would be lost")
}

/// A text for a message: one line of at most sixty characters.
pub(crate) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.len() == text.len() && text.chars().count() <= 60 {
        return text.to_owned();
    }
    let start: String = line.chars().take(59).collect();
    format!("{start}…")
}
