//! Search strings for Anki's browser.

use crate::export::retired_tag;
use crate::model::Deck;

/// More notes than these are found by the tag that `--to retired` gives them.
const MOST: usize = 40;

/// Returns a search that finds the notes with these GUIDs by their keys, which begin with
/// `retired/` once the notes are tagged as that. Many notes are found only after the deck's
/// `retired.txt` has been imported.
pub(crate) fn of(deck: &Deck, guids: &[&str]) -> String {
    if guids.len() > MOST {
        return format!("\"tag:{}\" (after importing {}.retired.txt)", retired_tag(deck), deck.id);
    }
    of_all(guids)
}

/// Returns a search that finds the notes with these GUIDs, however many they are.
pub(crate) fn of_all(guids: &[&str]) -> String {
    let terms: Vec<String> = guids.iter().map(|it| term(it)).collect();
    terms.join(" OR ")
}

fn term(guid: &str) -> String {
    if guid.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return format!("Key:*{guid}");
    }
    let mut term = String::from("\"Key:*");
    for letter in guid.chars() {
        match letter {
            // The key may hold these as HTML, which Anki does not read here.
            '<' | '>' | '&' | '{' | '}' | '[' | '\\' | ':' => term.push_str("_*"),
            '"' | '*' | '_' => term.extend(['\\', letter]),
            other => term.push(other),
        }
    }
    term.push('"');
    term
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anki_takes_for_more_than_letters_is_escaped_or_left_open() {
        assert_eq!(term("J0w7z8Zx66u"), "Key:*J0w7z8Zx66u");
        assert_eq!(term("a b:*\"_"), "\"Key:*a b_*\\*\\\"\\_\"");
        assert_eq!(term("!#$%&"), "\"Key:*!#$%_*\"");
    }
}
