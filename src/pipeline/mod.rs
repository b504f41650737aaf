//! The phases in order: a deck's files are read and checked, each by itself; its entries are checked
//! against each other, identified and planned; then they are compiled and exported.
//!
//! Every file is read and parsed once, and its checked entries are kept in memory.

mod check;
mod describe;
mod export;
mod media;
mod reading;
mod release;
mod threads;

pub use check::{ReadDeck, check_deck};
pub(crate) use export::{Exported, export_deck};
pub(crate) use media::{StoredMedia, stored_names};
pub use release::{compile_deck, release_deck};
pub use threads::with_threads;

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use crate::anki::Plan;
use crate::check::{Index, Pairs};
use crate::diag::{FileId, Span};
use crate::ledger::{Alike, Identities, Ledger};
use crate::model::{Deck, Profile};
use reading::CheckedFile;

/// Where the bytes of source files come from.
pub trait Sources: Sync {
    /// The bytes of a file, whole.
    ///
    /// # Errors
    /// What the disk says.
    fn read(&self, file: FileId) -> io::Result<Vec<u8>>;
}

/// The files of a deck.
#[derive(Clone, Debug)]
pub struct DeckFiles {
    /// The file with `deck:`.
    pub description: FileId,
    /// Every file with entries, in the order of paths; the description's among them.
    pub files: Vec<FileId>,
    /// The names of its media files.
    pub media: BTreeSet<String>,
    /// Its ledger, where there is one.
    pub ledger: Option<FileId>,
}

/// What a run wants of its decks.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckOptions {
    /// The profile that comes before what decks and entries say.
    pub profile: Option<Profile>,
    /// The time of the build in seconds since 1970, where it is not for the clock to say.
    pub build_time: Option<i64>,
    /// Whether note types may be others than those of the last release.
    pub allows_note_type_break: bool,
}

/// A deck that was read and checked.
#[derive(Debug)]
pub struct CheckedDeck {
    /// The deck.
    pub deck: Deck,
    /// The number of its entries.
    pub entries: usize,
    /// The names of the media files that its entries refer to.
    pub media: BTreeSet<String>,
    /// In the order of the source; the entries are numbered from the first one of the first file.
    files: Vec<Arc<CheckedFile>>,
    index: Index,
    pairs: Pairs,
    plan: Plan,
    /// What earlier releases gave to learners.
    pub ledger: Arc<Ledger>,
    identities: Identities,
}

impl CheckedDeck {
    /// The items that kept their GUIDs because their words are like earlier ones.
    pub fn alike(&self) -> &[Alike] {
        &self.identities.alike
    }
}

/// What checking a deck comes to.
#[derive(Debug)]
pub struct Outcome {
    /// The id that its description gives, right or wrong, and where it stands.
    pub id: Option<(String, Span)>,
    /// The deck; absent where its description has an error.
    pub checked: Option<CheckedDeck>,
}
