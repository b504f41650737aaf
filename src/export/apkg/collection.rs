//! Writes the collection of a package: an SQLite file of schema 11.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};
use sha1::{Digest, Sha1};

use crate::anki::{Kind, first_id};
use crate::export::apkg::schema11;
use crate::export::{ExportError, Stored};
use crate::model::Deck;

/// A collection that is being filled.
pub(super) struct Collection {
    database: Connection,
    deck: Deck,
    deck_id: i64,
    /// The time of the latest change of a note.
    modified: i64,
    next_note: i64,
    next_card: i64,
    kinds: BTreeSet<Kind>,
}

impl Collection {
    /// Creates a collection in the empty file at `path`.
    pub(super) fn create(path: &Path, deck: &Deck) -> Result<Collection, ExportError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(path, flags)?;
        // The file is deleted if anything fails, so it need not survive a crash.
        database.execute_batch(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             PRAGMA cache_size = -2048; PRAGMA locking_mode = EXCLUSIVE;",
        )?;
        database.execute_batch(include_str!("schema11.sql"))?;
        database.execute_batch("BEGIN")?;
        database.set_prepared_statement_cache_capacity(4);
        let first = first_id(&deck.uid);
        Ok(Collection {
            database,
            deck: deck.clone(),
            deck_id: schema11::deck_id(&deck.name),
            modified: 0,
            next_note: first,
            next_card: first,
            kinds: BTreeSet::new(),
        })
    }

    /// Adds notes and their cards.
    pub(super) fn add(&mut self, notes: &[Stored<'_, '_>]) -> Result<(), ExportError> {
        let mut insert_note = self
            .database
            .prepare_cached("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")?;
        let mut insert_card = self.database.prepare_cached(
            "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
        )?;
        for it in notes {
            let note = it.note;
            self.kinds.insert(note.kind);
            self.modified = self.modified.max(it.modified);
            let key = it.fields().next().unwrap_or("");
            insert_note.execute(params![
                self.next_note,
                note.guid,
                note.kind.notetype().id,
                it.modified,
                it.tags,
                it.fields,
                note.headword,
                checksum(key),
            ])?;
            for card in &note.cards {
                insert_card.execute(params![
                    self.next_card,
                    self.next_note,
                    self.deck_id,
                    card.ordinal,
                    it.modified,
                    card.due,
                ])?;
                self.next_card += 1;
            }
            self.next_note += 1;
        }
        Ok(())
    }

    /// Writes the note types and decks, and creates the indexes, which takes less time at the end.
    pub(super) fn finish(self) -> Result<(), ExportError> {
        self.database.execute(
            "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, '{}', ?, ?, ?, '{}')",
            params![
                schema11::CREATED,
                self.modified * 1000,
                schema11::CREATED * 1000,
                schema11::notetypes(&self.kinds, self.deck_id),
                schema11::decks(&self.deck, self.modified),
                schema11::PRESETS,
            ],
        )?;
        self.database.execute_batch("COMMIT")?;
        self.database.execute_batch(include_str!("indexes.sql"))?;
        self.database.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}

/// Returns the checksum of a first field: the first four bytes of its SHA-1
/// (rslib/src/notes/mod.rs).
fn checksum(field: &str) -> u32 {
    let hash = Sha1::digest(field.as_bytes());
    hash.iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}
