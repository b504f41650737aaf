//! What the program says in each form: people, JSON, GitHub Actions and SARIF; and how much.

use std::fs;

use serde_json::Value;

use crate::support::{Run, Sandbox, assert_file, deck, lexideck, python, root};

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
        let same = sandbox.run(&[command, "test.yaml", "--json", "--message-format=json"]);
        assert_eq!(same.status, 1);
    }
    let unknown = sandbox.run(&["check", "--message-format", "githb"]);
    assert!(unknown.status == 2 && unknown.stderr.contains("github"), "{}", unknown.stderr);
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
fn color_is_for_terminals_unless_it_is_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(BROKEN));
    let coloured = |arguments: &[&str], set: &[(&str, &str)]| {
        let mut command = lexideck(sandbox.path());
        command.env_remove("NO_COLOR").args(arguments).envs(set.iter().copied());
        let run = Run::from_output(command.output().unwrap());
        run.stderr.contains('\u{1B}')
    };
    let check = ["check", "test.yaml"];
    assert!(!coloured(&check, &[]));
    assert!(coloured(&check, &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&check, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(
        &["check", "test.yaml", "--color", "always"],
        &[("NO_COLOR", "1"), ("TERM", "dumb")]
    ));
    assert!(coloured(&["--color=always", "check", "test.yaml"], &[]));
    assert!(!coloured(&["check", "test.yaml", "--color=never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(coloured(&["--color", "always", "biuld"], &[]));
    assert!(!coloured(&["--color", "never", "biuld"], &[("CLICOLOR_FORCE", "1")]));
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

/// What no terminal may get: controls but line breaks, tabs, and overrides of direction.
fn assert_tame(run: &Run, what: &str) {
    for text in [&run.stdout, &run.stderr] {
        let bad = text.chars().find(|it| {
            (it.is_control() && !matches!(it, '\n' | '\t'))
                || matches!(it, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        });
        assert!(bad.is_none(), "{what}: {bad:?} in {text}");
    }
}

#[test]
fn nothing_steers_the_terminal() {
    let sandbox = Sandbox::new();
    let evil = "\u{9B}31mx\u{202E}y\u{85}";
    let good =
        format!("  - headword: \"{evil}\"\n    senses: [{{definition: \"a {evil} signal\"}}]\n");
    let broken = format!(
        "  - headword: \"{evil}\"\n    \"k{evil}\": 1\n    level: \"{evil}\"\n    senses: [{{definition: a}}]\n"
    );
    #[cfg(unix)]
    let name = format!("d{evil}\u{1B}[2J.yaml");
    #[cfg(not(unix))]
    let name = "d.yaml".to_owned();
    let path = name.as_str();
    for (what, source) in [("good", good.as_str()), ("broken", &broken)] {
        sandbox.write(path, deck(source));
        for form in ["human", "json", "github", "sarif"] {
            assert_tame(&sandbox.run(&["check", path, "--message-format", form]), what);
            assert_tame(&sandbox.run(&["build", path, "--message-format", form]), what);
        }
        assert_tame(&sandbox.run(&["plan", path]), what);
        assert_tame(&sandbox.run(&["plan", path, "--json"]), what);
        assert_tame(&sandbox.run(&["plan", path, "--markdown"]), what);
    }
    for arguments in [
        ["check", "no\u{9B}\u{1B}[2Jwhere"],
        ["explain", "\u{9B}2J"],
        ["build", "--to=\u{9B}\u{202E}\u{1B}]0;x\u{7}"],
        ["new", evil],
        ["import", "\u{9B}2J"],
    ] {
        assert_tame(&sandbox.run(&arguments), arguments[0]);
    }
    let ledger = format!("lexideck ledger 1\n{evil}\n");
    sandbox.write(path, deck(&good));
    let lock = path.replace(".yaml", ".lock");
    sandbox.write(&lock, ledger);
    assert_tame(&sandbox.run(&["check", path]), "ledger");
}

#[test]
fn the_page_on_messages_shows_what_is_printed() {
    let path = root().join("docs/messages.md");
    let page = fs::read_to_string(&path).unwrap();
    let sandbox = Sandbox::new();
    let source = page.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    sandbox.write("film.yaml", source);
    let mut parts = page.split("```text\n$ lexideck ");
    let mut expected = parts.next().unwrap().to_owned();
    let mut shown = 0;
    for part in parts {
        let (command, rest) = part.split_once('\n').unwrap();
        let (_, after) = rest.split_once("```\n").unwrap();
        let arguments = command.trim_end_matches(" 2>/dev/null");
        let run = sandbox.run(&arguments.split(' ').collect::<Vec<_>>());
        let said = if arguments == command { run.stderr.trim_end() } else { run.stdout.trim_end() };
        let version = env!("CARGO_PKG_VERSION");
        let said = said.replace(&format!("ersion\": \"{version}\""), "ersion\": \"0.1.0\"");
        expected.push_str(&format!("```text\n$ lexideck {command}\n{said}\n```\n{after}"));
        shown += 1;
    }
    assert_eq!(shown, 4);
    assert_file(&path, &expected);
}
