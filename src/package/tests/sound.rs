//! Valid packages, and what is read from them.

use std::collections::BTreeMap;

use super::{CONTENT, TABLES, database, read_bytes, read_collection};
use crate::package::archive::{METHODS, zip};
use crate::package::{OldNote, OldNotetype, OldPackage, Part};

fn part(name: &str, id: Option<i64>) -> Part {
    Part { id, name: name.to_owned() }
}

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|it| (*it).to_owned()).collect()
}

/// Returns the expected result of reading [`CONTENT`].
fn content() -> OldPackage {
    let word = OldNotetype {
        id: 7,
        name: "Word".to_owned(),
        is_cloze: false,
        fields: vec![part("A", Some(-5)), part("B", None)],
        templates: vec![part("One", Some(8)), part("Two", None)],
        sort_field: 1,
        modified: 99,
        original_id: Some(70),
    };
    let gap = OldNotetype {
        id: 9,
        name: "Gap".to_owned(),
        is_cloze: true,
        fields: vec![part("T", None)],
        templates: vec![part("Gap", None)],
        sort_field: 0,
        modified: 98,
        original_id: None,
    };
    let note =
        |id, guid: &str, notetype, modified, tags: &[&str], fields: &[&str], cards: &[u16]| {
            let (guid, tags, fields) = (guid.to_owned(), texts(tags), texts(fields));
            OldNote { id, guid, notetype, modified, tags, fields, cards: cards.into() }
        };
    OldPackage {
        notetypes: BTreeMap::from([(7, word), (9, gap)]),
        notes: vec![
            note(2, "same", 7, 41, &["b", "a", "c"], &["x", "<i>y</i>"], &[0, 1]),
            note(3, "same", 9, 40, &[], &["{{c3::x}}"], &[2]),
            note(1, "zero", 7, 42, &["d"], &["", ""], &[]),
        ],
    }
}

#[test]
fn every_form_is_read() {
    let collection = database(&[TABLES, CONTENT].concat());
    let dummy = database(&[TABLES, "INSERT INTO col VALUES (1, 11, '{}')"].concat());
    let packed = zstd::encode_all(collection.as_slice(), 3).unwrap();
    let (one, two, three): (&[u8], &[u8], &[u8]) = (&[8, 1], &[8, 2], &[8, 3]);
    let old = ("collection.anki2", collection.as_slice());
    let newer = ("collection.anki21", collection.as_slice());
    let newest = ("collection.anki21b", packed.as_slice());
    let dummy = ("collection.anki2", dummy.as_slice());
    let noise = ("collection.anki21", b"noise".as_slice());
    for members in [
        [old].as_slice(),
        &[("meta", one), old, noise],
        &[dummy, newer, ("media", b"{}")],
        &[("meta", two), newer, dummy],
        &[("meta", three), newest, dummy],
        &[("meta", three), noise, newest],
    ] {
        for method in &METHODS[..2] {
            assert_eq!(read_bytes(&zip(members, *method)).unwrap(), content());
        }
    }
}

#[test]
fn schema_18_reads_like_schema_11() {
    // 2: the sort field; 10: the original id; 9 and 8: the ids of fields and templates.
    let collection = database(
        &[
            TABLES,
            &CONTENT.replace("(1, 11, ", "(1, 18, "),
            "CREATE TABLE notetypes (id integer primary key, name text, mtime_secs integer, usn integer, config blob);
             CREATE TABLE fields (ntid integer, ord integer, name text, config blob, primary key (ntid, ord)) WITHOUT ROWID;
             CREATE TABLE templates (ntid integer, ord integer, name text, config blob, primary key (ntid, ord)) WITHOUT ROWID;
             CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
             CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);
             INSERT INTO notetypes VALUES (7, 'Word', 99, -1, x'10015046'), (9, 'Gap', 98, -1, x'08011003');
             INSERT INTO fields VALUES (7, 1, 'B', x''), (7, 0, 'A', x'080148FBFFFFFFFFFFFFFFFF01'), (9, 0, 'T', x'');
             INSERT INTO templates VALUES (7, 0, 'One', x'0A01784008'), (7, 1, 'Two', x'0A0178'), (9, 0, 'Gap', x'');
             UPDATE col SET models = '';
             PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = replace(sql, 'name text', 'name text COLLATE unicase');",
        ]
        .concat(),
    );
    assert_eq!(read_collection(&collection).unwrap(), content());
}

#[test]
fn a_collection_without_notes_is_read() {
    let collection = database(&[TABLES, "INSERT INTO col VALUES (1, 11, '{}')"].concat());
    assert_eq!(read_collection(&collection).unwrap(), OldPackage::default());
}

#[test]
fn a_missing_write_ahead_log_is_ignored() {
    let mut collection = database(&[TABLES, CONTENT].concat());
    assert_eq!(collection[18..20], [1, 1]);
    collection[18..20].fill(2);
    assert_eq!(read_collection(&collection).unwrap(), content());
}
