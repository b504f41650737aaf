//! The effect of each kind of edit on learners, with and without the ledger: computes the table of
//! docs/updates.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use crate::support::{Run, Sandbox, lexideck, root, updates};

/// Every text contains a word with a number that no edit changes, which identifies the item of a
/// note.
const DECK: &str = "\
deck: {id: test, name: Words, cards: everything}
entries:
  - headword: cue
    id: cue
    level: B1
    senses:
      - definition: a signal to begin on stage, nr01
        examples: [The cue came far too late nr02., She had been waiting for a cue behind the curtain nr03.]
      - definition: the long stick of a billiard player, nr04
        examples:
          gb: [He bought a new cue in Leeds nr05.]
          us: [He sold an old cue in Boston nr06.]
    collocations: ['miss a {cue} nr07', 'right on {cue} nr08']
    distinctions: [{from: prompt, difference: A prompt is words; a cue is any signal nr09.}]
    questions: [{question: Is it countable nr10?, answer: 'Yes, nr10.'}]
    quiz: [{question: What is it nr11?, choices: [a signal, a stone], answer: a signal}]
  - headword: prompt
    senses: [{definition: words whispered to an actor who forgot them nr12}]
    distinctions: [{from: cue, difference: A prompt is words; a cue is any signal nr09.}]
  - headword: wings
    senses: [{definition: the sides of a stage that nobody sees nr13}]
    collocations: ['wait in the {wings} nr14', 'out of the {wings} nr15']
";

const PROMPT: &str = "  - headword: prompt
    senses: [{definition: words whispered to an actor who forgot them nr12}]
    distinctions: [{from: cue, difference: A prompt is words; a cue is any signal nr09.}]
";

/// An edit: its name, and the texts that it replaces.
const EDITS: [(&str, &[(&str, &str)]); 19] = [
    ("nothing", &[]),
    ("a typo in a definition", &[("begin on stage", "start on stage")]),
    (
        "a text written anew in its place",
        &[("miss a {cue} nr07", "the conductor gave the {cue} nr07")],
    ),
    (
        "two items change places",
        &[(
            "'miss a {cue} nr07', 'right on {cue} nr08'",
            "'right on {cue} nr08', 'miss a {cue} nr07'",
        )],
    ),
    (
        "an item put before others",
        &[("['miss a {cue} nr07'", "['a {cue} for laughter nr20', 'miss a {cue} nr07'")],
    ),
    ("an item removed", &[("'miss a {cue} nr07', ", "")]),
    (
        "an item removed, and another put in its place",
        &[(
            "'miss a {cue} nr07', 'right on {cue} nr08'",
            "'right on {cue} nr08', 'a {cue} for laughter nr20'",
        )],
    ),
    (
        "an item moved and edited",
        &[(
            "'miss a {cue} nr07', 'right on {cue} nr08'",
            "'right on {cue} nr08', 'never miss a {cue} nr07'",
        )],
    ),
    (
        "an example moved to another sense",
        &[
            (", She had been waiting for a cue behind the curtain nr03.]", "]"),
            (
                "us: [He sold",
                "us: [She had been waiting for a cue behind the curtain nr03., He sold",
            ),
        ],
    ),
    (
        "a sense put before the first",
        &[(
            "    senses:\n      - definition: a signal",
            "    senses:\n      - definition: a hint at what to do next nr20\n      - definition: a signal",
        )],
    ),
    (
        "an item given an `id`",
        &[("- definition: the long stick", "- id: stick\n        definition: the long stick")],
    ),
    (
        "an entry given an `id`",
        &[("- headword: wings", "- headword: wings\n    id: wings-of-a-stage")],
    ),
    ("a headword changed, in an entry with an `id`", &[("cue", "kew"), ("id: kew", "id: cue")]),
    ("a headword changed, in one without", &[("headword: wings", "headword: the wings")]),
    (
        "entries change places; one of them leads the pair",
        &[
            (PROMPT, ""),
            (
                "entries:\n",
                "entries:\n  - headword: prompt\n    senses: [{definition: words whispered to an actor who forgot them nr12}]\n    distinctions: [{from: cue, difference: A prompt is words; a cue is any signal nr09.}]\n",
            ),
        ],
    ),
    (
        "an entry removed",
        &[(
            "  - headword: wings\n    senses: [{definition: the sides of a stage that nobody sees nr13}]\n    collocations: ['wait in the {wings} nr14', 'out of the {wings} nr15']\n",
            "",
        )],
    ),
    ("a level or a tag changed", &[("level: B1", "level: B2")]),
    ("the deck's name changed", &[("name: Words", "name: Stage words")]),
    ("fewer cards: `standard` in the place of `everything`", &[("everything", "standard")]),
];

fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = DECK.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

fn at(sandbox: &Sandbox, time: &str, arguments: &[&str]) -> Run {
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(arguments);
    Run::from_output(command.output().unwrap())
}

/// Returns the item of each note by GUID: the number in the texts of its cards.
fn items(sandbox: &Sandbox) -> BTreeMap<String, BTreeSet<String>> {
    let mut items: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in sandbox.table("test") {
        let text = format!("{} {}", row["question"], row["answer"]);
        let numbers = text.match_indices("nr").map(|it| text[it.0..it.0 + 4].to_owned());
        let tag = format!("{} {}", row["kind"], numbers.clone().next().unwrap_or_default());
        // A gap card also shows its definition, but the sentence comes first.
        items.entry(row["guid"].clone()).or_default().insert(tag);
    }
    items
}

/// Returns the effect of an import after the edit, in words.
fn outcome(edits: &[(&str, &str)], keeps_ledger: bool) -> String {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", DECK);
    assert_eq!(at(&sandbox, "1000", &["release", "test.yaml"]).status, 0);
    let before = items(&sandbox);
    fs::rename(sandbox.path().join("out/test.apkg"), sandbox.path().join("old.apkg")).unwrap();
    sandbox.write("test.yaml", edited(edits));
    if !keeps_ledger {
        fs::remove_file(sandbox.path().join("test.lock")).unwrap();
    }
    let plan = at(&sandbox, "2000", &["plan", "test.yaml", "--against", "old.apkg", "--json"]);
    let deck = &plan.json()["decks"][0];
    let run = at(&sandbox, "2000", &["build", "test.yaml"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let after = items(&sandbox);
    let mistaken =
        after.iter().filter(|(guid, item)| before.get(*guid).is_some_and(|it| it != *item)).count();
    let mut text = String::new();
    let parts = [
        (deck["default"]["unchanged"].as_u64().unwrap(), "untouched"),
        (deck["default"]["updated"].as_u64().unwrap() - mistaken as u64, "updated"),
        (mistaken as u64, "**with the reviews of another**"),
        (deck["default"]["new"].as_u64().unwrap(), "new"),
        (before.keys().filter(|it| !after.contains_key(*it)).count() as u64, "left behind"),
    ];
    for (count, what) in parts.iter().filter(|it| it.0 > 0) {
        let comma = if text.is_empty() { "" } else { ", " };
        let _ = write!(text, "{comma}{count} {what}");
    }
    text
}

#[test]
fn the_table_of_edits_is_true() {
    let mut table =
        String::from("| the author's edit | with the ledger | without it |\n|---|---|---|\n");
    for (edit, changes) in EDITS {
        let (with, without) = (outcome(changes, true), outcome(changes, false));
        assert!(!with.contains("of another"), "{edit}: {with}");
        let _ = writeln!(table, "| {edit} | {with} | {without} |");
    }
    let path = root().join("docs/updates.md");
    let text = fs::read_to_string(&path).unwrap();
    let (head, rest) =
        text.split_once("<!-- edits: written by tests/suite/edits.rs -->\n").unwrap();
    let (now, tail) = rest.split_once("<!-- end of edits -->").unwrap();
    if updates() {
        let mark = "<!-- edits: written by tests/suite/edits.rs -->\n";
        fs::write(&path, format!("{head}{mark}{table}<!-- end of edits -->{tail}")).unwrap();
    } else {
        assert_eq!(now, table, "LEXIDECK_UPDATE=1 writes it anew");
    }
}
