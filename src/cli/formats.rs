//! The formats that can be written.

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Format {
    /// An Anki package.
    Apkg,
    /// The table of cards.
    Csv,
}

impl Format {
    /// Every format.
    pub(crate) const ALL: [Format; 2] = [Format::Apkg, Format::Csv];

    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Apkg => "apkg",
            Format::Csv => "csv",
        }
    }

    /// The name of a deck's file in it.
    pub(crate) fn file_name(self, deck_id: &str) -> String {
        format!("{deck_id}.{}", self.name())
    }
}
