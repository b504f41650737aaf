//! Diagnostics: what is wrong with a source, where, and how to fix it.
//!
//! This is the lowest layer: every layer reports through these types, and none of them depends on
//! how a diagnostic is displayed.

mod collected;
mod explain;
mod lines;
mod rule;
mod span;

pub use collected::Diagnostics;
pub(crate) use collected::{Counts, MOST_KEPT};
pub(crate) use explain::markdown;
pub(crate) use lines::{Lines, Position};
pub(crate) use rule::rules;
pub(crate) use rule::{Example, ExampleFile};
pub use rule::{Rule, Severity};
pub(crate) use span::Span;
pub use span::{FileId, Files};

use std::cmp::Ordering;

/// The place that a diagnostic refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A range of a file's text.
    Span(Span),
    /// A whole file or folder.
    File(FileId),
}

impl Place {
    /// Returns the file that contains the place.
    pub fn file(self) -> FileId {
        match self {
            Place::Span(span) => span.file,
            Place::File(file) => file,
        }
    }

    fn order(self) -> (FileId, u32, u32) {
        match self {
            Place::Span(span) => (span.file, span.start, span.end),
            Place::File(file) => (file, 0, 0),
        }
    }
}

/// A problem in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken, which determines the code and the severity.
    pub rule: &'static Rule,
    /// The place of the problem.
    pub place: Place,
    /// The problem: lower case, no full stop, the user's text in backticks.
    pub message: String,
    /// Other places that belong to the problem, each with a label.
    pub related: Vec<(Span, String)>,
    /// How to fix it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Creates a diagnostic for a range of a file's text.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(rule, Place::Span(span), message)
    }

    /// Creates a diagnostic for a whole file or folder.
    pub fn of_file(rule: &'static Rule, file: FileId, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(rule, Place::File(file), message)
    }

    fn at(rule: &'static Rule, place: Place, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        Diagnostic { rule, place, message, related: Vec::new(), help: None }
    }

    /// Adds another place that belongs to the problem.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        self.related.push((span, label.into()));
        self
    }

    /// Sets the text that says how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Returns whether it prevents a deck from being built.
    pub fn is_error(&self) -> bool {
        self.rule.severity == Severity::Error
    }

    /// Compares by file and place, then by everything else, so that only identical diagnostics are
    /// equal.
    fn in_order(&self, other: &Diagnostic) -> Ordering {
        let place = self.place.order().cmp(&other.place.order());
        place
            .then_with(|| self.rule.cmp(other.rule))
            .then_with(|| self.message.cmp(&other.message))
            .then_with(|| self.help.cmp(&other.help))
            .then_with(|| self.related.cmp(&other.related))
            .then_with(|| self.place.cmp(&other.place))
    }
}

/// Returns the candidate that `word` was most likely meant to be, or `None` if none is similar
/// enough.
///
/// Candidates are similar if their Damerau–Levenshtein similarity is at least 0.6, or if one is the
/// start of the other; case is ignored.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_lowercase();
    // The time of a comparison is proportional to the product of the lengths, so long words of
    // hostile sources are not compared.
    if word.is_empty() || word.len() > 100 {
        return None;
    }
    let similarity = |candidate: &str| {
        let candidate = candidate.to_lowercase();
        let starts = word.len() >= 3
            && candidate.len() >= 3
            && (candidate.starts_with(&word) || word.starts_with(&candidate));
        if !starts && most_similarity(&word, &candidate) < LEAST_SIMILARITY - 1e-9 {
            return (0.0, 0.0);
        }
        let likeness = strsim::normalized_damerau_levenshtein(&word, &candidate);
        (if starts { likeness.max(0.75) } else { likeness }, likeness)
    };
    candidates
        .into_iter()
        .filter(|it| it.len() <= 100)
        .map(|it| (similarity(it), it))
        .filter(|((likeness, _), _)| *likeness >= LEAST_SIMILARITY)
        .max_by(|a, b| a.0.0.total_cmp(&b.0.0).then(a.0.1.total_cmp(&b.0.1)))
        .map(|(_, it)| it)
}

/// The similarity from which a word may be meant to be another.
const LEAST_SIMILARITY: f64 = 0.6;

/// Returns a bound of the Damerau–Levenshtein similarity: no edit brings in more than one letter
/// that the other word has and this one lacks. It takes a fiftieth of the time of the similarity,
/// which counts in a file with a million unknown keys.
fn most_similarity(one: &str, other: &str) -> f64 {
    // Letters that share a bucket only make the bound larger.
    let mut surplus = [0_i16; 64];
    let mut lengths = [0_i16; 2];
    let both = one.chars().map(|it| (it, 0)).chain(other.chars().map(|it| (it, 1)));
    for (letter, side) in both {
        lengths[side] += 1;
        surplus[letter as usize % 64] += if side == 0 { 1 } else { -1 };
    }
    let lacking: i16 = surplus.iter().map(|it| (*it).max(0)).sum();
    let other_lacking: i16 = surplus.iter().map(|it| (-it).max(0)).sum();
    1.0 - f64::from(lacking.max(other_lacking)) / f64::from(lengths[0].max(lengths[1]).max(1))
}

/// Shortens a text for a message to one line of at most sixty characters.
pub(crate) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.len() == text.len() && text.chars().count() <= 60 {
        return text.to_owned();
    }
    let start: String = line.chars().take(59).collect();
    format!("{start}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_bound_of_the_similarity_holds(one in "[a-dé日]{0,9}", other in "[a-dé日]{0,9}") {
            let similarity = strsim::normalized_damerau_levenshtein(&one, &other);
            proptest::prop_assert!(most_similarity(&one, &other) >= similarity - 1e-9);
        }
    }

    #[test]
    fn the_nearest_candidate_is_found_or_none() {
        let keys = ["headword", "senses", "synonyms", "level"];
        assert_eq!(nearest("hedword", keys), Some("headword"));
        assert_eq!(nearest("sense", keys), Some("senses"));
        assert_eq!(nearest("Level", keys), Some("level"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest(&"x".repeat(1 << 20), keys), None);
    }
}
