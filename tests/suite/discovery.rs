//! Tests which files belong to a deck, and how those that are left out are reported.

use std::fs;

use crate::support::{Sandbox, deck};

const CUE: &str = "  - headword: cue\n    senses: [{definition: a signal to begin}]\n";
const PROMPT: &str =
    "entries:\n  - headword: prompt\n    senses: [{definition: words to go on with}]\n";

#[test]
fn other_spellings_of_the_extension_count() {
    for name in ["deck.yml", "deck.YAML", "deck.YML"] {
        let sandbox = Sandbox::new();
        sandbox.write(&format!("film/{name}"), deck(CUE));
        sandbox.write("film/Words.YAML", PROMPT);
        sandbox.write("film/more/x.YML", PROMPT.replace("prompt", "curtain"));
        let description = format!("film/{name}");
        for path in ["film", ".", &description] {
            let run = sandbox.run(&["check", path, "--json"]);
            assert_eq!(run.json()["decks"][0]["entries"], 3, "{name} {path}: {}", run.stderr);
        }
    }
    let sandbox = Sandbox::new();
    sandbox.write("decks/film.YML", deck(CUE));
    assert_eq!(sandbox.run(&["check", "--json"]).json()["decks"][0]["id"], "test");
}

#[test]
fn two_descriptions_of_one_deck_are_an_error() {
    let sandbox = Sandbox::new();
    sandbox.write("film/deck.yaml", deck(CUE));
    sandbox.write("film/deck.yml", deck(CUE));
    for path in ["film", ".", "film/deck.yml"] {
        let run = sandbox.run(&["build", path, "--json"]);
        assert_eq!(
            (run.status, run.codes()),
            (1, vec!["several-descriptions".to_owned()]),
            "{path}"
        );
        assert_eq!(
            run.json()["diagnostics"][0]["file"].as_str().unwrap().trim_start_matches("./"),
            "film/deck.yml"
        );
    }
    assert_eq!(sandbox.files("out"), [""; 0]);
}

#[test]
fn no_deck_says_how_to_begin_one() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path().join("decks")).unwrap();
    let run = sandbox.run(&["build"]);
    assert!(
        run.status == 1 && run.stderr.contains("lexideck init decks/my-deck"),
        "{}",
        run.stderr
    );
    fs::remove_dir(sandbox.path().join("decks")).unwrap();
    let run = sandbox.run(&["build"]);
    assert!(
        run.status == 3 && run.stderr.contains("lexideck init decks/my-deck"),
        "{}",
        run.stderr
    );
    let run = sandbox.run(&["build", "elsewhere"]);
    assert!(run.status == 3 && !run.stderr.contains("lexideck init"), "{}", run.stderr);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    fn said(sandbox: &Sandbox, path: &str) -> Vec<(String, String)> {
        let document = sandbox.run(&["check", path, "--json"]).json();
        let all = document["diagnostics"].as_array().unwrap().clone();
        let text = |it: &serde_json::Value, key: &str| it[key].as_str().unwrap().to_owned();
        all.iter().map(|it| (text(it, "code"), text(it, "file"))).collect()
    }

    fn ignored(path: &str) -> (String, String) {
        ("ignored-path".to_owned(), path.to_owned())
    }

    #[test]
    fn what_is_left_out_of_a_deck_is_named() {
        let sandbox = Sandbox::new();
        sandbox.write("film/deck.yaml", deck(CUE));
        sandbox.write("shared/words.yaml", PROMPT);
        let film = sandbox.path().join("film");
        symlink("../shared", film.join("linked")).unwrap();
        symlink("gone.yaml", film.join("broken.yaml")).unwrap();
        symlink("gone", film.join("gone-folder")).unwrap();
        // These are nobody's business: hidden, no source, media, a file that is read.
        symlink("gone", film.join(".#words.yaml")).unwrap();
        symlink("gone.txt", film.join("notes.txt")).unwrap();
        symlink("../shared", film.join("media")).unwrap();
        symlink("../shared/words.yaml", film.join("words.yaml")).unwrap();
        nix::unistd::mkfifo(&film.join("pipe.yaml"), nix::sys::stat::Mode::S_IRWXU).unwrap();
        assert_eq!(
            said(&sandbox, "film"),
            ["broken.yaml", "gone-folder", "linked", "pipe.yaml"]
                .map(|it| ignored(&format!("film/{it}")))
        );
        assert_eq!(sandbox.run(&["check", "film", "--json"]).json()["decks"][0]["entries"], 2);
        assert_eq!(sandbox.run(&["check", "film", "--strict"]).status, 1);
        let allowing = deck(CUE).replace("  name", "  allow: ignored-path\n  name");
        sandbox.write("film/deck.yaml", allowing);
        assert_eq!(said(&sandbox, "film"), []);
    }

    #[test]
    fn what_is_left_out_of_a_folder_of_decks_is_named() {
        let sandbox = Sandbox::new();
        sandbox.write("decks/test.yaml", deck(CUE));
        sandbox.write("elsewhere/deck.yaml", deck(CUE).replace("id: test", "id: other"));
        symlink("../elsewhere", sandbox.path().join("decks/linked")).unwrap();
        symlink("gone.yaml", sandbox.path().join("decks/broken.yaml")).unwrap();
        assert_eq!(said(&sandbox, "decks"), [ignored("decks/broken.yaml")]);
        let document = sandbox.run(&["check", "--json"]).json();
        assert_eq!(document["decks"].as_array().unwrap().len(), 2);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_cannot_be_read_is_named_and_its_deck_not_built() {
        let sandbox = Sandbox::new();
        sandbox.write("film/deck.yaml", deck(CUE));
        // A file that not even the superuser can read from its beginning.
        symlink("/proc/self/mem", sandbox.path().join("film/words.yaml")).unwrap();
        let run = sandbox.run(&["build", "film"]);
        assert!(run.status == 3 && run.stderr.contains("film/words.yaml"), "{}", run.stderr);
        assert_eq!(sandbox.files("out"), [""; 0]);
    }
}
