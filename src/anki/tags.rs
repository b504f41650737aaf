//! Tags as Anki stores them.

use std::borrow::Cow;

use crate::anki::notetype::Kind;
use crate::model::{Deck, Entry, Str};

/// Returns the tags of an entry's notes of a kind: the author's, and those of level, register, part
/// of speech, kind and word.
pub(crate) fn of_note(deck: &Deck, entry: &Entry, kind: Kind, part_of_speech: &str) -> Vec<String> {
    EntryTags::new(deck, entry).of_note(kind, part_of_speech)
}

/// The tags that all notes of an entry have.
pub(crate) struct EntryTags {
    /// The tags in Anki's order.
    common: Vec<Tag>,
}

/// A safe tag.
struct Tag {
    tag: String,
    /// Its lower-case letters, by which tags are compared and sorted, if they differ from it.
    lower: Option<String>,
}

impl Tag {
    fn new(tag: String) -> Tag {
        let is_lower = tag.bytes().all(|it| it.is_ascii() && !it.is_ascii_uppercase());
        Tag { lower: (!is_lower).then(|| tag.to_lowercase()), tag }
    }

    fn key(&self) -> &str {
        self.lower.as_deref().unwrap_or(&self.tag)
    }
}

impl EntryTags {
    /// Creates the author's tags, and those of level, register and word.
    pub(crate) fn new(deck: &Deck, entry: &Entry) -> EntryTags {
        let of_deck = deck.tags.iter().map(String::as_str);
        let own = of_deck.chain(entry.tags.iter().map(Str::as_str)).filter_map(safe);
        let automatic = [
            labelled("level", entry.level.as_ref().map_or("", |it| it.name())),
            labelled("register", entry.register.as_deref().unwrap_or("")),
            labelled("word", if deck.has_word_tags { &entry.id } else { "" }),
        ];
        let all = own.chain(automatic.into_iter().flatten());
        EntryTags { common: in_order(all.map(Cow::into_owned)) }
    }

    /// Returns these tags, and those of kind and part of speech. Automatic tags never equal each
    /// other, and the author's take precedence over them, so it does not matter which is added
    /// last.
    pub(crate) fn of_note(&self, kind: Kind, part_of_speech: &str) -> Vec<String> {
        let more = [labelled("pos", part_of_speech), labelled("kind", kind.name())];
        let more = in_order(more.into_iter().flatten().map(Cow::into_owned));
        let mut tags = Vec::with_capacity(self.common.len() + more.len());
        let mut more = more.into_iter().peekable();
        for it in &self.common {
            while let Some(earlier) = more.next_if(|more| more.key() < it.key()) {
                tags.push(earlier.tag);
            }
            more.next_if(|more| more.key() == it.key());
            tags.push(it.tag.clone());
        }
        tags.extend(more.map(|it| it.tag));
        tags
    }
}

fn labelled(label: &str, value: &str) -> Option<Cow<'static, str>> {
    if value.is_empty() {
        return None;
    }
    let mut tag = String::with_capacity(label.len() + 2 + value.len());
    tag.push_str(label);
    tag.push_str("::");
    if is_safe(value) {
        tag.push_str(value);
        return Some(Cow::Owned(tag));
    }
    tag.push_str(&value.replace("::", ":"));
    safe(&tag).map(|it| Cow::Owned(it.into_owned()))
}

/// Returns a tag that every version of Anki accepts unchanged: without white space, quotes, control
/// characters and empty parts between `::` (Anki 26.9.3 would fill these with `blank`, 2.1.36 keeps
/// them).
///
/// Returns `None` if no other characters are left.
fn safe(tag: &str) -> Option<Cow<'_, str>> {
    if is_safe(tag) {
        return (!tag.is_empty()).then_some(Cow::Borrowed(tag));
    }
    let parts: Vec<String> = tag.split("::").map(part).filter(|it| !it.is_empty()).collect();
    (!parts.is_empty()).then(|| Cow::Owned(parts.join("::")))
}

/// Returns whether a text has no colons and no characters that tags must not contain.
fn is_safe(text: &str) -> bool {
    if text.bytes().all(|it| it.is_ascii_graphic() & (it != b'"') & (it != b':')) {
        return true;
    }
    let is_safe = |it: char| !it.is_whitespace() && !it.is_control() && !matches!(it, '"' | ':');
    text.chars().all(is_safe)
}

fn part(part: &str) -> String {
    let words: Vec<String> = part
        .split(|it: char| it.is_whitespace() || it.is_control())
        .map(|it| it.chars().filter(|it| *it != '"').collect())
        .filter(|it: &String| !it.is_empty())
        .collect();
    words.join("_").trim_matches(':').to_owned()
}

/// Returns safe tags in Anki's order. Of those that differ only in case the first is kept.
fn in_order(tags: impl Iterator<Item = String>) -> Vec<Tag> {
    let mut all: Vec<Tag> = tags.map(Tag::new).collect();
    all.sort_by(|a, b| a.key().cmp(b.key()));
    all.dedup_by(|later, first| later.key() == first.key());
    all
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
        let tags: Vec<_> = in_order(tags.into_iter()).into_iter().map(|it| it.tag).collect();
        assert_eq!(tags, ["A", "b"]);
    }
}
