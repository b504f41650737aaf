//! Sets of word classes, which decide what forms a word has.

use super::WordClass;

/// The word classes of a headword; the empty set means that they are unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Classes(u8);

impl Classes {
    /// The set of `classes`.
    pub(super) fn new(classes: &[WordClass]) -> Classes {
        Classes(classes.iter().fold(0, |set, &class| set | Self::bit(class)))
    }

    fn bit(class: WordClass) -> u8 {
        match class {
            WordClass::Noun => 1,
            WordClass::Verb => 2,
            WordClass::Adjective => 4,
            WordClass::Adverb => 8,
            WordClass::Other => 16,
        }
    }

    fn has(self, class: WordClass) -> bool {
        self.0 & Self::bit(class) != 0
    }

    /// Nothing tells which forms the word has: either no class is given, or one such as "phrase".
    pub(super) fn unknown(self) -> bool {
        self.0 == 0 || self.has(WordClass::Other)
    }

    /// The headword may be a noun.
    pub(super) fn noun(self) -> bool {
        self.has(WordClass::Noun) || self.unknown()
    }

    /// The headword may be a verb.
    pub(super) fn verb(self) -> bool {
        self.has(WordClass::Verb) || self.unknown()
    }

    /// The headword is a noun for certain.
    pub(super) fn surely_noun(self) -> bool {
        self.has(WordClass::Noun)
    }

    /// The headword is a verb for certain.
    pub(super) fn surely_verb(self) -> bool {
        self.has(WordClass::Verb)
    }

    /// The headword has degrees of comparison for certain; of unknown words only the known ones do.
    pub(super) fn surely_compared(self) -> bool {
        self.has(WordClass::Adjective) || self.has(WordClass::Adverb)
    }
}
