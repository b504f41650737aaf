//! Limits how much is read from a collection.
//!
//! In a valid database every byte is read once. In a damaged one, several pointers may lead to the
//! same page, so that a small file contains endless rows; and a single byte of the file can be an
//! empty text, which takes much more memory. So both the memory for the result and the steps of the
//! database are limited.

use crate::package::PackageError;

/// The maximum memory for the result, in bytes.
const MAX_MEMORY: u64 = 4 << 30;
/// The estimated size of a text besides its bytes; an empty one takes at most one byte of the file.
const TEXT: u64 = 24;
/// The estimated size of a row besides its texts; in the file it takes at least six bytes.
const ROW: u64 = 64;
/// The memory allowed for each byte of the file: a little more than an empty text takes.
const PER_BYTE: u64 = 32;

/// The memory that may still be used.
pub(super) struct Budget {
    left: u64,
}

impl Budget {
    /// Creates the budget for a collection of `size` bytes.
    pub(super) fn new(size: u64) -> Budget {
        Budget { left: size.saturating_mul(PER_BYTE).min(MAX_MEMORY) }
    }

    /// Takes the memory of a row.
    ///
    /// # Errors
    /// Returns [`PackageError::Inflated`] if the budget is exceeded.
    pub(super) fn row(&mut self) -> Result<(), PackageError> {
        self.take(ROW)
    }

    /// Takes the memory of a text, and returns a copy of it.
    ///
    /// # Errors
    /// Returns [`PackageError::Inflated`] if the budget is exceeded.
    pub(super) fn text(&mut self, text: &str) -> Result<String, PackageError> {
        self.take(TEXT + text.len() as u64)?;
        Ok(text.to_owned())
    }

    fn take(&mut self, weight: u64) -> Result<(), PackageError> {
        self.left = self.left.checked_sub(weight).ok_or(PackageError::Inflated)?;
        Ok(())
    }
}

/// The number of SQLite's virtual machine instructions between two calls of the progress handler.
pub(super) const STEPS: i32 = 10_000;

/// Returns how often the progress handler may be called for a database of `size` bytes: a row takes
/// about twenty instructions and at least six bytes.
pub(super) fn questions(size: u64) -> u64 {
    1_000 + size.saturating_mul(8) / STEPS.unsigned_abs() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_densest_file_is_within_the_budget() {
        // A thousand empty texts, each one byte of the file.
        let mut budget = Budget::new(1_000);
        assert!((0..1_000).all(|_| budget.text("").is_ok()));
        let mut budget = Budget::new(6_000);
        assert!((0..1_000).all(|_| budget.row().is_ok() && budget.text("").is_ok()));
    }

    #[test]
    fn more_than_a_file_can_contain_exceeds_the_budget() {
        let mut budget = Budget::new(100);
        let texts = (0..).take_while(|_| budget.text("0123456789").is_ok()).count();
        assert_eq!(texts, 94);
        assert!(matches!(Budget::new(0).row(), Err(PackageError::Inflated)));
    }
}
