//! The table of cards, byte by byte.

use std::fs;

use crate::support::{Sandbox, deck};

const ENTRY: &str = "
  - headword: '=1+1'
    id: formula
    senses: [{definition: '-able', examples: '{@SUM}(1)'}]
    quiz: [{question: Which?, choices: [one, two, three], answer: [one, three], why: W., feedback: {two: F.}}]
";

#[test]
fn the_file_has_a_byte_order_mark_crlf_and_quoted_cells() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(ENTRY));
    sandbox.build(&["test.yaml"]);
    let text = fs::read_to_string(sandbox.path().join("out/test.csv")).unwrap();
    let header = "\u{FEFF}\"headword\",\"card\",\"question\",\"answer\",\"extra\",\"part_of_speech\",\"level\",\"register\",\"kind\",\"tags\",\"guid\"\r\n";
    assert!(text.starts_with(header) && text.ends_with("\"\r\n"), "{text}");
}

#[test]
fn no_cell_is_a_formula_and_choices_are_lettered() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(ENTRY));
    sandbox.build(&["test.yaml"]);
    let rows = sandbox.table("test");
    assert_eq!(rows[0]["headword"], "'=1+1");
    assert_eq!(rows[0]["answer"], "'-able");
    let quiz = rows.iter().find(|it| it["card"] == "quiz").unwrap();
    assert_eq!(quiz["question"], "Which?\nA) one\nB) two\nC) three");
    assert_eq!(quiz["answer"], "A) one\nC) three");
    assert!(quiz["extra"].starts_with("Why: W."), "{}", quiz["extra"]);
}

#[test]
fn the_first_row_of_an_entry_has_all_its_sections() {
    let sandbox = Sandbox::new();
    let entry = "  - headword: cue\n    summary: S.\n    synonyms: [sign]\n    memory: {mnemonic: M.}\n    questions: [{question: Q?, answer: A.}]\n";
    sandbox.write("test.yaml", deck(entry));
    sandbox.build(&["test.yaml"]);
    let rows = sandbox.table("test");
    assert_eq!(rows[0]["card"], "question");
    assert_eq!(
        rows[0]["extra"],
        "Summary: S.\nSynonyms: sign\nQuestions: Q? – A.\nMemory: mnemonic: M."
    );
}
