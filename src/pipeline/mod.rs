//! The four verbs in order: a deck is read and checked entry by entry, then read again, compiled
//! and exported entry by entry.
//!
//! Between the passes only an index is kept, so a dictionary of any size takes little memory.

mod check;
mod reading;
mod release;
mod turns;

pub use check::check_deck;
pub use release::release_deck;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::num::NonZeroUsize;

use crate::anki::Plan;
use crate::check::{Index, Pairs};
use crate::diag::{FileId, Span};
use crate::ledger::{Alike, Identities, Ledger};
use crate::model::{Deck, Profile};
use crate::source::{Piece, Tape};

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
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    /// The profile that comes before what decks and entries say.
    pub profile: Option<Profile>,
    /// The time of the build in seconds since 1970, where it is not for the clock to say.
    pub build_time: Option<i64>,
    /// Whether note types may be others than those of the last release.
    pub allows_note_type_break: bool,
    /// How many threads may work; what comes of it is the same with any number.
    pub threads: NonZeroUsize,
    /// Whether a release is to follow, for which it is remembered what was parsed.
    pub releases: bool,
}

impl Default for Wishes {
    fn default() -> Wishes {
        Wishes {
            profile: None,
            build_time: None,
            allows_note_type_break: false,
            threads: NonZeroUsize::MIN,
            releases: false,
        }
    }
}

/// A piece of a file as it was checked: the second pass reads the same, or nothing.
#[derive(Debug)]
struct Recorded {
    file: FileId,
    /// What the whole file held, as a hash.
    hash: u64,
    piece: Piece,
    tape: Tape,
    /// The number of its first entry.
    first: usize,
}

/// A deck that was read and checked.
#[derive(Debug)]
pub struct Checked {
    /// The deck.
    pub deck: Deck,
    /// The number of its entries.
    pub entries: usize,
    /// The names of the media files that its entries refer to.
    pub media: BTreeSet<String>,
    files: DeckFiles,
    recorded: Vec<Recorded>,
    threads: NonZeroUsize,
    index: Index,
    pairs: Pairs,
    plan: Plan,
    profile: Option<Profile>,
    /// What earlier releases gave to learners.
    pub ledger: Ledger,
    identities: Identities,
}

impl Checked {
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
    pub checked: Option<Checked>,
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
