//! Renders notes as Anki stores them.

use std::collections::BTreeSet;

use crate::anki::{Content, Note};
use crate::export::html;
use crate::ledger::{Change, Facts, Missing, content_hash};
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
    /// The hash of fields, tags and media, see `content_hash`.
    pub hash: String,
    /// The time of its first build, in milliseconds since 1970: its id.
    pub created: i64,
    /// The time of its last change, in seconds since 1970.
    pub modified: i64,
    /// What happened to it since the last release; see `Change`.
    pub change: Change,
    /// Whether the last release did not have it, though an earlier one did.
    pub is_back: bool,
    /// The cards that learners have and that it no longer has.
    pub missing: Vec<Missing>,
}

/// The separator between fields.
pub(crate) const FIELD_END: char = '\u{1f}';

/// The parts of a note that Anki stores, rendered.
#[derive(Clone, Debug)]
pub struct Rendered {
    fields: String,
    tags: String,
    hash: String,
}

impl Rendered {
    /// Renders a note.
    pub fn of(note: &Note<'_>, language: &Language) -> Rendered {
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
        let hash = content_hash(note.kind.name(), &fields, &tags, media(note));
        Rendered { fields, tags, hash }
    }
}

impl<'n, 'e> Stored<'n, 'e> {
    /// Joins a note with its rendered parts. Its times and change are set later.
    pub fn new(note: &'n Note<'e>, rendered: Rendered) -> Stored<'n, 'e> {
        let Rendered { fields, tags, hash } = rendered;
        let (change, missing) = (Change::New, Vec::new());
        let (created, modified, is_back) = (0, 0, false);
        Stored { note, fields, tags, hash, created, modified, change, is_back, missing }
    }

    /// Returns the facts that the ledger keeps.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            guid: &self.note.guid,
            item: self.note.item,
            hash: &self.hash,
            cards: self.note.cards.iter().map(|it| it.ordinal).collect(),
            asks: &self.note.asks,
            waiting: &self.note.waiting,
        }
    }

    /// Adds a tag with the day of the last change, in the order of tags. It is not part of the hash:
    /// it changes only together with the note.
    pub fn tag_change(&mut self) {
        let day = format!("changed::{}", date(self.modified));
        let is_before = |it: &&str| it.to_lowercase() < day;
        let place = self.tags.split_whitespace().filter(is_before).map(|it| it.len() + 1).sum();
        self.tags.insert_str(place, &format!(" {day}"));
        if self.tags.len() == day.len() + 1 {
            self.tags.push(' ');
        }
    }

    /// Returns the rendered fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.split(FIELD_END)
    }

    /// Returns the names of the media files to which it refers.
    pub fn media(&self) -> BTreeSet<&'n str> {
        media(self.note)
    }
}

/// Returns the day of a time in seconds since 1970, in UTC, as year, month and day.
fn date(seconds: i64) -> String {
    // Days are counted from March of the year 0, so that a leap day is the last one of its year.
    let days = seconds.div_euclid(24 * 3600) + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", year + era * 400 + next)
}

/// Returns the names of the media files to which a note refers.
fn media<'n>(note: &'n Note<'_>) -> BTreeSet<&'n str> {
    let mut found = BTreeSet::new();
    note.fields.iter().for_each(|it| collect_media(it, &mut found));
    found
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
        Content::Sections(all) => all.iter().for_each(|it| collect_media(&it.1, found)),
        Content::Stack(all) => all.iter().for_each(|it| collect_media(it, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_its_day() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (951_782_399, "2000-02-28"),
            (951_782_400, "2000-02-29"),
            (1_795_305_600, "2026-11-22"),
            (-1, "1969-12-31"),
        ] {
            assert_eq!(date(seconds), day);
        }
    }

    #[test]
    fn notes_may_be_rendered_in_several_threads() {
        fn is_shared<T: Send + Sync>() {}
        is_shared::<Stored<'_, '_>>();
        is_shared::<Facts<'_>>();
    }
}
