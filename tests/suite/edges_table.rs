//! The table of docs/updates.md about the edges of a deck.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use crate::support::{Sandbox, root, updates};

/// A change of the files of a folder of decks: its name, and the files before and after, of which a
/// ledger is copied from another one as `=name`.
type Edge = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str)],
);

const A: &str = "deck: {id: a, name: A}\nentries:\nCUE\nWINGS\n";
const B: &str = "deck: {id: b, name: B}\nentries:\nAPRON\n";

const EDGES: [Edge; 12] = [
    (
        "the deck's name changed",
        &[("a.yaml", A)],
        &[("a.yaml", "deck: {id: a, name: Another}\nentries:\nCUE\nWINGS\n")],
    ),
    ("the file renamed", &[("a.yaml", A)], &[("-a.yaml", ""), ("c.yaml", A)]),
    (
        "the file moved into a folder of its own",
        &[("a.yaml", A)],
        &[("-a.yaml", ""), ("a/deck.yaml", A)],
    ),
    (
        "an entry moved to another deck",
        &[("a.yaml", A), ("b.yaml", B)],
        &[
            ("a.yaml", "deck: {id: a, name: A}\nentries:\nWINGS\n"),
            ("b.yaml", "deck: {id: b, name: B}\nentries:\nAPRON\nCUE\n"),
        ],
    ),
    (
        "an entry moved to another deck and edited",
        &[("a.yaml", A), ("b.yaml", B)],
        &[
            ("a.yaml", "deck: {id: a, name: A}\nentries:\nWINGS\n"),
            ("b.yaml", "deck: {id: b, name: B}\nentries:\nAPRON\nEDITED\n"),
        ],
    ),
    (
        "a deck divided in two",
        &[("a.yaml", A)],
        &[
            ("a.yaml", "deck: {id: a, name: A}\nentries:\nWINGS\n"),
            ("c.yaml", "deck: {id: c, name: C}\nentries:\nCUE\n"),
        ],
    ),
    (
        "a deck divided into two new ones",
        &[("a.yaml", A)],
        &[
            ("-a.yaml", ""),
            ("c.yaml", "deck: {id: c, name: C}\nentries:\nCUE\n"),
            ("d.yaml", "deck: {id: d, name: D}\nentries:\nWINGS\n"),
        ],
    ),
    (
        "two decks joined, and the empty one removed",
        &[("a.yaml", A), ("b.yaml", B)],
        &[("a.yaml", "deck: {id: a, name: A}\nentries:\nCUE\nWINGS\nAPRON\n"), ("-b.yaml", "")],
    ),
    (
        "a deck of another author with the same `id`",
        &[("a.yaml", A)],
        &[
            ("-a.yaml", ""),
            ("-a.lock", ""),
            ("x.yaml", "deck: {id: a, name: A of another}\nentries:\nCUE\nWINGS\n"),
        ],
    ),
    (
        "a copy with its ledger, and another `id` and name",
        &[("a/deck.yaml", A)],
        &[
            ("b/deck.yaml", "deck: {id: b, name: B}\nentries:\nCUE\nWINGS\n"),
            ("b/deck.lock", "=a/deck.lock"),
        ],
    ),
    (
        "a copy without its ledger, with another `id` and the same `uid`",
        &[("a.yaml", "deck: {id: a, uid: u, name: A}\nentries:\nCUE\n")],
        &[("b.yaml", "deck: {id: b, uid: u, name: B}\nentries:\nCUE\n")],
    ),
    (
        "another `id`",
        &[("a.yaml", A)],
        &[("a.yaml", "deck: {id: c, name: A}\nentries:\nCUE\nWINGS\n")],
    ),
];

const ENTRIES: [(&str, &str); 4] = [
    (
        "CUE",
        "  - headword: cue\n    senses: [{definition: a signal to begin, examples: [She missed her cue.]}]",
    ),
    (
        "EDITED",
        "  - headword: cue\n    senses: [{definition: a sign to begin, examples: [She missed her cue.]}]",
    ),
    ("WINGS", "  - headword: wings\n    senses: [{definition: the sides of a stage}]"),
    (
        "APRON",
        "  - headword: apron\n    senses: [{definition: the part of a stage before the curtain}]",
    ),
];

fn change(sandbox: &Sandbox, files: &[(&str, &str)]) {
    let folder = sandbox.path().join("decks");
    for (name, text) in files {
        if let Some(gone) = name.strip_prefix('-') {
            fs::remove_file(folder.join(gone)).unwrap();
        } else if let Some(from) = text.strip_prefix('=') {
            fs::copy(folder.join(from), folder.join(name)).unwrap();
        } else {
            let entries =
                ENTRIES.iter().fold((*text).to_owned(), |text, it| text.replace(it.0, it.1));
            sandbox.write(&format!("decks/{name}"), entries);
        }
    }
}

/// Returns the GUIDs of the notes in all tables.
fn guids(sandbox: &Sandbox) -> BTreeSet<String> {
    let names = sandbox.files("out").into_iter();
    let ids = names.filter_map(|it| it.strip_suffix(".csv").map(str::to_owned));
    ids.flat_map(|it| sandbox.table(&it)).map(|it| it["guid"].clone()).collect()
}

fn outcome(before: &[(&str, &str)], after: &[(&str, &str)]) -> String {
    let sandbox = Sandbox::new();
    change(&sandbox, before);
    sandbox.build(&["decks"]);
    let had = guids(&sandbox);
    fs::remove_dir_all(sandbox.path().join("out")).unwrap();
    change(&sandbox, after);
    let run = sandbox.run(&["build", "decks", "--json"]);
    if run.status != 0 {
        let codes: BTreeSet<String> = run.codes().into_iter().map(|it| format!("`{it}`")).collect();
        return format!("refused: {}", codes.into_iter().collect::<Vec<_>>().join(", "));
    }
    let has = guids(&sandbox);
    let parts = [
        (had.intersection(&has).count(), "keep their reviews"),
        (has.difference(&had).count(), "new"),
        (had.difference(&has).count(), "left behind"),
    ];
    let parts = parts.iter().filter(|it| it.0 > 0).map(|(count, what)| format!("{count} {what}"));
    let mut text = parts.collect::<Vec<_>>().join(", ");
    let decks = run.json()["decks"].as_array().unwrap().clone();
    let told = |key: &str| {
        decks.iter().any(|it| {
            let value = &it["ledger"][key];
            value.is_object()
                || value.is_string()
                || value.as_array().is_some_and(|it| !it.is_empty())
        })
    };
    for (key, what) in [
        ("renamed", "learners are told to rename the deck first"),
        ("moved_from", "the ledger is renamed"),
        ("moved_here", "learners are told how to move their cards"),
    ] {
        if told(key) {
            let _ = write!(text, "; {what}");
        }
    }
    text
}

#[test]
fn the_table_of_edges_is_true() {
    let mut table = String::from("| the change | the notes of learners |\n|---|---|\n");
    for (name, before, after) in EDGES {
        let _ = writeln!(table, "| {name} | {} |", outcome(before, after));
    }
    let path = root().join("docs/updates.md");
    let text = fs::read_to_string(&path).unwrap();
    let mark = "<!-- edges: written by tests/suite/edges_table.rs -->\n";
    let (head, rest) = text.split_once(mark).unwrap();
    let (now, tail) = rest.split_once("<!-- end of edges -->").unwrap();
    if updates() {
        fs::write(&path, format!("{head}{mark}{table}<!-- end of edges -->{tail}")).unwrap();
    } else {
        assert_eq!(now, table, "LEXIDECK_UPDATE=1 writes it anew");
    }
}
