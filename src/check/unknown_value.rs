//! `unknown-value`: a value is not one of the words allowed there.

use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::Text;

/// The value that `text` is the key of.
pub(super) fn check<T: Copy>(
    text: &Text,
    what: &str,
    known: &[(&'static str, T)],
    acc: &mut Diagnostics,
) -> Option<T> {
    if let Some((_, value)) = known.iter().find(|(key, _)| *key == text.value) {
        return Some(*value);
    }
    let keys: Vec<_> = known.iter().map(|it| it.0).collect();
    let help = match nearest(&text.value, keys.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of: {}", keys.join(", ")),
    };
    let message = format!("`{}` is no value of `{what}`", super::shortened(&text.value));
    acc.push(Diagnostic::new(Code::UnknownValue, text.span, message).help(help));
    None
}
