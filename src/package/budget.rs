//! How much may be read from a collection.
//!
//! In a sound database every byte is read once. In a damaged one the same page may be led to again and
//! again, so that a small file holds rows without end; and a byte of a file may be a whole empty text in
//! memory. So what is kept is weighed, and so are the steps that the database makes.

use crate::package::PackageError;

/// The most that is kept in memory, in bytes.
const MOST: u64 = 4 << 30;
/// What a text weighs beside its letters: an empty one is at most one byte of the file.
const TEXT: u64 = 24;
/// What a row weighs beside its texts; in the file it is six bytes at least.
const ROW: u64 = 64;
/// What a byte of the file can be at most: a little more than an empty text.
const PER_BYTE: u64 = 32;

/// What may still be kept.
pub(super) struct Budget {
    left: u64,
}

impl Budget {
    /// For a collection of `size` bytes.
    pub(super) fn new(size: u64) -> Budget {
        Budget { left: size.saturating_mul(PER_BYTE).min(MOST) }
    }

    /// Takes a row.
    pub(super) fn row(&mut self) -> Result<(), PackageError> {
        self.take(ROW)
    }

    /// Takes a text.
    pub(super) fn text(&mut self, text: &str) -> Result<String, PackageError> {
        self.take(TEXT + text.len() as u64)?;
        Ok(text.to_owned())
    }

    fn take(&mut self, weight: u64) -> Result<(), PackageError> {
        self.left = self.left.checked_sub(weight).ok_or(PackageError::Inflated)?;
        Ok(())
    }
}

/// The steps of SQLite's machine between two questions whether it may go on.
pub(super) const STEPS: i32 = 10_000;

/// How often a database of `size` bytes may ask: a row is some twenty steps and six bytes or more.
pub(super) fn questions(size: u64) -> u64 {
    1_000 + size.saturating_mul(8) / STEPS.unsigned_abs() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_so_dense_that_it_would_be_refused() {
        // A thousand empty texts, each a byte of the file.
        let mut budget = Budget::new(1_000);
        assert!((0..1_000).all(|_| budget.text("").is_ok()));
        let mut budget = Budget::new(6_000);
        assert!((0..1_000).all(|_| budget.row().is_ok() && budget.text("").is_ok()));
    }

    #[test]
    fn a_file_gives_no_more_than_it_can_hold() {
        let mut budget = Budget::new(100);
        let texts = (0..).take_while(|_| budget.text("0123456789").is_ok()).count();
        assert_eq!(texts, 94);
        assert!(matches!(Budget::new(0).row(), Err(PackageError::Inflated)));
    }
}
