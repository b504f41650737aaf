//! The formats that can be written.

use lexideck::anki::Kind;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Format {
    /// An Anki package.
    Apkg,
    /// The table of cards.
    Csv,
    /// Anki text files that change the changed notes only.
    Update,
    /// An Anki text file that tags notes that are no longer part of the deck.
    Retired,
}

impl Format {
    /// Every format.
    pub(crate) const ALL: [Format; 4] =
        [Format::Apkg, Format::Csv, Format::Update, Format::Retired];

    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Apkg => "apkg",
            Format::Csv => "csv",
            Format::Update => "update",
            Format::Retired => "retired",
        }
    }

    /// The name of a deck's file in it.
    pub(crate) fn file_name(self, deck_id: &str) -> String {
        let extension = match self {
            Format::Apkg | Format::Csv => "",
            Format::Update | Format::Retired => ".txt",
        };
        format!("{deck_id}.{}{extension}", self.name())
    }
}

/// The name of a deck's update file for notes of a kind.
pub(crate) fn update_file_name(deck_id: &str, kind: Kind) -> String {
    format!("{deck_id}.{}.{}.txt", Format::Update.name(), kind.name())
}
