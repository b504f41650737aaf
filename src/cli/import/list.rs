//! `import --new`: shows what is understood of a list, or makes a deck of it.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;

use crate::import::{self, Left, Mapping, RawList, WordList};
use crate::package::OldPackage;
use crate::source;

use serde_json::{Value, json};

use crate::cli::Status;
use crate::cli::adopt;
use crate::cli::baseline;
use crate::cli::clean::clean_line;
use crate::cli::counted::counted;
use crate::cli::import::ImportArgs;
use crate::cli::init::{self, NewDeck};
use crate::cli::report::json::SCHEMA_VERSION;
use crate::cli::terminal::Terminal;
use crate::disk::OutputFolder;

/// The name of the file with what was not taken.
const LEFT_FILE: &str = "not-imported.csv";
/// The number of entries that are shown.
const SHOWN: usize = 3;
/// The number of rows and cells that are named if they were not taken.
const NAMED: usize = 20;

/// Reads the list of an import.
///
/// # Errors
/// Returns a message if it cannot be read or understood.
pub(super) fn read(args: &ImportArgs, bytes: &[u8]) -> Result<WordList, String> {
    Ok(read_with_package(args, bytes)?.0)
}

/// Reads the list of an import, and returns the package that it is, if it is one.
fn read_with_package(
    args: &ImportArgs,
    bytes: &[u8],
) -> Result<(WordList, Option<OldPackage>), String> {
    let mapping = Mapping::new(&args.map)?;
    let package = if is_package(bytes) {
        Some(baseline::read_package(Cursor::new(bytes), &args.file)?)
    } else {
        None
    };
    let lists = match &package {
        Some(package) => notes(package),
        None => import::open_list(bytes).map_err(|it| it.to_string())?,
    };
    Ok((import::understand(lists, &mapping)?, package))
}

/// Returns whether a file is an Anki package: an archive whose directory names a collection.
fn is_package(bytes: &[u8]) -> bool {
    const NAME: &[u8] = b"collection.anki2";
    bytes.starts_with(b"PK") && bytes.windows(NAME.len()).any(|it| it == NAME)
}

/// Returns the notes of a package, a list for each note type.
fn notes(package: &OldPackage) -> Vec<RawList> {
    let mut rows: BTreeMap<i64, Vec<(usize, Vec<String>)>> = BTreeMap::new();
    for (at, note) in package.notes.iter().enumerate() {
        let cells = note.fields.iter().cloned().chain([note.tags.join(" ")]);
        rows.entry(note.notetype).or_default().push((at + 1, cells.collect()));
    }
    let list = |(id, rows): (i64, Vec<(usize, Vec<String>)>)| {
        let notetype = package.notetypes.get(&id)?;
        let names = notetype.fields.iter().map(|it| it.name.clone());
        Some(RawList {
            form: "an Anki package",
            header: Some(names.chain(["Tags".to_owned()]).collect()),
            rows,
            is_html: true,
            is_lossy: false,
        })
    };
    rows.into_iter().filter_map(list).collect()
}

/// Runs `import --new`.
pub(super) fn run(
    args: &ImportArgs,
    folder: &Path,
    bytes: &[u8],
    terminal: &mut Terminal,
) -> Status {
    let (list, package) = match read_with_package(args, bytes) {
        Ok(read) => read,
        Err(what) => {
            terminal.failure(&format!("{}: {what}", args.file.display()));
            return Status::Usage;
        }
    };
    let files = if args.apply {
        match write(args, folder, &list) {
            Ok(files) => files,
            Err(error) => {
                terminal.failure(&error.to_string());
                return Status::Io;
            }
        }
    } else {
        Vec::new()
    };
    let waits = !args.apply || !list.left.is_empty();
    let mut status = if waits { Status::Differences } else { Status::Done };
    let words = list.columns.iter().find(|it| it.field == Some(import::ListField::Headword));
    if let (Some(words), Some(package), true) = (words, &package, args.apply) {
        match adopt::adopt_package(package, &args.file, folder, &words.name, terminal) {
            Ok(0) => {}
            Ok(count) => {
                let notes = counted(count, "note");
                terminal.note(&format!("{notes} keep their GUIDs, so learners keep their reviews"));
            }
            Err(what) => {
                terminal.failure(&what);
                status = status.max(Status::Errors);
            }
        }
    }
    let shown =
        if args.json { format!("{:#}\n", json(&list, &files, status)) } else { text(&list) };
    let printed = terminal.result(&shown);
    if printed != Status::Done {
        return printed;
    }
    if !args.quiet {
        terminal.error_line(&closing(args, folder, &list));
    }
    status
}

/// Makes the deck, and returns the names of its files.
fn write(args: &ImportArgs, folder: &Path, list: &WordList) -> std::io::Result<Vec<String>> {
    let language = args.language.as_deref().or(list.language);
    let words = source::new_file(list.entries.iter().map(|it| &it.value));
    let mut files = init::create(folder, &NewDeck { words: &words, language })?;
    if !list.left.is_empty() {
        let output = OutputFolder::new(folder)?;
        output.create(LEFT_FILE)?.write_all(&table(&list.left))?;
        output.finish()?;
        files.push(LEFT_FILE.to_owned());
    }
    Ok(files)
}

/// Returns what was not taken as a table.
fn table(left: &[Left]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let number = |it: &Left| it.row.to_string();
    // Writing to memory cannot fail.
    let _ = writer.write_record(["row", "column", "text", "reason"]);
    for it in left {
        let _ = writer.write_record([&number(it), &it.column, &it.text, it.reason]);
    }
    writer.into_inner().unwrap_or_default()
}

/// Formats the columns, the first entries as YAML, and what is not taken.
fn text(list: &WordList) -> String {
    let rows: Vec<[String; 3]> = list
        .columns
        .iter()
        .map(|it| {
            let field = it.field.as_ref().map_or("(not taken)".to_owned(), ToString::to_string);
            let sample: String = clean_line(&it.sample).chars().take(50).collect();
            [clean_line(&it.name).into_owned(), field, sample]
        })
        .collect();
    let head = ["column", "taken as", "first value"].map(str::to_owned);
    let all: Vec<&[String; 3]> = std::iter::once(&head).chain(&rows).collect();
    let width = |at: usize| all.iter().map(|it| it[at].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    let mut out = String::new();
    for [name, field, sample] in &all {
        let line = format!("{name:<first$}  {field:<second$}  {sample}");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push('\n');
    out.push_str(&source::new_file(list.entries.iter().take(SHOWN).map(|it| &it.value)));
    if list.entries.len() > SHOWN {
        out.push_str(&format!("  # and {} more\n", list.entries.len() - SHOWN));
    }
    if !list.left.is_empty() {
        out.push_str("\nnot taken:\n");
        for it in list.left.iter().take(NAMED) {
            let column =
                if it.column.is_empty() { String::new() } else { format!(", {}", it.column) };
            let (text, column) = (clean_line(&it.text), clean_line(&column));
            out.push_str(&format!("  row {}{column}: {}\n    {text}\n", it.row, it.reason));
        }
        if list.left.len() > NAMED {
            out.push_str(&format!("  and {} more\n", list.left.len() - NAMED));
        }
    }
    out
}

fn json(list: &WordList, files: &[String], status: Status) -> Value {
    let column = |it: &import::ListColumn| json!({"name": it.name, "taken_as": it.field.as_ref().map(ToString::to_string), "first_value": it.sample});
    let left = |it: &Left| json!({"row": it.row, "column": it.column, "text": it.text, "reason": it.reason});
    json!({
        "schema_version": SCHEMA_VERSION,
        "form": list.form,
        "columns": list.columns.iter().map(column).collect::<Vec<_>>(),
        "entries": list.entries.iter().map(|it| it.headword.as_str()).collect::<Vec<_>>(),
        "not_taken": list.left.iter().map(left).collect::<Vec<_>>(),
        "files": files,
        "status": status.number(),
    })
}

fn closing(args: &ImportArgs, folder: &Path, list: &WordList) -> String {
    let count = counted(list.entries.len(), "entry");
    let left = match list.left.len() {
        0 => String::new(),
        many if args.apply => format!(", {many} not taken (in {LEFT_FILE})"),
        many => format!(", {many} not taken"),
    };
    let lossy = if list.is_lossy {
        "\n  the file is in an encoding that cannot represent every letter: save it as UTF-8 if letters are wrong"
    } else {
        ""
    };
    let folder = folder.display();
    let next = if args.apply {
        format!("next: lexideck check \"{folder}\"")
    } else {
        "nothing was written; --apply makes the deck, --map NAME=KEY says what a column has"
            .to_owned()
    };
    format!("{}: {count}{left}{lossy}\n{next}", list.form)
}
