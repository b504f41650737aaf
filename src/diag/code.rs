//! The kinds of problems, by stable names.

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The deck cannot be built.
    Error,
    /// The deck is built; something in it is probably not meant so.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A kind of problem. Its name never changes once published: scripts and `explain` rely on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// A path is not there.
    MissingFile,
    /// A file or folder cannot be read.
    UnreadableFile,
    /// The file is not valid YAML.
    YamlSyntax,
    /// The file is not UTF-8 text.
    NotUtf8,
    /// Values are nested too deeply.
    TooDeep,
    /// Aliases repeat far more than was written.
    AliasExpansion,
    /// An alias has no anchor, or stands inside its own anchor.
    UnknownAlias,
    /// A value carries a YAML tag that means nothing here.
    YamlTag,
    /// A file holds several YAML documents.
    SeveralDocuments,
    /// A key is not part of the format.
    UnknownKey,
    /// A key stands twice in one mapping.
    DuplicateKey,
    /// A value is a text where a list or mapping belongs, or the reverse.
    WrongKind,
    /// A required key is absent or empty.
    MissingKey,
    /// A value is not one of the words allowed there.
    UnknownValue,
    /// A text holds a control character.
    ControlCharacter,
    /// No deck is where one was expected.
    NoDeck,
    /// A deck has no entries.
    NoEntries,
    /// A deck makes no card.
    NoCards,
    /// `deck:` stands in a file of a deck folder other than `deck.yaml`.
    MisplacedDeck,
    /// A folder among the decks holds YAML files but no `deck.yaml`.
    FolderWithoutDeck,
    /// A deck's id cannot name files everywhere.
    InvalidDeckId,
    /// Two decks of a run have the same id.
    DuplicateDeckId,
    /// A deck's name is one that Anki would change.
    InvalidDeckName,
    /// A language is not written as a BCP 47 tag.
    InvalidLanguage,
    /// An entry has nothing to learn.
    EmptyEntry,
    /// An entry without a sense has sections that no card shows.
    UnseenSections,
    /// An id holds characters that ids cannot hold.
    InvalidId,
    /// Two entries of a deck, or two items of an entry, share an id.
    DuplicateId,
    /// A level is not one of the CEFR's six.
    UnknownLevel,
    /// A part of speech is not a known one.
    UnknownPartOfSpeech,
    /// A media file is not there.
    MissingMedia,
    /// No gap can be found in an example, pattern or collocation.
    GapNotFound,
    /// A brace opens no complete gap.
    UnclosedGap,
    /// A definition uses its own headword.
    CircularDefinition,
    /// YAML seems to have cut a sentence at a comma.
    CutAtComma,
    /// A distinction's `from` fits several entries.
    AmbiguousFrom,
    /// A distinction's `from` resembles an entry but names none.
    SimilarFrom,
    /// A word is distinguished from itself.
    DistinctionFromItself,
    /// A cue's answer is neither of the two words.
    CueAnswer,
    /// A pair has more cues than its note can hold.
    TooManyCues,
    /// A quiz item offers fewer than two choices.
    TooFewChoices,
    /// A quiz item offers the same choice twice.
    DuplicateChoice,
    /// The answer to a quiz item is none of its choices.
    AnswerNotAChoice,
    /// Feedback is given for a text that is no choice.
    FeedbackNotAChoice,
    /// A front shows its answer.
    AnswerOnFront,
    /// Two notes have the same front.
    RepeatedFront,
    /// A front has more than 25 words.
    LongFront,
    /// A wrong choice of a quiz item is as right as the answer.
    LureIsRight,
    /// The same phrase asks for different answers.
    AmbiguousGap,
    /// A transcription holds a sign that is not of the phonetic alphabet.
    NotIpa,
    /// A British spelling in an American example, or the reverse.
    DialectSpelling,
    /// Of two entries only one names the other.
    OneSidedDistinction,
    /// A ledger cannot be read.
    DamagedLedger,
    /// A ledger belongs to another deck.
    ForeignLedger,
    /// An entry seems to be an earlier one under a new headword.
    RenamedEntry,
    /// An entry is retired and there.
    RetiredEntry,
    /// What is retired was never there.
    UnknownRetired,
    /// The note types are no longer those of the last release.
    NoteTypeBreak,
    /// The build is dated before changes that the ledger knows.
    OldBuildTime,
}

impl Code {
    /// Every kind, in the order of the handbook.
    pub const ALL: [Code; 59] = [
        Code::MissingFile,
        Code::UnreadableFile,
        Code::YamlSyntax,
        Code::NotUtf8,
        Code::TooDeep,
        Code::AliasExpansion,
        Code::UnknownAlias,
        Code::YamlTag,
        Code::SeveralDocuments,
        Code::UnknownKey,
        Code::DuplicateKey,
        Code::WrongKind,
        Code::MissingKey,
        Code::UnknownValue,
        Code::ControlCharacter,
        Code::NoDeck,
        Code::NoEntries,
        Code::NoCards,
        Code::MisplacedDeck,
        Code::FolderWithoutDeck,
        Code::InvalidDeckId,
        Code::DuplicateDeckId,
        Code::InvalidDeckName,
        Code::InvalidLanguage,
        Code::EmptyEntry,
        Code::UnseenSections,
        Code::InvalidId,
        Code::DuplicateId,
        Code::UnknownLevel,
        Code::UnknownPartOfSpeech,
        Code::MissingMedia,
        Code::GapNotFound,
        Code::UnclosedGap,
        Code::CircularDefinition,
        Code::CutAtComma,
        Code::AmbiguousFrom,
        Code::SimilarFrom,
        Code::DistinctionFromItself,
        Code::CueAnswer,
        Code::TooManyCues,
        Code::TooFewChoices,
        Code::DuplicateChoice,
        Code::AnswerNotAChoice,
        Code::FeedbackNotAChoice,
        Code::AnswerOnFront,
        Code::RepeatedFront,
        Code::LongFront,
        Code::LureIsRight,
        Code::AmbiguousGap,
        Code::NotIpa,
        Code::DialectSpelling,
        Code::OneSidedDistinction,
        Code::DamagedLedger,
        Code::ForeignLedger,
        Code::RenamedEntry,
        Code::RetiredEntry,
        Code::UnknownRetired,
        Code::NoteTypeBreak,
        Code::OldBuildTime,
    ];

    /// The name in kebab-case.
    #[expect(clippy::too_many_lines, reason = "one row a code; a table split up is harder to read")]
    pub fn name(self) -> &'static str {
        match self {
            Code::MissingFile => "missing-file",
            Code::UnreadableFile => "unreadable-file",
            Code::YamlSyntax => "yaml-syntax",
            Code::NotUtf8 => "not-utf8",
            Code::TooDeep => "too-deep",
            Code::AliasExpansion => "alias-expansion",
            Code::UnknownAlias => "unknown-alias",
            Code::YamlTag => "yaml-tag",
            Code::SeveralDocuments => "several-documents",
            Code::UnknownKey => "unknown-key",
            Code::DuplicateKey => "duplicate-key",
            Code::WrongKind => "wrong-kind",
            Code::MissingKey => "missing-key",
            Code::UnknownValue => "unknown-value",
            Code::ControlCharacter => "control-character",
            Code::NoDeck => "no-deck",
            Code::NoEntries => "no-entries",
            Code::NoCards => "no-cards",
            Code::MisplacedDeck => "misplaced-deck",
            Code::FolderWithoutDeck => "folder-without-deck",
            Code::InvalidDeckId => "invalid-deck-id",
            Code::DuplicateDeckId => "duplicate-deck-id",
            Code::InvalidDeckName => "invalid-deck-name",
            Code::InvalidLanguage => "invalid-language",
            Code::EmptyEntry => "empty-entry",
            Code::UnseenSections => "unseen-sections",
            Code::InvalidId => "invalid-id",
            Code::DuplicateId => "duplicate-id",
            Code::UnknownLevel => "unknown-level",
            Code::UnknownPartOfSpeech => "unknown-part-of-speech",
            Code::MissingMedia => "missing-media",
            Code::GapNotFound => "gap-not-found",
            Code::UnclosedGap => "unclosed-gap",
            Code::CircularDefinition => "circular-definition",
            Code::CutAtComma => "cut-at-comma",
            Code::AmbiguousFrom => "ambiguous-from",
            Code::SimilarFrom => "similar-from",
            Code::DistinctionFromItself => "distinction-from-itself",
            Code::CueAnswer => "cue-answer",
            Code::TooManyCues => "too-many-cues",
            Code::TooFewChoices => "too-few-choices",
            Code::DuplicateChoice => "duplicate-choice",
            Code::AnswerNotAChoice => "answer-not-a-choice",
            Code::FeedbackNotAChoice => "feedback-not-a-choice",
            Code::AnswerOnFront => "answer-on-front",
            Code::RepeatedFront => "repeated-front",
            Code::LongFront => "long-front",
            Code::LureIsRight => "lure-is-right",
            Code::AmbiguousGap => "ambiguous-gap",
            Code::NotIpa => "not-ipa",
            Code::DialectSpelling => "dialect-spelling",
            Code::OneSidedDistinction => "one-sided-distinction",
            Code::DamagedLedger => "damaged-ledger",
            Code::ForeignLedger => "foreign-ledger",
            Code::RenamedEntry => "renamed-entry",
            Code::RetiredEntry => "retired-entry",
            Code::UnknownRetired => "unknown-retired",
            Code::NoteTypeBreak => "note-type-break",
            Code::OldBuildTime => "old-build-time",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether it keeps a deck from being built.
    pub fn severity(self) -> Severity {
        match self {
            Code::FolderWithoutDeck
            | Code::UnknownPartOfSpeech
            | Code::GapNotFound
            | Code::UnclosedGap
            | Code::CircularDefinition
            | Code::CutAtComma
            | Code::SimilarFrom
            | Code::TooManyCues
            | Code::AnswerOnFront
            | Code::RepeatedFront
            | Code::LongFront
            | Code::LureIsRight
            | Code::AmbiguousGap
            | Code::NotIpa
            | Code::DialectSpelling
            | Code::OneSidedDistinction
            | Code::RenamedEntry
            | Code::UnknownRetired
            | Code::OldBuildTime
            | Code::UnseenSections => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_lead_back() {
        for code in Code::ALL {
            assert_eq!(Code::from_name(code.name()), Some(code));
        }
    }
}
