//! Hostile packages: reading them neither panics nor takes long.

use super::{CONTENT, TABLES, database, read_bytes, read_collection, said};
use crate::package::archive::{METHODS, zip};

/// A deterministic random number generator (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// Changes some bytes or removes some from the end, or sometimes both.
    fn damage(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        let kind = self.below(4);
        if kind == 0 {
            bytes.truncate(self.below(bytes.len()));
        }
        for _ in 0..(if kind == 0 { self.below(2) } else { 1 + self.below(8) }) {
            let at = self.below(bytes.len().max(1));
            let Some(byte) = bytes.get_mut(at) else { break };
            *byte = match self.below(3) {
                0 => 0xFF,
                1 => *byte ^ 1 << self.below(8),
                _ => self.below(256) as u8,
            };
        }
        bytes
    }
}

#[test]
fn no_damage_makes_the_reader_panic() {
    let content = [TABLES, CONTENT].concat();
    let collection = database(&content);
    let tables = "CREATE TABLE notetypes (id integer primary key, name text, mtime_secs integer, config blob);
        CREATE TABLE fields (ntid integer, ord integer, name text, config blob, primary key (ntid, ord)) WITHOUT ROWID;
        CREATE TABLE templates AS SELECT * FROM fields;
        INSERT INTO notetypes VALUES (7, 'Word', 99, x'10015046'), (9, 'Gap', 98, x'08011003');
        INSERT INTO fields VALUES (7, 0, 'A', x'48FBFFFFFFFFFFFFFFFF01'), (7, 1, 'B', x''), (9, 0, 'T', x'');
        UPDATE col SET ver = 18;";
    let newer = database(&[&content, tables].concat());
    assert!(read_collection(&newer).is_ok());
    let packed = zstd::encode_all(newer.as_slice(), 3).unwrap();
    let latest = |packed: &[u8]| {
        zip(&[("meta", &[8, 3]), ("collection.anki21b", packed), ("media", b"")], METHODS[0])
    };
    let whole = latest(&packed);
    let deflated = zip(&[("collection.anki21", &collection)], METHODS[1]);
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut refused = [0; 5];
    for _ in 0..2_000 {
        // The archive's checksum would reject most damage before it reaches the code behind it.
        let packages = [
            numbers.damage(&whole),
            numbers.damage(&deflated),
            latest(&numbers.damage(&packed)),
            zip(&[("collection.anki2", &numbers.damage(&collection))], METHODS[0]),
            zip(&[("collection.anki2", &numbers.damage(&newer))], METHODS[0]),
        ];
        for (package, refused) in packages.iter().zip(&mut refused) {
            if let Err(error) = read_bytes(package) {
                assert!(!error.to_string().is_empty());
                *refused += 1;
            }
        }
    }
    assert!(refused.iter().all(|it| (500..2_000).contains(it)), "{refused:?}");
}

#[test]
fn a_view_or_computed_column_in_place_of_a_table_is_refused() {
    for change in [
        "ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS WITH RECURSIVE r(x) AS
             (SELECT 1 UNION ALL SELECT x FROM r) SELECT n.* FROM n, r",
        "ALTER TABLE notes RENAME TO n; CREATE TABLE notes (id integer primary key, guid text, mid integer,
             mod integer, tags text, flds text AS (hex(zeroblob(500000000))))",
        "DROP TABLE notes; CREATE VIRTUAL TABLE notes USING rtree(id, guid, mid, mod, tags)",
    ] {
        let collection = database(&[TABLES, CONTENT, change].concat());
        let message = said(read_collection(&collection));
        assert_eq!(
            message,
            "the package's collection cannot be read: `notes` is not a plain table"
        );
    }
}

/// Every inner page of the notes' tree points to the next one forty times: a hundred kilobytes
/// contain more notes than could ever be read.
#[test]
fn pages_with_many_pointers_to_them_exceed_the_budget() {
    let note = "SELECT x, 'g', 7, 1, '', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' || char(31)";
    let many = format!(
        "WITH RECURSIVE r(x) AS (SELECT 10 UNION ALL SELECT x + 1 FROM r WHERE x < 2000)
         INSERT INTO notes {note} FROM r"
    );
    let mut collection = database(&[TABLES, CONTENT, &many].concat());
    let page = |number: usize| (number - 1) * 512;
    // Tables are stored in order of creation: page 2 is the root of `col`, page 3 of `notes`.
    let inner = |bytes: &[u8]| -> Vec<usize> {
        (2..=bytes.len() / 512).filter(|it| bytes[page(*it)] == 5).collect()
    };
    let pages = inner(&collection);
    assert!(pages[0] == 3 && pages.len() > 5, "{pages:?}");
    for (at, number) in pages.iter().enumerate() {
        let Some(next) = pages.get(at + 1) else { break };
        let start = page(*number);
        let next = (*next as u32).to_be_bytes();
        let cells = usize::from(collection[start + 3]) << 8 | usize::from(collection[start + 4]);
        collection[start + 8..start + 12].copy_from_slice(&next);
        for cell in 0..cells {
            let pointer = start + 12 + 2 * cell;
            let offset =
                usize::from(collection[pointer]) << 8 | usize::from(collection[pointer + 1]);
            collection[start + offset..start + offset + 4].copy_from_slice(&next);
        }
    }
    let message = said(read_collection(&collection));
    assert_eq!(
        message,
        "the package's collection cannot be read: it claims to contain more than fits in its size"
    );
}
