//! Entries whose items are all valid, together with their written form.

use std::rc::Rc;

use crate::check::fold::{around_gaps_into, folded_text};
use crate::model::inflection::Finder;
use crate::model::{Entry, Phrase, Sense};
use crate::source;

/// An entry of which no item was dropped, so that valid and written items have the same places.
pub(crate) struct Complete<'e> {
    pub(crate) entry: &'e Entry,
    pub(crate) written: &'e source::Entry,
    pub(crate) finder: &'e Finder,
    /// The headwords' language.
    pub(crate) language: &'e str,
    pub(crate) phrases: &'e [Located<'e>],
}

/// A phrase together with its written form.
pub(crate) struct Located<'e> {
    pub(crate) phrase: &'e Phrase,
    pub(crate) text: &'e source::Text,
    /// The folded definition that is shown beside its gap as a hint; empty if there is none.
    pub(crate) hint: Rc<str>,
    /// The folded words around its gaps.
    pub(crate) around: String,
}

impl Located<'_> {
    pub(crate) fn has_gaps(&self) -> bool {
        self.phrase.text.gap_cards() > 0
    }

    /// Returns whether the gaps of both have the same answers.
    pub(crate) fn has_answers_of(&self, other: &Located<'_>) -> bool {
        if std::ptr::eq(self, other) {
            return true;
        }
        let (own, theirs) = (self.phrase.text.gaps(), other.phrase.text.gaps());
        own.iter().map(|it| &it.answers).eq(theirs.iter().map(|it| &it.answers))
    }
}

/// Returns the folded definitions of an entry.
pub(crate) fn hints(entry: &Entry) -> Vec<Rc<str>> {
    let folded = |it: &Sense| it.definition.as_ref().map_or(String::new(), folded_text).into();
    entry.senses.iter().map(folded).collect()
}

/// Returns the examples, patterns and collocations of an entry with their places. `hints` are its
/// folded definitions.
pub(crate) fn phrases<'e>(
    entry: &'e Entry,
    written: &'e source::Entry,
    hints: &[Rc<str>],
) -> Vec<Located<'e>> {
    // A phrase without a sense has the definition beside it only if there is no other.
    let of_sense = |it: &Phrase| match it.sense {
        Some(sense) => hints.get(sense).cloned().unwrap_or_default(),
        None if hints.len() == 1 => hints.first().cloned().unwrap_or_default(),
        None => Rc::default(),
    };
    let examples = entry.senses.iter().zip(hints);
    let examples =
        examples.flat_map(|(sense, hint)| sense.examples.iter().map(move |it| (it, hint.clone())));
    let others = entry.patterns.iter().chain(&entry.collocations);
    let all = examples.chain(others.map(|it| (it, of_sense(it))));
    let written_examples = written.senses.iter().flat_map(|it| &it.examples);
    let written = written_examples.chain(&written.patterns).chain(&written.collocations);
    let located = |((phrase, hint), written): ((&'e Phrase, Rc<str>), &'e source::Phrase)| {
        let mut around = String::new();
        around_gaps_into(&phrase.text, &mut around);
        Some(Located { phrase, hint, text: written.text.as_ref()?, around })
    };
    all.zip(written).filter_map(located).collect()
}
