//! What the program says in each form: people, JSON, GitHub Actions and SARIF; and how much.

use std::fs;

use serde_json::Value;

use crate::support::{Run, Sandbox, deck, python};

const CUE: &str = "  - headword: cue\n    senses: [{definition: a signal to begin}]\n";
const WARNED: &str = "  - headword: cue\n    senses: [{definition: a signal to begin}]\n    patterns: [on the dot]\n";
const BROKEN: &str = "  - headword: cue\n    levle: B1\n    senses: [{definition: a signal}]\n";

#[test]
fn json_is_short_for_its_form_and_goes_with_no_other() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(BROKEN));
    let short = sandbox.run(&["check", "test.yaml", "--json"]);
    let long = sandbox.run(&["check", "test.yaml", "--message-format", "json"]);
    assert_eq!((short.status, &short.stdout), (1, &long.stdout));
    assert_eq!(short.json()["omitted"], serde_json::json!({"errors": 0, "warnings": 0}));
    for command in ["check", "build"] {
        let both = sandbox.run(&[command, "test.yaml", "--json", "--message-format", "sarif"]);
        assert!(both.status == 2 && both.stdout.is_empty(), "{}", both.stderr);
        assert!(both.stderr.contains("leave out one of the two"), "{}", both.stderr);
    }
    let unknown = sandbox.run(&["check", "--message-format", "githb"]);
    assert!(unknown.status == 2 && unknown.stderr.contains("github"), "{}", unknown.stderr);
}

// Windows allows no colon in names.
#[cfg(unix)]
#[test]
fn what_is_typed_wins_over_the_form_of_a_file() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(BROKEN));
    let check = |options: &str, typed: &[&str]| {
        sandbox.write("lexideck.toml", options);
        sandbox.run(&[&["check", "test.yaml"], typed].concat()).stdout
    };
    let (json, github) = ("{\n", "::error ");
    for (options, typed, start) in [
        ("[check]\nmessage-format = \"github\"\n", [].as_slice(), github),
        ("[check]\nmessage-format = \"github\"\n", &["--json"], json),
        ("[check]\njson = true\n", &["--message-format", "github"], github),
        ("[check]\njson = true\n", &[], json),
    ] {
        let printed = check(options, typed);
        assert!(printed.starts_with(start), "{options} {typed:?}: {printed}");
    }
}

#[test]
fn what_is_wrong_in_a_file_of_options_holds_its_decks_back() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(CUE));
    sandbox.write("lexideck.toml", "[build]\nout = \"-\"\n");
    let run = sandbox.run(&["build", "test.yaml"]);
    assert!(run.status == 2 && run.stderr.contains("name a folder with -o"), "{}", run.stderr);
    for wrong in ["[build]\nmedia = \"sounds\"\n", "[build]\nzzz = 1\n"] {
        sandbox.write("lexideck.toml", wrong);
        let document = sandbox.run(&["build", "test.yaml", "--json"]).json();
        assert_eq!(document["decks"][0]["not_written"], "its lexideck.toml has errors");
        assert_eq!(document["diagnostics"][0]["code"], "unknown-key");
    }
    fs::remove_file(sandbox.path().join("lexideck.toml")).unwrap();
    sandbox.write("lexideck.toml/x", "");
    let run = sandbox.run(&["check", "test.yaml", "--json"]);
    assert_eq!((run.status, run.codes()), (3, vec!["unreadable-file".to_owned()]));
}

#[test]
fn github_gets_a_command_for_each_problem() {
    let sandbox = Sandbox::new();
    sandbox.write("de:c,k 100%/a.yaml", deck(BROKEN));
    let run = sandbox.run(&["check", "./de:c,k 100%/a.yaml", "--message-format", "github"]);
    assert_eq!(run.status, 1);
    assert_eq!(
        run.stdout,
        "::error file=de%3Ac%2Ck 100%25/a.yaml,line=6,col=5,endColumn=10,title=unknown-key::an entry has no key `levle`%0Ahelp: did you mean `level`?\n"
    );
    let run = sandbox
        .run_with_input(&["check", "-", "--message-format", "github"], deck(BROKEN).as_bytes());
    assert!(run.stdout.starts_with("::error title=unknown-key::an entry"), "{}", run.stdout);
    let run = sandbox.run(&["check", "nowhere", "--message-format", "github"]);
    assert_eq!(run.status, 3);
    assert!(run.stdout.starts_with("::error file=nowhere,title=missing-file::"), "{}", run.stdout);
    sandbox.write("test.yaml", deck(WARNED));
    let run = sandbox.run(&["build", "test.yaml", "--message-format", "github"]);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert!(lines[0].starts_with("::warning file=test.yaml,line=7,"), "{}", run.stdout);
    assert_eq!(lines[1..], ["out/test.apkg", "out/test.csv"]);
}

fn sarif(run: &Run) -> Value {
    let mut document = run.json();
    assert_eq!(document["version"], "2.1.0");
    document["runs"][0].take()
}

#[test]
fn sarif_names_rules_places_and_what_to_do() {
    let sandbox = Sandbox::new();
    sandbox.write("a b.yaml", deck(&format!("{BROKEN}  - headword: two\n    levle: B1\n    senses: [{{definition: x}}]\n    patterns: [on the dot]\n")));
    let run = sandbox.run(&["check", "a b.yaml", "nowhere", "--message-format", "sarif"]);
    assert_eq!(run.status, 3);
    let it = sarif(&run);
    assert_eq!(it["columnKind"], "unicodeCodePoints");
    assert_eq!(it["invocations"][0]["exitCode"], 3);
    let rules = it["tool"]["driver"]["rules"].as_array().unwrap();
    let results = it["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(rules[index]["defaultConfiguration"]["level"], result["level"]);
    }
    let first = &results[0];
    assert_eq!(
        first["message"]["text"],
        "an entry has no key `levle`\nhelp: did you mean `level`?"
    );
    assert_eq!(
        first["locations"][0]["physicalLocation"],
        serde_json::json!({
            "artifactLocation": {"uri": "a%20b.yaml"},
            "region": {"startLine": 6, "startColumn": 5, "endLine": 6, "endColumn": 10},
        })
    );
    let prints: Vec<_> = results.iter().map(|it| it["partialFingerprints"].to_string()).collect();
    sandbox.write(
        "a b.yaml",
        format!("# a line more\n{}", fs::read_to_string(sandbox.path().join("a b.yaml")).unwrap()),
    );
    let moved = sarif(&sandbox.run(&["check", "a b.yaml", "nowhere", "--message-format", "sarif"]));
    let moved: Vec<_> = moved["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["partialFingerprints"].to_string())
        .collect();
    assert_eq!(prints, moved);
    assert_eq!(prints.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
}

#[test]
#[ignore = "needs tools"]
fn sarif_is_valid_by_its_schema() {
    let sandbox = Sandbox::new();
    sandbox.write("a b.yaml", deck(BROKEN));
    let twice = format!("{CUE}{CUE}    patterns: [on the dot]\n");
    sandbox.write("c.yaml", deck(&twice).replace("id: test", "id: c"));
    let many = "    k: 1\n".repeat(10_100);
    sandbox.write("many.yaml", deck(&format!("{CUE}{many}")).replace("id: test", "id: many"));
    let all = sandbox.run(&[
        "check",
        "a b.yaml",
        "c.yaml",
        "many.yaml",
        "nowhere",
        "--message-format",
        "sarif",
    ]);
    sandbox.write("good.yaml", deck(CUE));
    let good = sandbox.run(&["build", "good.yaml", "--message-format", "sarif"]);
    for (name, run) in [("all.sarif", all), ("good.sarif", good)] {
        let path = sandbox.write(name, &run.stdout);
        let found = python("sarif", "validate_sarif.py", &[&path]);
        assert_eq!(found, serde_json::json!({"errors": []}), "{name}");
    }
}

#[test]
fn the_first_hundred_problems_are_drawn_errors_before_warnings() {
    let sandbox = Sandbox::new();
    let entry = |number: usize| {
        format!(
            "  - headword: word{number}\n    senses: [{{definition: thing {number}}}]\n    patterns: [on the dot]\n"
        )
    };
    let entries: String = (0..150).map(entry).collect();
    sandbox.write("test.yaml", deck(&format!("{entries}{BROKEN}")));
    let run = sandbox.run(&["check", "test.yaml"]);
    let count = |run: &Run, what: &str| run.stderr.matches(what).count();
    assert_eq!((count(&run, "error[unknown-key]"), count(&run, "warning[gap-not-found]")), (1, 99));
    assert!(
        run.stderr.contains("… and 51 more problems (51 warnings); `--all` prints them"),
        "{}",
        run.stderr
    );
    let run = sandbox.run(&["check", "test.yaml", "--all"]);
    assert_eq!(count(&run, "warning[gap-not-found]"), 150);
    assert!(!run.stderr.contains("more problems"));
    assert_eq!(sandbox.run(&["check", "test.yaml", "--json"]).codes().len(), 151);
}

#[test]
fn the_first_ten_thousand_problems_are_kept_and_the_rest_counted() {
    let sandbox = Sandbox::new();
    // Long enough to be divided, with an alias at its end that makes it be read as a whole.
    let entry = |number: usize| {
        format!(
            "  - headword: word{number}\n    levle: B1\n    senses: [{{definition: thing {number}}}]\n"
        )
    };
    let entries: String = (0..10_500).map(entry).collect();
    sandbox.write(
        "test.yaml",
        deck(&format!(
            "{entries}  - headword: &a last\n    synonyms: [*a]\n    senses: [{{definition: z}}]\n"
        )),
    );
    let documents: Vec<_> = ["1", "8"]
        .iter()
        .map(|it| sandbox.run(&["check", "test.yaml", "--json", "--jobs", it]))
        .collect();
    let document = documents[0].json();
    assert_eq!(document["diagnostics"].as_array().unwrap().len(), 10_000);
    assert_eq!(document["omitted"]["errors"], 500);
    for it in &documents {
        assert_eq!((it.status, &it.stdout), (1, &documents[0].stdout));
        assert!(it.stderr.contains("10500 errors"), "{}", it.stderr);
        assert!(
            it.stderr.contains("`--all` prints 9900 of them, the others are only counted"),
            "{}",
            it.stderr
        );
    }
    let run = sandbox.run(&["check", "test.yaml", "--message-format", "github"]);
    assert!(
        run.stdout
            .ends_with("::error title=lexideck::500 errors more were counted and are not listed\n")
    );
    let run = sarif(&sandbox.run(&["check", "test.yaml", "--message-format", "sarif"]));
    assert!(
        run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
            .as_str()
            .unwrap()
            .starts_with("500 errors")
    );
}

#[test]
fn under_strict_one_decks_warnings_hold_back_no_other() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/a.yaml", deck(WARNED).replace("id: test", "id: a"));
    sandbox.write("decks/b.yaml", deck(CUE).replace("id: test", "id: b"));
    sandbox.write("decks/c.yaml", deck(BROKEN).replace("id: test", "id: c"));
    let run = sandbox.run(&["build", "--strict"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, "out/b.apkg\nout/b.csv\n"));
    assert!(
        run.stderr.contains(
            "error: deck `a` was not written: 1 warning, and with --strict warnings count as errors"
        ),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("error: deck `c` was not written: 1 error"), "{}", run.stderr);
    let document = sandbox.run(&["build", "--strict", "--json"]).json();
    let why = |at: usize| document["decks"][at]["not_written"].clone();
    assert_eq!(why(0), "1 warning, and with --strict warnings count as errors");
    assert_eq!((why(1), why(2)), (Value::Null, "1 error".into()));
    assert_eq!(document["decks"][0]["source"], "decks/a.yaml");
}

#[test]
fn a_missing_path_and_an_unreadable_file_are_diagnostics() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(CUE));
    let run = sandbox.run(&["build", "test.yaml", "nowhere.yaml", "--json"]);
    assert_eq!((run.status, run.codes()), (3, vec!["missing-file".to_owned()]));
    let it = &run.json()["diagnostics"][0];
    assert_eq!((&it["file"], &it["line"]), (&"nowhere.yaml".into(), &Value::Null));
    fs::remove_file(sandbox.path().join("test.lock")).unwrap();
    sandbox.write("test.lock/x", "");
    let run = sandbox.run(&["check", "test.yaml", "--json"]);
    assert_eq!((run.status, run.codes()), (3, vec!["unreadable-file".to_owned()]));
    assert_eq!(sandbox.run(&["explain", "missing-file"]).status, 0);
}

#[test]
fn an_output_called_minus_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(CUE));
    let run = sandbox.run(&["build", "test.yaml", "-o", "-"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("name a folder with -o"), "{}", run.stderr);
    assert_eq!(sandbox.files("."), ["test.yaml"]);
    assert_eq!(sandbox.run(&["build", "test.yaml", "-o", "./-"]).status, 0);
}

#[test]
fn media_of_a_piped_deck_are_in_a_folder_here() {
    let sandbox = Sandbox::new();
    let entry = "  - headword: cue\n    pronunciation: {gb: {ipa: kjuː, audio: cue.mp3}}\n    senses: [{definition: a signal}]\n";
    let source = deck(entry);
    let codes = |arguments: &[&str]| {
        let run = sandbox
            .run_with_input(&[&["check", "-", "--json"], arguments].concat(), source.as_bytes());
        (run.status, run.codes())
    };
    assert_eq!(codes(&[]), (1, vec!["missing-media".to_owned()]));
    sandbox.write("sounds/cue.mp3", "sound");
    assert_eq!(codes(&["--media", "sounds"]), (0, vec![]));
    assert_eq!(codes(&["--media", "nowhere"]), (3, vec!["missing-file".to_owned()]));
    sandbox.write("media/cue.mp3", "sound");
    assert_eq!(codes(&[]), (0, vec![]));
    let run = sandbox.run_with_input(&["build", "-"], source.as_bytes());
    assert!(run.status == 0 && run.stderr.contains("1 media file"), "{}", run.stderr);
    sandbox.write("test.yaml", &source);
    let run = sandbox.run(&["check", "test.yaml", "--media", "sounds"]);
    assert!(run.status == 2 && run.stderr.contains("--media is for"), "{}", run.stderr);
}
