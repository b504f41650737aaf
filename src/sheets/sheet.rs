//! The sheets.

/// A sheet of the workbook, or the single table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// A row for each entry.
    Words,
    /// A row for each sense.
    Senses,
    /// A row for each example.
    Examples,
    /// A row for each pattern and each collocation.
    Patterns,
    /// A row for each mistake.
    Mistakes,
    /// A row for each distinction.
    Distinctions,
    /// A row for each cue of a distinction.
    Cues,
    /// A row for each question.
    Questions,
    /// A row for each quiz item.
    Quiz,
    /// A row for each sense, with the fields of its entry, as a single table.
    Table,
}

impl Sheet {
    /// The sheets of the workbook, in order.
    pub const WORKBOOK: [Sheet; 9] = [
        Sheet::Words,
        Sheet::Senses,
        Sheet::Examples,
        Sheet::Patterns,
        Sheet::Mistakes,
        Sheet::Distinctions,
        Sheet::Cues,
        Sheet::Questions,
        Sheet::Quiz,
    ];

    /// Returns the name on its tab.
    pub fn name(self) -> &'static str {
        match self {
            Sheet::Words => "Words",
            Sheet::Senses => "Senses",
            Sheet::Examples => "Examples",
            Sheet::Patterns => "Patterns",
            Sheet::Mistakes => "Mistakes",
            Sheet::Distinctions => "Distinctions",
            Sheet::Cues => "Cues",
            Sheet::Questions => "Questions",
            Sheet::Quiz => "Quiz",
            Sheet::Table => "Table",
        }
    }

    /// Returns the sheet of the workbook with this name, ignoring case.
    pub fn from_name(name: &str) -> Option<Sheet> {
        let name = name.trim();
        Sheet::WORKBOOK.into_iter().find(|it| it.name().eq_ignore_ascii_case(name))
    }

    /// Describes its rows for the user.
    pub fn about(self) -> &'static str {
        match self {
            Sheet::Words => "A row for each word: level, pronunciation, synonyms, contexts, tags …",
            Sheet::Senses => "A row for each meaning, with its translations.",
            Sheet::Examples => "A row for each example sentence of a meaning.",
            Sheet::Patterns => "A row for each grammar pattern and each collocation.",
            Sheet::Mistakes => "A row for each common mistake.",
            Sheet::Distinctions => "A row for each pair of words that are easily confused.",
            Sheet::Cues => "A row for each situation in which just one word of such a pair fits.",
            Sheet::Questions => "A row for each question that learners ask.",
            Sheet::Quiz => "A row for each multiple-choice question.",
            Sheet::Table => "A row for each meaning, with what belongs to its word.",
        }
    }
}
