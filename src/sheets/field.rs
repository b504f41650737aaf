//! The columns of all sheets: what they contain and what they are called.

use crate::model::{Dialect, Level, PartOfSpeech};
use crate::source::shape::{Column, ENTRY, Kind};

/// The content of a column: a field of the entry or item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The entry's headword.
    Headword,
    /// The part of speech of an entry or a sense.
    PartOfSpeech,
    /// The level.
    Level,
    /// The register.
    Register,
    /// What stands under a key of the entry, a text or a list of texts.
    Entry(&'static str),
    /// What stands under a key of a mapping under a key of the entry.
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

impl Field {
    /// The name of the column: the source's key wherever it has one.
    pub fn name(&self) -> String {
        let fixed = match self {
            Field::Ipa(dialect) => return format!("ipa_{}", dialect.key()),
            Field::AccentAudio(dialect) => return format!("audio_{}", dialect.key()),
            Field::Named(_, key) if self.column().is_some_and(|it| it.is_bare) => key,
            Field::Named(group, key) => return format!("{group}_{key}"),
            Field::Entry(key) => key,
            Field::Translation(language) => return format!("translation_{language}"),
            Field::Examples(Some(dialect)) => return format!("examples_{}", dialect.key()),
            Field::Choice(number) => return format!("choice_{number}"),
            Field::Feedback(number) => return format!("feedback_{number}"),
            Field::Headword => "headword",
            Field::PartOfSpeech => "part_of_speech",
            Field::Level => "level",
            Field::Register => "register",
            Field::Tags => "tags",
            Field::Cards => "cards",
            Field::Definition => "definition",
            Field::Teach => "teach",
            Field::Examples(None) => "examples",
            Field::Patterns => "patterns",
            Field::Collocations => "collocations",
            Field::Sense => "sense",
            Field::Dialect => "dialect",
            Field::Kind => "kind",
            Field::Text => "text",
            Field::Audio => "audio",
            Field::Wrong => "wrong",
            Field::Right => "right",
            Field::Why => "why",
            Field::From => "from",
            Field::Difference => "difference",
            Field::This => "this",
            Field::Other => "other",
            Field::Distinction => "distinction",
            Field::Question => "question",
            Field::Answer | Field::Answers => "answer",
            Field::Key => "key",
            Field::Revision => "rev",
        };
        fixed.to_owned()
    }

    /// Returns whether the cells contain lists, with an item per line.
    pub fn is_list(&self) -> bool {
        match self {
            Field::Entry(key) => ENTRY.key(key).is_some_and(|it| matches!(it.kind, Kind::Texts)),
            Field::Tags
            | Field::Examples(_)
            | Field::Patterns
            | Field::Collocations
            | Field::Answers => true,
            _ => false,
        }
    }

    /// Returns whether there is a column of this kind for each language or number that occurs.
    pub fn is_repeated(&self) -> bool {
        matches!(self, Field::Translation(_) | Field::Choice(_) | Field::Feedback(_))
    }

    /// Returns whether the column is hidden from users.
    pub fn is_hidden(&self) -> bool {
        matches!(self, Field::Key | Field::Revision)
    }

    /// Returns the values that are valid or recommended; empty if any text is.
    pub fn known_values(&self) -> Vec<&'static str> {
        match self {
            Field::Level => Level::ALL.map(Level::name).to_vec(),
            Field::PartOfSpeech => PartOfSpeech::KNOWN.to_vec(),
            Field::Dialect => vec![Dialect::British.key(), Dialect::American.key()],
            Field::Kind => vec!["pattern", "collocation"],
            Field::Teach => vec!["yes"],
            _ => Vec::new(),
        }
    }

    /// Returns the declared column of a key of the entry.
    fn column(&self) -> Option<Column> {
        match self {
            Field::Entry(key) | Field::Named(key, _) => ENTRY.key(key)?.column,
            _ => None,
        }
    }

    /// Returns the recommended width of the column, in characters.
    pub fn width(&self) -> u16 {
        if let Some(column) = self.column() {
            return column.width;
        }
        match self {
            Field::Level | Field::Teach | Field::Dialect => 9,
            Field::Sense | Field::Kind | Field::Register | Field::Cards => 13,
            Field::Headword
            | Field::PartOfSpeech
            | Field::Ipa(_)
            | Field::From
            | Field::Distinction
            | Field::Tags => 18,
            Field::AccentAudio(_) | Field::Audio => 22,
            Field::Definition
            | Field::Text
            | Field::Examples(_)
            | Field::Difference
            | Field::Question
            | Field::Wrong
            | Field::Right => 48,
            Field::Key | Field::Revision => 24,
            _ => 34,
        }
    }

    /// Describes the content for the user.
    pub fn about(&self) -> &'static str {
        match self {
            Field::Entry(_) | Field::Named(..) => self.column().map_or("", |it| it.about),
            Field::Headword => "the word",
            Field::PartOfSpeech => "noun, verb …; in Senses, that of the sense",
            Field::Level => "A1 to C2",
            Field::Register => "neutral, formal, informal …",
            Field::Ipa(_) => "the pronunciation, British (gb) and American (us)",
            Field::AccentAudio(_) | Field::Audio => "the name of a recording",
            Field::Tags => "a line each",
            Field::Cards => "which cards are made, where not as in the rest of the deck",
            Field::Definition => "what it means",
            Field::Teach => "yes: this sense has cards of its own though it is not the first",
            Field::Translation(_) => "a translation, a column for each language",
            Field::Examples(_) => "example sentences, a line each",
            Field::Patterns | Field::Collocations => "a line each",
            Field::Sense => "which sense: its number",
            Field::Dialect => "gb or us, or empty for both",
            Field::Kind => "pattern or collocation",
            Field::Text => "the text; {…} is a gap to fill",
            Field::Wrong => "what learners say",
            Field::Right => "what they should say",
            Field::Why => "the reason",
            Field::From => "the other word",
            Field::Difference => "what sets the two apart",
            Field::This => "this word in a few words",
            Field::Other => "the other word in a few words",
            Field::Distinction => "the other word",
            Field::Question => "the question",
            Field::Answer => "the answer",
            Field::Choice(_) => "what there is to choose from",
            Field::Answers => "the right choice, in the same words; several a line each",
            Field::Feedback(_) => "what to say to one who took that choice",
            Field::Key | Field::Revision => "identifies the row when the table is imported",
        }
    }
}
