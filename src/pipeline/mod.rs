//! The phases in order: a deck's files are read and checked, each by itself; its entries are
//! checked against each other, identified and planned; then they are compiled and exported.
//!
//! Every file is read and parsed once, and its checked entries are kept in memory.

mod check;
mod describe;
mod export;
mod media;
mod moved;
mod reading;
mod release;
mod threads;

pub use check::{ReadDeck, check_deck};
pub(crate) use export::{Exported, export_deck};
pub(crate) use media::{StoredMedia, stored_names};
pub(crate) use moved::{MovedEntry, follow_between};
pub use release::{compile_deck, release_deck};
pub use threads::with_threads;

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use crate::anki::Plan;
use crate::check::{Index, Pairs};
use crate::diag::{FileId, Span};
use crate::ledger::{Alike, Identities, Ledger};
use crate::model::{Deck, Interface, Profile, Shown};
use reading::CheckedFile;

/// The source of the bytes of source files.
pub trait Sources: Sync {
    /// Returns all bytes of a file.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    fn read(&self, file: FileId) -> io::Result<Vec<u8>>;
}

/// The files of a deck.
#[derive(Clone, Debug)]
pub struct DeckFiles {
    /// The file with `deck:`.
    pub description: FileId,
    /// Every file with entries, in the order of paths, including the one that describes the deck.
    pub files: Vec<FileId>,
    /// The names of its media files.
    pub media: BTreeSet<String>,
    /// Its ledger, where there is one.
    pub ledger: Option<FileId>,
}

/// Options of checking a deck.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// The profile that overrides the choice of cards of the deck and its entries.
    pub profile: Option<Profile>,
    /// The translations to show, in place of the deck's choice.
    pub translations: Option<Shown>,
    /// The language of labels, in place of the deck's choice.
    pub interface: Option<Interface>,
    /// The time of the build in seconds since 1970, if it is not that of the clock.
    pub build_time: Option<i64>,
    /// Whether note types may differ from those of the last release.
    pub allows_note_type_break: bool,
    /// Whether the deck is to be released: then no text of the template may be left in it.
    pub is_release: bool,
}

impl CheckOptions {
    /// Replaces what they override in the description of a deck.
    fn apply(&self, deck: &mut Deck) {
        if let Some(translations) = &self.translations {
            deck.translations = translations.clone();
        }
        deck.interface = self.interface.unwrap_or(deck.interface);
    }
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
    /// The ledger of the earlier builds.
    pub ledger: Arc<Ledger>,
    identities: Identities,
    is_release: bool,
}

impl CheckedDeck {
    /// The items that kept their GUIDs because their words are like earlier ones.
    pub fn alike(&self) -> &[Alike] {
        &self.identities.alike
    }
}

/// The result of checking a deck.
#[derive(Debug)]
pub struct Outcome {
    /// The id of its description, valid or not, and its place.
    pub id: Option<(String, Span)>,
    /// The deck; `None` if its description has an error.
    pub checked: Option<CheckedDeck>,
}
