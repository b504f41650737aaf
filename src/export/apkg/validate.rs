//! Validates notes before anything is written: Anki rejects the whole package if one record is
//! invalid, so a bug of this program must be found here and not by a learner.

use std::hash::{DefaultHasher, Hasher};

use crate::anki::Note;
use crate::export::ExportError;

/// The state of validating the notes of a package.
#[derive(Default)]
pub(super) struct Validator {
    /// The hashes of GUIDs, which take eight megabytes for a million. Two are not expected to be
    /// equal by chance with fewer than billions of notes.
    guids: Vec<u64>,
}

impl Validator {
    /// Validates a note by itself.
    pub(super) fn check(&mut self, note: &Note<'_>) -> Result<(), ExportError> {
        let notetype = note.kind.notetype();
        let fault = |what: &str| {
            Err(ExportError::Invalid(format!(
                "note {} of entry `{}` {what}",
                note.guid, note.entry
            )))
        };
        if note.fields.len() != notetype.fields.len() {
            return fault("does not have its type's fields");
        }
        if note.fields[0].is_empty() || note.headword.is_empty() {
            return fault("has no key or no headword");
        }
        if note.cards.is_empty() {
            return fault("has no card");
        }
        if !note.cards.iter().map(|it| it.ordinal).eq(note.generated_ordinals()) {
            return fault("has other cards than Anki would make");
        }
        if note.cards.iter().any(|it| i32::try_from(it.due).is_err()) {
            return fault("has a card too far down the order");
        }
        let changes = |it: char| matches!(it, ' ' | '\u{3000}' | '"');
        if note.tags.iter().any(|it| it.is_empty() || it.contains(changes)) {
            return fault("has a tag that Anki would change");
        }
        // The GUID of a note that was taken over from another tool may be any text.
        if note.guid.is_empty() || note.guid.contains(char::is_control) {
            return fault("has a GUID that is empty or has a control character");
        }
        self.guids.push(short_hash(&note.guid));
        Ok(())
    }

    /// Validates the notes together.
    pub(super) fn finish(mut self) -> Result<(), ExportError> {
        if self.guids.is_empty() {
            return Err(ExportError::Invalid("the package holds no note".to_owned()));
        }
        self.guids.sort_unstable();
        if self.guids.windows(2).any(|it| it[0] == it[1]) {
            return Err(ExportError::Invalid("two notes have the same GUID".to_owned()));
        }
        Ok(())
    }
}

fn short_hash(guid: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(guid.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_two_guids_are_told_apart() {
        let check = |guids: &[&str]| {
            let guids = guids.iter().map(|it| short_hash(it)).collect();
            Validator { guids }.finish().is_ok()
        };
        assert!(check(&["J0w7z8Zx66u", "!#$%&", "!#$%", "\"'<"]));
        assert!(!check(&["J0w7z8Zx66u", "!#$%&", "!#$%&"]));
        assert!(!check(&[]));
    }
}
