//! The choice of cards: profiles, and limits for each kind of card.

/// A row of the table of cards: a kind of card with its own limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardRow {
    /// Shows the headword, asks for the meaning.
    Recognise,
    /// Shows the meaning, asks for the headword.
    Produce,
    /// Shows a translation, asks for the headword.
    Translate,
    /// Shows a picture, asks for the headword.
    Picture,
    /// Plays the sound, asks for the headword and its meaning.
    Listen,
    /// Shows the headword, asks for the pronunciation.
    Say,
    /// Shows an example, pattern or collocation with a gap.
    Usage,
    /// Asks which of two words fits, or for the difference between them.
    Distinction,
    /// Asks a question, or for the correction of a mistake.
    Question,
    /// Asks a multiple-choice question.
    Quiz,
}

impl CardRow {
    /// Every row, in the order of the table.
    pub const ALL: [CardRow; 10] = [
        CardRow::Recognise,
        CardRow::Produce,
        CardRow::Translate,
        CardRow::Picture,
        CardRow::Listen,
        CardRow::Say,
        CardRow::Usage,
        CardRow::Distinction,
        CardRow::Question,
        CardRow::Quiz,
    ];

    /// Returns the key in sources.
    pub fn key(self) -> &'static str {
        match self {
            CardRow::Recognise => "recognise",
            CardRow::Produce => "produce",
            CardRow::Translate => "translate",
            CardRow::Picture => "picture",
            CardRow::Listen => "listen",
            CardRow::Say => "say",
            CardRow::Usage => "usage",
            CardRow::Distinction => "distinction",
            CardRow::Question => "question",
            CardRow::Quiz => "quiz",
        }
    }
}

/// A predefined choice of cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// One card for each entry.
    Minimal,
    /// At most three cards for each entry.
    Light,
    /// At most six cards for each entry.
    #[default]
    Standard,
    /// Every possible card.
    Everything,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Profile; 4] =
        [Profile::Minimal, Profile::Light, Profile::Standard, Profile::Everything];

    /// Returns the name in sources and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Profile::Minimal => "minimal",
            Profile::Light => "light",
            Profile::Standard => "standard",
            Profile::Everything => "everything",
        }
    }

    /// Returns the profile with this name.
    pub fn from_key(key: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// The limit for the cards of a row that an entry makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// No limit.
    All,
    /// At most this number of cards; 0 means none.
    AtMost(u32),
}

/// The value of `cards`: a profile, or limits that replace those of the deck or of the default
/// profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardChoice {
    /// A profile.
    Profile(Profile),
    /// Limits for some rows, and whether answers are typed.
    Limits {
        /// The rows with a limit.
        rows: Vec<(CardRow, Limit)>,
        /// Whether answers are typed, if the source says so.
        typed: Option<bool>,
    },
}
