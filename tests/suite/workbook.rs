//! The workbook and the table of words, as other programs read them: calamine, openpyxl,
//! LibreOffice, and Python's csv module.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

use crate::support::{Sandbox, python, read_table, root};

const HOSTILE: &str = r##"
deck: { id: hostile, name: '=Hostile' }
entries:
  - headword: '=1+1'
    id: a
    level: B1
    register: '-'
    senses:
      - definition: '+x'
        examples: ['-{y}', '@SUM({1})', "line one\n{line} two", 'a "quoted" {z}; b, c', '~={}#:', ']]>', '_x0041_', 'C:\\ \*x\* \{y\}']
  - headword: "'-able"
    senses: [{ definition: "'=1" }]
    synonyms: ["two\nlines", 'one', '007']
  - headword: '007'
    cards: {usage: 4, type: yes}
    senses: [{ definition: '2024-01-05', translations: {de: '1E5', he: 'שלום', pt-BR: '  x  '} }, { definition: 'MAR1', teach: true }]
    synonyms: ['＝1', 'שלום', 'ˈsaʊndtræk', '😀', 't͡ʃ']
    questions: [{ question: '1,000', answer: '+44' }]
    quiz: [{question: '#NAME?', choices: ['TRUE', 'MAR1', '1-2', '<b>&amp;</b>', '*x*'], answer: ['TRUE', '1-2'], feedback: {MAR1: '=2'}}]
  - headword: '1-2'
    distinctions: [{from: '007', difference: '50%', cues: [{text: '\=', answer: '1-2'}]}]
    mistakes: [{wrong: 'no', right: 'yes', why: "\"\"\"\n'"}]
"##;

type Table = Vec<Vec<String>>;

/// Builds the hostile deck and the project's own.
fn build(arguments: &[&str]) -> (Sandbox, Vec<PathBuf>) {
    let sandbox = Sandbox::new();
    sandbox.write("hostile.yaml", HOSTILE);
    let decks = root().join("decks");
    let common = ["--draft", "hostile.yaml", decks.to_str().unwrap(), "--cards", "everything"];
    sandbox.build(&[&common, arguments].concat());
    let files = sandbox.files("out").iter().map(|it| sandbox.path().join("out").join(it)).collect();
    (sandbox, files)
}

fn table(value: &Value) -> Table {
    let cell = |it: &Value| it.as_str().unwrap_or("no text").to_owned();
    let row = |it: &Value| it.as_array().unwrap().iter().map(cell).collect();
    value.as_array().unwrap().iter().map(row).collect()
}

fn sheets(document: &Value) -> BTreeMap<String, Table> {
    let sheets = document["sheets"].as_object().unwrap();
    sheets.iter().map(|(name, it)| (name.clone(), trimmed(table(it)))).collect()
}

/// Removes empty cells and rows at the ends, which readers treat differently.
fn trimmed(table: Table) -> Table {
    let mut rows: Table = table;
    for row in &mut rows {
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
    }
    while rows.last().is_some_and(Vec::is_empty) {
        rows.pop();
    }
    rows
}

fn by_calamine(path: &Path) -> BTreeMap<String, Table> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let cell = |it: &Data| match it {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("no text: {other:?}"),
    };
    let mut sheets = BTreeMap::new();
    for (name, range) in book.worksheets() {
        let rows = range.rows().map(|it| it.iter().map(cell).collect());
        sheets.insert(name, trimmed(rows.collect()));
    }
    sheets
}

/// Returns the cell of a column in the row with a key.
fn cell<'t>(table: &'t Table, key: &str, column: &str) -> &'t str {
    let at = |name| table[0].iter().position(|it| it == name).unwrap();
    let row = table.iter().find(|it| it.get(at("key")).is_some_and(|it| it == key));
    row.unwrap_or_else(|| panic!("no row {key}")).get(at(column)).map_or("", String::as_str)
}

#[test]
#[ignore = "needs tools"]
fn three_readers_find_exactly_the_same_texts() {
    let (sandbox, books) = build(&["--to", "xlsx"]);
    assert!(books.len() >= 3);
    for book in &books {
        let read = by_calamine(book);
        let opened = python("python", "read_workbook.py", &[book]);
        assert_eq!(sheets(&opened), read, "{}", book.display());
        assert_eq!(opened["not_text"], json!([]), "{}", book.display());
        let shown = python("python", "read_workbook.py", &[book, Path::new("--libreoffice")]);
        assert_eq!(sheets(&shown), read, "{}", book.display());
        assert_eq!((&shown["formulas"], &shown["converted"]), (&json!([]), &json!([])));
        let is_hostile = book.ends_with("hostile.xlsx");
        for saved in ["saved.xlsx", "saved.ods"].iter().filter(|_| is_hostile) {
            let saved = sandbox.path().join(saved);
            let options = [Path::new("--libreoffice"), Path::new("--resave"), &saved];
            let arguments = [[book.as_path()].as_slice(), &options].concat();
            let again = python("python", "read_workbook.py", &arguments);
            assert_eq!(sheets(&again), read, "{}", saved.display());
        }
    }
}

#[test]
fn cells_contain_what_the_author_wrote() {
    let (_sandbox, books) = build(&["--to", "xlsx"]);
    let book = books.iter().find(|it| it.ends_with("hostile.xlsx")).unwrap();
    let read = by_calamine(book);
    for (sheet, key, column, text) in [
        ("Words", "a entry", "headword", "=1+1"),
        ("Words", "a entry", "register", "-"),
        ("Words", "'-able entry", "synonyms", "two\n  lines\none\n007"),
        ("Words", "007 entry", "synonyms", "＝1\nשלום\nˈsaʊndtræk\n😀\nt͡ʃ"),
        ("Words", "007 entry", "cards", "usage: 4, type: true"),
        ("Senses", "007 definition/1", "translation_pt-BR", "x"),
        ("Senses", "007 definition/2", "teach", "yes"),
        ("Examples", "a usage/example/1/3", "text", "line one\n{line} two"),
        ("Examples", "a usage/example/1/5", "text", "~={}#:"),
        ("Examples", "a usage/example/1/7", "text", "_x0041_"),
        ("Examples", "a usage/example/1/8", "text", r"C:\\ \*x\* \{y\}"),
        ("Cues", "1-2 distinction/1/cue/1", "text", r"\="),
        ("Mistakes", "1-2 question/mistake/1", "why", "\"\"\"\n'"),
        ("Questions", "007 question/1", "answer", "+44"),
        ("Quiz", "007 quiz/1", "choice_5", "*x*"),
        ("Quiz", "007 quiz/1", "answer", "TRUE\n1-2"),
        ("Quiz", "007 quiz/1", "feedback_2", "=2"),
    ] {
        assert_eq!(cell(&read[sheet], key, column), text, "{sheet}, {key}, {column}");
    }
    assert!(read["Cards"].len() > 10);
}

#[test]
#[ignore = "needs tools"]
fn a_workbook_is_ready_for_editing() {
    let (_sandbox, books) = build(&["--to", "xlsx"]);
    let book = books.iter().find(|it| it.ends_with("hostile.xlsx")).unwrap();
    let found = python("python", "read_workbook.py", &[book]);
    let names: Vec<&String> = found["sheets"].as_object().unwrap().keys().collect();
    let expected = [
        "Read me",
        "Words",
        "Senses",
        "Examples",
        "Patterns",
        "Mistakes",
        "Distinctions",
        "Cues",
        "Questions",
        "Quiz",
        "Cards",
        "Lists",
    ];
    assert_eq!(names, expected);
    assert_eq!(found["hidden"]["Words"], json!(["key", "rev"]));
    assert_eq!(found["hidden"]["Lists"], json!("sheet"));
    assert_eq!(found["frozen"]["Senses"], json!("B2"));
    assert_eq!(found["filters"]["Questions"], json!("A1:E2"));
    let lists = &found["lists"];
    assert_eq!(lists["Words"]["level"], json!("Lists!$A$1:$A$6"));
    assert_eq!(lists["Senses"]["part_of_speech"], json!("Lists!$B$1:$B$32"));
    assert_eq!(found["created"], json!("1980-01-01T00:00:00"));
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    let (one, other) = (build(&["--to", "xlsx,words"]), build(&["--to", "xlsx,words"]));
    assert!(one.1.len() >= 6);
    for (one, other) in one.1.iter().zip(&other.1) {
        assert!(fs::read(one).unwrap() == fs::read(other).unwrap(), "{}", one.display());
    }
}

#[test]
#[ignore = "needs tools"]
fn the_table_of_words_is_read_with_any_separator() {
    let (_sandbox, files) = build(&["--to", "words"]);
    let file = files.iter().find(|it| it.ends_with("hostile.words.csv")).unwrap();
    let rows = read_table(file);
    assert_eq!(rows[0]["headword"], "'=1+1");
    assert_eq!(rows[1]["headword"], "''-able");
    assert_eq!(rows[1]["key"], "''-able definition/1");
    assert_eq!(rows[2]["translation_he"], "שלום");
    assert_eq!(rows[3]["headword"], "007");
    assert_eq!(rows[3]["synonyms"], "", "what belongs to the word stands in its first row");
    assert_eq!(rows[4]["key"], "1-2 entry");
    let plain = python("python", "read_csv.py", &[file]);
    assert_eq!(plain["problems"], json!([]));
    for (name, sign) in [(";", ';'), ("tab", '\t'), ("semicolon", ';')] {
        let (_sandbox, files) =
            build(&["--to", "words,csv", "--csv-separator", name, "--no-formula-guard"]);
        for file in files.iter().filter(|it| it.to_string_lossy().contains("hostile")) {
            let text = fs::read_to_string(file).unwrap();
            assert!(text.starts_with(&format!("\u{FEFF}\"headword\"{sign}\"")));
            assert!(text.contains("\r\n\"=1+1\""), "{text}");
        }
    }
    let run = Sandbox::new().run(&["build", "--csv-separator", "|"]);
    assert!(run.status == 2 && run.stderr.contains("`tab`"), "{}", run.stderr);
}

#[test]
#[ignore = "needs tools"]
fn libreoffice_reads_the_table_of_words() {
    let (_sandbox, files) = build(&["--to", "words"]);
    for file in &files {
        let by_python = python("python", "read_csv.py", &[file]);
        let quoted = Path::new("--quoted-as-text");
        let shown = python("python", "libreoffice_csv.py", &[file, quoted]);
        assert_eq!(table(&by_python["rows"]), table(&shown["rows"]), "{}", file.display());
        assert_eq!(shown["formulas"], json!([]));
    }
}

#[test]
fn what_is_too_long_for_a_cell_is_left_out_and_reported() {
    let sandbox = Sandbox::new();
    let long = "x".repeat(32_768);
    let fits = "😀".repeat(16_383);
    sandbox.write("test.yaml", format!("deck: {{id: test, name: Test}}\nentries:\n  - headword: a\n    senses: [{{definition: {long}}}, {{definition: {fits}}}]\n    synonyms: [\"a\\tb\", c]\n"));
    let run = sandbox.build(&["test.yaml", "--to", "xlsx", "--json", "--cards", "minimal"]);
    let skipped = run.json()["decks"][0]["skipped"].clone();
    assert_eq!(skipped[0]["item"], "definition/1", "{skipped}");
    let read = by_calamine(&sandbox.path().join("out/test.xlsx"));
    assert_eq!(read["Senses"].len(), 2);
    assert_eq!(cell(&read["Senses"], "a definition/2", "definition"), fits);
    // Not among the hostile texts, as LibreOffice drops tabs from cells of several lines.
    assert_eq!(cell(&read["Words"], "a entry", "synonyms"), "a\tb\nc");
}
