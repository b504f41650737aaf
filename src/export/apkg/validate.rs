//! The last check before anything is written: one bad record makes Anki refuse the whole package,
//! so a fault of ours has to be told here and not by a learner.

use crate::anki::Note;
use crate::export::ExportError;

/// What has been seen of a package's notes.
#[derive(Default)]
pub(super) struct Validator {
    /// GUIDs as the numbers that they stand for.
    guids: Vec<u64>,
}

impl Validator {
    /// Checks one note by itself.
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
        let ordinals: Vec<u16> = note.cards.iter().map(|it| it.ordinal).collect();
        if ordinals != note.generated_ordinals() {
            return fault("has other cards than Anki would make");
        }
        if note.cards.iter().any(|it| i32::try_from(it.due).is_err()) {
            return fault("has a card too far down the order");
        }
        if note.tags.iter().any(|it| it.is_empty() || it.contains([' ', '\u{3000}', '"'])) {
            return fault("has a tag that Anki would change");
        }
        let Some(number) = number(&note.guid) else { return fault("has a GUID of another form") };
        self.guids.push(number);
        Ok(())
    }

    /// Checks the notes together.
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

/// The number that a GUID of eleven digits in base 62 stands for.
fn number(guid: &str) -> Option<u64> {
    if guid.len() != 11 {
        return None;
    }
    guid.bytes().try_fold(0_u64, |number, digit| {
        let digit = match digit {
            b'0'..=b'9' => digit - b'0',
            b'A'..=b'Z' => digit - b'A' + 10,
            b'a'..=b'z' => digit - b'a' + 36,
            _ => return None,
        };
        number.checked_mul(62)?.checked_add(u64::from(digit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anki::guid;

    #[test]
    fn guids_lead_back_to_their_numbers() {
        assert_eq!(number("00000000010"), Some(62));
        assert_eq!(number("0000000000-"), None);
        assert!(number(&guid("a", "b", "c")).is_some());
    }
}
