//! Tags as Anki stores them.

use std::collections::BTreeMap;

use crate::anki::notetype::Kind;
use crate::model::{Deck, Entry};

/// The tags of an entry's notes of a kind: the author's, and those of level, register, part of
/// speech, kind and word.
pub fn of_note(deck: &Deck, entry: &Entry, kind: Kind, part_of_speech: &str) -> Vec<String> {
    let labelled = |label: &str, value: &str| {
        (!value.is_empty()).then(|| format!("{label}::{}", value.replace("::", ":")))
    };
    let own = deck.tags.iter().chain(&entry.tags).cloned();
    let automatic = [
        labelled("level", entry.level.map_or("", |it| it.name())),
        labelled("register", entry.register.as_deref().unwrap_or("")),
        labelled("pos", part_of_speech),
        labelled("kind", kind.name()),
        labelled("word", &entry.id),
    ];
    safe_all(own.chain(automatic.into_iter().flatten()))
}

/// A tag that every version of Anki takes as it is: no blanks, quotes or control characters, and
/// nothing empty between `::` (Anki 26.9.3 would write `blank` there, 2.1.36 leaves it).
///
/// Nothing comes of a text without any other character.
pub(crate) fn safe(tag: &str) -> Option<String> {
    let parts: Vec<String> = tag.split("::").map(part).filter(|it| !it.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("::"))
}

fn part(part: &str) -> String {
    let words: Vec<String> = part
        .split(|it: char| it.is_whitespace() || it.is_control())
        .map(|it| it.chars().filter(|it| *it != '"').collect())
        .filter(|it: &String| !it.is_empty())
        .collect();
    words.join("_").trim_matches(':').to_owned()
}

/// Safe tags in Anki's order, each once whatever its case.
pub(crate) fn safe_all(tags: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut found = BTreeMap::new();
    for tag in tags.into_iter().filter_map(|it| safe(&it)) {
        found.entry(tag.to_lowercase()).or_insert(tag);
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_made_safe() {
        for (tag, expected) in [
            ("film", Some("film")),
            ("first night", Some("first_night")),
            (" a\u{3000}b\tc ", Some("a_b_c")),
            ("a::::b::", Some("a::b")),
            ("say \"hi\"", Some("say_hi")),
            ("a:::b", Some("a::b")),
            ("::", None),
            (" ", None),
        ] {
            assert_eq!(safe(tag).as_deref(), expected, "{tag}");
        }
    }

    #[test]
    fn repeated_tags_are_dropped_whatever_their_case() {
        let tags = ["b", "A", "a", "B"].map(str::to_owned);
        assert_eq!(safe_all(tags), ["A", "b"]);
    }
}
