//! The floor: what the bare libraries take to write the same package, without YAML, checks or rendering.
//!
//! Usage: `floor deflate|zstd COLLECTION.anki2 OUT.apkg TIMES`. The rows of a finished collection are
//! loaded into memory; then they are inserted into a collection of the same schema in a temporary
//! file, with the indexes last, and its bytes are compressed on one thread: as `collection.anki2` by
//! deflate at level 5, or as `collection.anki21b` by zstd at level 3. The seconds of the second part
//! are added as a line to TIMES, as loading is no part of the floor.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a program for measurements, outside of the library's floors"
)]

use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params, params_from_iter};

type Fallible<T> = Result<T, Box<dyn Error>>;

/// As large as the product's, so that copying costs both alike.
const CHUNK: usize = 1 << 20;
const ZSTD_LEVEL: i32 = 3;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [form, collection, out, times] = arguments.as_slice() else {
        eprintln!("usage: floor deflate|zstd COLLECTION.anki2 OUT.apkg TIMES");
        return ExitCode::from(2);
    };
    match run(form.as_os_str() == "zstd", collection, out, times) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("floor: {}: {error}", collection.display());
            ExitCode::FAILURE
        }
    }
}

fn run(is_zstd: bool, collection: &Path, out: &Path, times: &Path) -> Fallible<()> {
    let rows = Rows::load(collection)?;
    let start = Instant::now();
    let file = tempfile::NamedTempFile::new_in(out.parent().unwrap_or(Path::new(".")))?;
    rows.insert(file.path())?;
    pack(is_zstd, &mut file.reopen()?, BufWriter::with_capacity(1 << 18, File::create(out)?))?;
    let seconds = start.elapsed().as_secs_f64();
    let mut times = OpenOptions::new().create(true).append(true).open(times)?;
    writeln!(times, "{seconds:.6}")?;
    Ok(())
}

/// A collection in memory: of notes and cards only the columns that differ from row to row.
struct Rows {
    tables: String,
    indexes: String,
    description: Vec<Value>,
    notes: Vec<Note>,
    cards: Vec<[i64; 6]>,
}

struct Note {
    id: i64,
    guid: String,
    notetype: i64,
    modified: i64,
    tags: String,
    fields: String,
    sort_field: Value,
    checksum: i64,
}

impl Rows {
    fn load(path: &Path) -> Fallible<Rows> {
        let database = Connection::open(path)?;
        let sql = |kind: &str| -> rusqlite::Result<String> {
            let query = "SELECT group_concat(sql, ';') FROM sqlite_master WHERE type = ?";
            database.query_row(query, [kind], |row| row.get(0))
        };
        let mut description = database.prepare("SELECT * FROM col")?;
        let columns = description.column_count();
        let description =
            description.query_row([], |row| (0..columns).map(|it| row.get(it)).collect())?;
        let mut notes = database
            .prepare("SELECT id, guid, mid, mod, tags, flds, sfld, csum FROM notes ORDER BY id")?;
        let notes = notes.query_map([], |row| {
            Ok(Note {
                id: row.get(0)?,
                guid: row.get(1)?,
                notetype: row.get(2)?,
                modified: row.get(3)?,
                tags: row.get(4)?,
                fields: row.get(5)?,
                sort_field: row.get(6)?,
                checksum: row.get(7)?,
            })
        })?;
        let notes = notes.collect::<Result<_, _>>()?;
        let mut cards =
            database.prepare("SELECT id, nid, did, ord, mod, due FROM cards ORDER BY id")?;
        let cards = cards.query_map([], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?])
        })?;
        let cards = cards.collect::<Result<_, _>>()?;
        Ok(Rows { tables: sql("table")?, indexes: sql("index")?, description, notes, cards })
    }

    fn insert(&self, path: &Path) -> Fallible<()> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(path, flags)?;
        database.execute_batch(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             PRAGMA cache_size = -2048; PRAGMA locking_mode = EXCLUSIVE;",
        )?;
        database.execute_batch(&self.tables)?;
        database.execute_batch("BEGIN")?;
        let places = vec!["?"; self.description.len()].join(", ");
        database.execute(
            &format!("INSERT INTO col VALUES ({places})"),
            params_from_iter(&self.description),
        )?;
        let mut notes =
            database.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")?;
        let mut cards = database.prepare(
            "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
        )?;
        for it in &self.notes {
            notes.execute(params![
                it.id,
                it.guid,
                it.notetype,
                it.modified,
                it.tags,
                it.fields,
                it.sort_field,
                it.checksum,
            ])?;
        }
        for card in &self.cards {
            cards.execute(*card)?;
        }
        drop((notes, cards));
        database.execute_batch("COMMIT")?;
        database.execute_batch(&self.indexes)?;
        database.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}

fn pack(is_zstd: bool, collection: &mut File, mut out: impl Write) -> Fallible<()> {
    let mut zip = ZipArchiveWriter::new(&mut out);
    if is_zstd {
        store(&mut zip, "meta", &[0x08, 0x03])?;
        let (mut entry, config) = zip.new_file("collection.anki21b").start()?;
        let mut encoder = zstd::Encoder::new(config.wrap(&mut entry), ZSTD_LEVEL)?;
        copy(collection, &mut encoder)?;
        let (_, descriptor) = encoder.finish()?.finish()?;
        entry.finish(descriptor)?;
        store(&mut zip, "media", &zstd::encode_all([].as_slice(), ZSTD_LEVEL)?)?;
    } else {
        let file = zip.new_file("collection.anki2");
        let (mut entry, config) = file.compression_method(CompressionMethod::DEFLATE).start()?;
        let encoder = DeflateEncoder::new(&mut entry, Compression::new(5));
        let mut writer = config.wrap(encoder);
        copy(collection, &mut writer)?;
        let (encoder, descriptor) = writer.finish()?;
        encoder.finish()?;
        entry.finish(descriptor)?;
        store(&mut zip, "media", b"{}")?;
    }
    zip.finish()?;
    out.flush()?;
    Ok(())
}

fn store<W: Write>(zip: &mut ZipArchiveWriter<W>, name: &str, bytes: &[u8]) -> Fallible<()> {
    let (mut entry, config) = zip.new_file(name).start()?;
    let mut writer = config.wrap(&mut entry);
    writer.write_all(bytes)?;
    let (_, descriptor) = writer.finish()?;
    entry.finish(descriptor)?;
    Ok(())
}

fn copy(from: &mut File, to: &mut impl Write) -> Fallible<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        match from.read(&mut chunk)? {
            0 => return Ok(()),
            count => to.write_all(chunk.get(..count).unwrap_or_default())?,
        }
    }
}
