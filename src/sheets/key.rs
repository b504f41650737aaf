//! What a row is about, in a form that finds its way back.

use std::fmt;

/// What stands where others have a slot, in the key of a row about an entry as a whole.
///
/// Without it the key of the entry `007` or `1-2` would be a number or a date to a spreadsheet.
const WHOLE: &str = "entry";

/// The entry and the item of it that a row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The id of the entry.
    pub entry: String,
    /// The slot of the item, as [`crate::model::slot`] has it, or `distinction/1/cue/2` for a cue;
    /// nothing where the row is about the entry as a whole.
    pub slot: Option<String>,
}

impl Key {
    /// The key of an entry as a whole.
    pub fn of_entry(entry: &str) -> Key {
        Key { entry: entry.to_owned(), slot: None }
    }

    /// The key of an item.
    pub fn of_item(entry: &str, slot: impl Into<String>) -> Key {
        Key { entry: entry.to_owned(), slot: Some(slot.into()) }
    }

    /// Reads what [`fmt::Display`] writes: `premiere definition/1`, `premiere entry`.
    ///
    /// No id holds a `/`, and no slot a blank before its first `/`, so the last blank before it
    /// stands between the two.
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
