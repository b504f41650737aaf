//! `init`, `new` and `schema`: how a deck begins.

use std::fs;
use std::io;
use std::path::Path;

use lexideck::check;
use lexideck::check::deck_id_from;

use crate::cli::Status;
use crate::cli::args::{InitArgs, NewArgs};
use crate::cli::disk::named;
use crate::cli::environment::random_name;
use crate::cli::terminal::Terminal;

const SCHEMA_FILE: &str = "lexideck.schema.json";
const ENTRY: &str = include_str!("entry.yaml");

/// Makes a folder with a deck to go on from.
pub(crate) fn init(args: &InitArgs, terminal: &mut Terminal) -> Status {
    match write_deck(&args.folder) {
        Ok(()) => {
            let folder = args.folder.display();
            terminal.error_line(&format!(
                "a deck begins in {folder}; next: lexideck build \"{folder}\""
            ));
            print(&format!("{folder}\n"), terminal)
        }
        Err(error) => {
            terminal.failure(&error.to_string());
            Status::Io
        }
    }
}

/// Prints an entry to fill in.
pub(crate) fn new(args: &NewArgs, terminal: &mut Terminal) -> Status {
    if args.headword.trim().is_empty() {
        terminal.failure("a headword has at least one letter");
        return Status::Usage;
    }
    print(&ENTRY.replace("HEADWORD", &quoted(&args.headword)), terminal)
}

/// Prints the JSON Schema of source files.
pub(crate) fn schema(terminal: &mut Terminal) -> Status {
    print(&schema_text(), terminal)
}

fn schema_text() -> String {
    format!("{:#}\n", check::schema())
}

fn print(text: &str, terminal: &mut Terminal) -> Status {
    match terminal.print(text) {
        Ok(()) => Status::Done,
        Err(_) => Status::Io,
    }
}

#[expect(clippy::disallowed_methods, reason = "this command makes files where it was told to")]
fn write_deck(folder: &Path) -> io::Result<()> {
    let at = |error: io::Error| named(folder, &error);
    fs::create_dir_all(folder).map_err(at)?;
    if fs::read_dir(folder).map_err(at)?.next().is_some() {
        return Err(at(io::Error::other("the folder is not empty; nothing was written")));
    }
    let name = folder.canonicalize().map_err(at)?;
    let name = name.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let line = format!("# yaml-language-server: $schema={SCHEMA_FILE}\n");
    let deck = include_str!("deck.yaml")
        .replace("DECK_ID", &deck_id_from(&name))
        .replace("DECK_UID", &random_name())
        .replace("DECK_NAME", &quoted(&deck_name(&name)));
    let words = format!("{line}entries:\n{}", ENTRY.replace("HEADWORD", "premiere"));
    for (file, text) in [
        ("deck.yaml", format!("{line}{deck}")),
        ("words.yaml", words),
        (SCHEMA_FILE, schema_text()),
    ] {
        let path = folder.join(file);
        fs::write(&path, text).map_err(|it| named(&path, &it))?;
    }
    Ok(())
}

/// A deck's name made of a folder's: without signs that mean something in names of decks.
fn deck_name(folder: &str) -> String {
    let name: String =
        folder.chars().filter(|it| !matches!(it, ':' | '"') && !it.is_control()).collect();
    match name.trim() {
        "" => "My deck".to_owned(),
        it if it.eq_ignore_ascii_case("default") => format!("{it} deck"),
        it => it.to_owned(),
    }
}

/// A text as a YAML value that is itself, whatever signs it holds.
fn quoted(text: &str) -> String {
    let is_plain = text.chars().all(|it| it.is_alphanumeric() || it == ' ') && text.trim() == text;
    if is_plain && !text.is_empty() {
        return text.to_owned();
    }
    let escaped: String = text.chars().map(escaped).collect();
    format!("\"{escaped}\"")
}

fn escaped(letter: char) -> String {
    match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        it if it.is_control() => format!("\\u{:04X}", it as u32),
        it => it.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids_and_values() {
        assert_eq!(deck_name("A::B"), "AB");
        assert_eq!(deck_name("default"), "default deck");
        assert_eq!(quoted("take off"), "take off");
        assert_eq!(quoted("rock 'n' roll: \"x\""), r#""rock 'n' roll: \"x\"""#);
    }
}
