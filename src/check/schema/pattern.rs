//! The patterns of the JSON Schema. Texts are trimmed before they are checked, so all patterns
//! accept white space around them.

use crate::check::rules::{invalid_deck_id, invalid_language};

/// An empty value.
pub(super) const EMPTY: &str = r"^\s*$";

/// Any text: no control characters except line breaks and tabs.
pub(super) const TEXT: &str = r"^\s*[^\x00-\x08\x0B-\x1F\x7F-\x84\x86-\x9F]*\s*$";

/// Any text that is not blank.
pub(super) const FILLED: &str = concat!(
    r"^\s*[^\s\x00-\x08\x0B-\x1F\x7F-\x84\x86-\x9F]",
    r"[^\x00-\x08\x0B-\x1F\x7F-\x84\x86-\x9F]*\s*$"
);

/// A text of one line.
pub(super) const LINE: &str = r"^\s*[^\x00-\x08\x0A-\x1F\x7F-\x84\x86-\x9F]*\s*$";

/// The id of an entry or an item, as in the rule `invalid-id`.
pub(super) const ID: &str = r"^\s*[\p{Alphabetic}\p{M}\p{N}._' -]*\s*$";

/// The id of a deck, as in the rule `invalid-deck-id`.
pub(super) const DECK_ID: &str = r"^\s*[a-z0-9][a-z0-9-]{0,63}\s*$";

/// A rank by frequency.
pub(super) const RANK: &str = r"^\s*(?:\+?0*[1-9][0-9]{0,8})?\s*$";

/// A key of a region in `pronunciation`: a tag with a language of two or three letters.
pub(super) const REGION: &str = r"^\s*[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\s*$";

/// Returns the pattern of ids that have another meaning to Anki or Windows.
pub(super) fn taken_deck_id() -> String {
    let devices = invalid_deck_id::DEVICES.join("|");
    format!(r"^\s*(?:collection|backup-.*|{devices}|com[0-9]|lpt[0-9])\s*$")
}

/// Returns the pattern of deck names that the rule `invalid-deck-name` rejects.
pub(super) fn wrong_deck_name() -> String {
    let default = any_case("default");
    format!(r#"^\s*:|:\s*$|:\s*::|::\s*:|"|\S\s*[\n\t]\s*\S|^\s*{default}\s*(?:::|$)"#)
}

/// Returns the pattern of a BCP 47 tag.
pub(super) fn language() -> String {
    let part = "-[A-Za-z0-9]{1,8}";
    format!(r"^\s*(?:(?:[A-Za-z]{{2,3}}|[A-Za-z]{{5,8}})(?:{part})*|[Xx](?:{part})+)\s*$")
}

/// Returns the pattern of names of languages, which are rejected because the tag is meant.
pub(super) fn language_name() -> String {
    let names: Vec<String> = invalid_language::NAMES.iter().map(|it| any_case(it.0)).collect();
    format!(r"^\s*(?:{})\s*$", names.join("|"))
}

/// Returns the pattern of true or false in all spellings of YAML, or an empty value.
pub(super) fn truth() -> String {
    format!(r"^\s*(?:{})?\s*$", truth_words())
}

/// Returns the pattern of [`truth`], or of a number.
pub(super) fn limit() -> String {
    format!(r"^\s*(?:{}|\+?[0-9]+)?\s*$", truth_words())
}

/// Returns the pattern of one of a few words, or an empty value.
pub(super) fn one_of(words: &[&str]) -> String {
    format!(r"^\s*(?:{})?\s*$", words.join("|"))
}

fn truth_words() -> String {
    ["true", "yes", "on", "false", "no", "off"].map(any_case).join("|")
}

/// Returns the pattern of a word in any case. A schema has no other way to ignore case.
fn any_case(word: &str) -> String {
    word.chars().map(|it| format!("[{}{it}]", it.to_ascii_uppercase())).collect()
}
