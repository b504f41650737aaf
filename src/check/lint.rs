//! Rules of the vocabulary: what is valid and yet makes a poor card.

use std::rc::Rc;

use crate::check::fold::{around_gaps_into, folded_text};
use crate::check::{
    ambiguous_gap, answer_on_front, dialect_spelling, long_front, lure_is_right, not_ipa,
};
use crate::diag::Diagnostics;
use crate::model::inflection::Finder;
use crate::model::{Entry, Phrase};
use crate::source;

/// Looks at an entry whose items all came through, so that they stand where they were written.
pub(super) fn lint(
    entry: &Entry,
    written: &source::Entry,
    phrases: &[Located<'_>],
    finder: &Finder,
    language: &str,
    acc: &mut Diagnostics,
) {
    not_ipa::check(written, acc);
    for phrase in phrases {
        answer_on_front::phrase(phrase, acc);
        long_front::phrase(phrase, acc);
        dialect_spelling::check(phrase, acc);
    }
    ambiguous_gap::check(phrases, acc);
    answer_on_front::cues(written, finder, language, acc);
    answer_on_front::quiz(entry, written, acc);
    lure_is_right::check(entry, written, acc);
    long_front::check(written, acc);
}

/// A phrase and what was written of it.
pub(super) struct Located<'e> {
    pub(super) phrase: &'e Phrase,
    pub(super) text: &'e source::Text,
    /// The folded definition that stands beside its gap as a hint; empty where there is none.
    pub(super) hint: Rc<str>,
    /// Its folded words around its gaps.
    pub(super) around: String,
}

impl Located<'_> {
    pub(super) fn has_gaps(&self) -> bool {
        self.phrase.text.gap_cards() > 0
    }

    /// Whether the gaps of the two ask for the same.
    pub(super) fn has_answers_of(&self, other: &Located<'_>) -> bool {
        if std::ptr::eq(self, other) {
            return true;
        }
        let (own, theirs) = (self.phrase.text.gaps(), other.phrase.text.gaps());
        own.iter().map(|it| &it.answers).eq(theirs.iter().map(|it| &it.answers))
    }
}

/// The folded definitions of an entry.
pub(super) fn hints(entry: &Entry) -> Vec<Rc<str>> {
    entry.senses.iter().map(|it| folded_text(&it.definition).into()).collect()
}

/// The examples, patterns and collocations of an entry, with their places. `hints` are its folded
/// definitions.
pub(super) fn phrases<'e>(
    entry: &'e Entry,
    written: &'e source::Entry,
    hints: &[Rc<str>],
) -> Vec<Located<'e>> {
    let first = hints.first().cloned().unwrap_or_default();
    let examples = entry.senses.iter().zip(hints);
    let examples =
        examples.flat_map(|(sense, hint)| sense.examples.iter().map(move |it| (it, hint)));
    let none = Rc::<str>::default();
    let patterns = entry.patterns.iter().map(|it| (it, &none));
    let collocations = entry.collocations.iter().map(|it| (it, &first));
    let all = examples.chain(patterns).chain(collocations);
    let written_examples = written.senses.iter().flat_map(|it| &it.examples);
    let written = written_examples.chain(&written.patterns).chain(&written.collocations);
    let located = |((phrase, hint), written): ((&'e Phrase, &Rc<str>), &'e source::Phrase)| {
        let mut around = String::new();
        around_gaps_into(&phrase.text, &mut around);
        Some(Located { phrase, hint: hint.clone(), text: written.text.as_ref()?, around })
    };
    all.zip(written).filter_map(located).collect()
}
