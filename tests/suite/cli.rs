//! The command line: exit statuses, streams, and files that are written completely or not at all.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use crate::support::{Sandbox, deck, lexideck};

const CUE: &str = "  - headword: cue\n    senses: [{definition: a signal to begin}]\n";
const BROKEN: &str =
    "  - headword: cue\n    frequency: often\n    senses: [{definition: a signal}]\n";

#[test]
fn build_writes_the_files_and_prints_their_paths() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/test.yaml", deck(CUE));
    let run = sandbox.run(&["build"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "out/test.apkg\nout/test.csv\n"));
    assert!(run.stderr.contains("test: 1 entry, 1 note (1 definition), 2 cards, 0 media files"));
    assert_eq!(sandbox.files("out"), ["test.apkg", "test.csv"]);
}

#[test]
fn formats_and_folder_can_be_chosen() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(CUE));
    let run = sandbox.run(&["build", "test.yaml", "--to", "csv", "-o", "a/b"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "a/b/test.csv\n"));
    let run = sandbox.run(&["build", "test.yaml", "--to", "docx"]);
    assert_eq!(run.status, 2);
    let run = sandbox.run(&["build", "test.yaml", "--to", "apgk"]);
    assert!(run.stderr.contains("a similar value exists: 'apkg'"), "{}", run.stderr);
}

#[test]
fn a_broken_deck_writes_nothing_and_leaves_the_earlier_files() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/good.yaml", deck(CUE).replace("id: test", "id: good"));
    sandbox.write("decks/test.yaml", deck(CUE));
    sandbox.build(&[]);
    let before = fs::read(sandbox.path().join("out/test.apkg")).unwrap();
    fs::remove_file(sandbox.path().join("out/good.csv")).unwrap();
    sandbox.write("decks/test.yaml", deck(BROKEN));
    let run = sandbox.run(&["build"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, "out/good.apkg\nout/good.csv\n"));
    assert_eq!(fs::read(sandbox.path().join("out/test.apkg")).unwrap(), before);
}

#[test]
fn strict_counts_warnings() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(&format!("{CUE}    patterns: [on the dot]\n")));
    assert_eq!(sandbox.run(&["check", "test.yaml"]).status, 0);
    assert_eq!(sandbox.run(&["check", "test.yaml", "--strict"]).status, 1);
    assert_eq!(sandbox.run(&["build", "test.yaml", "--strict"]).status, 1);
    assert_eq!(sandbox.files("out"), [""; 0]);
}

#[test]
fn of_two_decks_with_one_id_neither_is_written() {
    let sandbox = Sandbox::new();
    sandbox.write("decks/a.yaml", deck(CUE));
    sandbox.write("decks/b.yaml", deck(CUE));
    sandbox.write("decks/c.yaml", deck(CUE).replace("id: test", "id: other"));
    let run = sandbox.run(&["build"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, "out/other.apkg\nout/other.csv\n"));
}

#[test]
fn a_missing_path_is_an_input_failure_and_outweighs_errors() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(BROKEN));
    assert_eq!(sandbox.run(&["check", "test.yaml", "nowhere.yaml"]).status, 3);
    assert_eq!(sandbox.run(&["check"]).status, 3);
    assert!(
        sandbox
            .run(&["check", "nowhere"])
            .stderr
            .contains("error[missing-file]: there is no `nowhere`")
    );
}

#[test]
fn an_output_failure_leaves_no_files() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(CUE));
    sandbox.write("out", "a file is in the way");
    let run = sandbox.run(&["build", "test.yaml"]);
    assert_eq!(run.status, 3, "{}", run.stderr);
    sandbox.write("folder/test.apkg/x", "");
    let run = sandbox.run(&["build", "test.yaml", "-o", "folder"]);
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert_eq!(sandbox.files("folder"), ["test.apkg"]);
}

#[test]
fn a_usage_error_has_status_two_and_help_is_on_stdout() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run(&["biuld"]).status, 2);
    assert_eq!(sandbox.run(&["build", "--cards", "al"]).status, 2);
    assert_eq!(sandbox.run(&["explain", "unknwon-key"]).status, 2);
    let help = sandbox.run(&["build", "--help"]);
    assert!(help.status == 0 && help.stdout.contains("Examples:") && help.stderr.is_empty());
}

#[test]
fn explain_says_what_a_code_means() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["explain", "gap-not-found"]);
    assert_eq!(run.status, 0);
    assert!(run.stdout.starts_with("gap-not-found (warning)") && run.stdout.contains("Right:"));
    assert!(sandbox.run(&["explain", "unknown-ky"]).stderr.contains("did you mean `unknown-key`?"));
}

#[test]
fn completions_and_manual_are_printed() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = sandbox.run(&["completions", shell]);
        assert!(run.status == 0 && run.stdout.contains("lexideck"), "{shell}");
    }
    let man = sandbox.run(&["man"]);
    assert!(
        man.status == 0
            && man.stdout.contains(".TH lexideck")
            && man.stdout.contains("lexideck build")
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let sandbox = Sandbox::new();
    let mut command = lexideck(sandbox.path());
    let mut child = command
        .args(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(status.success() && said.is_empty(), "{said}");
}

#[test]
fn a_deck_can_come_from_standard_input() {
    let sandbox = Sandbox::new();
    let run = sandbox.run_with_input(&["build", "-"], deck(CUE).as_bytes());
    assert_eq!((run.status, run.stdout.as_str()), (0, "out/test.apkg\nout/test.csv\n"));
    let run = sandbox.run_with_input(&["check", "-", "--json"], deck(BROKEN).as_bytes());
    assert_eq!(run.json()["diagnostics"][0]["file"], "<stdin>");
}

#[test]
fn the_document_has_the_form_of_the_contract() {
    let sandbox = Sandbox::new();
    let entry = "  - headword: cue\n    senses: [{definition: a signal}, {definition: a stick}]\n    patterns: [on the dot]\n";
    sandbox.write("test.yaml", deck(entry));
    let run = sandbox.run(&["build", "test.yaml", "--json"]);
    let document = run.json();
    assert_eq!(document["schema_version"], 1);
    let it = &document["decks"][0];
    assert_eq!(it["id"], "test");
    assert_eq!(it["files"], serde_json::json!(["out/test.apkg", "out/test.csv"]));
    assert_eq!([&it["entries"], &it["notes"], &it["cards"]], [1, 1, 2]);
    assert_eq!(
        it["left_out"][0],
        serde_json::json!({"entry": "cue", "kind": "recognise", "item": "definition/2"})
    );
    let keys: Vec<_> = document["diagnostics"][0].as_object().unwrap().keys().cloned().collect();
    let expected =
        ["code", "severity", "file", "line", "column", "end_line", "end_column", "message", "help"];
    assert_eq!(keys, expected);
}

#[test]
fn quiet_prints_nothing_on_success() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(CUE));
    assert_eq!(sandbox.run(&["build", "test.yaml", "-q"]).stderr, "");
}

#[test]
fn an_invalid_time_is_reported() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(CUE));
    let output = lexideck(sandbox.path())
        .args(["build", "test.yaml"])
        .env("SOURCE_DATE_EPOCH", "soon")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("SOURCE_DATE_EPOCH"));
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_nothing_behind() {
    let sandbox = Sandbox::new();
    let entry = |number| {
        format!("  - headword: word{number}\n    senses: [{{definition: thing {number}}}]\n")
    };
    sandbox.write("test.yaml", deck(&(0..20_000).map(entry).collect::<String>()));
    let mut child = lexideck(sandbox.path())
        .args(["build", "test.yaml"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = || sandbox.files("out").iter().any(|it| it.ends_with(".part"));
    while !begun() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let child_id = nix::unistd::Pid::from_raw(child.id().try_into().unwrap());
    nix::sys::signal::kill(child_id, nix::sys::signal::Signal::SIGINT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(sandbox.files("out"), [""; 0]);
}

#[test]
fn a_deck_begins_with_init_and_builds_at_once() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["init", "decks/Film words"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "decks/Film words\n"));
    assert_eq!(
        sandbox.files("decks/Film words"),
        ["deck.yaml", "lexideck.schema.json", "words.yaml"]
    );
    sandbox.build(&["--strict"]);
    assert_eq!(sandbox.files("out"), ["film-words.apkg", "film-words.csv"]);
    let again = sandbox.run(&["init", "decks/Film words"]);
    assert!(again.status == 3 && again.stderr.contains("not empty"), "{}", again.stderr);
    sandbox.run(&["init", "other/Film words"]);
    let uid = |folder: &str| {
        let text = fs::read_to_string(sandbox.path().join(folder).join("deck.yaml")).unwrap();
        text.lines().find(|it| it.contains("uid:")).unwrap().to_owned()
    };
    assert_ne!(uid("decks/Film words"), uid("other/Film words"));
}

#[test]
fn a_new_entry_is_valid_whatever_its_headword() {
    let sandbox = Sandbox::new();
    for headword in ["premiere", "no", "rock 'n' roll: \"x\"", "- a", "#1", "\\"] {
        let run = sandbox.run(&["new", "--", headword]);
        sandbox.write("test.yaml", deck(&run.stdout));
        sandbox.build(&["test.yaml", "--to", "csv"]);
        assert_eq!(sandbox.table("test")[0]["headword"].trim_start_matches('\''), headword);
    }
}

#[test]
fn the_schema_has_the_keys_that_the_program_knows() {
    let sandbox = Sandbox::new();
    let schema = sandbox.run(&["schema"]).json();
    let known = |source: &str| {
        sandbox.write("test.yaml", source);
        let document = sandbox.run(&["check", "test.yaml", "--json"]).json();
        let all = document["diagnostics"].as_array().unwrap().clone();
        let help = all.iter().find(|it| it["code"] == "unknown-key").unwrap()["help"]
            .as_str()
            .unwrap()
            .to_owned();
        help.trim_start_matches("known keys: ").split(", ").map(str::to_owned).collect::<Vec<_>>()
    };
    let keys = |value: &serde_json::Value| {
        value["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    let entry = &schema["$defs"]["entry"];
    assert_eq!(keys(&schema["$defs"]["deck"]), known("deck: {zzz: 1}\n"));
    assert_eq!(keys(entry), known("entries: [{zzz: 1}]\n"));
    let item = |key: &str| {
        let name = entry["properties"][key]["anyOf"][0]["$ref"].as_str().unwrap();
        keys(&schema["$defs"][name.trim_start_matches("#/$defs/")])
    };
    for key in ["senses", "mistakes", "distinctions", "questions", "quiz"] {
        assert_eq!(
            item(key),
            known(&format!("entries: [{{headword: a, {key}: [{{zzz: 1}}]}}]\n")),
            "{key}"
        );
    }
}
