//! `lexideck.toml`: which file counts, what it sets, and what wins.

use std::fs;

use crate::support::{Sandbox, deck};

const CUE: &str = "  - headword: cue\n    senses: [{definition: a signal to begin}]\n";
/// The same with a warning.
const WARNED: &str = "  - headword: cue\n    senses: [{definition: a signal to begin}]\n    patterns: [on the dot]\n";

fn named(id: &str, entries: &str) -> String {
    deck(entries).replace("id: test", &format!("id: {id}"))
}

#[test]
fn options_come_from_the_nearest_file_and_the_command_line_wins() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/test.yaml", deck(CUE));
    sandbox.write("lexideck.toml", "[build]\nto = [\"csv\", \"tsv\"]\nout = \"dist\"\n");
    assert_eq!(sandbox.build(&[]).stdout, "dist/test.csv\ndist/test.tsv\n");
    assert_eq!(sandbox.build(&["--to", "csv", "-o", "x"]).stdout, "x/test.csv\n");
    assert_eq!(sandbox.build(&["--no-config"]).stdout, "out/test.apkg\nout/test.csv\n");
    // A nearer file counts alone, and its paths begin at its folder.
    sandbox.write("decks/lexideck.toml", "[build]\nout = \"near\"\n");
    assert_eq!(sandbox.build(&[]).stdout, "decks/near/test.apkg\ndecks/near/test.csv\n");
}

#[test]
fn each_deck_has_the_options_of_its_own_file() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/a/deck.yaml", named("a", WARNED));
    sandbox.write("decks/a/lexideck.toml", "[build]\nto = \"csv\"\nout = \"../../first\"\n");
    sandbox.write("decks/b/deck.yaml", named("b", CUE));
    sandbox.write("decks/b/lexideck.toml", "[build]\nto = [\"apkg\"]\ncards = \"minimal\"\n");
    sandbox.write("decks/c.yaml", named("c", CUE));
    let run = sandbox.build(&["--json"]);
    let files: Vec<_> =
        run.json()["decks"].as_array().unwrap().iter().map(|it| it["files"].clone()).collect();
    assert_eq!(
        files,
        [
            serde_json::json!(["decks/a/../../first/a.csv"]),
            serde_json::json!(["out/b.apkg"]),
            serde_json::json!(["out/c.apkg", "out/c.csv"]),
        ]
    );
    let cards: Vec<_> =
        run.json()["decks"].as_array().unwrap().iter().map(|it| it["cards"].clone()).collect();
    assert_eq!(cards, [2, 1, 2]);
}

#[test]
fn the_search_ends_with_the_folder_of_a_repository() {
    let sandbox = Sandbox::new();
    sandbox.write("lexideck.toml", "[build]\nout = \"dist\"\n");
    sandbox.write("repository/.git/HEAD", "");
    sandbox.write("repository/decks/test.yaml", deck(CUE));
    let run = sandbox.build(&["repository/decks"]);
    assert!(run.stdout.starts_with("out/"), "{}", run.stdout);
    sandbox.write("repository/lexideck.toml", "[build]\nout = \"inside\"\n");
    let run = sandbox.build(&["repository/decks"]);
    assert!(run.stdout.starts_with("repository/inside/"), "{}", run.stdout);
}

#[test]
fn check_and_standard_input_have_their_file_too() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(WARNED));
    sandbox.write("lexideck.toml", "[check]\nstrict = true\n[build]\nto = [\"csv\"]\n");
    assert_eq!(sandbox.run(&["check", "test.yaml"]).status, 1);
    assert_eq!(sandbox.run(&["check", "test.yaml", "--no-config"]).status, 0);
    assert_eq!(sandbox.run_with_input(&["check", "-"], deck(WARNED).as_bytes()).status, 1);
    let run = sandbox.run_with_input(&["build", "-"], deck(CUE).as_bytes());
    assert_eq!((run.status, run.stdout.as_str()), (0, "out/test.csv\n"));
}

#[test]
fn warnings_count_as_errors_where_the_deck_s_file_says_so() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/a/deck.yaml", named("a", WARNED));
    sandbox.write("decks/b/deck.yaml", named("b", CUE));
    sandbox.write("decks/b/lexideck.toml", "[check]\nstrict = true\n");
    let run = sandbox.run(&["check"]);
    assert!(run.status == 0 && run.stderr.contains("1 warning"), "{}", run.stderr);
    sandbox.write("decks/b/deck.yaml", named("b", WARNED));
    assert_eq!(sandbox.run(&["check"]).status, 1);
    assert_eq!(sandbox.run(&["check", "decks/a"]).status, 0);
}

#[test]
fn a_plan_makes_the_cards_of_the_build() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(CUE));
    sandbox.write("lexideck.toml", "[build]\ncards = \"minimal\"\n");
    sandbox.build(&["test.yaml"]);
    assert_eq!(sandbox.run(&["plan", "test.yaml"]).status, 0);
}

#[test]
fn mistakes_have_their_place_and_keep_the_decks_from_being_built() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/test.yaml", deck(CUE));
    sandbox.write(
        "lexideck.toml",
        "\u{FEFF}[build]\r\npapper = \"a4\"\r\nto = [\"csv\", \"apgk\"]\r\n",
    );
    let run = sandbox.run(&["build", "--json"]);
    assert_eq!(
        (run.status, run.codes()),
        (1, vec!["unknown-key".to_owned(), "unknown-value".to_owned()])
    );
    let document = run.json();
    let place = |at: usize| {
        let it = &document["diagnostics"][at];
        assert_eq!(it["file"], "lexideck.toml");
        ["line", "column", "end_line", "end_column"].map(|key| it[key].as_u64().unwrap())
    };
    assert_eq!((place(0), place(1)), ([2, 1, 2, 7], [3, 14, 3, 20]));
    let help = |at: usize| document["diagnostics"][at]["help"].clone();
    assert_eq!([help(0), help(1)], ["did you mean `paper`?", "did you mean `apkg`?"]);
    assert_eq!(sandbox.files("out"), [""; 0]);
    assert_eq!(sandbox.build(&["--no-config"]).status, 0);
}

#[test]
fn a_file_that_cannot_be_read_is_a_failure_of_input() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/test.yaml", deck(CUE));
    fs::create_dir(sandbox.path().join("lexideck.toml")).unwrap();
    let run = sandbox.run(&["build"]);
    assert!(run.status == 3 && run.stderr.contains("lexideck.toml: "), "{}", run.stderr);
    assert_eq!(sandbox.files("out"), [""; 0]);
    fs::remove_dir(sandbox.path().join("lexideck.toml")).unwrap();
    sandbox.write("lexideck.toml", "a = 1\n".repeat(100_000));
    assert_eq!(sandbox.run(&["check", "--json"]).codes(), ["toml-syntax"]);
}
