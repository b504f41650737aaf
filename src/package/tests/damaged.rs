//! Tests of packages that cannot be read, and of the error messages.

use super::{CONTENT, TABLES, database, read_bytes, read_collection, said};
use crate::package::archive::{METHODS, zip};

#[test]
fn a_file_that_is_no_package_is_reported() {
    let stored = METHODS[0];
    for (bytes, expected) in [
        (
            Vec::new(),
            "this is not an Anki package, or it is incomplete: it does not end like a ZIP archive",
        ),
        (
            b"deck:\n  id: test\n".to_vec(),
            "this is not an Anki package, or it is incomplete: it does not end like a ZIP archive",
        ),
        (zip(&[], stored), "this is not an Anki package: the archive has no `collection.anki2`"),
        (
            zip(&[("a/collection.anki2", b"")], stored),
            "this is not an Anki package: the archive has no `collection.anki2`",
        ),
        (
            zip(&[("meta", &[8, 3]), ("collection.anki2", b"")], stored),
            "this is not an Anki package: the archive has no `collection.anki21b`",
        ),
        (
            zip(&[("meta", &[8, 4])], stored),
            "the package has an unknown format, perhaps that of a newer Anki",
        ),
        (
            zip(&[("meta", &[])], stored),
            "the package has an unknown format, perhaps that of a newer Anki",
        ),
        (
            zip(&[("collection.anki2", b"")], METHODS[2]),
            "the package is damaged: `collection.anki2` uses a compression method that Anki does not support",
        ),
        (
            zip(&[("meta", &[8, 3]), ("collection.anki21b", b"SQLite")], stored),
            "the package is damaged: `collection.anki21b`: Unknown frame descriptor",
        ),
        (
            zip(&[("collection.anki2", b"")], stored),
            "the package's collection cannot be read: it has no table `col`",
        ),
        (
            zip(&[("collection.anki2", &[b'x'; 4096])], stored),
            "the package's collection cannot be read: file is not a database",
        ),
    ] {
        assert_eq!(said(read_bytes(&bytes)), expected);
    }
}

#[test]
fn a_truncated_or_changed_archive_is_reported() {
    let collection = database(&[TABLES, CONTENT].concat());
    let packed = zstd::encode_all(collection.as_slice(), 3).unwrap();
    let cut =
        zip(&[("meta", &[8, 3]), ("collection.anki21b", &packed[..packed.len() - 9])], METHODS[0]);
    let message = said(read_bytes(&cut));
    assert_eq!(message, "the package is damaged: `collection.anki21b`: incomplete frame");
    let mut changed = zip(&[("collection.anki2", &collection)], METHODS[0]);
    changed[2_000] ^= 1;
    let message = said(read_bytes(&changed));
    assert!(
        message.starts_with("the package is damaged: `collection.anki2`: Invalid"),
        "{message}"
    );
    let half = collection.len() / 2;
    let message = said(read_collection(&collection[..half]));
    assert_eq!(
        message,
        "the package's collection cannot be read: database disk image is malformed"
    );
}

#[test]
fn what_anki_would_not_import_is_reported() {
    for (change, expected) in [
        (
            "UPDATE col SET ver = 12",
            "the package's collection has schema 12; only 11 and 18 are supported",
        ),
        ("DELETE FROM col", "the package's collection cannot be read: its table `col` is empty"),
        (
            "UPDATE notes SET mid = 8 WHERE id = 2",
            "the package's collection cannot be read: note 2 has the note type 8, which is missing",
        ),
        (
            "UPDATE notes SET flds = 'x' WHERE id = 2",
            "the package's collection cannot be read: note 2 has 1 fields, but its note type has 2",
        ),
        (
            "UPDATE notes SET guid = x'FF' WHERE id = 2",
            "the package's collection cannot be read: note 2 has an invalid value in its column `guid`",
        ),
        (
            "UPDATE notes SET tags = cast(x'FF' as text) WHERE id = 2",
            "the package's collection cannot be read: note 2 has an invalid value in its column `tags`",
        ),
        (
            "UPDATE notes SET mod = 'late' WHERE id = 2",
            "the package's collection cannot be read: note 2 has an invalid value in its column `mod`",
        ),
        (
            "UPDATE cards SET ord = -1 WHERE nid = 3",
            "the package's collection cannot be read: note 3 has a card with the invalid ordinal -1",
        ),
        ("DROP TABLE cards", "the package's collection cannot be read: it has no table `cards`"),
        (
            "UPDATE col SET models = '[]'",
            "the package's collection cannot be read: its note types are damaged: invalid type: sequence, expected a map at line 1 column 0",
        ),
        (
            "UPDATE col SET models = '{\"x\": {\"name\": \"N\", \"flds\": [], \"tmpls\": []}}'",
            "the package's collection cannot be read: its note types are damaged: `N` has no id",
        ),
        (
            "UPDATE col SET ver = 18",
            "the package's collection cannot be read: it has no table `notetypes`",
        ),
    ] {
        let collection = database(&[TABLES, CONTENT, change].concat());
        assert_eq!(said(read_collection(&collection)), expected);
    }
    let nested = "[".repeat(1_000_000);
    let change = format!("UPDATE col SET models = '{{\"7\": {{\"id\": {nested}'");
    let message = said(read_collection(&database(&[TABLES, CONTENT, &change].concat())));
    assert!(message.contains("recursion limit"), "{message}");
}
