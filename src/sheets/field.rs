//! The columns of all sheets: what they contain and what they are called.

use crate::model::{Dialect, Level, PartOfSpeech};
use crate::source::shape::{Column, ENTRY, Kind};

/// The content of a column: a field of the entry or item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetField {
    /// The entry's headword.
    Headword,
    /// The part of speech of an entry or a sense.
    PartOfSpeech,
    /// The level.
    Level,
    /// The register.
    Register,
    /// The value of a key of the entry, a text or a list of texts.
    Entry(&'static str),
    /// The value of a key of a mapping in the entry.
    Named(&'static str, &'static str),
    /// The transcription in one dialect.
    Ipa(Dialect),
    /// The recording of the headword in one dialect.
    AccentAudio(Dialect),
    /// Tags, a list.
    Tags,
    /// Which cards the entry makes: `minimal`, or `usage: 4, quiz: false`.
    Cards,
    /// A sense's definition.
    Definition,
    /// Whether a sense has cards of its own: `yes` or empty.
    Teach,
    /// A translation into the language with this tag.
    Translation(String),
    /// The examples of a sense in one list of them, a list of texts.
    Examples(Option<Dialect>),
    /// The texts of the patterns, a list.
    Patterns,
    /// The texts of the collocations, a list.
    Collocations,
    /// The sense to which an example belongs: its number or its id.
    Sense,
    /// The dialect to which an example belongs: `gb`, `us` or empty.
    Dialect,
    /// Whether a phrase is a `pattern` or a `collocation`.
    Kind,
    /// The text of a phrase or a cue.
    Text,
    /// The recording of a phrase.
    Audio,
    /// What learners say by mistake.
    Wrong,
    /// What they should say.
    Right,
    /// A reason.
    Why,
    /// The other word of a distinction.
    From,
    /// The difference between the two words.
    Difference,
    /// A short description of this word.
    This,
    /// A short description of the other word.
    Other,
    /// The distinction to which a cue belongs: its other word.
    Distinction,
    /// A question.
    Question,
    /// The answer to a question, or the word that fits a cue.
    Answer,
    /// A choice of a quiz item, counted from 1. In the source, `answer` and `feedback` refer to a
    /// choice by its text, so they change with it.
    Choice(usize),
    /// The right choices, a list of their texts.
    Answers,
    /// The feedback for a choice, counted from 1.
    Feedback(usize),
    /// The key of the row.
    Key,
    /// The revision of the row.
    Revision,
}

impl SheetField {
    /// Returns the name of the column: the source's key if it has one.
    pub fn name(&self) -> String {
        let fixed = match self {
            SheetField::Ipa(dialect) => return format!("ipa_{}", dialect.key()),
            SheetField::AccentAudio(dialect) => return format!("audio_{}", dialect.key()),
            SheetField::Named(_, key) if self.column().is_some_and(|it| it.is_bare) => key,
            SheetField::Named(group, key) => return format!("{group}_{key}"),
            SheetField::Entry(key) => key,
            SheetField::Translation(language) => return format!("translation_{language}"),
            SheetField::Examples(Some(dialect)) => return format!("examples_{}", dialect.key()),
            SheetField::Choice(number) => return format!("choice_{number}"),
            SheetField::Feedback(number) => return format!("feedback_{number}"),
            SheetField::Headword => "headword",
            SheetField::PartOfSpeech => "part_of_speech",
            SheetField::Level => "level",
            SheetField::Register => "register",
            SheetField::Tags => "tags",
            SheetField::Cards => "cards",
            SheetField::Definition => "definition",
            SheetField::Teach => "teach",
            SheetField::Examples(None) => "examples",
            SheetField::Patterns => "patterns",
            SheetField::Collocations => "collocations",
            SheetField::Sense => "sense",
            SheetField::Dialect => "dialect",
            SheetField::Kind => "kind",
            SheetField::Text => "text",
            SheetField::Audio => "audio",
            SheetField::Wrong => "wrong",
            SheetField::Right => "right",
            SheetField::Why => "why",
            SheetField::From => "from",
            SheetField::Difference => "difference",
            SheetField::This => "this",
            SheetField::Other => "other",
            SheetField::Distinction => "distinction",
            SheetField::Question => "question",
            SheetField::Answer | SheetField::Answers => "answer",
            SheetField::Key => "key",
            SheetField::Revision => "rev",
        };
        fixed.to_owned()
    }

    /// Returns whether the cells contain lists, with an item per line.
    pub fn is_list(&self) -> bool {
        match self {
            SheetField::Entry(key) => {
                ENTRY.key(key).is_some_and(|it| matches!(it.kind, Kind::Texts))
            }
            SheetField::Tags
            | SheetField::Examples(_)
            | SheetField::Patterns
            | SheetField::Collocations
            | SheetField::Answers => true,
            _ => false,
        }
    }

    /// Returns whether there is a column of this kind for each language or number that occurs.
    pub fn is_repeated(&self) -> bool {
        matches!(self, SheetField::Translation(_) | SheetField::Choice(_) | SheetField::Feedback(_))
    }

    /// Returns whether the column is hidden from users.
    pub fn is_hidden(&self) -> bool {
        matches!(self, SheetField::Key | SheetField::Revision)
    }

    /// Returns the values that are valid or recommended; empty if any text is.
    pub fn known_values(&self) -> Vec<&'static str> {
        match self {
            SheetField::Level => Level::CEFR.to_vec(),
            SheetField::PartOfSpeech => PartOfSpeech::KNOWN.to_vec(),
            SheetField::Dialect => vec![Dialect::British.key(), Dialect::American.key()],
            SheetField::Kind => vec!["pattern", "collocation"],
            SheetField::Teach => vec!["yes"],
            _ => Vec::new(),
        }
    }

    /// Returns the declared column of a key of the entry.
    fn column(&self) -> Option<Column> {
        match self {
            SheetField::Entry(key) | SheetField::Named(key, _) => ENTRY.key(key)?.column,
            _ => None,
        }
    }

    /// Returns the recommended width of the column, in characters.
    pub fn width(&self) -> u16 {
        if let Some(column) = self.column() {
            return column.width;
        }
        match self {
            SheetField::Level | SheetField::Teach | SheetField::Dialect => 9,
            SheetField::Sense | SheetField::Kind | SheetField::Register | SheetField::Cards => 13,
            SheetField::Headword
            | SheetField::PartOfSpeech
            | SheetField::Ipa(_)
            | SheetField::From
            | SheetField::Distinction
            | SheetField::Tags => 18,
            SheetField::AccentAudio(_) | SheetField::Audio => 22,
            SheetField::Definition
            | SheetField::Text
            | SheetField::Examples(_)
            | SheetField::Difference
            | SheetField::Question
            | SheetField::Wrong
            | SheetField::Right => 48,
            SheetField::Key | SheetField::Revision => 24,
            _ => 34,
        }
    }

    /// Describes the content for the user.
    pub fn about(&self) -> &'static str {
        match self {
            SheetField::Entry(_) | SheetField::Named(..) => self.column().map_or("", |it| it.about),
            SheetField::Headword => "the word",
            SheetField::PartOfSpeech => "noun, verb …; in Senses, that of the sense",
            SheetField::Level => "A1 to C2",
            SheetField::Register => "neutral, formal, informal …",
            SheetField::Ipa(_) => "the pronunciation, British (gb) and American (us)",
            SheetField::AccentAudio(_) | SheetField::Audio => "the name of a recording",
            SheetField::Tags => "a line each",
            SheetField::Cards => "which cards are made, where not as in the rest of the deck",
            SheetField::Definition => "what it means",
            SheetField::Teach => "yes: this sense has cards of its own though it is not the first",
            SheetField::Translation(_) => "a translation, a column for each language",
            SheetField::Examples(_) => "example sentences, a line each",
            SheetField::Patterns | SheetField::Collocations => "a line each",
            SheetField::Sense => "which sense: its number",
            SheetField::Dialect => "gb or us, or empty for both",
            SheetField::Kind => "pattern or collocation",
            SheetField::Text => "the text; {…} is a gap to fill",
            SheetField::Wrong => "what learners say",
            SheetField::Right => "what they should say",
            SheetField::Why => "the reason",
            SheetField::From => "the other word",
            SheetField::Difference => "what sets the two apart",
            SheetField::This => "this word in a few words",
            SheetField::Other => "the other word in a few words",
            SheetField::Distinction => "the other word",
            SheetField::Question => "the question",
            SheetField::Answer => "the answer",
            SheetField::Choice(_) => "what there is to choose from",
            SheetField::Answers => "the right choice, in the same words; several a line each",
            SheetField::Feedback(_) => "what to say to one who took that choice",
            SheetField::Key | SheetField::Revision => {
                "identifies the row when the table is imported"
            }
        }
    }
}
