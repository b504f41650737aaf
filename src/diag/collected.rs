//! Collects the diagnostics of a deck or a run: a bounded number is kept, and the rest are counted.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diag::{Diagnostic, Severity};

/// The maximum number of errors, and of warnings, that are kept for a deck; the rest are only
/// counted.
///
/// A deck with more of them has one mistake everywhere, which the first ones show.
pub(crate) const MOST_KEPT: usize = 10_000;

/// A number of errors and of warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
}

impl Counts {
    /// Returns the sum of both.
    pub fn total(self) -> usize {
        self.errors + self.warnings
    }

    /// Counts a problem of this severity.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
    }
}

/// Diagnostics, in the order of files and places once sorted.
///
/// Of each severity the first `MOST_KEPT` in that order are kept, no matter in which order they
/// are added, so threads that work at different speeds keep the same ones.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    /// The maximum number of each severity.
    limit: usize,
    omitted: Omitted,
}

impl Default for Diagnostics {
    fn default() -> Diagnostics {
        Diagnostics { kept: Vec::new(), limit: MOST_KEPT, omitted: Omitted::default() }
    }
}

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.kept.push(diagnostic);
        self.bound();
    }

    /// Adds the diagnostics of `other`, which are about the same deck.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.kept.append(&mut other.kept);
        self.omitted.append(other.omitted);
        self.bound();
    }

    /// Adds the diagnostics of `other`, which are about another deck and have a limit of their own.
    pub fn append_deck(&mut self, mut other: Diagnostics) {
        other.sort();
        self.limit += other.limit;
        self.kept.append(&mut other.kept);
        self.omitted.append(other.omitted);
    }

    /// Drops the warnings.
    pub fn retain_errors(&mut self) {
        self.kept.retain(Diagnostic::is_error);
        self.omitted.warnings.clear();
    }

    /// Keeps the diagnostics for which `keep` returns `true`. Those that are only counted remain
    /// counted.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.kept.retain(keep);
    }

    /// Returns whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        !self.omitted.errors.is_empty() || self.kept.iter().any(Diagnostic::is_error)
    }

    /// Returns whether any of them is a warning.
    pub fn has_warnings(&self) -> bool {
        !self.omitted.warnings.is_empty() || self.kept.iter().any(|it| !it.is_error())
    }

    /// Returns the number of all diagnostics once sorted, including those that are not kept.
    pub fn count(&self) -> Counts {
        let mut counts = self.omitted();
        self.kept.iter().for_each(|it| counts.add(it.rule.severity));
        counts
    }

    /// Returns the number of diagnostics that are not kept, once sorted.
    pub fn omitted(&self) -> Counts {
        Counts {
            errors: self.omitted.errors.distinct(),
            warnings: self.omitted.warnings.distinct(),
        }
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Sorts by file and place, errors and warnings together, removes exact duplicates, and keeps
    /// only the first ones.
    pub fn sort(&mut self) {
        self.kept.sort_by(Diagnostic::in_order);
        self.kept.dedup();
        let mut counts = Counts::default();
        let (omitted, limit) = (&mut self.omitted, self.limit);
        self.kept.retain(|it| {
            let severity = it.rule.severity;
            counts.add(severity);
            let (number, hashes) = match severity {
                Severity::Error => (counts.errors, &mut omitted.errors),
                Severity::Warning => (counts.warnings, &mut omitted.warnings),
            };
            if number > limit {
                hashes.add(it);
            }
            number <= limit
        });
    }

    /// Returns the kept diagnostics in their present order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.kept.iter()
    }

    /// Sorts from time to time, so that each diagnostic is moved only a few times.
    fn bound(&mut self) {
        if self.kept.len() >= 4 * self.limit {
            self.sort();
        }
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The diagnostics that are not kept.
#[derive(Clone, Debug, Default)]
struct Omitted {
    errors: Hashes,
    warnings: Hashes,
}

impl Omitted {
    fn append(&mut self, other: Omitted) {
        self.errors.append(other.errors);
        self.warnings.append(other.warnings);
    }
}

/// The hashes of diagnostics. A file that is read a second time reports the same ones again, and
/// how many of them it reported before depends on the threads.
#[derive(Clone, Debug, Default)]
struct Hashes {
    all: Vec<u64>,
    /// The number that were left when duplicates were last removed.
    distinct: usize,
}

impl Hashes {
    fn add(&mut self, it: &Diagnostic) {
        let mut hasher = DefaultHasher::new();
        (it.place.order(), it.rule.code, &it.message, &it.help).hash(&mut hasher);
        self.all.push(hasher.finish());
        self.bound();
    }

    fn append(&mut self, mut other: Hashes) {
        self.all.append(&mut other.all);
        self.bound();
    }

    /// Drops repeats once there may be many of them, so that adding takes linear time.
    fn bound(&mut self) {
        if self.all.len() >= 1024.max(2 * self.distinct) {
            self.drop_repeats();
        }
    }

    fn drop_repeats(&mut self) {
        self.all.sort_unstable();
        self.all.dedup();
        self.distinct = self.all.len();
    }

    fn distinct(&self) -> usize {
        let mut all = self.all.clone();
        all.sort_unstable();
        all.dedup();
        all.len()
    }

    fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn clear(&mut self) {
        *self = Hashes::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Files, Rule, Span};

    static ERROR: Rule = Rule::of_test("error", Severity::Error);
    static WARNING: Rule = Rule::of_test("warning", Severity::Warning);

    fn file() -> FileId {
        Files::default().add("a")
    }

    fn at(rule: &'static Rule, start: usize) -> Diagnostic {
        Diagnostic::new(rule, Span::new(file(), start..start + 1), "x")
    }

    fn starts(all: &Diagnostics) -> Vec<u32> {
        all.iter().map(|it| it.place.order().1).collect()
    }

    #[test]
    fn sorting_orders_by_place_and_drops_repeats() {
        let mut all = Diagnostics::default();
        for start in [9, 2, 9] {
            all.push(at(&ERROR, start));
        }
        all.sort();
        assert_eq!(starts(&all), [2, 9]);
    }

    #[test]
    fn the_first_of_each_severity_are_kept_and_the_rest_counted() {
        let number = 5 * MOST_KEPT;
        let mut forwards = Diagnostics::default();
        let mut backwards = Diagnostics::default();
        for start in 0..number {
            forwards.push(at(&ERROR, start));
            backwards.push(at(&ERROR, number - 1 - start));
        }
        // The warnings come after all errors, and are kept nevertheless.
        for it in [&mut forwards, &mut backwards] {
            it.push(at(&WARNING, number));
            it.sort();
            assert_eq!(it.count(), Counts { errors: number, warnings: 1 });
            assert_eq!(it.omitted(), Counts { errors: number - MOST_KEPT, warnings: 0 });
            assert!(it.has_errors() && it.has_warnings());
        }
        assert_eq!(starts(&forwards), starts(&backwards));
        assert_eq!(starts(&forwards).len(), MOST_KEPT + 1);
    }

    #[test]
    fn repeats_of_what_is_not_kept_are_counted_once() {
        let mut all = Diagnostics::default();
        for _ in 0..3 {
            let mut part = Diagnostics::default();
            (0..2 * MOST_KEPT).for_each(|start| part.push(at(&WARNING, start)));
            part.sort();
            all.append(part);
        }
        all.sort();
        assert_eq!(all.count(), Counts { errors: 0, warnings: 2 * MOST_KEPT });
        assert!(!all.has_errors());
        all.retain_errors();
        assert_eq!(all.count(), Counts::default());
    }

    #[test]
    fn decks_take_no_room_from_each_other() {
        let deck = |from: usize| {
            let mut all = Diagnostics::default();
            (from..from + MOST_KEPT).for_each(|start| all.push(at(&WARNING, start)));
            all
        };
        let mut run = Diagnostics::default();
        run.append_deck(deck(0));
        run.append_deck(deck(MOST_KEPT));
        run.sort();
        assert_eq!(run.omitted(), Counts::default());
        assert_eq!(run.iter().len(), 2 * MOST_KEPT);
    }
}
