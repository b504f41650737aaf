//! `import --new` and rows without keys: lists of other programs become entries.

use std::fs;

use crate::adopt::old_package;
use crate::support::Sandbox;

const LIST: &str = "Begriff;Wortart;Englisch;Preis\ndas Haus;n.;house;12\nwohnen;v.;to live;\n";

#[test]
fn a_list_is_shown_and_then_becomes_a_deck() {
    let sandbox = Sandbox::new();
    sandbox.write("list.csv", LIST);
    let shown = sandbox.run(&["import", "list.csv", "--new", "decks/home", "--language", "de"]);
    assert_eq!(shown.status, 4);
    assert!(shown.stdout.contains("Wortart   part_of_speech   n."), "{}", shown.stdout);
    assert!(
        shown.stdout.contains("  - headword: das Haus\n    part_of_speech: noun\n"),
        "{}",
        shown.stdout
    );
    assert!(shown.stdout.contains("row 2, Preis"), "{}", shown.stdout);
    assert!(!sandbox.path().join("decks").exists());

    let made = sandbox.run(&[
        "import",
        "list.csv",
        "--new",
        "decks/home",
        "--map",
        "Preis=notes,Englisch=definition",
        "--language",
        "de",
        "--apply",
    ]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let deck = fs::read_to_string(sandbox.path().join("decks/home/deck.yaml")).unwrap();
    assert!(deck.contains("  language: de\n"), "{deck}");
    let words = fs::read_to_string(sandbox.path().join("decks/home/words.yaml")).unwrap();
    assert!(words.contains("notes: '12'"), "{words}");
    assert_eq!(sandbox.run(&["build", "decks/home", "-q"]).status, 0);
    // What exists is not written over.
    let again = sandbox.run(&["import", "list.csv", "--new", "decks/home", "--apply"]);
    assert_eq!(again.status, 3);
    assert!(again.stderr.contains("not empty"), "{}", again.stderr);
}

#[test]
fn what_is_not_taken_is_kept_in_a_file() {
    let sandbox = Sandbox::new();
    sandbox.write("list.csv", LIST);
    let made = sandbox.run(&["import", "list.csv", "--new", "home", "--apply", "--json"]);
    assert_eq!(made.status, 4);
    let document = made.json();
    assert_eq!(document["entries"].as_array().unwrap().len(), 2);
    assert_eq!(document["not_taken"][0]["column"], "Preis");
    let left = fs::read_to_string(sandbox.path().join("home/not-imported.csv")).unwrap();
    assert_eq!(
        left,
        "row,column,text,reason\n2,Preis,12,nothing is known that this column means\n"
    );
}

#[test]
fn rows_without_keys_are_new_entries_of_a_deck() {
    let sandbox = Sandbox::new();
    sandbox.write("t.yaml", "deck: {id: t, name: T}\nentries:\n  - headword: score\n    senses:\n      - definition: the music\n");
    sandbox.write(
        "own.csv",
        "headword,part_of_speech,level,definition\ncue,noun,B1,a signal\nscore,noun,,the music\n",
    );
    let shown = sandbox.run(&["import", "own.csv", "--into", "t.yaml"]);
    assert_eq!(shown.status, 4, "{}", shown.stderr);
    assert!(shown.stdout.contains("new cue (row 2)"), "{}", shown.stdout);
    assert_eq!(sandbox.run(&["import", "own.csv", "--into", "t.yaml", "--apply"]).status, 0);
    let source = fs::read_to_string(sandbox.path().join("t.yaml")).unwrap();
    assert!(source.ends_with("  - headword: cue\n    part_of_speech: noun\n    level: B1\n    senses:\n      - definition: a signal\n"), "{source}");
    // A second time nothing is new.
    let again = sandbox.run(&["import", "own.csv", "--into", "t.yaml", "--apply"]);
    assert_eq!((again.status, again.stdout.as_str()), (0, ""), "{}", again.stderr);
    sandbox.write("other.csv", "word,meaning\nscore,a number of points\n");
    let other = sandbox.run(&["import", "other.csv", "--into", "t.yaml", "--apply"]);
    assert_eq!(other.status, 4);
    assert!(other.stdout.contains("already has an entry with this headword"), "{}", other.stdout);
}

#[test]
fn a_package_becomes_a_deck_whose_notes_keep_their_guids() {
    let sandbox = Sandbox::new();
    let notes =
        [("a\"b<c>", "premiere", "The <b>first</b>&nbsp;showing."), ("k!m#", "cue", "A sign.")];
    sandbox.write("old.apkg", old_package(&notes));
    let options = ["import", "old.apkg", "--new", "new", "--map", "Number=-,Text=-", "--apply"];
    let made = sandbox.run(&options);
    assert_eq!(made.status, 0, "{}{}", made.stdout, made.stderr);
    assert!(made.stderr.contains("2 notes keep their GUIDs"), "{}", made.stderr);
    let read = |path: &str| fs::read_to_string(sandbox.path().join(path)).unwrap();
    assert!(read("new/words.yaml").contains("definition: The **first** showing."));
    let ledger = read("new/deck.lock");
    assert!(notes.iter().all(|it| ledger.contains(it.0)), "{ledger}");
    assert_eq!(sandbox.run(&["build", "new", "-q"]).status, 0);
    assert!(notes.iter().all(|it| read("new/deck.lock").contains(it.0)));
}

#[test]
fn lists_that_are_none_are_refused_with_what_to_do() {
    let sandbox = Sandbox::new();
    sandbox.write("numbers.csv", "a,b\n1,2\n");
    let run = sandbox.run(&["import", "numbers.csv", "--new", "n", "--map", "Word=headword"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("the list has no column `Word`"), "{}", run.stderr);
    sandbox.write("empty.csv", "");
    let run = sandbox.run(&["import", "empty.csv", "--new", "n"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("the list is empty"), "{}", run.stderr);
}
