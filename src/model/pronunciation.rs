//! How a headword is pronounced: in the language itself, or in some of its regions.

use crate::model::str::Str;
use crate::model::words::{Dialect, Language};

/// A transcription, a recording, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accent {
    /// The transcription without slashes, which is not empty.
    pub ipa: Option<Str>,
    /// The name of an existing recording in the deck's `media` folder.
    pub audio: Option<Str>,
}

/// Where a pronunciation is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Region {
    /// Wherever the language is spoken. An English pronunciation without a region belongs to both
    /// dialects instead.
    Everywhere,
    /// In one of the two dialects of English.
    Dialect(Dialect),
    /// In the region that a language tag names, such as `de-AT`.
    Tag(Language),
}

/// The pronunciations of a headword by region, each region once, in source order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pronunciation(Box<[(Region, Accent)]>);

impl Pronunciation {
    /// Creates the pronunciations of these regions, without those that are empty.
    pub fn new(accents: impl IntoIterator<Item = (Region, Accent)>) -> Pronunciation {
        let is_filled = |it: &(Region, Accent)| it.1 != Accent::default();
        Pronunciation(accents.into_iter().filter(is_filled).collect())
    }

    /// Returns the regions and their pronunciations.
    pub fn iter(&self) -> impl Iterator<Item = &(Region, Accent)> {
        self.0.iter()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the pronunciation in a region.
    pub fn of(&self, region: &Region) -> Option<&Accent> {
        self.0.iter().find(|it| it.0 == *region).map(|it| &it.1)
    }

    /// Returns the pronunciation in a dialect of English.
    pub fn of_dialect(&self, dialect: Dialect) -> Option<&Accent> {
        self.of(&Region::Dialect(dialect))
    }

    /// Returns the transcription in a dialect of English.
    pub fn ipa(&self, dialect: Dialect) -> Option<&Str> {
        self.of_dialect(dialect)?.ipa.as_ref()
    }

    /// Returns the recording in a dialect of English.
    pub fn audio(&self, dialect: Dialect) -> Option<&Str> {
        self.of_dialect(dialect)?.audio.as_ref()
    }
}
