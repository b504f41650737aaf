//! The contents of fields and of the cells of tables, before an exporter renders them.

use std::borrow::Cow;

use crate::model::{Choice, Labelled, Mistake, Phrase, Question, Sense, Text, Translations};

/// The content of a field.
#[derive(Clone, Debug, Default)]
pub enum Content<'e> {
    /// Nothing.
    #[default]
    Empty,
    /// A condition that templates check, and that holds.
    Holds,
    /// Plain letters.
    Plain(Cow<'e, str>),
    /// A text with filled gaps.
    Text(&'e Text),
    /// A text with its gaps as clozes of Anki. The numbers are those of the gaps in Anki, by their
    /// numbers in the text less one; a gap without one is filled.
    Cloze(&'e Text, Box<[Option<u16>]>),
    /// A text for a front: the gaps with one number are open, or all gaps.
    Blanked(&'e Text, Option<u16>),
    /// A recording, by its name in the package.
    Sound(&'e str),
    /// A list of texts, such as synonyms.
    Row(&'e [Text]),
    /// Translations by language.
    Translations(&'e Translations),
    /// Phrases, one below the other.
    Phrases(Vec<PhraseLine<'e>>),
    /// Senses with their numbers.
    Senses(Vec<SenseLine<'e>>),
    /// Texts with the labels of their keys.
    Labelled(&'e [Labelled]),
    /// Mistakes with their corrections.
    Mistakes(&'e [Mistake]),
    /// Differences from other words.
    Contrasts(Vec<Contrast<'e>>),
    /// Cues and their answers.
    Cues(Vec<CueLine<'e>>),
    /// Questions and their answers.
    Questions(&'e [Question]),
    /// The choices of a quiz item.
    Choices(Cow<'e, [Choice]>),
    /// The choices, marked as right or wrong and with their feedback.
    Solution(Cow<'e, [Choice]>),
    /// The right choices, with their letters.
    RightChoices(Cow<'e, [Choice]>),
    /// Sections with headings, collapsed.
    Sections(Vec<(&'static str, Content<'e>)>),
    /// Several contents, one below the other.
    Stack(Vec<Content<'e>>),
}

/// A phrase and the name of its recording in the package.
#[derive(Clone, Debug)]
pub struct PhraseLine<'e> {
    /// The phrase.
    pub phrase: &'e Phrase,
    /// Its recording.
    pub sound: Option<&'e str>,
}

/// A sense, its number, and the examples that are shown with it.
#[derive(Clone, Debug)]
pub struct SenseLine<'e> {
    /// The number in the entry, counted from 1.
    pub number: usize,
    /// The sense.
    pub sense: &'e Sense,
    /// Its examples, unless they are shown elsewhere.
    pub examples: Vec<PhraseLine<'e>>,
}

/// The difference from another word.
#[derive(Clone, Debug)]
pub struct Contrast<'e> {
    /// The entry's headword.
    pub this_word: &'e str,
    /// The other word.
    pub other_word: &'e str,
    /// The difference.
    pub difference: &'e Text,
    /// A short description of the headword.
    pub this: Option<&'e Text>,
    /// A short description of the other word.
    pub other: Option<&'e Text>,
}

/// A situation in which only one of two words fits.
#[derive(Clone, Debug)]
pub struct CueLine<'e> {
    /// The situation.
    pub text: &'e Text,
    /// The word that fits.
    pub answer: &'e str,
    /// The reason.
    pub why: Option<&'e Text>,
}

impl<'e> Content<'e> {
    /// Creates a content of plain letters.
    pub fn plain(letters: impl Into<Cow<'e, str>>) -> Content<'e> {
        Content::Plain(letters.into())
    }

    /// Creates the content of an optional text.
    pub fn text(text: Option<&'e Text>) -> Content<'e> {
        text.map_or(Content::Empty, Content::Text)
    }

    /// Creates a condition.
    pub fn holds(condition: bool) -> Content<'e> {
        if condition { Content::Holds } else { Content::Empty }
    }

    /// Returns whether Anki would consider the field empty.
    pub fn is_empty(&self) -> bool {
        let is_blank = |text: &Text| text.is_empty();
        match self {
            Content::Empty => true,
            Content::Holds | Content::Sound(_) => false,
            Content::Plain(letters) => letters.trim_matches(' ').is_empty(),
            Content::Text(text) | Content::Cloze(text, _) | Content::Blanked(text, _) => {
                is_blank(text)
            }
            Content::Row(texts) => texts.is_empty(),
            Content::Translations(all) => all.is_empty(),
            Content::Phrases(all) => all.is_empty(),
            Content::Senses(all) => all.is_empty(),
            Content::Labelled(all) => all.is_empty(),
            Content::Mistakes(all) => all.is_empty(),
            Content::Contrasts(all) => all.is_empty(),
            Content::Cues(all) => all.is_empty(),
            Content::Questions(all) => all.is_empty(),
            Content::Choices(all) | Content::Solution(all) | Content::RightChoices(all) => {
                all.is_empty()
            }
            Content::Sections(all) => all.iter().all(|it| it.1.is_empty()),
            Content::Stack(all) => all.iter().all(Content::is_empty),
        }
    }
}
