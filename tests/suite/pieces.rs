//! Long files are read in pieces, on several threads, with the same results as a whole file.

use std::fs;

use crate::support::Sandbox;

/// Entries that are too long together for one piece of a file.
fn many(entry: impl Fn(usize) -> String) -> String {
    (0..600).map(entry).collect()
}

fn plain(number: usize) -> String {
    let purpose =
        "that stands here to make a long file, for such a file is read in pieces".repeat(2);
    format!(
        "  - headword: word {number}\n    senses:\n      - definition: thing {number} {purpose}\n"
    )
}

/// Creates a deck folder with these files.
fn folder(files: &[(&str, String)]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("long/deck.yaml", "deck:\n  id: long\n  name: Long\n");
    for (name, text) in files {
        sandbox.write(&format!("long/{name}"), format!("entries:\n{text}"));
    }
    sandbox
}

#[test]
fn a_long_file_makes_what_short_ones_make() {
    let package = |files: &[(&str, String)], jobs: &str| {
        let sandbox = folder(files);
        sandbox.build(&["long", "--jobs", jobs]);
        fs::read(sandbox.path().join("out/long.apkg")).unwrap()
    };
    let whole = package(&[("a.yaml", many(plain))], "3");
    let names: Vec<String> = (0..20).map(|it| format!("{it:02}.yaml")).collect();
    let short: Vec<(&str, String)> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), (at * 30..at * 30 + 30).map(plain).collect()))
        .collect();
    assert!(whole == package(&short, "1"));
}

#[test]
fn what_is_repeated_reaches_from_piece_to_piece() {
    let text = many(|number| match number {
        200 => {
            "  - headword: word 200\n    senses: &all [{definition: a shared thing}]\n".to_owned()
        }
        500 => "  - headword: word 500\n    senses: *all\n".to_owned(),
        _ => plain(number),
    });
    let sandbox = folder(&[("a.yaml", text)]);
    sandbox.build(&["long", "--cards", "minimal"]);
    let rows = sandbox.table("long");
    let numbers: Vec<_> = rows.iter().map(|it| it["headword"].clone()).collect();
    assert_eq!(numbers, (0..600).map(|it| format!("word {it}")).collect::<Vec<_>>());
    assert_eq!(rows[500]["answer"], "a shared thing");
}

#[test]
fn a_slip_in_a_long_file_hides_nothing_and_is_told_once() {
    let text = many(|number| match number {
        100 => "  - {headword: word 100, senses: [{definition: a thing}], frequency: often}\n"
            .to_owned(),
        300 => "  - headword: word 300\n    summary: 'it's here'\n".to_owned(),
        500 => "  - {headword: word 500, senses: [{definition: a thing}], frequency: rare}\n"
            .to_owned(),
        _ => plain(number),
    });
    let sandbox = folder(&[("a.yaml", text)]);
    let json = sandbox.run(&["check", "long", "--json", "--jobs", "3"]).json();
    let all = json["diagnostics"].as_array().unwrap();
    let found: Vec<_> = all
        .iter()
        .filter(|it| it["severity"] == "error")
        .map(|it| (it["code"].as_str().unwrap(), it["line"].as_u64().unwrap()))
        .collect();
    // After the line of `entries:` each plain entry has three lines, these one, two and one.
    assert_eq!(found, [("wrong-kind", 302), ("yaml-syntax", 901), ("wrong-kind", 1499)]);
}
