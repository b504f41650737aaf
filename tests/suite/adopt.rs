//! Adopts the notes of another tool's deck.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use rusqlite::{Connection, params};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use crate::support::{EPOCH, Run, Sandbox, lexideck, members, python};

/// GUIDs as other tools write them, with all kinds of characters that tables and HTML interpret.
const ODD: [&str; 4] = ["!#$%&()*+,", "a\"b'<c>", "-= \\{{x}}", "fxi}v|j[D&"];

const DECK: &str = "\
deck: {id: film, name: Film words}
entries:
  - headword: premiere
    senses:
      - definition: The first public showing of a film.
      - definition: Another sense of the same word.
  - headword: cue
    senses: [{definition: A sign to begin.}]
  - headword: act
    id: act-noun
    senses: [{definition: A part of a play.}]
  - headword: act
    id: act-verb
    senses: [{definition: To play a part in a film.}]
  - headword: score
    senses: [{definition: The music of a film.}]
  - headword: shot
    senses: [{definition: A piece of film.}]
";

/// Writes a package with a note type of the fields Number, Word and Meaning, a cloze type, and
/// notes of the first: GUID, word and meaning.
pub(crate) fn old_package(notes: &[(&str, &str, &str)]) -> Vec<u8> {
    let part = |name: &str| json!({ "name": name });
    let notetypes = json!({
        "1500000001": { "id": 1_500_000_001, "name": "Words", "type": 0, "mod": 9, "sortf": 0,
            "flds": [part("Number"), part("Word"), part("Meaning")], "tmpls": [part("Card 1")] },
        "1500000002": { "id": 1_500_000_002, "name": "Gaps", "type": 1, "mod": 9, "sortf": 0,
            "flds": [part("Text")], "tmpls": [part("Cloze")] },
    });
    let file = NamedTempFile::new().unwrap();
    let database = Connection::open(file.path()).unwrap();
    database
        .execute_batch(
            "CREATE TABLE col (id integer primary key, ver integer, models text);
             CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, tags text, flds text);
             CREATE TABLE cards (id integer primary key, nid integer, ord integer);",
        )
        .unwrap();
    database.execute("INSERT INTO col VALUES (1, 11, ?)", params![notetypes.to_string()]).unwrap();
    for (at, (guid, word, meaning)) in (1_i64..).zip(notes) {
        let fields = format!("{at}\u{1f}{word}\u{1f}{meaning}");
        let insert = "INSERT INTO notes VALUES (?1, ?2, 1500000001, 1700000000, '', ?3)";
        database.execute(insert, params![at, guid, fields]).unwrap();
        database.execute("INSERT INTO cards VALUES (?1, ?1, 0)", params![at]).unwrap();
    }
    database
        .execute("INSERT INTO notes VALUES (99, 'gap', 1500000002, 1, '', '{{c1::score}}')", [])
        .unwrap();
    database.close().unwrap();
    let mut collection = Vec::new();
    file.reopen().unwrap().read_to_end(&mut collection).unwrap();
    let mut package = Vec::new();
    let mut zip = rawzip::ZipArchiveWriter::new(&mut package);
    let (mut entry, config) = zip.new_file("collection.anki2").start().unwrap();
    let mut writer = config.wrap(&mut entry);
    writer.write_all(&collection).unwrap();
    let descriptor = writer.finish().unwrap().1;
    entry.finish(descriptor).unwrap();
    zip.finish().unwrap();
    package
}

/// Creates a folder with the deck and this old package.
fn sandbox(notes: &[(&str, &str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("film.yaml", DECK);
    sandbox.write("old.apkg", old_package(notes));
    sandbox
}

fn adopt(sandbox: &Sandbox, options: &[&str]) -> Run {
    sandbox.run(&[&["adopt", "old.apkg", "film.yaml"], options].concat())
}

/// Returns the only deck of a document.
fn deck(run: &Run) -> Value {
    let document = run.json();
    assert_eq!(document["decks"].as_array().unwrap().len(), 1, "{}", run.stderr);
    document["decks"][0].clone()
}

/// Returns the texts at `pointer` in each item of a list.
fn texts(list: &Value, pointer: &str) -> Vec<String> {
    let all = list.as_array().unwrap().iter();
    all.map(|it| it.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
}

/// Returns the notes of a package: GUID, headword, key and time.
fn notes(package: &Path) -> Vec<(String, String, String, i64)> {
    let collection = members(package).into_iter().find(|it| it.0 == "collection.anki2").unwrap().1;
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(&collection).unwrap();
    let database = Connection::open(file.path()).unwrap();
    let mut statement =
        database.prepare("SELECT guid, sfld, flds, mod FROM notes ORDER BY id").unwrap();
    let note = |row: &rusqlite::Row<'_>| {
        let fields: String = row.get(2)?;
        let key = fields.split('\u{1f}').next().unwrap().to_owned();
        Ok((row.get(0)?, row.get(1)?, key, row.get(3)?))
    };
    statement.query_map([], note).unwrap().map(Result::unwrap).collect()
}

#[test]
fn headwords_find_their_notes() {
    let sandbox = sandbox(&[
        ("g1", "<b>Pre</b>miere&nbsp;(n.) [sound:p.mp3]", "showing"),
        ("g2", "to cue", "sign"),
        ("g3", "dog", "animal"),
    ]);
    let run = adopt(&sandbox, &["--json"]);
    assert_eq!(run.status, 4, "{}", run.stderr);
    let found = deck(&run);
    assert_eq!(texts(&found["matched"], "/entry/entry"), ["premiere", "cue"]);
    assert_eq!(texts(&found["matched"], "/entry/item"), ["definition/1", "definition/1"]);
    assert_eq!(texts(&found["matched"], "/old/guid"), ["g1", "g2"]);
    assert_eq!(texts(&found["matched"], "/old/word"), ["Premiere (n.)", "to cue"]);
    assert_eq!(texts(&found["new"], "/entry"), ["act-noun", "act-verb", "score", "shot"]);
    assert_eq!(texts(&found["left"], "/word"), ["dog"]);
    assert_eq!(found["notetypes"][0]["field"], "Word");
    assert_eq!(found["notetypes"][0]["entries_found"], 2);
    assert!(found["notetypes"][1]["left_out"].as_str().unwrap().contains("cloze"));
    assert_eq!(found["searches"][0]["search"], "\"note:Words\" nid:1,2");
    assert_eq!(sandbox.files(""), ["film.yaml", "old.apkg"]);

    // The output for a person.
    let text = adopt(&sandbox, &[]).stdout;
    for line in [
        "note type `Words`, 3 notes: headwords in the field `Word`, 2 entries found",
        "premiere: The first public showing of a film.  ←  Premiere (n.) | showing",
        "dog | animal",
        "Next: lexideck adopt old.apkg film.yaml --apply",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn an_ambiguous_note_is_taken_over_only_if_the_definition_decides() {
    let sandbox = sandbox(&[
        ("g1", "act", "noun: <i>A part of a play</i>, old word"),
        ("g2", "act", "something else"),
        ("g3", "premiere", "one"),
        ("g4", "premiere", "two"),
        ("g5", "an act", "third"),
        ("g6", "score", "The music of a film."),
        ("g7", "score", "the music of a film"),
        ("same", "shot", "x"),
        ("same", "shot!", "y"),
        ("", "cue", "without a GUID"),
    ]);
    let run = adopt(&sandbox, &["--json"]);
    let found = deck(&run);
    assert_eq!(texts(&found["matched"], "/entry/entry"), ["act-noun"]);
    assert_eq!(texts(&found["matched"], "/old/guid"), ["g1"]);
    assert_eq!(
        texts(&found["ambiguous"], "/entry/entry"),
        ["premiere", "act-verb", "score"],
        "{}",
        adopt(&sandbox, &[]).stdout
    );
    assert_eq!(texts(&found["ambiguous"][0]["old"], "/guid"), ["g3", "g4"]);
    assert_eq!(texts(&found["ambiguous"][1]["old"], "/guid"), ["g2"]);
    assert_eq!(texts(&found["new"], "/entry"), ["cue", "shot"]);
    assert_eq!(texts(&found["unusable"], "/word"), ["shot", "shot!", "cue"]);
    assert_eq!(texts(&found["left"], "/guid"), ["g5"]);

    // An ambiguous match does not become unambiguous because a part of it was taken over.
    assert_eq!(adopt(&sandbox, &["--apply"]).status, 0);
    let ledger = fs::read_to_string(sandbox.path().join("film.lock")).unwrap();
    let again = adopt(&sandbox, &["--apply", "--json"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert_eq!(deck(&again)["matched"], json!([]));
    assert_eq!(texts(&deck(&again)["known"], "/entry"), ["act-noun"]);
    assert_eq!(fs::read_to_string(sandbox.path().join("film.lock")).unwrap(), ledger);
}

#[test]
fn odd_guids_go_into_ledger_package_and_table() {
    let words = ["premiere", "cue", "score", "shot"];
    let old: Vec<_> = ODD.into_iter().zip(words).map(|(guid, word)| (guid, word, "x")).collect();
    let sandbox = sandbox(&old);
    let run = adopt(&sandbox, &["--apply"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("Next: lexideck build film.yaml --to apkg,update"),
        "{}",
        run.stdout
    );
    let adopted = fs::read_to_string(sandbox.path().join("film.lock")).unwrap();
    sandbox.write("adopted.lock", &adopted);
    let plan = deck(&sandbox.run(&["plan", "film.yaml", "--json"]));
    let reported = [&plan["default"]["new"], &plan["default"]["conflicting"]];
    assert_eq!((reported, &plan["update_files"]["updated"]), ([&json!(2), &json!(4)], &json!(4)));

    sandbox.build(&["film.yaml", "--to", "apkg,csv,update"]);
    let made = notes(&sandbox.path().join("out/film.apkg"));
    let table = sandbox.table("film");
    let update = fs::read_to_string(sandbox.path().join("out/film.update.definition.txt")).unwrap();
    for (guid, word) in ODD.into_iter().zip(words) {
        let (_, _, key, time) = made.iter().find(|it| it.0 == guid).unwrap();
        assert!(*time >= EPOCH.parse().unwrap(), "{guid} is not dated anew");
        let html = key.replace("<span>{</span>", "{").replace("<span>}</span>", "}");
        let html = html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(html, guid);
        let is_its = |it: &str| it.trim_start_matches('\'') == guid;
        let row = table.iter().find(|it| is_its(&it["guid"])).unwrap();
        assert_eq!((&*row["headword"], &*row["kind"]), (word, "definition"));
        assert!(update.contains(&format!("\t\"{}\"\t\"{word}\"", guid.replace('"', "\"\""))));
    }
    // All other notes have new GUIDs, and the next build changes nothing.
    assert_eq!(made.iter().filter(|it| !ODD.contains(&&*it.0)).count(), 2);
    let ledger = fs::read_to_string(sandbox.path().join("film.lock")).unwrap();
    sandbox.build(&["film.yaml", "--to", "apkg", "--locked"]);
    assert_eq!(notes(&sandbox.path().join("out/film.apkg")), made);

    // Adopting again changes nothing, and still prints the steps for learners.
    let again = adopt(&sandbox, &["--apply"]);
    assert_eq!(again.status, 0);
    assert!(again.stdout.contains("left unchanged: 6 entries; 4 taken over from old.apkg"));
    assert!(again.stdout.contains("Change Note Type"), "{}", again.stdout);
    assert_eq!(fs::read_to_string(sandbox.path().join("film.lock")).unwrap(), ledger);

    // The update file can also be written later.
    std::fs::remove_file(sandbox.path().join("out/film.update.definition.txt")).unwrap();
    sandbox.build(&["film.yaml", "--to", "update", "--against", "adopted.lock"]);
    let later = fs::read_to_string(sandbox.path().join("out/film.update.definition.txt")).unwrap();
    assert_eq!(later, update);
}

#[test]
fn a_ledger_is_extended_and_never_changed() {
    let sandbox = sandbox(&[("g1", "premiere", "x"), ("g2", "cue", "y"), ("g3", "flop", "z")]);
    sandbox.build(&["film.yaml", "--to", "apkg"]);
    let ledger = fs::read_to_string(sandbox.path().join("film.lock")).unwrap();
    let run = adopt(&sandbox, &["--apply"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("remove film.lock and adopt again"), "{}", run.stdout);
    assert_eq!(fs::read_to_string(sandbox.path().join("film.lock")).unwrap(), ledger);

    sandbox.write(
        "film.yaml",
        format!("{DECK}  - headword: flop\n    senses: [{{definition: A failure.}}]\n"),
    );
    let run = adopt(&sandbox, &["--apply", "--json"]);
    assert_eq!(texts(&deck(&run)["matched"], "/old/guid"), ["g3"]);
    let extended = fs::read_to_string(sandbox.path().join("film.lock")).unwrap();
    // The last cell of a line names the line before it.
    let content = |it: &str| it.rsplit_once('\t').unwrap_or((it, "")).0.to_owned();
    let kept: Vec<String> = extended.lines().map(content).collect();
    assert!(ledger.lines().all(|it| kept.contains(&content(it))), "{extended}");
    assert_eq!(extended.lines().count(), ledger.lines().count() + 1);
    sandbox.build(&["film.yaml", "--to", "apkg"]);
    let made = notes(&sandbox.path().join("out/film.apkg"));
    assert!(made.iter().any(|it| it.0 == "g3" && it.1 == "flop"));
}

#[test]
fn a_note_dated_in_the_future_does_not_date_the_build() {
    let sandbox = sandbox(&[("g1", "premiere", "x")]);
    let mut early = lexideck(sandbox.path());
    early.env("SOURCE_DATE_EPOCH", "1600000000");
    let run = early.args(["adopt", "old.apkg", "film.yaml", "--apply"]).output().unwrap();
    assert!(run.status.success());
    let ledger = fs::read_to_string(sandbox.path().join("film.lock")).unwrap();
    let row = "\tg1\t1599999999990\t1600000000\tadopted\td954e922\t0\t";
    assert!(ledger.contains(row), "{ledger}");
}

#[test]
fn the_field_can_be_chosen() {
    let sandbox =
        sandbox(&[("g1", "premiere", "cue"), ("g2", "act", "score"), ("g3", "shot", "x")]);
    let found = deck(&adopt(&sandbox, &["--field", "meaning", "--json"]));
    assert_eq!(texts(&found["matched"], "/entry/entry"), ["cue", "score"]);
    let run = adopt(&sandbox, &["--field", "Nothing"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("has a field `Nothing`; there are `Meaning`"), "{}", run.stderr);
}

#[test]
fn an_unreadable_package_is_reported() {
    let sandbox = sandbox(&[("g1", "premiere", "x")]);
    let whole = fs::read(sandbox.path().join("old.apkg")).unwrap();
    let mut damaged = whole.clone();
    damaged[200..1200].fill(0xA5);
    for bytes in [b"no package".to_vec(), whole[..whole.len() / 2].to_vec(), damaged, Vec::new()] {
        sandbox.write("old.apkg", &bytes);
        let run = adopt(&sandbox, &["--apply"]);
        assert_eq!(run.status, 3, "{}", run.stderr);
        assert!(run.stderr.contains("old.apkg: "), "{}", run.stderr);
    }
    assert_eq!(sandbox.run(&["adopt", "absent.apkg", "film.yaml"]).status, 3);
    sandbox.write("old.apkg", &whole);
    // A deck with an error, a missing one, several decks, and one without a ledger.
    sandbox.write("film.yaml", DECK.replace("definition: A sign", "defintion: A sign"));
    let run = adopt(&sandbox, &["--apply", "--json"]);
    assert_eq!((run.status, run.json()["decks"].clone()), (1, json!([])));
    sandbox.write("film.yaml", DECK);
    sandbox.write("other.yaml", DECK.replace("id: film", "id: other"));
    assert_eq!(sandbox.run(&["adopt", "old.apkg", "absent.yaml"]).status, 3);
    assert_eq!(sandbox.run(&["adopt", "old.apkg", "."]).status, 2);
    assert_eq!(sandbox.run_with_input(&["adopt", "old.apkg", "-"], DECK.as_bytes()).status, 2);
    assert_eq!(sandbox.files(""), ["film.yaml", "old.apkg", "other.yaml"]);
}

#[test]
fn our_own_notes_are_left_out() {
    let sandbox = sandbox(&[]);
    sandbox.build(&["film.yaml", "--to", "apkg", "--draft"]);
    let run = sandbox.run(&["adopt", "out/film.apkg", "film.yaml", "--json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(deck(&run)["notetypes"][0]["left_out"].as_str().unwrap().contains("Lexideck's own"));
}

/// Creates a deck made by genanki, and a deck of ours with the same words, built later.
fn genanki_and_ours(sandbox: &Sandbox) -> Vec<String> {
    let source = json!({
        "time": 1_700_000_000,
        "notetypes": [{
            "id": 1_500_000_001, "name": "My \"words\"", "fields": ["Front", "Back"],
            "templates": [["Front", "Back"], ["Back", "Front"]] }],
        "notes": [
            { "notetype": 1_500_000_001, "fields": ["Premiere", "Premiere abend"], "guid": ODD[0] },
            { "notetype": 1_500_000_001, "fields": ["the cue", "Zeichen"], "guid": ODD[1] },
            { "notetype": 1_500_000_001, "fields": ["score", "Musik"], "guid": ODD[2] },
            { "notetype": 1_500_000_001, "fields": ["shot (n.)", "Aufnahme"] },
            { "notetype": 1_500_000_001, "fields": ["dog", "Hund"] },
        ],
    });
    let source = sandbox.write("old.json", source.to_string());
    let old = sandbox.path().join("old.apkg");
    let guids = python("python", "genanki_package.py", &[&source, &old]);
    sandbox.write("film.yaml", DECK);
    let run = adopt(sandbox, &["--apply"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    sandbox.build(&["film.yaml", "--to", "apkg,update"]);
    guids.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

#[test]
#[ignore = "needs tools"]
fn a_learner_of_genankis_deck_keeps_the_reviews() {
    let sandbox = Sandbox::new();
    let guids = genanki_and_ours(&sandbox);
    let path = |name: &str| sandbox.path().join(name);
    let (update, package) = (path("out/film.update.definition.txt"), path("out/film.apkg"));
    for (version, later, setting) in [
        ("anki-26.9.3", &update, "newer"),
        ("anki-26.9.3", &package, "always"),
        ("anki-2.1.66", &update, "newer"),
    ] {
        let arguments = [&path("old.apkg"), &package, later, Path::new(setting)];
        let found = python(version, "switch_package.py", &arguments);
        let imports = &found["imports"];
        assert_eq!(imports[0]["new"], 5, "{version} {found}");
        assert_eq!([&imports[1]["new"], &imports[1]["conflicting"]], [2, 4], "{version}");
        assert_eq!([&imports[2]["updated"], &imports[2]["new"]], [4, 0], "{version}");
        assert_eq!(found["mapping"][0]["templates"], json!([0, 1, -1, -1, -1]), "{version}");
        assert!(found["clean"] == true, "{version}: {}", found["found"]);
        let words = [
            ("premiere", "The first public showing of a film."),
            ("cue", "A sign to begin."),
            ("score", "The music of a film."),
            ("shot", "A piece of film."),
        ];
        for (at, (headword, definition)) in words.into_iter().enumerate() {
            let note = &found["notes"][&guids[at]];
            assert_eq!(note["notetype"], "Lexideck definition", "{version}");
            let fields = &note["fields"];
            assert_eq!([&fields["Headword"], &fields["Definition"]], [headword, definition]);
            let cards = note["cards"].as_array().unwrap();
            for (card, template) in cards.iter().zip(["Recognise", "Produce"]) {
                let found = [&card["template"], &card["empty"], &card["reviews"], &card["reps"]];
                assert_eq!(json!(found), json!([template, false, 2, 2]), "{version} {headword}");
                assert!(card["interval"].as_i64().unwrap() > 1, "{version} {headword}");
            }
            assert_eq!(cards.len(), 2, "{version} {headword}");
        }
        let notes = found["notes"].as_object().unwrap();
        assert_eq!((notes.len(), &notes[&guids[4]]["fields"]["Front"]), (7, &json!("dog")));
    }
}
