//! Which cards are asked for: profiles, and limits by kind.

/// A row of the table of cards: a kind of card that has a limit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// Headword to meaning.
    Recognise,
    /// Meaning to headword.
    Produce,
    /// Sound to headword and meaning.
    Listen,
    /// Headword to sound.
    Say,
    /// A gap in an example, pattern or collocation.
    Usage,
    /// Two words told apart.
    Distinction,
    /// A question or a mistake.
    Question,
    /// A multiple-choice question.
    Quiz,
}

impl Row {
    /// Every row, in the order of the table.
    pub const ALL: [Row; 8] = [
        Row::Recognise,
        Row::Produce,
        Row::Listen,
        Row::Say,
        Row::Usage,
        Row::Distinction,
        Row::Question,
        Row::Quiz,
    ];

    /// The key in sources.
    pub fn key(self) -> &'static str {
        match self {
            Row::Recognise => "recognise",
            Row::Produce => "produce",
            Row::Listen => "listen",
            Row::Say => "say",
            Row::Usage => "usage",
            Row::Distinction => "distinction",
            Row::Question => "question",
            Row::Quiz => "quiz",
        }
    }
}

/// A ready choice of cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// One card an entry.
    Minimal,
    /// At most six cards an entry.
    #[default]
    Standard,
    /// Every card there can be.
    Everything,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Profile; 3] = [Profile::Minimal, Profile::Standard, Profile::Everything];

    /// The word in sources and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Profile::Minimal => "minimal",
            Profile::Standard => "standard",
            Profile::Everything => "everything",
        }
    }

    /// The profile of that name.
    pub fn from_key(key: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// How many cards of a row an entry makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// As many as there can be.
    All,
    /// At most so many.
    AtMost(u32),
}

/// The value of `cards`: a profile, or limits that change some rows of what stands above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardChoice {
    /// A profile, whole.
    Profile(Profile),
    /// Rows that differ, and whether answers are typed.
    Limits {
        /// The limits given.
        rows: Vec<(Row, Limit)>,
        /// Whether answers are typed, if said.
        typed: Option<bool>,
    },
}
