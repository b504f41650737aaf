//! Which cards a deck or an entry asks for, as it was written.

use crate::diag::Diagnostics;
use crate::model::{CardRow, Limit};
use crate::source::mapping::{Fields, read_truth, text, truth};
use crate::source::node::{Node, Value};
use crate::source::rules::wrong_kind;
use crate::source::shape::CARDS;
use crate::source::text::Text;

/// The value of `cards`.
#[derive(Clone, Debug)]
pub enum Cards {
    /// A profile by name.
    Profile(Text),
    /// Limits by kind of card, and whether answers are typed.
    Limits(Vec<(CardRow, Limit)>, Option<bool>),
}

pub(crate) fn read_cards(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Cards> {
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        return text(node, "cards", diagnostics).map(Cards::Profile);
    }
    let fields = Fields::of(node, &CARDS, diagnostics)?;
    let mut limits = Vec::new();
    for row in CardRow::ALL {
        let limit = fields.get(row.key()).and_then(|it| read_limit(it, row.key(), diagnostics));
        limits.extend(limit.map(|it| (row, it)));
    }
    let typed = fields.get("type").and_then(|it| truth(it, "type", diagnostics));
    Some(Cards::Limits(limits, typed))
}

fn read_limit(node: &Node<'_>, row: &str, diagnostics: &mut Diagnostics) -> Option<Limit> {
    let value = text(node, row, diagnostics)?;
    let limit = match read_truth(&value.value) {
        Some(true) => Some(Limit::All),
        Some(false) => Some(Limit::AtMost(0)),
        None => {
            let number = value.value.parse::<u64>().ok();
            number.map(|it| Limit::AtMost(u32::try_from(it).unwrap_or(u32::MAX)))
        }
    };
    if limit.is_none() {
        wrong_kind::of_limit(row, value.span, diagnostics);
    }
    limit
}
