//! A valid entry in the terms of lexicography, as the checks return it.

use crate::model::cards::CardChoice;
use crate::model::str::Str;
use crate::model::text::Text;
use crate::model::words::{Dialect, Language, Level, PartOfSpeech};

/// An entry of a vocabulary.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id, unique in the deck.
    pub id: Str,
    /// The headword: the word or phrase that it describes.
    pub headword: Str,
    /// The part of speech of senses without their own.
    pub part_of_speech: Option<PartOfSpeech>,
    /// The level.
    pub level: Option<Level>,
    /// The register, a known word or free text.
    pub register: Option<Str>,
    /// A short answer to what the word means.
    pub summary: Option<Text>,
    /// British pronunciation.
    pub british: Accent,
    /// American pronunciation.
    pub american: Accent,
    /// The senses, in source order.
    pub senses: Box<[Sense]>,
    /// The differences between British and American use.
    pub dialects: Box<[Labelled]>,
    /// Grammar patterns.
    pub patterns: Box<[Phrase]>,
    /// Collocations.
    pub collocations: Box<[Phrase]>,
    /// Its use in different contexts.
    pub contexts: Box<[Labelled]>,
    /// Synonyms.
    pub synonyms: Box<[Text]>,
    /// Antonyms.
    pub antonyms: Box<[Text]>,
    /// Common mistakes.
    pub mistakes: Box<[Mistake]>,
    /// Distinctions from other words.
    pub distinctions: Box<[Distinction]>,
    /// Questions that learners ask.
    pub questions: Box<[Question]>,
    /// Mnemonic and metaphor.
    pub memory: Box<[Labelled]>,
    /// What else there is to know.
    pub notes: Option<Text>,
    /// Multiple-choice questions.
    pub quiz: Box<[Quiz]>,
    /// The entry's own choice of cards.
    pub cards: Option<CardChoice>,
    /// The tags of its notes.
    pub tags: Box<[Str]>,
}

/// A text under a key of a small fixed mapping, such as `spelling`.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The key.
    pub key: &'static str,
    /// The text.
    pub text: Text,
}

/// The pronunciation in one dialect.
#[derive(Clone, Debug, Default)]
pub struct Accent {
    /// The transcription without slashes, which is not empty.
    pub ipa: Option<Str>,
    /// The name of an existing recording in the deck's `media` folder.
    pub audio: Option<Str>,
}

/// One meaning of a headword.
#[derive(Clone, Debug)]
pub struct Sense {
    /// Its id, if the author gave one.
    pub id: Option<Str>,
    /// The definition.
    pub definition: Text,
    /// Its part of speech, its own or that of the entry.
    pub part_of_speech: Option<PartOfSpeech>,
    /// The translations by language.
    pub translations: Translations,
    /// Example sentences.
    pub examples: Box<[Phrase]>,
    /// Whether it has cards of its own, though it is not the first sense.
    pub teach: bool,
}

/// Texts by language, in source order.
pub(crate) type Translations = Box<[(Language, Text)]>;

/// An example, a pattern or a collocation.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its id, if the author gave one.
    pub id: Option<Str>,
    /// The text. Its gaps are those of the author or, if there are none, the occurrences of the
    /// headword.
    pub text: Text,
    /// Whether the headword occurs in its gaps and nowhere else, so that the phrase can ask for it.
    pub hides_headword: bool,
    /// The name of an existing recording in the deck's `media` folder.
    pub audio: Option<Str>,
    /// The translations by language.
    pub translations: Translations,
    /// The dialect to which it belongs.
    pub dialect: Option<Dialect>,
    /// Its number in its list, from 1.
    pub number: u32,
}

/// A common mistake.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Its id, if the author gave one.
    pub id: Option<Str>,
    /// What learners say.
    pub wrong: Text,
    /// What they should say.
    pub right: Text,
    /// The reason.
    pub why: Option<Text>,
}

/// A distinction from another word.
#[derive(Clone, Debug)]
pub struct Distinction {
    /// Its id, if the author gave one.
    pub id: Option<Str>,
    /// The other word as the author wrote it: the id or headword of an entry, or a word outside the
    /// deck.
    pub from: Str,
    /// The difference between the two words.
    pub difference: Text,
    /// A short description of this word.
    pub this: Option<Text>,
    /// A short description of the other word.
    pub other: Option<Text>,
    /// Situations in which only one of the two words fits.
    pub cues: Box<[Cue]>,
}

/// A situation in which only one of two words fits.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The situation.
    pub text: Text,
    /// Whether the entry's headword fits, and not the other word.
    pub is_this: bool,
    /// The reason.
    pub why: Option<Text>,
}

/// A question that learners ask.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id, if the author gave one.
    pub id: Option<Str>,
    /// The question.
    pub question: Text,
    /// The answer.
    pub answer: Text,
}

/// A multiple-choice question.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// Its id, if the author gave one.
    pub id: Option<Str>,
    /// The question.
    pub question: Text,
    /// The choices: at least two, of which at least one is right.
    pub choices: Box<[Choice]>,
    /// The reason.
    pub why: Option<Text>,
}

/// A choice of a quiz item.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The choice.
    pub text: Text,
    /// Whether it is right.
    pub is_right: bool,
    /// The feedback for a learner who picks it.
    pub feedback: Option<Text>,
}
