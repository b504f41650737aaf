//! The table of cards as other programs read it: Python's csv module and LibreOffice.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Sandbox, python, root};

fn tables(sandbox: &Sandbox) -> Vec<PathBuf> {
    let hostile = "
deck: { id: hostile, name: Hostile }
entries:
  - headword: '=1+1'
    id: a
    level: B1
    senses: [{ definition: '+x', examples: ['-{y}', '@SUM({1})', \"line one\\n{line} two\", 'a \"quoted\" {z}; b, c'] }]
  - headword: '007'
    id: b
    senses: [{ definition: '2024-01-05' }, { definition: '1E5', teach: true }]
    synonyms: ['＝1', 'שלום', 'ˈsaʊndtræk', '😀']
    questions: [{ question: '1,000', answer: '+44' }]
";
    sandbox.write("hostile.yaml", hostile);
    let decks = root().join("decks");
    sandbox.build(&[
        "--draft",
        "hostile.yaml",
        decks.to_str().unwrap(),
        "--to",
        "csv",
        "--cards",
        "everything",
    ]);
    sandbox.files("out").iter().map(|it| sandbox.path().join("out").join(it)).collect()
}

fn rows(value: &Value) -> Vec<Vec<String>> {
    let cell = |it: &Value| it.as_str().unwrap().to_owned();
    let row = |it: &Value| it.as_array().unwrap().iter().map(cell).collect();
    value["rows"].as_array().unwrap().iter().map(row).collect()
}

#[test]
#[ignore = "needs tools"]
fn python_and_libreoffice_read_the_same_cells_and_no_formula() {
    let sandbox = Sandbox::new();
    let tables = tables(&sandbox);
    assert!(tables.len() >= 3);
    for table in &tables {
        let by_python = python("python", "read_csv.py", &[table]);
        let quoted = Path::new("--quoted-as-text");
        let by_libreoffice = python("python", "libreoffice_csv.py", &[table, quoted]);
        assert_eq!(by_python["header"], by_libreoffice["header"]);
        assert_eq!(rows(&by_python), rows(&by_libreoffice), "{}", table.display());
        let plain = python("python", "libreoffice_csv.py", &[table]);
        for found in [&by_libreoffice, &plain] {
            assert_eq!(found["formulas"], serde_json::json!([]), "{}", table.display());
        }
        assert_eq!(by_python["problems"], serde_json::json!([]), "mark, row ends or quotes");
    }
}
