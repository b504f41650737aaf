//! The patterns of the JSON Schema. Texts are trimmed before they are checked, so blanks may stand
//! around everything.

use crate::check::rules::{invalid_deck_id, invalid_language};

/// What is nothing.
pub(super) const EMPTY: &str = r"^\s*$";

/// Any text: without control characters, but for line breaks and tabs.
pub(super) const TEXT: &str = r"^\s*[^\x00-\x08\x0B-\x1F\x7F-\x84\x86-\x9F]*\s*$";

/// The same, and not blank.
pub(super) const FILLED: &str = concat!(
    r"^\s*[^\s\x00-\x08\x0B-\x1F\x7F-\x84\x86-\x9F]",
    r"[^\x00-\x08\x0B-\x1F\x7F-\x84\x86-\x9F]*\s*$"
);

/// A text of one line.
pub(super) const LINE: &str = r"^\s*[^\x00-\x08\x0A-\x1F\x7F-\x84\x86-\x9F]*\s*$";

/// The id of an entry or an item, as the rule `invalid-id` has it.
pub(super) const ID: &str = r"^\s*[\p{Alphabetic}\p{M}\p{N}._' -]*\s*$";

/// The id of a deck, as the rule `invalid-deck-id` has it.
pub(super) const DECK_ID: &str = r"^\s*[a-z0-9][a-z0-9-]{0,63}\s*$";

/// Ids that mean something else to Anki or Windows.
pub(super) fn taken_deck_id() -> String {
    let devices = invalid_deck_id::DEVICES.join("|");
    format!(r"^\s*(?:collection|backup-.*|{devices}|com[0-9]|lpt[0-9])\s*$")
}

/// A name of a deck that the rule `invalid-deck-name` refuses.
pub(super) fn wrong_deck_name() -> String {
    let default = any_case("default");
    format!(r#"^\s*:|:\s*$|:\s*::|::\s*:|"|\S\s*[\n\t]\s*\S|^\s*{default}\s*(?:::|$)"#)
}

/// A BCP 47 tag.
pub(super) fn language() -> String {
    let part = "-[A-Za-z0-9]{1,8}";
    format!(r"^\s*(?:(?:[A-Za-z]{{2,3}}|[A-Za-z]{{5,8}})(?:{part})*|[Xx](?:{part})+)\s*$")
}

/// A name of a language, where its tag is meant.
pub(super) fn language_name() -> String {
    let names: Vec<String> = invalid_language::NAMES.iter().map(|it| any_case(it.0)).collect();
    format!(r"^\s*(?:{})\s*$", names.join("|"))
}

/// True or false in all spellings of YAML, or nothing.
pub(super) fn truth() -> String {
    format!(r"^\s*(?:{})?\s*$", truth_words())
}

/// The same, or a number.
pub(super) fn limit() -> String {
    format!(r"^\s*(?:{}|\+?[0-9]+)?\s*$", truth_words())
}

/// One of a few words, or nothing.
pub(super) fn one_of(words: &[&str]) -> String {
    format!(r"^\s*(?:{})?\s*$", words.join("|"))
}

fn truth_words() -> String {
    ["true", "yes", "on", "false", "no", "off"].map(any_case).join("|")
}

/// A word in small or capital letters: a schema has no other way to say it.
fn any_case(word: &str) -> String {
    word.chars().map(|it| format!("[{}{it}]", it.to_ascii_uppercase())).collect()
}
