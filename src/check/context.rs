//! The facts that an entry is checked against.

use std::collections::BTreeSet;

use crate::model::Language;

/// The facts that an entry is checked against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The headwords' language.
    pub language: &'a Language,
    /// The names of the media files that exist.
    pub media: &'a BTreeSet<String>,
}
