//! The facts that an entry is checked against.

use std::collections::BTreeSet;

use crate::model::Language;
use crate::model::inflection::Headwords;

/// The facts that an entry is checked against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The headwords' language.
    pub language: &'a Language,
    /// The headwords of the deck, which no gap of another entry may hide; empty for English, whose
    /// forms are found by rule.
    pub headwords: &'a Headwords,
    /// The names of the media files that exist.
    pub media: &'a BTreeSet<String>,
}
