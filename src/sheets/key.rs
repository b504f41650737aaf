//! The keys that identify rows when a table is imported.

use std::fmt;

/// What the key of an entry has in place of a slot.
///
/// Without it, a spreadsheet would convert the keys of entries such as `007` or `1-2` to numbers or
/// dates.
const WHOLE: &str = "entry";

/// The entry, and the item in it, that a row represents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The id of the entry.
    pub entry: String,
    /// The slot of the item, as in [`crate::model::slot`], or `distinction/1/cue/2` for a cue;
    /// `None` if the row represents the entry as a whole.
    pub slot: Option<String>,
}

impl Key {
    /// Returns the key of an entry as a whole.
    pub fn of_entry(entry: &str) -> Key {
        Key { entry: entry.to_owned(), slot: None }
    }

    /// Returns the key of an item.
    pub fn of_item(entry: &str, slot: impl Into<String>) -> Key {
        Key { entry: entry.to_owned(), slot: Some(slot.into()) }
    }

    /// Parses a key in the form of its `Display`: `premiere definition/1`, `premiere entry`.
    /// Returns `None` if it has another form.
    ///
    /// No id contains a `/`, and no slot contains a space before its first `/`, so the two are
    /// separated by the last space before that.
    pub fn parse(text: &str) -> Option<Key> {
        let text = text.trim();
        let head = text.split('/').next().unwrap_or(text);
        let (entry, kind) = head.rsplit_once(' ')?;
        if entry.is_empty() {
            return None;
        }
        let slot = text.get(entry.len() + 1..).filter(|it| it.contains('/'));
        match slot {
            Some(slot) => Some(Key::of_item(entry, slot)),
            None => (kind == WHOLE).then(|| Key::of_entry(entry)),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.entry, self.slot.as_deref().unwrap_or(WHOLE))
    }
}
