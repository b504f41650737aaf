//! The result of a run for each deck, for every form of the report.

use std::path::PathBuf;

use crate::anki::Kind;
use crate::cli::edges::Edges;
use crate::cli::left_out::LeftOut;
use crate::cli::publication::Publication;
use crate::disk::WrittenFile;
use crate::export::Skipped;
use crate::ledger::{self, Alike, Missing, Waiting};

/// The result for a deck.
pub(crate) struct Report {
    pub(crate) id: Option<String>,
    pub(crate) entries: Option<usize>,
    pub(crate) built: Option<Built>,
    /// How its ledger would change, if that prevented the build.
    pub(crate) refused: Option<LedgerReport>,
    /// The name of the file that describes it.
    pub(crate) source: String,
    /// The reason why it was not written, if it should have been.
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
    /// What it gives to learners, if it is a release.
    pub(crate) release: Option<Publication>,
}

/// The effect of a build on the ledger.
pub(crate) struct LedgerReport {
    /// Its path; `None` if the deck is not a file on the disk.
    pub(crate) path: Option<PathBuf>,
    /// Whether it existed before.
    pub(crate) existed: bool,
    /// Where it was until this build, if its deck's source was renamed.
    pub(crate) moved_from: Option<PathBuf>,
    /// Whether this build changes it.
    pub(crate) changes_it: bool,
    pub(crate) written: bool,
    /// The number of the last release before, if there was one.
    pub(crate) since: Option<u16>,
    /// What happened to notes since then, or since the last build if there was no release.
    pub(crate) counts: ledger::Counts,
    pub(crate) since_build: ledger::Counts,
    /// The deck's new name, and the entries that came from other decks or went there.
    pub(crate) edges: Edges,
    /// The search that finds in Anki the notes that are no longer made.
    pub(crate) search: Option<String>,
    pub(crate) alike: Vec<Alike>,
    /// The notes and cards that the last release had and that are no longer made.
    pub(crate) missing: Vec<Missing>,
    /// The questions without a card because no number is left.
    pub(crate) waiting: Vec<Waiting>,
}
