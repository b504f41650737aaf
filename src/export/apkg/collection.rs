//! Writes the collection of a package: an SQLite file of schema 11.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};
use sha1::{Digest, Sha1};

use crate::anki::Kind;
use crate::export::apkg::schema11;
use crate::export::{ExportError, Stored};
use crate::ledger::ID_STEP;
use crate::model::Deck;

/// A card that gets its id when those of all others are known.
struct LateCard {
    note: i64,
    ordinal: u16,
    modified: i64,
    due: i64,
}

/// A collection that is being filled.
pub(super) struct Collection {
    database: Connection,
    deck: Deck,
    deck_id: i64,
    /// The time of the latest change of a note.
    modified: i64,
    /// Cards with ordinals so high that their ids might be those of the next note's cards.
    late: Vec<LateCard>,
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
        Ok(Collection {
            database,
            deck: deck.clone(),
            deck_id: schema11::deck_id(&deck.name),
            modified: 0,
            late: Vec::new(),
            kinds: BTreeSet::new(),
        })
    }

    /// Adds notes and their cards.
    pub(super) fn add(&mut self, notes: &[Stored<'_, '_>]) -> Result<(), ExportError> {
        let mut insert_note = self
            .database
            .prepare_cached("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")?;
        let mut insert_card = self.database.prepare_cached(INSERT_CARD)?;
        for it in notes {
            let note = it.note;
            self.kinds.insert(note.kind);
            self.modified = self.modified.max(it.modified);
            let key = it.fields().next().unwrap_or("");
            insert_note.execute(params![
                it.created,
                note.guid,
                note.kind.notetype().id,
                it.modified,
                it.tags,
                it.fields,
                note.headword,
                checksum(key),
            ])?;
            for card in &note.cards {
                let (ordinal, due) = (card.ordinal, card.due);
                if i64::from(ordinal) >= ID_STEP {
                    let (note, modified) = (it.created, it.modified);
                    self.late.push(LateCard { note, ordinal, modified, due });
                    continue;
                }
                let id = it.created + i64::from(ordinal);
                insert_card.execute(params![
                    id,
                    it.created,
                    self.deck_id,
                    ordinal,
                    it.modified,
                    due
                ])?;
            }
        }
        Ok(())
    }

    /// Writes the note types and decks, and creates the indexes, which takes less time at the end.
    pub(super) fn finish(self) -> Result<(), ExportError> {
        self.add_late()?;
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

    /// Adds the cards whose ids are not certain to be free: each gets the last free one before its
    /// note's own cards.
    fn add_late(&self) -> Result<(), ExportError> {
        let mut is_taken = self.database.prepare("SELECT 1 FROM cards WHERE id = ?")?;
        let mut insert = self.database.prepare(INSERT_CARD)?;
        for it in &self.late {
            let mut id = it.note;
            while is_taken.exists([id])? {
                id -= 1;
            }
            let params = params![id, it.note, self.deck_id, it.ordinal, it.modified, it.due];
            insert.execute(params)?;
        }
        Ok(())
    }
}

const INSERT_CARD: &str =
    "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')";

/// Returns the checksum of a first field: the first four bytes of its SHA-1
/// (rslib/src/notes/mod.rs).
fn checksum(field: &str) -> u32 {
    let hash = Sha1::digest(field.as_bytes());
    hash.iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}
