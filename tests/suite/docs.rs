//! The documents agree with the program.

use std::collections::BTreeMap;
use std::fs;

use lexideck::internal::check::rules;
use lexideck::internal::sheets::column_table;
use lexideck::internal::source::key_tables;

use crate::console::{Piece, pieces, replay};
use crate::links::documents;
use crate::support::{Sandbox, assert_file, deck, root};

#[test]
fn the_handbook_of_diagnostics_is_up_to_date() {
    assert_file(&root().join("docs/diagnostics.md"), &rules::handbook());
}

/// Compares what stands between two comments of a document with `actual`, or writes it there.
fn assert_between(name: &str, marks: [&str; 2], actual: &str) {
    let path = root().join(name);
    let text = fs::read_to_string(&path).unwrap();
    let parts = text.split_once(&format!("{}\n", marks[0]));
    let (before, rest) = parts.unwrap_or_else(|| panic!("{name} has no {}", marks[0]));
    let (_, after) = rest.split_once(marks[1]).unwrap();
    assert_file(&path, &format!("{before}{}\n{actual}{}{after}", marks[0], marks[1]));
}

#[test]
fn the_tables_of_keys_are_fresh() {
    let text = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let tables = key_tables();
    let marked: Vec<&str> =
        text.lines().filter_map(|it| it.strip_prefix("<!-- keys of: ")).collect();
    assert!(marked.len() >= 9, "docs/format.md has lost its marks");
    for name in marked.iter().map(|it| it.trim_end_matches(" -->")) {
        let (_, table) = tables.iter().find(|it| it.0 == name).unwrap();
        let mark = format!("<!-- keys of: {name} -->");
        assert_between("docs/format.md", [&mark, "<!-- end of keys -->"], table);
    }
}

#[test]
fn the_table_of_columns_is_fresh() {
    let marks = ["<!-- columns -->", "<!-- end of columns -->"];
    assert_between("docs/tables.md", marks, &column_table());
}

#[test]
fn the_vectors_of_identity_hold() {
    let text = fs::read_to_string(root().join("docs/identity.md")).unwrap();
    let mut vectors = 0;
    for line in text.lines().filter(|it| it.starts_with("| ") && !it.starts_with("| uid")) {
        let cells: Vec<_> =
            line.trim_matches('|').split('|').map(|it| it.trim().trim_matches('`')).collect();
        if let [uid, entry, slot, guid] = cells[..]
            && guid.len() == 11
        {
            assert_eq!(lexideck::internal::anki::guid(uid, entry, slot), guid, "{line}");
            vectors += 1;
        }
    }
    assert!(vectors >= 12, "only {vectors} vectors were found");
}

#[test]
fn no_file_names_the_place_where_it_was_made() {
    let output =
        std::process::Command::new("git").args(["ls-files"]).current_dir(root()).output().unwrap();
    let names = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && names.lines().count() > 100, "git does not list the files");
    for name in names.lines() {
        let Ok(text) = fs::read_to_string(root().join(name)) else { continue };
        let marks = [
            ["/ro", "ot/"].concat(),
            ["/wo", "rk/"].concat(),
            ["TO", "DO"].concat(),
            ["FIX", "ME"].concat(),
        ];
        for mark in marks {
            assert!(!text.contains(&mark), "{name} says {mark}");
        }
    }
}

/// Documents whose commands are run.
fn with_commands() -> impl Iterator<Item = (String, String)> {
    // What the handbook of diagnostics shows is tested with the rules that it is made of.
    documents().into_iter().filter(|(name, _)| {
        name == "README.md" || name.starts_with("docs/") && name != "docs/diagnostics.md"
    })
}

#[test]
fn what_documents_print_is_what_the_program_prints() {
    let mut run = 0;
    for (name, text) in with_commands() {
        run += text.matches("\n$ ").count();
        assert_file(&root().join(&name), &replay(&text));
    }
    assert!(run >= 5, "only {run} commands were run");
}

#[test]
fn every_command_is_run_or_says_why_not() {
    let is_command = |it: &&str| {
        let it = it.trim_start();
        it.starts_with("lexideck ") || it.starts_with("$ ") || it.contains("| lexideck ")
    };
    for (name, text) in with_commands() {
        for piece in pieces(&text) {
            let Piece::Block(block) = piece else { continue };
            if block.is_run && block.language != "console" {
                let command = block.lines.iter().find(|it| is_command(it));
                assert!(command.is_none(), "{name}: {command:?} is not run, and does not say why");
            }
        }
    }
}

#[test]
fn commands_and_options_in_documents_exist() {
    let sandbox = Sandbox::new();
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = 0;
    for (name, text) in with_commands() {
        let quoted =
            text.split('`').skip(1).step_by(2).map(|it| it.trim_start_matches("lexideck "));
        let lines = text
            .lines()
            .filter_map(|it| it.trim_start().trim_start_matches("$ ").strip_prefix("lexideck "));
        for command in quoted.chain(lines).filter(|it| it.contains(" --")) {
            let mut words = command.split_whitespace();
            let Some(verb) = words.next().filter(|it| it.chars().all(|it| it.is_ascii_lowercase()))
            else {
                continue;
            };
            let help = helps.entry(verb.to_owned()).or_insert_with(|| {
                let run = sandbox.run(&[verb, "--help"]);
                if run.status == 0 { run.stdout } else { String::new() }
            });
            for option in words.filter(|it| it.starts_with("--")) {
                let option = option.split('=').next().unwrap();
                if help.is_empty() {
                    continue;
                }
                seen += 1;
                assert!(help.contains(option), "{name}: `{command}`: {verb} has no {option}");
            }
        }
    }
    assert!(seen > 30, "only {seen} options were found");
}

#[test]
fn the_file_of_options_in_the_document_is_understood() {
    let document = fs::read_to_string(root().join("docs/configuration.md")).unwrap();
    let example = document.split("```toml\n").nth(1).and_then(|it| it.split("```").next()).unwrap();
    let sandbox = Sandbox::new();
    sandbox.write("lexideck.toml", example);
    sandbox.write("decks/test.yaml", deck("  - headword: cue\n    senses: [{definition: x}]\n"));
    let run = sandbox.build(&[]);
    assert_eq!(run.stdout, "dist/test.apkg\ndist/test.xlsx\n");
    let format = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let allowing = format.split("## Warnings that are not wanted\n").nth(1).unwrap();
    let example = allowing.split("```yaml\n").nth(1).and_then(|it| it.split("```").next()).unwrap();
    let whole = format!("{example}    senses: [{{definition: the first show}}]\n");
    let sandbox = Sandbox::new();
    sandbox.write("decks/test.yaml", &whole);
    assert!(sandbox.build(&["--strict"]).stderr.contains("no problems"));
    sandbox.write("decks/test.yaml", whole.replace("    allow: gap-not-found\n", ""));
    assert_eq!(sandbox.run(&["check", "--json"]).codes(), ["gap-not-found"]);
}

#[test]
fn the_program_in_the_page_about_the_library_is_an_example() {
    let page = fs::read_to_string(root().join("docs/library.md")).unwrap();
    let example = fs::read_to_string(root().join("examples/build.rs")).unwrap();
    let code = page.split("```rust\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(example.contains(code), "examples/build.rs does not have:\n{code}");
    assert!(code.lines().count() <= 10, "from YAML to a package takes more than ten lines");
}
