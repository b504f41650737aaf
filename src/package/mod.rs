//! Reads Anki packages: an old release of ours, a deck of another tool, or a learner's export.
//!
//! Notes are read with their note types and the ordinals of their cards, which is what a new
//! release depends on; media, decks, schedules, and the text of templates and styles are not read.
//!
//! All versions of the format are read that Anki 26.9.3 imports, and whole collections (`.colpkg`),
//! which are built alike. A package may come from anywhere, so nothing in it is trusted: any defect
//! is a [`PackageError`], and both time and memory are limited by the size of its collection. What
//! Anki itself would refuse to import, such as a note without its note type, is refused here too,
//! as no learner can have got notes from such a package.

mod archive;
mod budget;
mod collection;
mod error;
mod notetypes;
mod protobuf;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use crate::export::Scratch;

pub(crate) use error::{MAX_COLLECTION_SIZE, PackageError};

/// The notes and note types of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldPackage {
    /// The note types by id; some may have no notes.
    pub notetypes: BTreeMap<i64, OldNotetype>,
    /// The notes, sorted by GUID, then by id.
    ///
    /// A GUID may occur twice: the format allows it, and Anki then imports both notes.
    pub notes: Vec<OldNote>,
}

/// A note type of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldNotetype {
    /// Its id, by which Anki recognizes it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether it is a cloze type.
    pub is_cloze: bool,
    /// Its fields in order.
    pub fields: Vec<Part>,
    /// Its templates in order; a cloze type has only one.
    pub templates: Vec<Part>,
    /// The index of the field by which notes are sorted; the first, if the stored index does not
    /// exist.
    pub sort_field: usize,
    /// The time of its last change, in seconds since 1970.
    pub modified: i64,
    /// The id that it had in the package from which the learner got it. Anki sets it on every
    /// import since 2.1.67 (`proto/anki/notetypes.proto`), so that it recognizes a copy.
    pub original_id: Option<i64>,
}

/// A field or a template of a note type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its id, by which Anki recognizes it whatever its name is; other tools and Anki before 2.1.67
    /// write none.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
}

/// A note of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldNote {
    /// Its id in this collection; the same note may have another id in another collection.
    pub id: i64,
    /// Its GUID, by which Anki recognizes it.
    pub guid: String,
    /// The id of its note type, a key of [`OldPackage::notetypes`].
    pub notetype: i64,
    /// The time of its last change, in seconds since 1970.
    pub modified: i64,
    /// Its tags as they are stored.
    pub tags: Vec<String>,
    /// The HTML of its fields, as many as its note type has.
    pub fields: Vec<String>,
    /// The ordinals of its cards in ascending order, without duplicates: the index of the template,
    /// or for a cloze type the number of the gap minus one.
    pub cards: Vec<u16>,
}

/// Reads a package. Its collection is decompressed into `scratch`, which must be empty.
///
/// # Errors
/// Returns an error if the package cannot be read, is not a package, is damaged or contains what
/// Anki would not import, or if `scratch` cannot be written.
pub fn read(package: impl Read + Seek, scratch: &dyn Scratch) -> Result<OldPackage, PackageError> {
    let size = archive::unpack(package, scratch)?;
    collection::read(scratch.path(), size)
}
