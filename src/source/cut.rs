//! `cut-at-comma`: inside brackets YAML ends a text at a comma, where a sentence goes on.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::mapping::shortened;
use crate::source::node::{Node, Style, Value};

/// `[She waited, but it never came.]` is two texts to YAML, and one sentence to everybody else.
pub(crate) fn warn(node: &Node<'_>, acc: &mut Diagnostics) {
    let Value::Sequence { items, flow: true } = &node.resolve().value else { return };
    for pair in items.windows(2) {
        if let (Some(first), Some(second)) = (plain(&pair[0]), plain(&pair[1]))
            && first.starts_with(char::is_uppercase)
            && !first.ends_with(['.', '!', '?', '…', '"', '\'', '”', '’', ')', ':'])
            && second.starts_with(|it: char| it.is_lowercase() || it.is_ascii_digit())
        {
            let message = format!("a comma ends the text before `{}`", shortened(second));
            acc.push(
                Diagnostic::new(Code::CutAtComma, pair[1].span, message)
                    .related(pair[0].span, "the same sentence?")
                    .help("inside `[…]` put a text that holds a comma in quotes"),
            );
        }
    }
}

fn plain<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.resolve().value {
        Value::Scalar { text, style: Style::Plain, .. } => Some(text),
        _ => None,
    }
}
