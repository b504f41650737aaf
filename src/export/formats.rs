//! The table of formats: a line for each, and a file for each in this layer.

use crate::export::exporter::Format;
use crate::export::{anki_txt, apkg, csv, print, update, words, xlsx};
use crate::export::{blackboard, blooket, gift, kahoot, moodle, moodle_glossary, tsv};

/// All formats.
pub(crate) const FORMATS: &[Format] = &[
    apkg::FORMAT,
    csv::FORMAT,
    words::FORMAT,
    xlsx::FORMAT,
    update::FORMAT,
    update::RETIRED,
    anki_txt::FORMAT,
    moodle::FORMAT,
    moodle_glossary::FORMAT,
    gift::FORMAT,
    kahoot::FORMAT,
    blooket::FORMAT,
    blackboard::FORMAT,
    tsv::FORMAT,
    print::CARDS,
    print::WORKSHEET,
];

impl Format {
    /// Returns whether it contains only changes, so that the files of an earlier build are still
    /// valid if nothing has changed.
    pub fn contains_only_changes(&self) -> bool {
        [update::FORMAT.name, update::RETIRED.name].contains(&self.name)
    }

    /// Returns the format of update files.
    pub(crate) fn update() -> &'static Format {
        &update::FORMAT
    }

    /// Returns the format with this name.
    pub fn from_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|it| it.name == name)
    }
}
