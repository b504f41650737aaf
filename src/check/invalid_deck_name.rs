//! `invalid-deck-name`: a deck's name is one that Anki would change.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Text;

/// The name with its parts trimmed, as Anki stores it.
pub(super) fn check(name: &Text, acc: &mut Diagnostics) -> String {
    let parts: Vec<&str> = name.value.split("::").map(str::trim).collect();
    let fault = if parts.iter().any(|it| it.is_empty() || it.starts_with(':') || it.ends_with(':'))
    {
        Some("a part of the name beside `::` is empty, or a colon too many stands there")
    } else if name.value.contains('"') {
        Some("versions of Anki before 23.10 drop quotation marks from names")
    } else if parts[0].eq_ignore_ascii_case("default") {
        Some("`Default` is the deck that every collection has")
    } else if name.value.chars().any(char::is_control) {
        Some("the name holds a line break or a tab")
    } else {
        None
    };
    if let Some(message) = fault {
        acc.push(Diagnostic::new(Code::InvalidDeckName, name.span, message).help(
            "choose a name such as `English::Film words`, with `::` between a deck and its subdeck",
        ));
    }
    parts.join("::")
}
