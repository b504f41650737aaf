//! An entry whose items are all valid, beside what was written of it.

use std::rc::Rc;

use crate::check::fold::{around_gaps_into, folded_text};
use crate::model::inflection::Finder;
use crate::model::{Entry, Phrase};
use crate::source;

/// An entry whose items all came through, so that they stand where they were written.
pub(crate) struct Complete<'e> {
    pub(crate) entry: &'e Entry,
    pub(crate) written: &'e source::Entry,
    pub(crate) finder: &'e Finder,
    /// The headwords' language.
    pub(crate) language: &'e str,
    pub(crate) phrases: Vec<Located<'e>>,
}

impl<'e> Complete<'e> {
    pub(crate) fn new(
        entry: &'e Entry,
        written: &'e source::Entry,
        finder: &'e Finder,
        language: &'e str,
    ) -> Complete<'e> {
        Complete { entry, written, finder, language, phrases: phrases(entry, written) }
    }
}

/// A phrase and what was written of it.
pub(crate) struct Located<'e> {
    pub(crate) phrase: &'e Phrase,
    pub(crate) text: &'e source::Text,
    /// The folded definition that stands beside its gap as a hint; empty where there is none.
    pub(crate) hint: Rc<str>,
    /// Its folded words around its gaps.
    pub(crate) around: String,
}

impl Located<'_> {
    pub(crate) fn has_gaps(&self) -> bool {
        self.phrase.text.gap_cards() > 0
    }

    /// Whether the gaps of the two ask for the same.
    pub(crate) fn has_answers_of(&self, other: &Located<'_>) -> bool {
        if std::ptr::eq(self, other) {
            return true;
        }
        let (own, theirs) = (self.phrase.text.gaps(), other.phrase.text.gaps());
        own.iter().map(|it| &it.answers).eq(theirs.iter().map(|it| &it.answers))
    }
}

/// The examples, patterns and collocations of an entry, with their places.
pub(crate) fn phrases<'e>(entry: &'e Entry, written: &'e source::Entry) -> Vec<Located<'e>> {
    let hints: Vec<Rc<str>> =
        entry.senses.iter().map(|it| folded_text(&it.definition).into()).collect();
    let first = hints.first().cloned().unwrap_or_default();
    let examples = entry.senses.iter().zip(&hints);
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
