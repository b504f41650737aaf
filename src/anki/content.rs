//! What a field or a cell of a table holds, before an exporter renders it.

use std::borrow::Cow;

use crate::model::{Choice, Labelled, Mistake, Phrase, Question, Sense, Text, Translations};

/// The content of a field.
#[derive(Clone, Debug, Default)]
pub enum Content<'e> {
    /// Nothing.
    #[default]
    Empty,
    /// A condition that templates ask for: it holds.
    Holds,
    /// Letters that stand for themselves.
    Plain(Cow<'e, str>),
    /// A text, its gaps filled.
    Text(&'e Text),
    /// A text with its gaps as Anki's, and the number of each in Anki, by its number in the text less
    /// one; a gap without one is filled.
    Cloze(&'e Text, Box<[Option<u16>]>),
    /// A text with the gaps of one number open, or with all of them: to be read on a front.
    Blanked(&'e Text, Option<u16>),
    /// A recording, by its name in the package.
    Sound(&'e str),
    /// Texts in a row, such as synonyms.
    Row(&'e [Text]),
    /// Translations by language.
    Translations(&'e Translations),
    /// Phrases, one below the other.
    Phrases(Vec<PhraseLine<'e>>),
    /// Senses with their numbers.
    Senses(Vec<SenseLine<'e>>),
    /// Texts with the labels of their keys.
    Labelled(&'e [Labelled]),
    /// Mistakes, wrong and right.
    Mistakes(&'e [Mistake]),
    /// Other words and what sets them apart.
    Contrasts(Vec<Contrast<'e>>),
    /// Questions and their answers.
    Questions(&'e [Question]),
    /// What there is to choose from.
    Choices(&'e [Choice]),
    /// The same choices, marked and with their feedback.
    Solution(&'e [Choice]),
    /// The right ones among the choices, with their letters.
    RightChoices(&'e [Choice]),
    /// Sections with their headings, folded.
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
    /// The number in the entry, from 1.
    pub number: usize,
    /// The sense.
    pub sense: &'e Sense,
    /// Its examples, where they have no other place.
    pub examples: Vec<PhraseLine<'e>>,
}

/// Another word and what sets it apart.
#[derive(Clone, Debug)]
pub struct Contrast<'e> {
    /// The entry's headword.
    pub this_word: &'e str,
    /// The other word.
    pub other_word: &'e str,
    /// The difference.
    pub difference: &'e Text,
    /// The headword in a few words.
    pub this: Option<&'e Text>,
    /// The other word in a few words.
    pub other: Option<&'e Text>,
}

impl<'e> Content<'e> {
    /// Letters that stand for themselves.
    pub fn plain(letters: impl Into<Cow<'e, str>>) -> Content<'e> {
        Content::Plain(letters.into())
    }

    /// A text, if there is one.
    pub fn text(text: Option<&'e Text>) -> Content<'e> {
        text.map_or(Content::Empty, Content::Text)
    }

    /// A condition.
    pub fn holds(condition: bool) -> Content<'e> {
        if condition { Content::Holds } else { Content::Empty }
    }

    /// Whether Anki would take the field for empty.
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
            Content::Questions(all) => all.is_empty(),
            Content::Choices(all) | Content::Solution(all) | Content::RightChoices(all) => {
                all.is_empty()
            }
            Content::Sections(all) => all.iter().all(|it| it.1.is_empty()),
            Content::Stack(all) => all.iter().all(Content::is_empty),
        }
    }
}
