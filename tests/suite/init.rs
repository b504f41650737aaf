//! How a deck begins, and what editors know of its files.

use std::collections::BTreeSet;
use std::fs;

use lexideck::internal::check::rules;
use lexideck::internal::diag::Severity;
use lexideck::internal::model::{PartOfSpeech, Profile};

use crate::support::{Run, Sandbox, lexideck};

fn id_in(sandbox: &Sandbox, folder: &str) -> String {
    let text = fs::read_to_string(sandbox.path().join(folder).join("deck.yaml")).unwrap();
    let line = text.lines().find(|it| it.trim_start().starts_with("id:")).unwrap();
    line.trim().trim_start_matches("id:").trim().to_owned()
}

#[test]
fn a_deck_begins_in_the_current_folder_beside_what_repositories_hold() {
    for arguments in [&["init"][..], &["init", "."]] {
        let sandbox = Sandbox::new();
        for name in [".git/HEAD", ".gitignore", "README.md", "LICENSE-MIT", "lexideck.toml"] {
            sandbox.write(&format!("Film words/{name}"), "");
        }
        let folder = sandbox.path().join("Film words");
        let run = Run::from_output(lexideck(&folder).args(arguments).output().unwrap());
        assert_eq!((run.status, run.stdout.as_str()), (0, ".\n"), "{}", run.stderr);
        assert_eq!(id_in(&sandbox, "Film words"), "film-words");
        assert_eq!(fs::read(folder.join("README.md")).unwrap(), b"");
        let run =
            Run::from_output(lexideck(&folder).args(["build", ".", "--strict"]).output().unwrap());
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
}

#[test]
fn nothing_is_written_where_anything_else_is() {
    for name in ["words.yaml", "notes.txt", "lexideck.schema.json", "media/x.mp3"] {
        let sandbox = Sandbox::new();
        sandbox.write(&format!("film/{name}"), "kept");
        let before = sandbox.files("film");
        let run = sandbox.run(&["init", "film"]);
        assert!(run.status == 3 && run.stderr.contains("not empty"), "{name}: {}", run.stderr);
        assert_eq!(sandbox.files("film"), before);
    }
}

#[test]
fn names_in_any_script_give_ids_of_their_own() {
    let names = [
        "日本",
        "العربية",
        "東京",
        "东京",
        "Русский",
        "🎬",
        "Café",
        "Cafe",
        "café!",
        "Film words",
        "film-words",
    ];
    let sandbox = Sandbox::new();
    let mut ids = BTreeSet::new();
    for name in names {
        let folder = format!("decks/{name}");
        assert_eq!(sandbox.run(&["init", &folder]).status, 0, "{name}");
        ids.insert(id_in(&sandbox, &folder));
    }
    assert_eq!(ids.len(), names.len(), "{ids:?}");
    let run = sandbox.run(&["check"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn editors_complete_what_the_program_knows() {
    let schema = Sandbox::new().run(&["schema"]).json();
    let words = |value: &serde_json::Value| -> Vec<String> {
        value["enum"].as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
    };
    let definitions = &schema["$defs"];
    for owner in ["entry", "sense"] {
        let parts = &definitions[owner]["properties"]["part_of_speech"]["anyOf"];
        assert_eq!(words(&parts[0]), PartOfSpeech::KNOWN, "{owner}");
        assert_eq!(parts[1]["$ref"], "#/$defs/text", "other words are allowed too");
    }
    let profiles = &definitions["entry"]["properties"]["cards"]["anyOf"][0]["anyOf"][0];
    assert_eq!(words(profiles), Profile::ALL.map(Profile::key));
    let all = rules::all();
    let warnings = all.iter().filter(|it| it.severity == Severity::Warning);
    assert_eq!(
        words(&definitions["warning"]["anyOf"][0]),
        warnings.map(|it| it.code).collect::<Vec<_>>()
    );
    for owner in ["entry", "deck"] {
        let allow = &definitions[owner]["properties"]["allow"]["anyOf"];
        assert_eq!(allow[1]["items"]["$ref"], "#/$defs/warning", "{owner}");
    }
}

#[test]
fn a_deck_that_begins_has_the_schema_that_is_printed() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init", "film"]);
    let written = fs::read_to_string(sandbox.path().join("film/lexideck.schema.json")).unwrap();
    assert_eq!(written, sandbox.run(&["schema"]).stdout);
}
