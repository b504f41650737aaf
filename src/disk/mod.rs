//! Decks and packages on disk: finds and reads the files of a deck, and writes output.
//!
//! In the library, only this module and the command line access the disk.

mod commit;
mod deck_folder;
mod discover;
mod files;
mod former;
mod ledger;
mod lock;
mod media;
mod memory_output;
mod output;
mod unfinished;
mod walk;

pub use commit::WrittenFile;
pub use deck_folder::DeckFolder;
pub(crate) use discover::{FoundDeck, descriptions, find};
pub(crate) use files::{AtPath, Disk, STDIN, named, shown};
pub(crate) use former::{find_ledger, orphans};
pub(crate) use ledger::{is_as_written, stage_ledger, write_ledger};
pub(crate) use lock::{FolderLock, lock};
pub(crate) use media::MediaFolder;
pub use memory_output::MemoryOutput;
pub use output::OutputFolder;
pub(crate) use output::ScratchFile;
pub(crate) use unfinished::remove_all as remove_unfinished;
