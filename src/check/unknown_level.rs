//! `unknown-level`: a level is not one of the CEFR's six.

use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::Level;
use crate::source::Text;

/// The level that a text names.
pub(super) fn check(level: &Text, acc: &mut Diagnostics) -> Option<Level> {
    let found = Level::ALL.into_iter().find(|it| it.name() == level.value);
    if found.is_none() {
        let names = Level::ALL.map(Level::name);
        let help = match nearest(&level.value, names) {
            Some(near) if near.eq_ignore_ascii_case(&level.value) => format!("write `{near}`"),
            _ => format!("levels are {}", names.join(", ")),
        };
        let message = format!("`{}` is no level", super::shortened(&level.value));
        acc.push(Diagnostic::new(Code::UnknownLevel, level.span, message).help(help));
    }
    found
}
