//! Releases: what learners have from then on, and that builds leave no trace in it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Run, Sandbox, lexideck, read_table};

fn at(sandbox: &Sandbox, time: &str, arguments: &[&str]) -> Run {
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(arguments);
    Run::from_output(command.output().unwrap())
}

const WORDS: &str = "  - headword: premiere
    senses:
      - definition: The first public showing of a film.
        examples: [The whole cast came to the premiere., We missed the premiere by an hour., She wore red at the premiere.]
    collocations: ['attend a {premiere}', 'a gala {premiere}']
    questions: [{question: Is it only for films?, answer: 'No, for plays too.'}]
    quiz:
      - {question: Which is a premiere?, choices: [the first night, a trailer], answer: the first night}
      - {question: Who comes to it?, choices: [the cast, nobody], answer: the cast}
";

fn write(sandbox: &Sandbox, words: &str) {
    let deck = "deck: {id: test, name: Test}\nentries:\n";
    sandbox.write("test.yaml", format!("{deck}{words}"));
}

fn released(words: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    write(&sandbox, words);
    let run = at(&sandbox, "1000", &["release", "test.yaml"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    sandbox
}

fn deck(run: &Run) -> Value {
    assert!(run.status == 0 || run.status == 4, "{}", run.stderr);
    run.json()["decks"][0].clone()
}

fn file(sandbox: &Sandbox, name: &str) -> Vec<u8> {
    fs::read(sandbox.path().join(name)).unwrap()
}

#[test]
fn releases_are_numbered_and_one_without_a_change_gets_no_number() {
    let sandbox = Sandbox::new();
    write(&sandbox, WORDS);
    let number = |time, expected: [Value; 3]| {
        let release =
            deck(&at(&sandbox, time, &["release", "test.yaml", "--json"]))["release"].clone();
        assert_eq!(["number", "before", "new"].map(|it| release[it].clone()), expected);
        release
    };
    let first = number("1000", [1.into(), Value::Null, true.into()]);
    assert_eq!(first["plan"]["default"]["updated"], 0);
    let (package, ledger) = (file(&sandbox, "out/test.apkg"), file(&sandbox, "test.lock"));
    number("2000", [1.into(), 1.into(), false.into()]);
    assert!(package == file(&sandbox, "out/test.apkg") && ledger == file(&sandbox, "test.lock"));
    let run = at(&sandbox, "2000", &["release", "test.yaml"]);
    assert!(run.stderr.contains("nothing has changed since release 1"), "{}", run.stderr);
    write(&sandbox, &WORDS.replace("first public showing", "first showing"));
    let second = number("3000", [2.into(), 1.into(), true.into()]);
    assert!(second["plan"]["default"]["updated"].as_u64().unwrap() > 0);
    assert!(sandbox.files("out").contains(&"test.update.definition.txt".to_owned()));
}

#[test]
fn the_same_sources_and_ledger_give_the_same_release() {
    let (one, other) = (released(WORDS), released(WORDS));
    for edit in ["", "first showing", "very first showing"] {
        for sandbox in [&one, &other] {
            write(sandbox, &WORDS.replace("first public showing", edit));
        }
        // Only one of them is built in between.
        at(&one, "1500", &["build", "test.yaml", "--cards", "everything"]);
        at(&one, "1600", &["build", "test.yaml"]);
        for sandbox in [&one, &other] {
            assert_eq!(at(sandbox, "2000", &["release", "test.yaml"]).status, 0);
        }
        for name in ["out/test.apkg", "out/test.csv", "out/test.update.definition.txt"] {
            assert!(file(&one, name) == file(&other, name), "{edit}: {name}");
        }
    }
}

#[test]
fn what_was_only_tried_leaves_no_trace() {
    for cards in ["everything", "minimal"] {
        let sandbox = released(WORDS);
        let (package, table) = (file(&sandbox, "out/test.apkg"), file(&sandbox, "out/test.csv"));
        assert_eq!(at(&sandbox, "2000", &["build", "test.yaml", "--cards", cards]).status, 0);
        assert!(package != file(&sandbox, "out/test.apkg"));
        let run =
            at(&sandbox, "3000", &["build", "test.yaml", "--to", "apkg,csv,update", "--json"]);
        let ledger = deck(&run)["ledger"].clone();
        assert_eq!(["new", "changed", "gone"].map(|it| ledger[it].clone()), [0, 0, 0]);
        assert_eq!(ledger["missing"], Value::Array(Vec::new()));
        assert!(
            package == file(&sandbox, "out/test.apkg") && table == file(&sandbox, "out/test.csv")
        );
        assert_eq!(sandbox.files("out"), ["test.apkg", "test.csv"]);
        let plan = at(&sandbox, "3000", &["plan", "test.yaml", "--json"]);
        assert_eq!((plan.status, &deck(&plan)["gone"]), (0, &Value::Array(Vec::new())));
    }
}

#[test]
fn before_the_first_release_nothing_is_gone_and_nothing_decides_the_choice_of_cards() {
    let fresh = Sandbox::new();
    write(&fresh, WORDS);
    at(&fresh, "1000", &["build", "test.yaml"]);
    let sandbox = Sandbox::new();
    write(&sandbox, WORDS);
    at(&sandbox, "1000", &["build", "test.yaml", "--cards", "everything"]);
    let guids = |path: &str| -> BTreeSet<String> {
        let rows = read_table(&sandbox.path().join(path));
        rows.iter().map(|it| it["guid"].clone()).collect()
    };
    let tried = guids("out/test.csv");
    let run = at(&sandbox, "2000", &["build", "test.yaml", "--to", "csv,update", "--json"]);
    assert_eq!(file(&fresh, "out/test.csv"), file(&sandbox, "out/test.csv"));
    let ledger = deck(&run)["ledger"].clone();
    assert_eq!((&ledger["gone"], &ledger["missing"]), (&0.into(), &Value::Array(Vec::new())));
    assert!(!sandbox.files("out").contains(&"test.retired.txt".to_owned()));
    // Nor afterwards; and what was tried keeps its GUIDs.
    let run = at(&sandbox, "3000", &["release", "test.yaml", "--json"]);
    assert_eq!(deck(&run)["release"]["plan"]["gone"], Value::Array(Vec::new()));
    at(&sandbox, "4000", &["build", "test.yaml", "--cards", "everything"]);
    assert_eq!(guids("out/test.csv"), tried);
}

#[test]
fn a_template_that_was_built_by_accident_leaves_no_trace_and_is_never_released() {
    let sandbox = Sandbox::new();
    at(&sandbox, "1000", &["init", "film"]);
    assert_eq!(at(&sandbox, "1000", &["build", "film"]).status, 0);
    let ledger = file(&sandbox, "film/deck.lock");
    let refused = at(&sandbox, "1000", &["release", "film", "--json"]);
    assert_eq!((refused.status, refused.codes()), (1, vec!["placeholder-text".to_owned(); 2]));
    assert_eq!(ledger, file(&sandbox, "film/deck.lock"));
    for command in ["check", "build"] {
        assert!(!at(&sandbox, "1000", &[command, "film"]).stderr.contains("placeholder-text"));
    }
    // One of the two is left, and then a text of the description.
    let words = fs::read_to_string(sandbox.path().join("film/words.yaml")).unwrap();
    let definition = "its meaning, said in simpler words and without using it";
    let words = words.replace(definition, "The first public showing of a film.");
    sandbox.write("film/words.yaml", &words);
    assert_eq!(at(&sandbox, "1000", &["release", "film"]).status, 1);
    let start = words.find("          - 'Put {what").unwrap();
    let end = start + words[start..].find('\n').unwrap();
    let own = format!("{}          - They came to the premiere.{}", &words[..start], &words[end..]);
    sandbox.write("film/words.yaml", own);
    let description = fs::read_to_string(sandbox.path().join("film/deck.yaml")).unwrap();
    let left = description.replace("# description: What", "description: What");
    assert_ne!(left, description);
    sandbox.write("film/deck.yaml", left);
    assert_eq!(at(&sandbox, "1000", &["release", "film"]).status, 1);
    sandbox.write("film/deck.yaml", description);
    let run = at(&sandbox, "2000", &["release", "film", "--json"]);
    let plan = deck(&run)["release"]["plan"].clone();
    assert_eq!((&plan["gone"], &plan["default"]["new"]), (&Value::Array(Vec::new()), &2.into()));
    let run = at(&sandbox, "3000", &["build", "film", "--to", "update"]);
    assert_eq!(run.status, 0);
    assert!(
        !sandbox.files("out").iter().any(|it| it.contains("retired")),
        "{:?}",
        sandbox.files("out")
    );
}

#[test]
fn plan_and_build_compare_with_the_last_release_whatever_was_built_since() {
    let sandbox = released(WORDS);
    let mut words = WORDS.to_owned();
    let mut counts = Vec::new();
    for (time, from, to) in [
        ("2000", "We missed the premiere", "They missed the premiere"),
        ("3000", "'attend a {premiere}', ", ""),
        ("4000", "Is it only for films?", "Only for films?"),
    ] {
        words = words.replace(from, to);
        write(&sandbox, &words);
        let plan = deck(&at(&sandbox, time, &["plan", "test.yaml", "--json"]));
        let build = deck(&at(&sandbox, time, &["build", "test.yaml", "--json"]))["ledger"].clone();
        assert_eq!(build["since_release"], 1);
        assert_eq!(plan["default"]["updated"], build["changed"], "{time}");
        counts.push(build["gone"].as_u64().unwrap());
        // Building again changes nothing of it.
        let again = deck(&at(&sandbox, "5000", &["plan", "test.yaml", "--json"]));
        assert_eq!(again["default"], plan["default"]);
    }
    assert_eq!(counts, [0, 1, 1], "the collocation is gone until it is released");
    let plan = at(&sandbox, "6000", &["plan", "test.yaml", "--markdown"]);
    let release = at(&sandbox, "6000", &["release", "test.yaml", "--markdown"]);
    assert_eq!(plan.stdout, release.stdout, "the plan becomes the changelog");
    assert!(release.stdout.contains("Only for films?"), "{}", release.stdout);
    let after = at(&sandbox, "6000", &["plan", "test.yaml"]);
    assert!(after.status == 0 && after.stdout.contains("release 2"), "{}", after.stdout);
}

#[test]
fn dates_after_a_release_are_later_than_it() {
    let sandbox = released(WORDS);
    write(
        &sandbox,
        &format!("{WORDS}  - headword: usher\n    senses: [{{definition: A guide.}}]\n"),
    );
    at(&sandbox, "1000", &["build", "test.yaml"]);
    let ledger = String::from_utf8(file(&sandbox, "test.lock")).unwrap();
    let row = ledger.lines().find(|it| it.starts_with("usher\t")).unwrap();
    assert_eq!(row.split('\t').nth(4), Some("1001"));
}

#[test]
fn a_release_is_refused_without_a_ledger() {
    let sandbox = Sandbox::new();
    let run = sandbox.run_with_input(&["release", "-"], b"deck: {id: a, name: A}\n");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("has no ledger, which a release needs"), "{}", run.stderr);
}

#[test]
fn paths_go_to_standard_output_and_what_learners_get_to_the_summary() {
    let sandbox = Sandbox::new();
    write(&sandbox, WORDS);
    let run = at(&sandbox, "1000", &["release", "test.yaml", "-o", "dist", "--to", "csv"]);
    assert_eq!(run.stdout, "dist/test.csv\n");
    assert!(run.stderr.contains("release 1, the first\n"), "{}", run.stderr);
    assert!(run.stderr.contains("learners who have nothing yet"), "{}", run.stderr);
    assert!(run.stderr.contains("1 deck released in"), "{}", run.stderr);
    let quiet = at(&sandbox, "2000", &["release", "test.yaml", "-o", "dist", "-q"]);
    assert_eq!(
        (quiet.stderr.as_str(), quiet.stdout.as_str()),
        ("", "dist/test.apkg\ndist/test.csv\n")
    );
}

#[test]
fn a_ledger_of_the_first_form_counts_as_the_first_release() {
    let sandbox = Sandbox::new();
    let fixture = crate::support::root().join("tests/fixtures/ledger-1");
    for name in ["soundtrack.yaml", "soundtrack.lock"] {
        fs::copy(fixture.join(name), sandbox.path().join(name)).unwrap();
    }
    let plan = at(&sandbox, "1900000000", &["plan", "soundtrack.yaml"]);
    assert!(plan.stdout.contains("learners who have release 1"), "{}", plan.stdout);
    let run = at(&sandbox, "1900000000", &["release", "soundtrack.yaml", "--json"]);
    assert!(deck(&run)["release"]["number"].as_u64().unwrap() >= 1);
}
