//! Numbers with their nouns.

use crate::diag::Counts;

/// Returns a number with its noun in the singular or plural.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        _ => format!("{count} {noun}s"),
    }
}

/// Returns the errors and warnings in words, such as `2 errors, 1 warning`.
pub(crate) fn counted_problems(counts: Counts) -> String {
    match (counts.errors, counts.warnings) {
        (0, warnings) => counted(warnings, "warning"),
        (errors, 0) => counted(errors, "error"),
        (errors, warnings) => {
            format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
        }
    }
}
