//! Takes a mapping apart key by key, and reports what is left over.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned, nearest};
use crate::source::yaml::{Node, Value};

/// A text as it was written: trimmed, in Unicode's form NFC.
pub type Text = Spanned<String>;

/// The keys of a mapping, each to be taken once.
pub(crate) struct Fields<'n, 't> {
    owner: &'static str,
    flow: bool,
    span: Span,
    pairs: Vec<Pair<'n, 't>>,
    known: Vec<&'static str>,
}

struct Pair<'n, 't> {
    key: &'n str,
    key_span: Span,
    value: &'n Node<'t>,
    taken: bool,
}

impl<'n, 't> Fields<'n, 't> {
    /// The keys of `node`, which `owner` names for messages, as in `an entry`.
    pub(crate) fn of(
        node: &'n Node<'t>,
        owner: &'static str,
        acc: &mut Diagnostics,
    ) -> Option<Self> {
        let Value::Mapping { pairs, flow } = &node.resolve().value else {
            acc.push(wrong_kind(node, owner, "a mapping with keys"));
            return None;
        };
        let mut fields =
            Fields { owner, flow: *flow, span: node.span, pairs: Vec::new(), known: Vec::new() };
        for (key, value) in pairs {
            fields.add(key, value, acc);
        }
        Some(fields)
    }

    fn add(&mut self, key: &'n Node<'t>, value: &'n Node<'t>, acc: &mut Diagnostics) {
        let Value::Scalar { text, .. } = &key.resolve().value else {
            acc.push(wrong_kind(key, "a key", "a text"));
            return;
        };
        let name = text.trim();
        if let Some(first) = self.pairs.iter().find(|it| it.key == name) {
            acc.push(duplicate_key(name, key.span, first.key_span, self.owner));
            return;
        }
        self.pairs.push(Pair { key: name, key_span: key.span, value, taken: false });
    }

    /// The place of the whole mapping.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// Whether `key` has a value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|it| it.key == key && !it.value.is_empty())
    }

    /// The value of `key`, unless it is absent or empty.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<&'n Node<'t>> {
        self.known.push(key);
        let pair = self.pairs.iter_mut().find(|it| it.key == key)?;
        pair.taken = true;
        (!pair.value.is_empty()).then_some(pair.value)
    }

    /// The text under `key`.
    pub(crate) fn text(&mut self, key: &'static str, acc: &mut Diagnostics) -> Option<Text> {
        self.take(key).and_then(|it| text(it, key, acc))
    }

    /// The texts under `key`, one or a list.
    pub(crate) fn texts(&mut self, key: &'static str, acc: &mut Diagnostics) -> Vec<Text> {
        let Some(node) = self.take(key) else { return Vec::new() };
        list(node).filter_map(|it| text(it, key, acc)).collect()
    }

    /// Every pair of a mapping whose keys are the user's own.
    pub(crate) fn open_pairs(self, acc: &mut Diagnostics) -> Vec<(Text, Text)> {
        let (owner, flow) = (self.owner, self.flow);
        let mut found = Vec::new();
        for pair in self.pairs {
            let key = Spanned::new(normal(pair.key), pair.key_span);
            if pair.value.is_empty() {
                if flow {
                    acc.push(cut_in_mapping(&key));
                }
                // A key alone is absent, but may be a piece of a text: whether it is known is judged later.
                found.push((key.clone(), Spanned::new(String::new(), key.span)));
            } else if let Some(value) = text(pair.value, owner, acc) {
                found.push((key, value));
            }
        }
        found
    }

    /// Reports every key that nobody took.
    pub(crate) fn finish(self, acc: &mut Diagnostics) {
        for pair in self.pairs.iter().filter(|it| !it.taken) {
            let message = format!("{} has no key `{}`", self.owner, shortened(pair.key));
            let help = if self.flow && pair.value.is_empty() {
                "inside `{…}` a comma ends a text: put the text in quotes".to_owned()
            } else if let Some(key) = nearest(pair.key, self.known.iter().copied()) {
                format!("did you mean `{key}`?")
            } else {
                format!("known keys: {}", self.known.join(", "))
            };
            acc.push(Diagnostic::new(Code::UnknownKey, pair.key_span, message).help(help));
        }
    }
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
    let value = normal(text);
    if let Some(odd) = value.chars().find(|it| it.is_ascii_control() && !matches!(it, '\n' | '\t'))
    {
        let message = format!("the text holds the control character U+{:04X}", odd as u32);
        acc.push(
            Diagnostic::new(Code::ControlCharacter, node.span, message)
                .help("remove it: Anki would drop it without a word"),
        );
        return None;
    }
    Some(Spanned::new(value, node.span))
}

/// `true` or `false`, in any of YAML's old spellings.
pub(crate) fn truth(node: &Node<'_>, what: &str, acc: &mut Diagnostics) -> Option<bool> {
    let value = text(node, what, acc)?;
    match value.value.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => {
            let message = format!("`{what}` is true or false");
            acc.push(
                Diagnostic::new(Code::WrongKind, value.span, message)
                    .help("write `true` or `false`"),
            );
            None
        }
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
        _ => diagnostic.help("write it as one text"),
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

fn cut_in_mapping(key: &Text) -> Diagnostic {
    let message = format!("`{}` has no text of its own", shortened(&key.value));
    Diagnostic::new(Code::CutAtComma, key.span, message)
        .help("inside `{…}` a comma ends a text: put the text in quotes")
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

fn normal(text: &str) -> String {
    let text = text.trim();
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}
