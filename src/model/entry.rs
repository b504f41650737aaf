//! A valid entry: what the checks let through, in lexicography's words.

use crate::model::cards::CardChoice;
use crate::model::str::Str;
use crate::model::text::Text;
use crate::model::words::{Dialect, Language, Level, PartOfSpeech};

/// An entry of a vocabulary.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its identity in the deck.
    pub id: Str,
    /// The word or phrase that it is about.
    pub headword: Str,
    /// The part of speech of senses that name none.
    pub part_of_speech: Option<PartOfSpeech>,
    /// The level.
    pub level: Option<Level>,
    /// The register, a known word or free text.
    pub register: Option<Str>,
    /// The quick answer.
    pub summary: Option<Text>,
    /// British pronunciation.
    pub british: Accent,
    /// American pronunciation.
    pub american: Accent,
    /// The senses, in the author's order.
    pub senses: Box<[Sense]>,
    /// What British and American use differ in.
    pub dialects: Box<[Labelled]>,
    /// Grammar patterns.
    pub patterns: Box<[Phrase]>,
    /// Collocations.
    pub collocations: Box<[Phrase]>,
    /// Use in contexts.
    pub contexts: Box<[Labelled]>,
    /// Synonyms.
    pub synonyms: Box<[Text]>,
    /// Antonyms.
    pub antonyms: Box<[Text]>,
    /// Common mistakes.
    pub mistakes: Box<[Mistake]>,
    /// Differences from other words.
    pub distinctions: Box<[Distinction]>,
    /// Questions that learners ask.
    pub questions: Box<[Question]>,
    /// Mnemonic and metaphor.
    pub memory: Box<[Labelled]>,
    /// What else there is to know.
    pub notes: Option<Text>,
    /// Multiple-choice questions.
    pub quiz: Box<[Quiz]>,
    /// Which cards the entry makes, where it has its own say.
    pub cards: Option<CardChoice>,
    /// Tags of the entry's notes.
    pub tags: Box<[Str]>,
}

/// A text under one of the keys of a small fixed mapping, such as `spelling`.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The key.
    pub key: &'static str,
    /// The text.
    pub text: Text,
}

/// How a headword sounds in one dialect.
#[derive(Clone, Debug, Default)]
pub struct Accent {
    /// The transcription without slashes; not empty.
    pub ipa: Option<Str>,
    /// The name of a recording in the deck's `media` folder, which is there.
    pub audio: Option<Str>,
}

/// One meaning of a headword.
#[derive(Clone, Debug)]
pub struct Sense {
    /// Its identity in the entry, where the author gave one.
    pub id: Option<Str>,
    /// What it means.
    pub definition: Text,
    /// Its part of speech, its own or the entry's.
    pub part_of_speech: Option<PartOfSpeech>,
    /// Translations by language.
    pub translations: Translations,
    /// Example sentences.
    pub examples: Box<[Phrase]>,
    /// Whether it is taught on cards of its own though it is not the first.
    pub teach: bool,
}

/// Texts by language, in the author's order.
pub type Translations = Box<[(Language, Text)]>;

/// An example, a pattern or a collocation.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its identity in the entry, where the author gave one.
    pub id: Option<Str>,
    /// The text; its gaps are the author's, or else the headword's occurrences.
    pub text: Text,
    /// Whether the headword is in its gaps and nowhere else, so that it can be asked for with it.
    pub hides_headword: bool,
    /// The name of a recording in the deck's `media` folder, which is there.
    pub audio: Option<Str>,
    /// Translations by language.
    pub translations: Translations,
    /// The dialect that it belongs to.
    pub dialect: Option<Dialect>,
    /// Its number in its list, from 1.
    pub number: u32,
}

/// A common mistake.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Its identity in the entry, where the author gave one.
    pub id: Option<Str>,
    /// What learners say.
    pub wrong: Text,
    /// What they should say.
    pub right: Text,
    /// The reason.
    pub why: Option<Text>,
}

/// The difference from another word.
#[derive(Clone, Debug)]
pub struct Distinction {
    /// Its identity in the entry, where the author gave one.
    pub id: Option<Str>,
    /// The other word as the author named it: an entry's id or headword, or a word outside the deck.
    pub from: Str,
    /// What sets the two apart.
    pub difference: Text,
    /// This word in a few words.
    pub this: Option<Text>,
    /// The other word in a few words.
    pub other: Option<Text>,
    /// Situations in which just one of the two fits.
    pub cues: Box<[Cue]>,
}

/// A situation in which one of two words fits.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The situation.
    pub text: Text,
    /// Whether the entry's own headword fits, and not the other word.
    pub is_this: bool,
    /// The reason.
    pub why: Option<Text>,
}

/// A question that learners ask.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its identity in the entry, where the author gave one.
    pub id: Option<Str>,
    /// The question.
    pub question: Text,
    /// The answer.
    pub answer: Text,
}

/// A multiple-choice question.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// Its identity in the entry, where the author gave one.
    pub id: Option<Str>,
    /// The question.
    pub question: Text,
    /// What there is to choose from: at least two, one at least right.
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
    /// What to say to one who took it.
    pub feedback: Option<Text>,
}
