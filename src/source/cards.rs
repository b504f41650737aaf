//! Which cards a deck or an entry asks for, as it was written.

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::source::mapping::{Fields, Shape, Text, text, truth};
use crate::source::yaml::{Node, Value};

/// The value of `cards`.
#[derive(Clone, Debug)]
pub enum Cards {
    /// A profile by name.
    Profile(Text),
    /// Limits by kind of card, and whether answers are typed.
    Limits(Vec<(&'static str, Limit)>, Option<bool>),
}

/// How many cards of a kind an entry makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// As many as there can be.
    All,
    /// At most so many.
    AtMost(u32),
}

/// The kinds of cards that limits are given for: the rows of the contract's table.
pub const ROWS: [&str; 8] =
    ["recognise", "produce", "listen", "say", "usage", "distinction", "question", "quiz"];

const SHAPE: Shape = Shape {
    owner: "`cards`",
    keys: &[
        "recognise",
        "produce",
        "listen",
        "say",
        "usage",
        "distinction",
        "question",
        "quiz",
        "type",
    ],
};

pub(crate) fn read_cards(node: &Node<'_>, acc: &mut Diagnostics) -> Option<Cards> {
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        return text(node, "cards", acc).map(Cards::Profile);
    }
    let fields = Fields::of(node, &SHAPE, acc)?;
    let mut limits = Vec::new();
    for row in ROWS {
        let limit = fields.get(row).and_then(|it| read_limit(it, row, acc));
        limits.extend(limit.map(|it| (row, it)));
    }
    let typed = fields.get("type").and_then(|it| truth(it, "type", acc));
    Some(Cards::Limits(limits, typed))
}

fn read_limit(node: &Node<'_>, row: &str, acc: &mut Diagnostics) -> Option<Limit> {
    let value = text(node, row, acc)?;
    match value.value.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some(Limit::All),
        "false" | "no" | "off" => Some(Limit::AtMost(0)),
        number => number.parse().map(Limit::AtMost).ok().or_else(|| {
            acc.push(not_a_limit(row, value.span));
            None
        }),
    }
}

fn not_a_limit(row: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::WrongKind, span, format!("`{row}` is true, false or a number"))
        .help("`true` makes every card there can be, a number at most so many for each entry")
}
