//! Renders notes as Anki stores them.

use std::collections::BTreeSet;

use crate::anki::{Content, Note};
use crate::export::html;
use crate::ledger::{Change, Facts, content_hash};
use crate::model::Language;

/// A note as Anki stores it.
#[derive(Debug)]
pub struct Stored<'n, 'e> {
    /// The note.
    pub note: &'n Note<'e>,
    /// Its rendered fields, separated by U+001F.
    pub fields: String,
    /// Its tags, separated by spaces, with a space before the first and after the last.
    pub tags: String,
    /// The hash of fields, tags and media, see [`content_hash`].
    pub hash: String,
    /// The time of its last change, in seconds since 1970.
    pub modified: i64,
    /// What happened to it since the last build.
    pub change: Change,
}

/// The separator between fields.
pub(crate) const FIELD_END: char = '\u{1f}';

impl<'n, 'e> Stored<'n, 'e> {
    /// Renders a note. Its time and change are set later.
    pub fn of(note: &'n Note<'e>, language: &Language) -> Stored<'n, 'e> {
        let mut fields = String::with_capacity(1024);
        for (at, content) in note.fields.iter().enumerate() {
            if at > 0 {
                fields.push(FIELD_END);
            }
            html::render(content, language, &mut fields);
        }
        let mut tags =
            String::with_capacity(note.tags.iter().map(|it| it.len() + 1).sum::<usize>() + 1);
        for tag in &note.tags {
            tags.push(' ');
            tags.push_str(tag);
        }
        if !tags.is_empty() {
            tags.push(' ');
        }
        let mut stored =
            Stored { note, fields, tags, hash: String::new(), modified: 0, change: Change::New };
        let (kind, media) = (note.kind.name(), stored.media());
        stored.hash = content_hash(kind, &stored.fields, &stored.tags, media);
        stored
    }

    /// Returns the facts that the ledger keeps.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            guid: &self.note.guid,
            item: self.note.item,
            hash: &self.hash,
            cards: self.note.cards.iter().map(|it| it.ordinal).collect(),
        }
    }

    /// Returns the rendered fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.split(FIELD_END)
    }

    /// Returns the names of the media files to which it refers.
    pub fn media(&self) -> BTreeSet<&'n str> {
        let mut found = BTreeSet::new();
        self.note.fields.iter().for_each(|it| collect_media(it, &mut found));
        found
    }
}

fn collect_media<'n>(content: &'n Content<'_>, found: &mut BTreeSet<&'n str>) {
    match content {
        Content::Sound(name) => {
            found.insert(name);
        }
        Content::Phrases(lines) => found.extend(lines.iter().filter_map(|it| it.sound)),
        Content::Senses(all) => {
            found.extend(all.iter().flat_map(|it| &it.examples).filter_map(|it| it.sound));
        }
        Content::Stack(all) => all.iter().for_each(|it| collect_media(it, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_may_be_rendered_in_several_threads() {
        fn is_shared<T: Send + Sync>() {}
        is_shared::<Stored<'_, '_>>();
        is_shared::<Facts<'_>>();
    }
}
