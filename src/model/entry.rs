//! A valid entry in the terms of lexicography, as the checks return it.

use crate::model::cards::CardChoice;
use crate::model::notation::Notation;
use crate::model::pronunciation::Pronunciation;
use crate::model::str::Str;
use crate::model::text::Text;
use crate::model::words::{Dialect, Gender, Language, Level, PartOfSpeech};

/// An entry of a vocabulary.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id, unique in the deck.
    pub id: Str,
    /// The headword as it was written: the word or phrase that it describes.
    pub headword: Str,
    /// What its notation means.
    pub notation: Notation,
    /// Its inflected forms.
    pub forms: Box<[Form]>,
    /// The gender of a noun.
    pub gender: Option<Gender>,
    /// How a headword in another script is read.
    pub reading: Option<Str>,
    /// The part of speech of senses without their own.
    pub part_of_speech: Option<PartOfSpeech>,
    /// The level.
    pub level: Option<Level>,
    /// The register, a known word or free text.
    pub register: Option<Str>,
    /// A short answer to what the word means.
    pub summary: Option<Text>,
    /// How it is pronounced.
    pub pronunciation: Pronunciation,
    /// Its rank among the words of the language by frequency, from 1.
    pub frequency: Option<u32>,
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
    /// Where the entry is from.
    pub source: Option<Text>,
    /// The author's own sections, by their names.
    pub fields: Box<[(Str, Text)]>,
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

/// An inflected form of a headword.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The name of the form, such as `plural`, if the author gave one.
    pub name: Option<Str>,
    /// The form, which is not empty.
    pub text: Str,
}

/// One meaning of a headword.
#[derive(Clone, Debug)]
pub struct Sense {
    /// Its id, if the author gave one.
    pub id: Option<Str>,
    /// The definition. A sense without one has translations.
    pub definition: Option<Text>,
    /// The definition with gaps for the headword, if it uses it: for fronts that ask for the
    /// headword.
    pub hidden: Option<Text>,
    /// Its part of speech, its own or that of the entry.
    pub part_of_speech: Option<PartOfSpeech>,
    /// Its own level, which comes before that of the entry.
    pub level: Option<Level>,
    /// Its own register, which comes before that of the entry.
    pub register: Option<Str>,
    /// Its own pronunciation, which comes before that of the entry.
    pub pronunciation: Pronunciation,
    /// The translations by language.
    pub translations: Translations,
    /// Its own synonyms, which come before those of the entry.
    pub synonyms: Box<[Text]>,
    /// Its own antonyms, which come before those of the entry.
    pub antonyms: Box<[Text]>,
    /// Example sentences.
    pub examples: Box<[Phrase]>,
    /// Whether it has cards of its own, though it is not the first sense.
    pub teach: bool,
}

impl Sense {
    /// Returns what it means in one text that does not contain the headword.
    pub fn clue(&self) -> Option<&Text> {
        self.hidden.as_ref().or_else(|| self.meaning())
    }

    /// Returns what it means in one text: the definition, else the first translation.
    pub fn meaning(&self) -> Option<&Text> {
        self.definition.as_ref().or_else(|| self.translations.first().map(|it| &it.1))
    }
}

impl Entry {
    /// Returns the level of a sense: its own, else that of the entry.
    pub fn level_of<'e>(&'e self, sense: Option<&'e Sense>) -> Option<&'e Level> {
        sense.and_then(|it| it.level.as_ref()).or(self.level.as_ref())
    }

    /// Returns the register of a sense: its own, else that of the entry.
    pub fn register_of<'e>(&'e self, sense: Option<&'e Sense>) -> Option<&'e Str> {
        sense.and_then(|it| it.register.as_ref()).or(self.register.as_ref())
    }

    /// Returns the pronunciation of a sense: its own, else that of the entry.
    pub fn pronunciation_of<'e>(&'e self, sense: Option<&'e Sense>) -> &'e Pronunciation {
        let own = sense.map(|it| &it.pronunciation).filter(|it| !it.is_empty());
        own.unwrap_or(&self.pronunciation)
    }
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
    /// The index of the sense to which a pattern or a collocation belongs, if the author named it.
    pub sense: Option<usize>,
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
