//! Reads Anki packages: an old release of ours, a deck of another tool, or what a learner exported.
//!
//! Notes are read with their note types and the ordinals of their cards, which is what a new
//! release depends on; media, decks, schedules, templates' texts and styles are left where they are.
//!
//! All forms are read that Anki 26.9.3 imports, and whole collections (`.colpkg`), which are built
//! alike. A package comes from anywhere, so nothing in it is believed: whatever is wrong with it
//! becomes a [`PackageError`], and both time and memory are bounded by the size of its collection.
//! What Anki itself would refuse to import, such as a note without its note type, is refused here
//! too: no learner can have got notes from such a package.

mod archive;
mod budget;
mod collection;
mod error;
mod notetypes;
mod protobuf;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use crate::export::Scratch;

pub use archive::MOST;
pub use error::PackageError;

/// What is known of a package's notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldPackage {
    /// The note types by their ids; some may have no note here.
    pub notetypes: BTreeMap<i64, OldNotetype>,
    /// The notes, sorted by GUID, then by id.
    ///
    /// A GUID may come twice: nothing in the format forbids it, and Anki then imports both notes.
    pub notes: Vec<OldNote>,
}

/// A note type of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldNotetype {
    /// Its id, by which Anki knows it again.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether gaps make the cards.
    pub is_cloze: bool,
    /// Its fields in order.
    pub fields: Vec<Part>,
    /// Its templates in order; a cloze type has one.
    pub templates: Vec<Part>,
    /// The place of the field that notes are sorted by; the first, if another is written down than
    /// there is.
    pub sort_field: usize,
    /// When it was last changed, in seconds since 1970.
    pub modified: i64,
    /// The id that it had in the package from which the learner got it: Anki sets it on every import
    /// (since 2.1.67, says `proto/anki/notetypes.proto`), so that a copy is known again.
    pub original_id: Option<i64>,
}

/// A field or a template of a note type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its id, by which Anki knows it again whatever its name; other tools and Anki before 2.1.67
    /// write none.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
}

/// A note of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldNote {
    /// Its id in this collection; another collection may know the same note by another.
    pub id: i64,
    /// Its GUID, by which Anki knows it again.
    pub guid: String,
    /// The id of its type, which is among [`OldPackage::notetypes`].
    pub notetype: i64,
    /// When it was last changed, in seconds since 1970.
    pub modified: i64,
    /// Its tags as they are written.
    pub tags: Vec<String>,
    /// The HTML of its fields, as many as its type has.
    pub fields: Vec<String>,
    /// The ordinals of its cards, ascending, each once: the template's place, or for a cloze type the
    /// gap's number less one.
    pub cards: Vec<u16>,
}

/// Reads a package. Its collection is unpacked into `scratch`, which has to be empty.
///
/// # Errors
/// If the package cannot be read, is none, is damaged, or holds what Anki would not import; or if
/// `scratch` cannot be written.
///
/// ```no_run
/// # fn show(scratch: &dyn lexideck::export::Scratch) -> Result<(), lexideck::package::PackageError> {
/// # let bytes = Vec::new();
/// let package = lexideck::package::read(std::io::Cursor::new(bytes), scratch)?;
/// let guids: Vec<&str> = package.notes.iter().map(|it| it.guid.as_str()).collect();
/// # Ok(())
/// # }
/// ```
pub fn read(package: impl Read + Seek, scratch: &dyn Scratch) -> Result<OldPackage, PackageError> {
    let size = archive::unpack(package, scratch)?;
    collection::read(scratch.path(), size)
}
