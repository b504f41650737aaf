//! What became of each deck of a run, for every form of the report.

use std::path::PathBuf;

use crate::anki::Kind;
use crate::cli::left_out::LeftOut;
use crate::disk::WrittenFile;
use crate::export::Skipped;
use crate::ledger::{self, Alike};

/// What became of a deck.
pub(crate) struct Report {
    pub(crate) id: Option<String>,
    pub(crate) entries: Option<usize>,
    pub(crate) built: Option<Built>,
    /// What would have become of its ledger, where that kept it from being built.
    pub(crate) refused: Option<LedgerReport>,
    /// The name of its description's file.
    pub(crate) source: String,
    /// Why it was to be written and was not.
    pub(crate) not_written: Option<String>,
}

impl Report {
    /// Returns what to call the deck: its id, or its file where that gives none.
    pub(crate) fn name(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.source)
    }
}

/// A deck that was built.
pub(crate) struct Built {
    pub(crate) files: Vec<WrittenFile>,
    pub(crate) notes: [usize; Kind::ALL.len()],
    pub(crate) cards: usize,
    pub(crate) media: usize,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) left_out: LeftOut,
    /// Whether update files were asked for and no note had changed.
    pub(crate) no_updates: bool,
    pub(crate) ledger: LedgerReport,
}

/// What a build did with the ledger.
pub(crate) struct LedgerReport {
    /// Where it is; none for a deck that is no file on the disk.
    pub(crate) path: Option<PathBuf>,
    /// Whether there was one before.
    pub(crate) existed: bool,
    /// Whether this build makes another one of it.
    pub(crate) changes_it: bool,
    pub(crate) written: bool,
    pub(crate) counts: ledger::Counts,
    /// What finds in Anki the notes that went with this build.
    pub(crate) search: Option<String>,
    pub(crate) alike: Vec<Alike>,
}
