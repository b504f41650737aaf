//! The edges of a deck: its name, its uid, copies of it, and decks of others.

use std::fs;

use crate::support::Sandbox;

const ENTRY: &str = "entries: [{headword: bank, senses: [{definition: the side of a river}]}]\n";

fn deck(keys: &str) -> String {
    format!("deck: {{{keys}}}\n{ENTRY}")
}

fn guids(sandbox: &Sandbox, id: &str) -> Vec<String> {
    sandbox.table(id).into_iter().map(|it| it["guid"].clone()).collect()
}

#[test]
fn the_decks_of_two_authors_with_one_id_have_no_guid_in_common() {
    let (green, brown) = (Sandbox::new(), Sandbox::new());
    green.write("unit.yaml", deck("id: unit-1, name: 'Green::Unit 1'"));
    brown.write("unit.yaml", deck("id: unit-1, name: 'Brown::Unit 1'"));
    green.build(&["unit.yaml"]);
    brown.build(&["unit.yaml"]);
    assert_ne!(guids(&green, "unit-1"), guids(&brown, "unit-1"));
    brown.write("unit.yaml", deck("id: unit-1, name: 'Green::Unit 1', author: B. Brown"));
    fs::remove_file(brown.path().join("unit.lock")).unwrap();
    brown.build(&["unit.yaml"]);
    assert_ne!(guids(&green, "unit-1"), guids(&brown, "unit-1"));
}

#[test]
fn the_ledger_keeps_the_uid_of_the_first_build() {
    let sandbox = Sandbox::new();
    sandbox.write("unit.yaml", deck("id: unit, name: Unit"));
    sandbox.build(&["unit.yaml"]);
    let before = guids(&sandbox, "unit");
    let more = ENTRY.replace(
        "entries: [",
        "entries: [{headword: shore, senses: [{definition: the land beside the sea}]}, ",
    );
    sandbox.write("unit.yaml", format!("deck: {{id: unit, name: Other, author: A}}\n{more}"));
    sandbox.build(&["unit.yaml"]);
    let after = guids(&sandbox, "unit");
    assert!(before.iter().all(|it| after.contains(it)));
    let uid = ledger_line(&sandbox, "unit.lock", "uid")[1].clone();
    // New notes are made of the same uid.
    let new = lexideck::internal::anki::guid(&uid, "shore", "definition/1");
    assert!(after.contains(&new), "{after:?}");
    // An author may write it down, and take it out again.
    sandbox.write("unit.yaml", format!("deck: {{id: unit, uid: {uid}, name: Other}}\n{more}"));
    sandbox.build(&["unit.yaml"]);
    assert_eq!(guids(&sandbox, "unit"), after);
    let run = sandbox.run(&["check", "unit.yaml"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    sandbox.write("unit.yaml", format!("deck: {{id: unit, uid: mine, name: Other}}\n{more}"));
    let run = sandbox.run(&["build", "unit.yaml"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains(&format!("write `uid: {uid}`")), "{}", run.stderr);
}

/// Returns the cells of the ledger's line with this first cell.
fn ledger_line(sandbox: &Sandbox, name: &str, first: &str) -> Vec<String> {
    let text = fs::read_to_string(sandbox.path().join(name)).unwrap();
    let mut lines = text.lines().map(|it| it.split('\t').map(str::to_owned).collect::<Vec<_>>());
    lines.find(|it| it[0] == first).unwrap()
}

#[test]
fn a_new_name_is_reported_with_what_learners_have_to_do() {
    let sandbox = Sandbox::new();
    sandbox.write("unit.yaml", deck("id: unit, name: 'Course::Unit 1'"));
    sandbox.build(&["unit.yaml"]);
    sandbox.write("unit.yaml", deck("id: unit, name: 'course::unit 1'"));
    assert_eq!(sandbox.run(&["plan", "unit.yaml"]).status, 0, "Anki sees no difference");
    sandbox.write("unit.yaml", deck("id: unit, name: 'Course::Lesson 1'"));
    let advice = "the deck `Course::Unit 1` is now called `Course::Lesson 1`: learners rename it in Anki before they import";
    let plan = sandbox.run(&["plan", "unit.yaml"]);
    assert_eq!(plan.status, 4);
    assert!(plan.stdout.contains(advice), "{}", plan.stdout);
    let plan = sandbox.run(&["plan", "unit.yaml", "--markdown"]);
    assert!(plan.stdout.contains("Rename your deck in Anki first"), "{}", plan.stdout);
    let plan = sandbox.run(&["plan", "unit.yaml", "--json"]);
    assert_eq!(plan.json()["decks"][0]["renamed"]["from"], "Course::Unit 1");
    let draft = sandbox.run(&["build", "unit.yaml", "--draft", "--json"]);
    assert_eq!(draft.json()["decks"][0]["ledger"]["renamed"]["to"], "Course::Lesson 1");
    let build = sandbox.build(&["unit.yaml"]);
    assert!(build.stderr.contains(advice), "{}", build.stderr);
    // Without a release the last build counts.
    assert!(!sandbox.build(&["unit.yaml"]).stderr.contains("is now called"));
}

#[test]
fn a_copy_with_the_ledger_of_its_original_says_what_it_needs() {
    for (uid, line) in [("", ""), ("uid: 0b7e6f0a, ", "and write `uid: ")] {
        let sandbox = Sandbox::new();
        sandbox.write("decks/a/deck.yaml", deck(&format!("id: a, {uid}name: A")));
        sandbox.build(&["decks"]);
        sandbox.write("decks/b/deck.yaml", deck(&format!("id: b, {uid}name: B")));
        fs::copy(
            sandbox.path().join("decks/a/deck.lock"),
            sandbox.path().join("decks/b/deck.lock"),
        )
        .unwrap();
        for path in ["decks", "decks/b"] {
            let run = sandbox.run(&["build", path]);
            assert_eq!(run.status, 1);
            let message = "error[foreign-ledger]: the ledger belongs to the deck `a`, and this is the deck `b`";
            assert!(run.stderr.contains(message) && run.stderr.contains(line), "{}", run.stderr);
            assert!(run.stderr.contains("write `id: a`"), "{}", run.stderr);
        }
        // What the help says makes two decks of their own.
        let help = sandbox.run(&["build", "decks"]).stderr;
        let uid = help.split_once("write `uid: ").map(|it| it.1.split('`').next().unwrap());
        let uid = uid.map_or(String::new(), |it| format!("uid: {it}, "));
        sandbox.write("decks/b/deck.yaml", deck(&format!("id: b, {uid}name: B")));
        fs::remove_file(sandbox.path().join("decks/b/deck.lock")).unwrap();
        sandbox.build(&["decks"]);
        assert_ne!(guids(&sandbox, "a"), guids(&sandbox, "b"));
    }
}

#[test]
fn two_decks_of_a_run_with_one_uid_are_not_built() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/a.yaml", deck("id: a, uid: same, name: A"));
    sandbox.write("decks/b.yaml", deck("id: b, uid: same, name: B"));
    sandbox.write("decks/c.yaml", deck("id: c, name: C"));
    let run = sandbox.run(&["build", "decks", "--json"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.codes(), ["duplicate-uid", "duplicate-uid"]);
    assert_eq!(sandbox.files("out"), ["c.apkg", "c.csv"]);
}

#[test]
fn a_ledger_that_is_older_than_these_rules_stays_that_of_its_deck() {
    let sandbox = Sandbox::new();
    let row =
        "bank\tdefinition/1\tgreatguid01\t1000\tabc.def\t0000beef\t0,1\tthe side of a river\n";
    sandbox.write("unit.lock", format!("lexideck-ledger\t1\nuid\tunit\n{row}"));
    sandbox.write("unit.yaml", deck("id: unit, name: Unit, author: A"));
    sandbox.build(&["unit.yaml"]);
    assert!(guids(&sandbox, "unit").contains(&"greatguid01".to_owned()));
    assert_eq!(ledger_line(&sandbox, "unit.lock", "uid")[1], "unit");
    assert_eq!(ledger_line(&sandbox, "unit.lock", "deck")[1..4], ["unit", "Unit", ""]);
}

const SENTENCES: &str = "
  - headword: cue
    senses:
      - definition: a signal
        examples: [She missed her cue., His cue came.]
";

/// Returns the GUID of each gapped phrase in the table of a deck. The cards of a definition also show
/// the first example.
fn by_question(sandbox: &Sandbox, id: &str) -> Vec<(String, String)> {
    let rows = sandbox.table(id).into_iter().filter(|it| it["kind"] == "usage");
    let mut all: Vec<_> = rows.map(|it| (it["question"].clone(), it["guid"].clone())).collect();
    all.sort();
    all
}

/// Asserts that every question of `before` still has its GUID.
fn assert_kept(before: &[(String, String)], after: &[(String, String)]) {
    for it in before {
        assert!(after.contains(it), "{it:?} is lost: {after:?}");
    }
}

#[test]
fn the_ledger_of_a_renamed_source_goes_with_it() {
    for keys in ["id: s, name: S", "id: s, uid: 0b7e6f0a, name: S"] {
        for (from, to, lock) in [
            ("s.yaml", "t.yaml", "t.lock"),
            ("s.yaml", "t.yml", "t.lock"),
            ("s.yaml", "s/deck.yaml", "s/deck.lock"),
            ("s/deck.yaml", "s.yaml", "s.lock"),
            ("s/deck.yaml", "s/s.yaml", "s/s.lock"),
            ("s/s.yaml", "s/deck.yaml", "s/deck.lock"),
            ("one/deck.yaml", "two/deck.yaml", "two/deck.lock"),
        ] {
            let sandbox = Sandbox::new();
            sandbox.write(from, format!("deck: {{{keys}}}\nentries:{SENTENCES}"));
            assert_eq!(sandbox.run(&["release", from]).status, 0);
            let before = by_question(&sandbox, "s");
            fs::remove_file(sandbox.path().join(from)).unwrap();
            let more = SENTENCES.replace("[She", "[A new cue first., She");
            sandbox.write(to, format!("deck: {{{keys}}}\nentries:{more}"));
            let plan = sandbox.run(&["plan", to, "--json"]);
            assert_eq!(plan.json()["decks"][0]["gone"].as_array().unwrap().len(), 0, "{to}");
            let locked = sandbox.run(&["build", to, "--locked"]);
            assert_eq!(locked.status, 4, "{}", locked.stderr);
            let run = sandbox.build(&[to]);
            assert!(run.stderr.contains("its ledger goes with it"), "{}", run.stderr);
            assert_kept(&before, &by_question(&sandbox, "s"));
            let folder = lock.rsplit_once('/').map_or(".", |it| it.0);
            let name = lock.rsplit('/').next().unwrap();
            let locks: Vec<_> =
                sandbox.files(folder).into_iter().filter(|it| it.ends_with(".lock")).collect();
            assert_eq!(locks, [name], "{from} became {to}");
            let old = from.replace(".yaml", ".lock");
            assert!(old == lock || !sandbox.path().join(&old).exists(), "{old} is still there");
            let run = sandbox.build(&[to, "--locked"]);
            assert!(!run.stderr.contains("goes with it"), "{}", run.stderr);
        }
    }
}

#[test]
fn a_draft_and_a_check_leave_the_ledger_of_a_renamed_source_where_it_is() {
    let sandbox = Sandbox::new();
    sandbox.write("s.yaml", format!("deck: {{id: s, name: S}}\nentries:{SENTENCES}"));
    sandbox.build(&["s.yaml"]);
    fs::rename(sandbox.path().join("s.yaml"), sandbox.path().join("t.yaml")).unwrap();
    sandbox.build(&["t.yaml", "--draft"]);
    assert_eq!(sandbox.run(&["check", "t.yaml"]).status, 0);
    assert_eq!(sandbox.files("."), ["out", "s.lock", "t.yaml"]);
}

#[test]
fn a_ledger_whose_source_is_still_there_is_not_taken() {
    let sandbox = Sandbox::new();
    sandbox.write("green.yaml", deck("id: unit-1, name: 'Green::Unit 1'"));
    sandbox.write("brown.yaml", deck("id: unit-1, name: 'Brown::Unit 1'"));
    sandbox.build(&["green.yaml", "-o", "green"]);
    sandbox.build(&["brown.yaml", "-o", "brown"]);
    assert_eq!(
        sandbox.files("."),
        ["brown", "brown.lock", "brown.yaml", "green", "green.lock", "green.yaml"]
    );
    let uids = ["green.lock", "brown.lock"].map(|it| ledger_line(&sandbox, it, "uid")[1].clone());
    assert_ne!(uids[0], uids[1]);
}

#[test]
fn a_copy_beside_its_original_with_the_same_uid_is_not_built() {
    let sandbox = Sandbox::new();
    sandbox.write("a.yaml", deck("id: a, uid: same, name: A"));
    sandbox.build(&["a.yaml"]);
    sandbox.write("b.yaml", deck("id: b, uid: same, name: B"));
    let run = sandbox.run(&["build", "b.yaml"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("error[duplicate-uid]"), "{}", run.stderr);
    assert!(run.stderr.contains("if this deck is a copy, write `uid: "), "{}", run.stderr);
}

#[test]
fn of_several_ledgers_of_a_renamed_source_none_is_taken() {
    let sandbox = Sandbox::new();
    sandbox.write("s.yaml", deck("id: s, name: S"));
    sandbox.build(&["s.yaml"]);
    fs::copy(sandbox.path().join("s.lock"), sandbox.path().join("old.lock")).unwrap();
    fs::rename(sandbox.path().join("s.yaml"), sandbox.path().join("t.yaml")).unwrap();
    let run = sandbox.run(&["build", "t.yaml"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("error[several-ledgers]"), "{}", run.stderr);
    assert!(run.stderr.contains("rename the right one to `t.lock`"), "{}", run.stderr);
}

#[test]
fn tags_that_anki_sets_are_refused_and_others_are_a_choice() {
    let sandbox = Sandbox::new();
    for tag in ["marked", "LEECH", "' Marked '"] {
        for text in [
            deck(&format!("id: unit, name: Unit, tags: [{tag}]")),
            deck("id: unit, name: Unit")
                .replace("{headword: bank,", &format!("{{headword: bank, tags: [{tag}],")),
        ] {
            sandbox.write("unit.yaml", text);
            let run = sandbox.run(&["check", "unit.yaml", "--json"]);
            assert_eq!((run.status, run.codes()), (1, vec!["reserved-tag".to_owned()]), "{tag}");
        }
    }
    let tags = |keys: &str| {
        sandbox.write("unit.yaml", deck(&format!("id: unit, name: Unit, tags: [leeches]{keys}")));
        sandbox.build(&["unit.yaml", "--draft", "--to", "csv,anki-txt"]);
        let text =
            fs::read_to_string(sandbox.path().join("out/unit.anki-txt.definition.txt")).unwrap();
        (sandbox.table("unit")[0]["tags"].clone(), text)
    };
    assert!(tags("").0.contains("word::bank"));
    let (table, text) = tags(", word_tags: false");
    assert!(!table.contains("word::") && !text.contains("changed::"), "{table}");
    let (_, text) = tags(", change_tags: true");
    assert!(text.contains("changed::2026-11-22 kind::definition leeches"), "{text}");
}
