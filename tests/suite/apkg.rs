//! The package: its members, and the rows of its collection.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::support::{Sandbox, assert_file, deck, members, root};

const ENTRIES: &str = "
  - headword: cue
    level: B1
    part_of_speech: noun
    pronunciation: { gb: { ipa: kjuː, audio: Cue gb.mp3 }, us: kju }
    senses:
      - definition: a *signal* <to> begin
        translations: { de: der Einsatz }
        examples: ['The cue came {{c1::late}} [sound:x.mp3].']
    distinctions: [{ from: signal, difference: D., cues: [{ text: T., answer: cue }] }]
    quiz: [{ question: Q?, choices: [a, b], answer: b }]
    questions: [{ question: R?, answer: S. }]
";

/// Opens the collection of a package.
pub(crate) fn collection(sandbox: &Sandbox, package: &Path) -> Connection {
    let (_, bytes) = members(package).into_iter().find(|it| it.0 == "collection.anki2").unwrap();
    let path = sandbox.write("collection.anki2", bytes);
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn rows(connection: &Connection, query: &str) -> Vec<String> {
    let mut statement = connection.prepare(query).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cells = (0..columns).map(|at| match row.get_ref(at).unwrap() {
            rusqlite::types::ValueRef::Text(text) => {
                String::from_utf8_lossy(text).replace('\x1f', "|")
            }
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            other => format!("{other:?}"),
        });
        found.push(cells.collect::<Vec<_>>().join(" ; "));
    }
    found
}

#[test]
fn the_collection_is_the_expected_one() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(ENTRIES));
    sandbox.write("media/Cue gb.mp3", "sound");
    sandbox.write("media/unused.mp3", "unused");
    sandbox.build(&["test.yaml", "--cards", "everything"]);
    let package = sandbox.path().join("out/test.apkg");
    let mut dump = String::from("members\n");
    for (name, bytes) in members(&package) {
        let shown = if name.starts_with("collection") {
            String::new()
        } else {
            String::from_utf8(bytes).unwrap()
        };
        dump.push_str(&format!("{name} {shown}\n"));
    }
    let connection = collection(&sandbox, &package);
    for (title, query) in [
        ("notes", "select guid, mid, mod, usn, tags, flds, sfld, csum from notes order by id"),
        (
            "cards",
            "select nid - (select min(id) from notes), ord, mod, type, queue, due from cards order by id",
        ),
        ("decks", "select decks from col"),
    ] {
        dump.push_str(&format!("\n{title}\n{}\n", rows(&connection, query).join("\n")));
    }
    assert_file(&root().join("tests/fixtures/package.txt"), &dump);
    assert_eq!(rows(&connection, "pragma integrity_check"), ["ok"]);
}

#[test]
fn headwords_that_look_like_numbers_keep_the_database_consistent() {
    let sandbox = Sandbox::new();
    let entries: String = ["1.10", "012", "1e3", "0x1F", "-5"]
        .iter()
        .enumerate()
        .map(|(at, it)| {
            format!("  - headword: '{it}'\n    id: n{at}\n    senses: [{{definition: x}}]\n")
        })
        .collect();
    sandbox.write("test.yaml", deck(&entries));
    sandbox.build(&["test.yaml"]);
    let connection = collection(&sandbox, &sandbox.path().join("out/test.apkg"));
    assert_eq!(rows(&connection, "pragma integrity_check"), ["ok"]);
}

#[test]
fn new_cards_come_in_waves_or_in_the_order_of_the_source() {
    let sandbox = Sandbox::new();
    let entries = "  - {headword: a1, senses: [{definition: x}]}\n  - {headword: b1, senses: [{definition: y}]}\n";
    for (order, expected) in
        [("waves", ["0 10", "0 30", "1 20", "1 40"]), ("source", ["0 10", "0 20", "1 30", "1 40"])]
    {
        sandbox.write(
            "test.yaml",
            deck(entries).replace("name: Test", &format!("name: Test\n  order: {order}")),
        );
        sandbox.build(&["test.yaml"]);
        let connection = collection(&sandbox, &sandbox.path().join("out/test.apkg"));
        let query = "select ((nid - (select min(id) from notes)) / 10) || ' ' || due from cards order by id";
        assert_eq!(rows(&connection, query), expected, "{order}");
    }
}

#[test]
fn the_newer_package_has_its_members_compressed() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(ENTRIES));
    sandbox.write("media/Cue gb.mp3", "sound");
    sandbox.build(&["test.yaml", "--package", "latest"]);
    let members = members(&sandbox.path().join("out/test.apkg"));
    let names: Vec<_> = members.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["meta", "collection.anki21b", "0", "media"]);
    assert_eq!(members[0].1, [8, 3]);
    let unpacked = |at: usize| zstd::decode_all(members[at].1.as_slice()).unwrap();
    assert!(unpacked(1).starts_with(b"SQLite format 3"));
    assert_eq!(unpacked(2), b"sound");
}

#[test]
fn media_outside_the_folder_are_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("secret.txt", "secret");
    sandbox.write("deck/media/ok.mp3", "ok");
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        sandbox.path().join("secret.txt"),
        sandbox.path().join("deck/media/link.mp3"),
    )
    .unwrap();
    for name in ["../../secret.txt", "link.mp3", "/etc/hostname", "media/ok.mp3", ".", ""] {
        let audio = if name.is_empty() { "none.mp3" } else { name };
        let entry = format!(
            "  - headword: x\n    pronunciation: {{gb: {{audio: '{audio}'}}}}\n    senses: [{{definition: y}}]\n"
        );
        sandbox.write("deck/test.yaml", deck(&entry));
        let run = sandbox.run(&["check", "deck/test.yaml", "--json"]);
        assert_eq!(run.codes(), ["missing-media"], "{name}");
    }
    assert!(fs::metadata(sandbox.path().join("out")).is_err());
}

/// Names, ids and order are frozen with the first release, as learners' notes depend on them.
#[test]
fn the_note_types_are_the_frozen_ones() {
    let mut dump = String::new();
    for kind in lexideck::internal::anki::Kind::ALL {
        let it = kind.notetype();
        dump.push_str(&format!("{} {} cloze: {}\n", it.id, it.name, it.is_cloze()));
        for (at, field) in it.fields.iter().enumerate() {
            dump.push_str(&format!("  field {at} {} {}\n", field.name(), field.id()));
        }
        for (at, template) in it.templates.iter().enumerate() {
            dump.push_str(&format!("  template {at} {} {}\n", template.name, template.id));
        }
    }
    assert_file(&root().join("tests/fixtures/notetypes.txt"), &dump);
}

/// Anki's "Restore to default" replaces a note type that declares itself to be one of Anki's own.
#[test]
fn no_note_type_declares_itself_one_of_ankis_own() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(ENTRIES));
    sandbox.write("media/Cue gb.mp3", "sound");
    sandbox.build(&["test.yaml", "--cards", "everything"]);
    let connection = collection(&sandbox, &sandbox.path().join("out/test.apkg"));
    let kinds = rows(
        &connection,
        "select distinct json_extract(value, '$.originalStockKind') from col, json_each(models)",
    );
    assert_eq!(kinds, ["0"]);
}
