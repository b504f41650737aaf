//! The forms in which spreadsheets save a CSV file.

use std::fs;
use std::path::Path;

/// A table as rows of cells, including the header, without the apostrophes before formula signs.
#[derive(Clone)]
pub(crate) struct Table(pub(crate) Vec<Vec<String>>);

impl Table {
    pub(crate) fn read(path: &Path) -> Table {
        let text = fs::read_to_string(path).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let row = |it: csv::StringRecord| it.iter().map(str::to_owned).collect();
        Table(reader.records().map(|it| row(it.unwrap())).collect())
    }

    pub(crate) fn column(&self, name: &str) -> usize {
        self.0[0].iter().position(|it| it == name).unwrap()
    }

    pub(crate) fn set(&mut self, key: &str, column: &str, text: &str) {
        let (keys, at) = (self.column("key"), self.column(column));
        let row = self.0.iter_mut().find(|it| it[keys] == key || it[keys] == format!("'{key}"));
        row.unwrap()[at] = lexideck::internal::sheets::guarded(text);
    }

    fn map(&self, change: impl Fn(&str) -> String) -> Table {
        let row = |it: &Vec<String>| it.iter().map(|it| change(it)).collect();
        Table(
            self.0
                .iter()
                .enumerate()
                .map(|(at, it)| if at == 0 { it.clone() } else { row(it) })
                .collect(),
        )
    }

    fn text(&self, separator: char, end: &str, always: bool) -> String {
        let cell = |it: &String| {
            let needs = it.contains(['"', '\n', '\r', separator]) || always;
            if needs { format!("\"{}\"", it.replace('"', "\"\"")) } else { it.clone() }
        };
        let line = |it: &Vec<String>| {
            format!("{}{end}", it.iter().map(cell).collect::<Vec<_>>().join(&separator.to_string()))
        };
        self.0.iter().map(line).collect()
    }
}

/// A form in which a table is sent back.
pub(crate) struct Form {
    pub(crate) name: &'static str,
    make: fn(&Table) -> Vec<u8>,
}

impl Form {
    pub(crate) fn write(&self, table: &Table) -> Vec<u8> {
        (self.make)(table)
    }
}

pub(crate) const FORMS: &[Form] = &[
    Form { name: "as it was sent", make: |it| marked(&it.text(',', "\r\n", true)) },
    Form { name: "semicolons, Windows-1252", make: |it| windows_1252(&it.text(';', "\n", false)) },
    Form { name: "commas, UTF-8 without mark", make: |it| it.text(',', "\n", false).into_bytes() },
    Form {
        name: "tabs, UTF-16 with mark",
        make: |it| utf16(&format!("\u{FEFF}{}", it.text('\t', "\r\n", false)), false),
    },
    Form {
        name: "tabs, UTF-16 big-endian",
        make: |it| utf16(&format!("\u{FEFF}{}", it.text('\t', "\r\n", false)), true),
    },
    Form {
        name: "tabs, UTF-16 without mark",
        make: |it| utf16(&it.text('\t', "\n", false), false),
    },
    Form {
        name: "a line that names the separator",
        make: |it| marked(&format!("sep=;\r\n{}", it.text(';', "\r\n", false))),
    },
    Form { name: "rows that end in CR", make: |it| it.text(';', "\r", true).into_bytes() },
    Form {
        name: "columns and rows moved and added",
        make: |it| marked(&moved(it).text(',', "\r\n", false)),
    },
    Form {
        name: "autocorrected",
        make: |it| marked(&it.map(autocorrected).text(',', "\r\n", true)),
    },
    Form {
        name: "guards lost",
        make: |it| {
            marked(
                &it.map(|it| lexideck::internal::sheets::unguarded(it).to_owned())
                    .text(',', "\r\n", true),
            )
        },
    },
    Form {
        name: "opened in the wrong encoding",
        make: |it| marked(&it.map(misread).text(',', "\r\n", true)),
    },
];

fn marked(text: &str) -> Vec<u8> {
    format!("\u{FEFF}{text}").into_bytes()
}

fn utf16(text: &str, is_big: bool) -> Vec<u8> {
    let bytes = |it: u16| if is_big { it.to_be_bytes() } else { it.to_le_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

/// The characters that Windows-1252 has beyond Latin-1, in the order of their bytes from 0x80.
const EXTRA: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |it: char| match EXTRA.iter().position(|extra| *extra == it) {
        Some(at) => 0x80 + at as u8,
        None if u32::from(it) < 0x80 || (0xA0..0x100).contains(&u32::from(it)) => it as u8,
        None => b'?',
    };
    text.chars().map(byte).collect()
}

/// Returns a cell as it looks in this form. The edited texts of the tests are ASCII, so they do not
/// change.
fn misread(cell: &str) -> String {
    cell.bytes()
        .map(|it| {
            if (0x80..0xA0).contains(&it) { EXTRA[usize::from(it) - 0x80] } else { char::from(it) }
        })
        .collect()
}

fn moved(table: &Table) -> Table {
    let mut rows: Vec<Vec<String>> =
        table.0.iter().map(|it| it.iter().rev().cloned().collect()).collect();
    for (at, row) in rows.iter_mut().enumerate() {
        row.insert(1, if at == 0 { "my notes".to_owned() } else { format!("seen {at}") });
        row.insert(0, String::new());
        row.extend([String::new(), String::new()]);
    }
    let width = rows[0].len();
    let blank = || vec![String::new(); width];
    let head = rows.remove(0);
    rows.reverse();
    let mut moved = vec![blank(), head];
    for (at, row) in rows.into_iter().enumerate() {
        if at % 7 == 3 {
            moved.push(blank());
        }
        moved.push(row);
    }
    moved.extend([blank(), blank(), blank()]);
    Table(moved)
}

fn autocorrected(cell: &str) -> String {
    let mut is_open = false;
    let mut out = String::new();
    for letter in cell.replace("...", "…").replace('\n', "\r\n").chars() {
        match letter {
            '"' => {
                is_open = !is_open;
                out.push(if is_open { '“' } else { '”' });
            }
            '\'' if !out.is_empty() => out.push('’'),
            other => out.push(other),
        }
    }
    if out.len() > 30 { out.replacen("  ", " ", 1).replacen(' ', "\u{A0}", 1) + " " } else { out }
}
