//! The fields of the note types: their keys, names and ids.
//!
//! A field with the same key is the same field in every note type and has the same id. Names, order
//! and ids are frozen with the first published release: Anki before 23.10 treats a renamed field as
//! a change of the note type, and every version treats an added one so.

use crate::anki::guid::stable_id;
use crate::check::MOST_CUES;

macro_rules! fields {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// A field of a note type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each variant is named as it is in Anki")]
        pub enum Field { $($variant),* }

        impl Field {
            /// The fields of all note types.
            pub const ALL: &[Field] = &[$(Field::$variant),*];

            /// Returns its name in Anki, by which templates refer to it.
            pub fn name(self) -> &'static str {
                match self { $(Field::$variant => $name),* }
            }
        }
    };
}

fields! {
    Key "Key",
    Headword "Headword",
    Language "Language",
    PartOfSpeech "Part of speech",
    Level "Level",
    Register "Register",
    Summary "Summary",
    Definition "Definition",
    Prompt "Prompt",
    Sense "Sense",
    OtherSenses "Other senses",
    Translations "Translations",
    IpaBritish "IPA British",
    IpaAmerican "IPA American",
    AudioBritish "Audio British",
    AudioAmerican "Audio American",
    Examples "Examples",
    GapExample "Gap example",
    FirstLetter "First letter",
    Patterns "Patterns",
    Collocations "Collocations",
    Dialects "Dialects",
    Contexts "Contexts",
    Synonyms "Synonyms",
    Antonyms "Antonyms",
    Mistakes "Mistakes",
    Distinctions "Distinctions",
    Questions "Questions",
    Memory "Memory",
    More "More",
    OtherWord "Other word",
    Difference "Difference",
    ThisMeaning "This meaning",
    OtherMeaning "Other meaning",
    Cue1 "Cue 1", Cue1Answer "Cue 1 answer", Cue1Why "Cue 1 why",
    Cue2 "Cue 2", Cue2Answer "Cue 2 answer", Cue2Why "Cue 2 why",
    Cue3 "Cue 3", Cue3Answer "Cue 3 answer", Cue3Why "Cue 3 why",
    Cue4 "Cue 4", Cue4Answer "Cue 4 answer", Cue4Why "Cue 4 why",
    Cue5 "Cue 5", Cue5Answer "Cue 5 answer", Cue5Why "Cue 5 why",
    Cue6 "Cue 6", Cue6Answer "Cue 6 answer", Cue6Why "Cue 6 why",
    Cue7 "Cue 7", Cue7Answer "Cue 7 answer", Cue7Why "Cue 7 why",
    Cue8 "Cue 8", Cue8Answer "Cue 8 answer", Cue8Why "Cue 8 why",
    Cues "Cues",
    Text "Text",
    Phrase "Phrase",
    PhraseKind "Phrase kind",
    Dialect "Dialect",
    Hint "Hint",
    OtherAnswers "Other answers",
    Audio "Audio",
    Question "Question",
    Choices "Choices",
    Solution "Solution",
    Answer "Answer",
    Why "Why",
    Wrong "Wrong",
    Right "Right",
    Credits "Credits",
    SeveralAnswers "Several answers",
    AmericanFirst "American first",
    SameIpa "Same IPA",
    TypeAnswer "Type answer",
    SpeakBritish "Speak British",
    SpeakAmerican "Speak American",
    CardRecognise "Card recognise",
    CardProduce "Card produce",
    CardListen "Card listen",
    CardSay "Card say",
    CardDistinction "Card distinction",
    CardTranslate "Card translate",
    CardPicture "Card picture",
    MyNote "My note",
    MyPicture "My picture",
    Spare1 "Spare 1",
    Spare2 "Spare 2",
    Spare3 "Spare 3",
    Spare4 "Spare 4",
    Spare5 "Spare 5",
    Spare6 "Spare 6",
}

/// The three fields of each cue, by its number, counted from 0.
pub(crate) const CUES: [[Field; 3]; MOST_CUES] = [
    [Field::Cue1, Field::Cue1Answer, Field::Cue1Why],
    [Field::Cue2, Field::Cue2Answer, Field::Cue2Why],
    [Field::Cue3, Field::Cue3Answer, Field::Cue3Why],
    [Field::Cue4, Field::Cue4Answer, Field::Cue4Why],
    [Field::Cue5, Field::Cue5Answer, Field::Cue5Why],
    [Field::Cue6, Field::Cue6Answer, Field::Cue6Why],
    [Field::Cue7, Field::Cue7Answer, Field::Cue7Why],
    [Field::Cue8, Field::Cue8Answer, Field::Cue8Why],
];

impl Field {
    /// Returns its id, which is the same in every note type.
    pub fn id(self) -> i64 {
        stable_id("field", self.name())
    }

    /// Returns whether the author fills it. The others are the learner's, or reserved for later
    /// versions.
    pub fn is_authors(self) -> bool {
        self < Field::MyNote
    }

    /// Returns whether it is reserved for later versions.
    pub fn is_spare(self) -> bool {
        self >= Field::Spare1
    }

    /// Returns whether it only steers what cards show, so that a search should not find it.
    pub fn is_switch(self) -> bool {
        let is_condition = Field::SeveralAnswers <= self && self < Field::MyNote;
        is_condition || matches!(self, Field::Key | Field::Language | Field::FirstLetter)
    }

    /// Returns whether Anki's editor shows it collapsed: conditions and reserved fields.
    pub fn is_collapsed(self) -> bool {
        let is_learners = matches!(self, Field::MyNote | Field::MyPicture);
        !is_learners && (self >= Field::Credits || self == Field::Key || self == Field::Language)
    }
}
