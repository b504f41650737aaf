//! `invalid-deck-id`: a deck's id cannot name files everywhere.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Text;

const MOST_BYTES: usize = 64;
/// Names of devices on Windows, besides `com0` to `com9` and `lpt0` to `lpt9`.
pub(super) const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Reports an id that is no safe file name, or that Anki takes for something else.
pub(super) fn check(id: &Text, acc: &mut Diagnostics) {
    let Some((message, help)) = fault(&id.value) else { return };
    acc.push(Diagnostic::new(Code::InvalidDeckId, id.span, message).help(help));
}

fn fault(id: &str) -> Option<(String, String)> {
    let shown = super::shortened(id);
    if id == "collection" || id.starts_with("backup-") {
        let message = format!("a package named `{shown}` makes Anki replace the whole collection");
        return Some((message, "choose another id".to_owned()));
    }
    if is_device(id) {
        let message = format!("`{shown}` is the name of a device on Windows");
        return Some((message, "choose another id".to_owned()));
    }
    let is_sign = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    if !id.chars().all(is_sign) || id.starts_with('-') {
        let message = format!("`{shown}` cannot be a deck's id");
        return Some((
            message,
            format!("write it as `{}`: a-z, 0-9 and hyphens", deck_id_from(id)),
        ));
    }
    (id.len() > MOST_BYTES)
        .then(|| (format!("the id is {} signs long", id.len()), "use at most 64".to_owned()))
}

fn is_device(id: &str) -> bool {
    let numbered =
        |stem| id.strip_prefix(stem).is_some_and(|it| matches!(it.as_bytes(), [b'0'..=b'9']));
    DEVICES.contains(&id) || numbered("com") || numbered("lpt")
}

/// An id made of any name: one that the rule lets through.
pub fn deck_id_from(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let mut id = words.collect::<Vec<_>>().join("-");
    id.truncate(MOST_BYTES - "deck-".len());
    let id = id.trim_matches('-');
    if id.is_empty() {
        "my-deck".to_owned()
    } else if is_taken(id) {
        format!("deck-{id}")
    } else {
        id.to_owned()
    }
}

/// Whether Anki or Windows means something else by the name.
fn is_taken(id: &str) -> bool {
    id == "collection" || id.starts_with("backup-") || is_device(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_files_everywhere() {
        for good in ["film-words", "a", "007", "com", "com10", "backup", "collections"] {
            assert_eq!(fault(good), None, "{good}");
        }
        let long = "x".repeat(65);
        for bad in
            ["", "Film", "film_words", "-a", "collection", "backup-1", "nul", "com1", "é", &long]
        {
            assert_eq!(fault(bad).is_some(), !bad.is_empty(), "{bad}");
        }
    }

    #[test]
    fn an_id_made_of_a_name_is_let_through() {
        for name in [
            "Film words",
            "Collection",
            "CON",
            "Backup-2024",
            "Ünïcode",
            "日本",
            "",
            &"x".repeat(90),
        ] {
            assert_eq!(fault(&deck_id_from(name)), None, "{name}");
        }
    }
}
