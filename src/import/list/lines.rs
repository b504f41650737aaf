//! Text files: tables with any separator, Anki's exports, Markdown tables, and lines.

use crate::import::book::delimited;
use crate::import::encoding::decode;
use crate::import::list::RawList;
use crate::import::list::columns::HEADER_WITHIN;

/// Reads a text file, whose form is recognized by how most of its lines look.
pub(super) fn read(bytes: &[u8]) -> RawList {
    let decoded = decode(bytes);
    let text = decoded.text.as_str();
    let list = anki(text).or_else(|| markdown(text)).or_else(|| table(text));
    RawList { is_lossy: decoded.is_lossy, ..list.unwrap_or_else(|| lines(text)) }
}

type Rows = Vec<(usize, Vec<String>)>;

/// Reads what Anki exports as text: lines at the top that begin with `#` name the separator and the
/// columns (`rslib/src/import_export/text/csv/metadata.rs`).
fn anki(text: &str) -> Option<RawList> {
    let heads: Vec<(&str, &str)> =
        text.lines().map_while(|it| it.strip_prefix('#')?.split_once(':')).collect();
    let separator = heads.iter().find(|it| it.0.trim().eq_ignore_ascii_case("separator"))?.1.trim();
    let separator = match separator.to_lowercase().as_str() {
        "tab" => '\t',
        "comma" => ',',
        "semicolon" => ';',
        "pipe" => '|',
        "colon" => ':',
        "space" => ' ',
        other => other.chars().next().unwrap_or('\t'),
    };
    let value = |name: &str| {
        heads.iter().find(|it| it.0.trim().eq_ignore_ascii_case(name)).map(|it| it.1.trim())
    };
    let body: String = text.split_inclusive('\n').skip(heads.len()).collect();
    let rows: Rows = numbered(delimited::records(&body, separator, usize::MAX), heads.len() + 1);
    let width = rows.iter().map(|it| it.1.len()).max().unwrap_or(0);
    let mut header = value("columns").map(|it| {
        delimited::records(it, separator, 1).into_iter().flatten().collect::<Vec<String>>()
    });
    // Columns that are no fields: what Anki needs, and tags.
    let special = [
        ("guid column", "guid"),
        ("notetype column", "note type"),
        ("deck column", "deck"),
        ("tags column", "tags"),
    ];
    for (name, title) in special {
        let Some(at) = value(name)
            .and_then(|it| it.parse::<usize>().ok())
            .filter(|it| (1..=width).contains(it))
        else {
            continue;
        };
        let names = header.get_or_insert_with(|| unnamed(width));
        names.resize(width, String::new());
        if let Some(cell) = names.get_mut(at - 1) {
            *cell = title.to_owned();
        }
    }
    if let Some(names) = &mut header {
        name_fields(names);
    }
    let is_html = value("html").is_none_or(|it| it.eq_ignore_ascii_case("true"));
    Some(RawList { form: "notes in Anki's text form", header, rows, is_html, ..RawList::default() })
}

fn unnamed(width: usize) -> Vec<String> {
    vec![String::new(); width]
}

/// Gives the first two columns without a name those of Anki's basic note type.
fn name_fields(names: &mut [String]) {
    if names.iter().any(|it| it.eq_ignore_ascii_case("front")) {
        return;
    }
    let empty = names.iter_mut().filter(|it| it.is_empty());
    for (name, usual) in empty.zip(["Front", "Back"]) {
        *name = usual.to_owned();
    }
}

/// Reads the first table of a Markdown file: a line of names, a line of dashes, and rows.
fn markdown(text: &str) -> Option<RawList> {
    let lines: Vec<&str> = text.lines().collect();
    let is_rule = |it: &str| {
        it.contains('-') && it.contains('|') && it.chars().all(|it| "|-: \t".contains(it))
    };
    let rule = lines.iter().position(|it| is_rule(it)).filter(|it| *it > 0)?;
    let header = cells(lines.get(rule - 1)?);
    let body = lines.iter().enumerate().skip(rule + 1);
    let rows = body.take_while(|it| it.1.contains('|')).map(|it| (it.0 + 1, cells(it.1)));
    Some(RawList {
        form: "a Markdown table",
        header: Some(header),
        rows: rows.collect(),
        ..RawList::default()
    })
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let mut found = Vec::new();
    let mut cell = String::new();
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.next_if_eq(&'|').is_some() => cell.push('|'),
            '|' => found.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    found.push(cell);
    found.into_iter().map(|it| it.trim().to_owned()).collect()
}

/// Reads a table whose rows are split by one separator into equally many cells, at least two.
fn table(text: &str) -> Option<RawList> {
    let (declared, text) = delimited::declared_separator(text);
    let separator =
        declared.or_else(|| ['\t', ';', '|', ','].into_iter().find(|it| is_table(text, *it)))?;
    let first = if declared.is_some() { 2 } else { 1 };
    let rows = numbered(delimited::records(text, separator, usize::MAX), first);
    Some(RawList { form: "a table", rows, ..RawList::default() })
}

/// Returns whether nine of ten rows have the same number of cells. Commas also stand in sentences,
/// so they have to be in every row.
fn is_table(text: &str, separator: char) -> bool {
    let rows = delimited::records(text, separator, 200);
    let widths = rows.iter().filter(|it| it.iter().any(|it| !it.trim().is_empty())).map(Vec::len);
    // Titles and notes stand above the table.
    let widths: Vec<usize> = widths
        .enumerate()
        .skip_while(|it| it.0 < HEADER_WITHIN && it.1 == 1)
        .map(|it| it.1)
        .collect();
    let Some(most) =
        widths.iter().max_by_key(|it| widths.iter().filter(|other| other == it).count())
    else {
        return false;
    };
    let alike = widths.iter().filter(|it| *it == most).count();
    let is_regular = if separator == ',' {
        alike * 100 >= widths.len() * 95
    } else {
        alike * 10 >= widths.len() * 9
    };
    *most >= 2 && (is_regular || separator == '\t' && widths.iter().all(|it| *it >= 2))
}

/// What stands between a word and its meaning.
const DASHES: [&str; 7] = [" – ", " — ", " - ", " = ", ": ", " : ", " -> "];

/// Reads lines: `word - meaning`, or words alone.
fn lines(text: &str) -> RawList {
    let own: Vec<(usize, &str)> = text
        .lines()
        .enumerate()
        .map(|it| (it.0 + 1, bare(it.1)))
        // A heading of a Markdown file is no word.
        .filter(|it| !it.1.is_empty() && !it.1.starts_with("# ") && !it.1.starts_with("## "))
        .collect();
    let count = |dash: &str| own.iter().filter(|it| it.1.contains(dash)).count();
    let dash = DASHES.into_iter().max_by_key(|it| count(it)).filter(|it| count(it) * 2 > own.len());
    let Some(dash) = dash else {
        let rows = own.into_iter().map(|it| (it.0, vec![it.1.to_owned()])).collect();
        return RawList { form: "a list of words", rows, ..RawList::default() };
    };
    let row = |(number, line): (usize, &str)| {
        let cells = match line.split_once(dash) {
            Some((word, meaning)) => vec![word.trim().to_owned(), meaning.trim().to_owned()],
            None => vec![line.to_owned()],
        };
        (number, cells)
    };
    RawList {
        form: "lines of words and meanings",
        rows: own.into_iter().map(row).collect(),
        ..RawList::default()
    }
}

/// Returns a line without the mark of a list item: `- `, `* `, `• ` or `12. `.
fn bare(line: &str) -> &str {
    let line = line.trim().trim_start_matches('\u{FEFF}');
    let item = ["- ", "* ", "• ", "+ "].into_iter().find_map(|it| line.strip_prefix(it));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = line.get(digits..).filter(|_| digits > 0);
    let numbered = numbered.and_then(|it| it.strip_prefix(". ").or(it.strip_prefix(") ")));
    item.or(numbered).unwrap_or(line).trim()
}

fn numbered(rows: Vec<Vec<String>>, first: usize) -> Rows {
    let is_filled = |it: &(usize, Vec<String>)| it.1.iter().any(|it| !it.trim().is_empty());
    rows.into_iter().enumerate().map(|it| (it.0 + first, it.1)).filter(is_filled).collect()
}
