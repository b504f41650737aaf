//! `plan` forecasts what an import does, for people and for scripts; updates.rs compares the
//! forecasts with the real Anki.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Run, Sandbox, lexideck, sealed, tool_folder};

const DECK: &str = "\
deck: {id: test, name: 'A::Test', cards: everything}
entries:
  - headword: cue
    senses: [{definition: a signal to begin}]
    collocations: ['miss a {cue}', 'a {cue} for laughter']
    quiz: [{question: What is a *cue*?, choices: [a signal, a stone], answer: a signal}]
";

fn at(sandbox: &Sandbox, time: &str, arguments: &[&str]) -> Run {
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(arguments);
    Run::from_output(command.output().unwrap())
}

/// Creates a deck that was released and then edited; the old package and the old ledger are kept.
fn released(edits: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", DECK);
    assert_eq!(at(&sandbox, "1000", &["release", "test.yaml"]).status, 0);
    let copy = |from: &str, to: &str| {
        fs::copy(sandbox.path().join(from), sandbox.path().join(to)).unwrap();
    };
    copy("out/test.apkg", "old.apkg");
    copy("test.lock", "old.lock");
    let edited = edits.iter().fold(DECK.to_owned(), |text, (from, to)| text.replace(from, to));
    sandbox.write("test.yaml", edited);
    sandbox
}

const EDITS: [(&str, &str); 3] = [
    ("'miss a {cue}', ", ""),
    ("a signal to begin", "a signal to start"),
    ("    quiz:", "    patterns: ['{on} cue']\n    quiz:"),
];

fn plan(sandbox: &Sandbox, options: &[&str]) -> Value {
    let run = at(sandbox, "2000", &[&["plan", "test.yaml", "--json"], options].concat());
    run.json()["decks"][0].clone()
}

#[test]
fn the_status_says_whether_anything_differs_and_nothing_is_written() {
    let same = released(&[]);
    let run = at(&same, "2000", &["plan", "test.yaml"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    let sandbox = released(&EDITS);
    let before = (sandbox.files("."), sandbox.files("out"));
    assert_eq!(at(&sandbox, "2000", &["plan", "test.yaml"]).status, 4);
    assert_eq!((sandbox.files("."), sandbox.files("out")), before);
    sandbox.write("test.yaml", DECK.replace("headword", "hedword"));
    assert_eq!(at(&sandbox, "2000", &["plan", "test.yaml"]).status, 1);
    assert_eq!(at(&sandbox, "2000", &["plan", "nowhere.yaml"]).status, 3);
    assert_eq!(at(&sandbox, "2000", &["plan", "test.yaml", "--against", "nowhere"]).status, 3);
}

#[test]
fn the_last_build_an_old_ledger_and_an_old_package_give_the_same_forecast() {
    let sandbox = released(&EDITS);
    let own = plan(&sandbox, &[]);
    for against in ["old.lock", "old.apkg"] {
        let other = plan(&sandbox, &["--against", against]);
        for key in ["default", "merging", "update_files", "package_after_update_files", "breaks"] {
            assert_eq!(own[key], other[key], "{against}: {key}");
        }
    }
    let log = &own["default"];
    let counts = ["new", "updated", "unchanged", "conflicting"].map(|it| log[it].as_u64().unwrap());
    // The pattern is new; the definition changes, and through its hint the collocation.
    assert_eq!(counts, [1, 2, 1, 0]);
    assert_eq!(own["gone"][0]["text"], "miss a {cue}");
    assert_eq!(own["gone_search"], format!("Key:*{}", own["gone"][0]["guid"].as_str().unwrap()));
    let fields = plan(&sandbox, &["--against", "old.apkg"])["notes"][0]["fields"].clone();
    let of = |name: &str| {
        fields.as_array().unwrap().iter().find(|it| it["field"] == name).unwrap().clone()
    };
    assert_eq!(of("Definition")["before"], "a signal to begin");
    assert_eq!(of("Definition")["after"], "a signal to start");
}

#[test]
fn cards_that_would_become_empty_are_reported() {
    let sandbox = released(&[("everything", "minimal")]);
    let plan = plan(&sandbox, &[]);
    // Produce and listen are removed; recognise stays, and there was no card to say, as there is no
    // transcription.
    assert_eq!(plan["notes"][0]["emptied_cards"], serde_json::json!([1, 2]));
    let text = at(&sandbox, "2000", &["plan", "test.yaml"]).stdout;
    assert!(text.contains("2 cards with an empty front, kept"), "{text}");
}

#[test]
fn learners_can_read_what_is_new() {
    let sandbox = released(&[
        EDITS[0],
        EDITS[1],
        EDITS[2],
        (
            "entries:",
            "entries:\n  - headword: stage_door\n    senses: [{definition: 'the *back* way in'}]",
        ),
    ]);
    let run = at(&sandbox, "2000", &["plan", "test.yaml", "--markdown"]);
    assert_eq!(
        run.stdout,
        "# What is new in A::Test\n\
         \n## New words\n\n- **stage\\_door**: the back way in\n\
         \n## New cards\n\n- **cue** (use): *on* cue\n\
         \n## Changed\n\n- **cue** (meaning): ~~a signal to begin~~ a signal to start\n\
         \n## More on the cards of\n\n**cue**\n\
         \n## No longer part of the deck\n\n- **cue**: miss a *cue*\n\
         \nYour reviews stay as they are when you import the new deck.\n"
    );
}

/// Changes a note type of the old package: its field `from` has another name and another id.
fn with_other_notetype(sandbox: &Sandbox, statement: &str) {
    let script = format!(
        "import sqlite3, zipfile, shutil, json, sys\n\
         a = zipfile.ZipFile('old.apkg'); a.extract('collection.anki2')\n\
         db = sqlite3.connect('collection.anki2')\n\
         models = json.loads(db.execute('select models from col').fetchone()[0])\n\
         model = models['1763800000001']\n\
         {statement}\n\
         db.execute('update col set models = ?', [json.dumps(models)]); db.commit(); db.close()\n\
         b = zipfile.ZipFile('other.apkg', 'w'); b.write('collection.anki2'); b.writestr('media', '{{}}'); b.close()\n"
    );
    let run = std::process::Command::new(tool_folder("python").join("bin/python"))
        .args(["-c", &script])
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
#[ignore = "needs tools"]
fn a_changed_note_type_is_reported_with_its_consequence_and_a_remedy() {
    let sandbox = released(&[("a signal to begin", "a signal to start")]);
    with_other_notetype(
        &sandbox,
        "model['flds'][7]['name'] = 'Meaning'; model['flds'][7]['id'] = 7",
    );
    let run = at(&sandbox, "2000", &["plan", "test.yaml", "--against", "other.apkg"]);
    assert_eq!(run.status, 4);
    for reported in [
        "Lexideck definition",
        "-field `Meaning`",
        "+field",
        "second note type",
        "Merge note types",
    ] {
        assert!(run.stdout.contains(reported), "{reported}\n{}", run.stdout);
    }
    let log = plan(&sandbox, &["--against", "other.apkg"]);
    assert_eq!(log["default"]["conflicting"], 1);
    // Merging adds a field, which sets the time of every note, so no text of the note type is
    // updated.
    assert_eq!(log["merging"]["conflicting"], 0);
    assert_eq!(log["merging"]["updated"], log["default"]["updated"]);
}

#[test]
fn build_refuses_a_changed_note_type_unless_allowed() {
    let sandbox = released(&[]);
    let path = sandbox.path().join("test.lock");
    let ledger = fs::read_to_string(&path).unwrap();
    let start = ledger.find("notetype\tusage\t").unwrap();
    let fingerprint = ledger[start..].split('\t').nth(2).unwrap();
    let broken = sealed(&ledger.replace(fingerprint, "other"));
    fs::write(&path, &broken).unwrap();
    let refused = at(&sandbox, "2000", &["build", "test.yaml"]);
    assert_eq!(refused.status, 1);
    assert!(refused.stderr.contains("error[note-type-break]"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    let plan = at(&sandbox, "2000", &["plan", "test.yaml"]);
    assert_eq!(plan.status, 4);
    assert!(plan.stdout.contains("Lexideck usage has changed"), "{}", plan.stdout);
    let allowed = at(&sandbox, "2000", &["build", "test.yaml", "--allow-note-type-break"]);
    assert_eq!(allowed.status, 0, "{}", allowed.stderr);
    assert_eq!(at(&sandbox, "2000", &["build", "test.yaml"]).status, 0);
}

#[test]
fn an_unreadable_old_release_is_reported() {
    let sandbox = released(&[]);
    sandbox.write("damaged.apkg", "PK\u{3}\u{4} and nothing");
    sandbox.write("damaged.lock", "lexideck-ledger\t1\nuid\ttest\nx\n");
    for (name, reported) in [
        ("damaged.apkg", "damaged.apkg: "),
        ("damaged.lock", "damaged.lock: line 3: this line cannot be read"),
    ] {
        for command in ["plan", "build"] {
            let run = at(&sandbox, "2000", &[command, "test.yaml", "--against", name]);
            assert_eq!(run.status, 3, "{command} {name}");
            assert!(run.stderr.contains(reported), "{}", run.stderr);
        }
    }
    assert!(Path::new(&sandbox.path().join("test.lock")).exists());
}

#[test]
fn update_files_contain_only_the_changed_notes_and_the_authors_fields() {
    let sandbox = released(&EDITS);
    let run = at(&sandbox, "2000", &["build", "test.yaml", "--to", "update"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(
        sandbox.files("out"),
        [
            "test.apkg",
            "test.csv",
            "test.retired.txt",
            "test.update.definition.txt",
            "test.update.usage.txt"
        ]
    );
    let text = fs::read_to_string(sandbox.path().join("out/test.update.usage.txt")).unwrap();
    assert!(
        !text.contains("Spare")
            && text.contains("#deck:A::Test\n")
            && text.contains("#notetype:1763800000003\n")
    );
    let rows = text.lines().filter(|it| it.starts_with('"')).count();
    assert_eq!(rows, 1, "{text}");
    // They are about the last release, whatever was built since.
    at(&sandbox, "3000", &["build", "test.yaml", "--to", "update"]);
    let again = fs::read_to_string(sandbox.path().join("out/test.update.usage.txt")).unwrap();
    assert_eq!(text, again);
    // A build without a change since then keeps the files, and says that there are no new ones.
    at(&sandbox, "3000", &["release", "test.yaml"]);
    let again = at(&sandbox, "4000", &["build", "test.yaml", "--to", "update"]);
    assert!(again.stderr.contains("no note has changed since release 2"), "{}", again.stderr);
    assert_eq!(sandbox.files("out").len(), 5);
    // After the next change, old files could be mistaken for a part of it.
    let edited = fs::read_to_string(sandbox.path().join("test.yaml")).unwrap();
    sandbox.write("test.yaml", edited.replace("What is a *cue*", "What is one"));
    at(&sandbox, "5000", &["build", "test.yaml", "--to", "update"]);
    assert_eq!(
        sandbox.files("out"),
        ["test.apkg", "test.csv", "test.retired.txt", "test.update.quiz.txt"]
    );
    // Compared with the old release, all of them are written again.
    at(&sandbox, "5000", &["build", "test.yaml", "--to", "update", "--against", "old.apkg"]);
    assert_eq!(sandbox.files("out").len(), 6);
}

#[test]
fn a_text_that_differs_though_its_time_is_older_is_reported() {
    let sandbox = released(&[]);
    let ledger = fs::read(sandbox.path().join("test.lock")).unwrap();
    let source = fs::read_to_string(sandbox.path().join("test.yaml")).unwrap();
    // A hotfix on another branch, of which the package is published.
    sandbox.write("test.yaml", source.replacen("definition: ", "definition: really ", 1));
    assert_eq!(at(&sandbox, "9000", &["build", "test.yaml", "-o", "hotfix"]).status, 0);
    sandbox.write("test.yaml", source);
    sandbox.write("test.lock", ledger);
    let run =
        at(&sandbox, "9000", &["plan", "test.yaml", "--against", "hotfix/test.apkg", "--json"]);
    let deck = &run.json()["decks"][0];
    assert_eq!(deck["default"]["updated"], 0);
    let found = deck["not_older"].as_array().unwrap();
    assert!(found.iter().any(|it| it["item"] == "definition/1"), "{deck:#}");
    let run = at(&sandbox, "9000", &["plan", "test.yaml", "--against", "hotfix/test.apkg"]);
    assert!(run.stdout.contains("Different, but not updated"), "{}", run.stdout);
}
