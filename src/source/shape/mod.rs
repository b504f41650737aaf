//! The shape of a source: every mapping and every key, declared once.
//!
//! To add a key, add a line to [`entry`], [`item`] or [`mod@file`]. These declarations determine
//! which keys are known and which are suggested for misspelt ones, the order in which new keys are
//! written, the columns of tables, the JSON Schema, and the tables of keys in docs/format.md.

mod cards;
mod docs;
mod entry;
mod file;
mod item;
mod shared;

pub(crate) use cards::{CARDS, profiles};
pub use docs::key_tables;
pub(crate) use entry::{CONTEXTS, DIALECTS, ENTRY, MEMORY};
pub(crate) use file::{DECK, FILE};
pub(crate) use item::{
    BY_DIALECT, COLLOCATION, CUE, DISTINCTION, EXAMPLE, MISTAKE, PATTERN, QUESTION, QUIZ, SENSE,
};
pub(crate) use shared::{ACCENT, PRONUNCIATION};

/// A mapping of a source.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Its name in messages.
    pub(crate) owner: &'static str,
    /// Where it belongs, as a phrase after "belongs", for messages about misplaced keys.
    pub(crate) home: &'static str,
    /// Its keys, in the order in which they are documented and written.
    pub(crate) keys: &'static [Key],
}

/// A key of a mapping.
#[derive(Debug)]
pub(crate) struct Key {
    /// The key as it is written.
    pub(crate) name: &'static str,
    /// The kind of its value.
    pub(crate) kind: Kind,
    /// A description of the value in Markdown, for docs/format.md and the JSON Schema.
    pub(crate) about: &'static str,
    /// Whether the mapping requires it.
    pub(crate) is_required: bool,
    /// Whether it counts as something to learn, of which an entry or a sense needs at least one.
    pub(crate) is_matter: bool,
    /// The heading of the section in which cards show it, if it makes no cards of its own.
    pub(crate) section: Option<&'static str>,
    /// The column that tables have for it, or for each key of its mapping.
    pub(crate) column: Option<Column>,
}

/// A column of the tables for teachers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// A description of the column for the user.
    pub(crate) about: &'static str,
    /// The width in characters.
    pub(crate) width: u16,
    /// Whether the columns for the keys of a mapping are named after these keys alone.
    pub(crate) is_bare: bool,
}

/// The kind of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A text.
    Text,
    /// A text of one line.
    Line,
    /// The id of an entry or an item.
    Id,
    /// The id of a deck.
    DeckId,
    /// The name of a deck.
    DeckName,
    /// A language.
    Language,
    /// A list of languages.
    Languages,
    /// One of a few words.
    OneOf(fn() -> Vec<&'static str>),
    /// A text, usually one of these words.
    Usually(fn() -> Vec<&'static str>),
    /// True or false.
    Truth,
    /// True, false or a number.
    Limit,
    /// A whole number from 1.
    Rank,
    /// A list of texts.
    Texts,
    /// The codes of warnings, one or a list.
    Warnings,
    /// At least two texts, all different.
    Choices,
    /// A mapping.
    Map(&'static Shape),
    /// A mapping, or the text of its first key.
    TextOr(&'static Shape),
    /// A mapping that may also have language tags as keys, with values like those of its last key;
    /// or the text of its first key.
    Regions(&'static Shape),
    /// A list of texts, or a mapping of such lists by names that the author chooses.
    Forms,
    /// A mapping of texts by names that the author chooses.
    Fields,
    /// A list of mappings.
    List(&'static Shape),
    /// A list of mappings, or of texts for their first keys.
    Phrases(&'static Shape),
    /// A list of phrases, or a mapping of such lists.
    Examples(&'static Shape, &'static Shape),
    /// A profile, or a mapping.
    Cards(&'static Shape),
    /// A mapping of texts by language.
    Translations,
    /// A mapping of texts by the texts of choices.
    Feedback,
    /// A list of ids or entries.
    Retired(&'static Shape),
}

impl Kind {
    /// Returns the shape of a mapping under a key of this kind, where `has` says which keys the
    /// mapping has.
    pub(crate) fn shape(self, has: &dyn Fn(&str) -> bool) -> Option<&'static Shape> {
        match self {
            Kind::Map(shape)
            | Kind::TextOr(shape)
            | Kind::Regions(shape)
            | Kind::List(shape)
            | Kind::Phrases(shape)
            | Kind::Cards(shape)
            | Kind::Retired(shape) => Some(shape),
            Kind::Examples(one, several) => Some(if has("text") { one } else { several }),
            _ => None,
        }
    }
}

impl Shape {
    /// Returns its name without an article.
    pub(crate) fn name(&self) -> &'static str {
        let name = self.owner.trim_matches('`');
        ["an ", "a "].iter().find_map(|it| name.strip_prefix(it)).unwrap_or(name)
    }

    /// Returns the key with this name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|it| it.name == name)
    }

    /// Returns the names of its keys.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().map(|it| it.name)
    }
}

impl Key {
    /// Returns its description as a sentence without links.
    pub(crate) fn plain_about(&self) -> String {
        let mut text = String::new();
        for (at, part) in self.about.split('[').enumerate() {
            match part.split_once("](") {
                Some((label, rest)) if at > 0 => {
                    text.push_str(label);
                    text.push_str(rest.split_once(')').map_or("", |it| it.1));
                }
                _ => text.push_str(part),
            }
        }
        let mut letters = text.chars();
        let first = letters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    }
}

/// Returns every mapping of a file, each once.
fn all() -> Vec<&'static Shape> {
    let mut found: Vec<&'static Shape> = vec![&FILE];
    let mut seen = 0;
    while let Some(shape) = found.get(seen) {
        seen += 1;
        for key in shape.keys {
            let below = [key.kind.shape(&|_| true), key.kind.shape(&|_| false)];
            for it in below.into_iter().flatten() {
                if !found.iter().any(|known| std::ptr::eq(*known, it)) {
                    found.push(it);
                }
            }
        }
    }
    found
}

/// Returns where a key belongs, as a phrase after "belongs", for a key in the wrong mapping.
pub(crate) fn home_of(name: &str) -> Option<String> {
    let mut homes: Vec<&str> = Vec::new();
    for shape in all().into_iter().filter(|it| it.key(name).is_some()) {
        if !homes.contains(&shape.home) {
            homes.push(shape.home);
        }
    }
    let short = |it: &str| it.split(", under").next().unwrap_or(it).to_owned();
    match homes.as_slice() {
        [one] => Some((*one).to_owned()),
        // A key that many mappings have belongs to none in particular.
        [others @ .., last] if others.len() < 3 => {
            let others: Vec<String> = others.iter().map(|it| short(it)).collect();
            Some(format!("{} or {}", others.join(", "), short(last)))
        }
        _ => None,
    }
}

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, about, is_required: false, is_matter: false, section: None, column: None }
}

impl Key {
    const fn required(self) -> Key {
        Key { is_required: true, ..self }
    }

    const fn matter(self) -> Key {
        Key { is_matter: true, ..self }
    }

    const fn section(self, heading: &'static str) -> Key {
        Key { section: Some(heading), ..self }
    }

    const fn column(self, width: u16, about: &'static str) -> Key {
        Key { column: Some(Column { about, width, is_bare: false }), ..self }
    }

    const fn bare_columns(self, width: u16, about: &'static str) -> Key {
        Key { column: Some(Column { about, width, is_bare: true }), ..self }
    }
}

#[cfg(test)]
mod tests;
