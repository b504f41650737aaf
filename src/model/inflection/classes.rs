//! Sets of word classes, which determine the forms of a word.

use super::WordClass;

/// The word classes of a headword; if the set is empty, they are unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Classes(u8);

impl Classes {
    /// Creates a set of `classes`.
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

    /// Returns whether the forms of the word are unknown: no class is given, or one such as
    /// "phrase".
    pub(super) fn unknown(self) -> bool {
        self.0 == 0 || self.has(WordClass::Other)
    }

    /// Returns whether the headword may be of this class.
    pub(super) fn may_be(self, class: WordClass) -> bool {
        self.has(class) || self.unknown()
    }

    /// Returns whether the headword may be a noun.
    pub(super) fn noun(self) -> bool {
        self.has(WordClass::Noun) || self.unknown()
    }

    /// Returns whether the headword may be a verb.
    pub(super) fn verb(self) -> bool {
        self.has(WordClass::Verb) || self.unknown()
    }

    /// Returns whether the headword is certainly a noun.
    pub(super) fn surely_noun(self) -> bool {
        self.has(WordClass::Noun)
    }

    /// Returns whether the headword is certainly a verb.
    pub(super) fn surely_verb(self) -> bool {
        self.has(WordClass::Verb)
    }

    /// Returns whether the headword certainly has degrees of comparison; words of unknown class
    /// have them only if they are listed.
    pub(super) fn surely_compared(self) -> bool {
        self.has(WordClass::Adjective) || self.has(WordClass::Adverb)
    }
}
