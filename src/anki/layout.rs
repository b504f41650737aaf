//! The fields of each note type, in their order.

use crate::anki::field::Field;

/// The first fields of every note type.
pub(super) const HEAD: [Field; 6] = [
    Field::Key,
    Field::Headword,
    Field::Language,
    Field::PartOfSpeech,
    Field::Level,
    Field::Register,
];
/// The sound of the headword.
pub(super) const SOUND: [Field; 5] = [
    Field::IpaBritish,
    Field::IpaAmerican,
    Field::SameIpa,
    Field::AudioBritish,
    Field::AudioAmerican,
];
/// The last fields of every note type.
pub(super) const TAIL: [Field; 13] = [
    Field::Credits,
    Field::AmericanFirst,
    Field::TypeAnswer,
    Field::SpeakBritish,
    Field::SpeakAmerican,
    Field::MyNote,
    Field::MyPicture,
    Field::Spare1,
    Field::Spare2,
    Field::Spare3,
    Field::Spare4,
    Field::Spare5,
    Field::Spare6,
];

/// The own fields of notes of this kind.
pub(super) const DEFINITION: &[Field] = &[
    Field::Definition,
    Field::Prompt,
    Field::Sense,
    Field::Summary,
    Field::Translations,
    Field::Examples,
    Field::GapExample,
    Field::FirstLetter,
    Field::OtherSenses,
    Field::Patterns,
    Field::Collocations,
    Field::Dialects,
    Field::Contexts,
    Field::Synonyms,
    Field::Antonyms,
    Field::Mistakes,
    Field::Distinctions,
    Field::Questions,
    Field::Memory,
    Field::More,
    Field::CardRecognise,
    Field::CardProduce,
    Field::CardListen,
    Field::CardSay,
    Field::CardTranslate,
    Field::CardPicture,
];
/// The own fields of notes of this kind.
pub(super) const DISTINCTION: &[Field] = &[
    Field::OtherWord,
    Field::Difference,
    Field::ThisMeaning,
    Field::OtherMeaning,
    Field::CardDistinction,
    Field::Cues,
];
/// The own fields of notes of this kind.
pub(super) const USAGE: &[Field] = &[
    Field::Text,
    Field::Phrase,
    Field::PhraseKind,
    Field::Dialect,
    Field::Hint,
    Field::OtherAnswers,
    Field::Definition,
    Field::Translations,
    Field::Audio,
];
/// The own fields of notes of this kind.
pub(super) const QUIZ: &[Field] = &[
    Field::Question,
    Field::Choices,
    Field::Answer,
    Field::Solution,
    Field::Why,
    Field::SeveralAnswers,
];
/// The own fields of notes of this kind.
pub(super) const QUESTION: &[Field] = &[
    Field::Question,
    Field::Choices,
    Field::Answer,
    Field::Solution,
    Field::Wrong,
    Field::Right,
    Field::Why,
    Field::Hint,
];
