//! `init`, `new` and `schema`: creating a deck.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::check::template::{DECK, ENTRY};
use crate::check::{deck_id_from, schema as schema_of_sources};
use crate::diag::Diagnostics;
use crate::pipeline::Sources;
use crate::source;

use crate::cli::Status;
use crate::cli::args::{InitArgs, NewArgs};
use crate::cli::environment::random_name;
use crate::cli::terminal::Terminal;
use crate::disk;
use crate::disk::{Disk, named};

const SCHEMA_FILE: &str = "lexideck.schema.json";

/// Creates a folder with a small deck.
pub(crate) fn init(args: &InitArgs, terminal: &mut Terminal) -> Status {
    match write_deck(&args.folder) {
        Ok(()) => {
            let folder = args.folder.display();
            terminal.error_line(&format!(
                "a deck begins in {folder}; next: lexideck build \"{folder}\""
            ));
            terminal.result(&format!("{folder}\n"))
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
    terminal.result(&ENTRY.replace("HEADWORD", &quoted(&args.headword)))
}

/// Prints the JSON Schema of source files.
pub(crate) fn schema(terminal: &mut Terminal) -> Status {
    terminal.result(&schema_text())
}

fn schema_text() -> String {
    format!("{:#}\n", schema_of_sources())
}

#[expect(clippy::disallowed_methods, reason = "this command creates files")]
fn write_deck(folder: &Path) -> io::Result<()> {
    let at = |error: io::Error| named(folder, &error);
    fs::create_dir_all(folder).map_err(at)?;
    for item in fs::read_dir(folder).map_err(at)? {
        let name = item.map_err(at)?.file_name();
        if !is_harmless(&name.to_string_lossy()) {
            let what = format!(
                "the folder is not empty: it holds {}; nothing was written",
                name.display()
            );
            return Err(at(io::Error::other(what)));
        }
    }
    let real = folder.canonicalize().map_err(at)?;
    let name = real.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let line = format!("# yaml-language-server: $schema={SCHEMA_FILE}\n");
    let deck = DECK
        .replace("DECK_ID", &free_id(&deck_id_from(&name), &real))
        .replace("DECK_UID", &random_name())
        .replace("DECK_NAME", &quoted(&deck_name(&name)));
    let words = format!("{line}entries:\n{}", ENTRY.replace("HEADWORD", "premiere"));
    for (file, text) in [
        ("deck.yaml", format!("{line}{deck}")),
        ("words.yaml", words),
        (SCHEMA_FILE, schema_text()),
    ] {
        let path = folder.join(file);
        // A file that was created meanwhile is not replaced.
        let created = fs::OpenOptions::new().write(true).create_new(true).open(&path);
        let written = created.and_then(|mut it| it.write_all(text.as_bytes()));
        written.map_err(|it| named(&path, &it))?;
    }
    Ok(())
}

/// Returns whether a folder with this file may become a deck: it is one that repositories usually
/// have.
fn is_harmless(name: &str) -> bool {
    const KNOWN: [&str; 9] = [
        "readme",
        "license",
        "licence",
        "copying",
        "notice",
        "authors",
        "changelog",
        "contributing",
        "security",
    ];
    let stem = name.split(['.', '-']).next().unwrap_or_default();
    let is_source = matches!(name.rsplit('.').next(), Some("yaml" | "yml"));
    let is_known = KNOWN.contains(&stem.to_lowercase().as_str()) && !is_source;
    name.starts_with('.') || name == "lexideck.toml" || is_known
}

/// Returns an id that no deck beside this one has, with a number if necessary.
fn free_id(id: &str, folder: &Path) -> String {
    let taken = folder.parent().map(ids_of_decks).unwrap_or_default();
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut candidates = std::iter::once(id.to_owned()).chain(numbered);
    candidates.find(|it| !taken.contains(it)).unwrap_or_else(|| id.to_owned())
}

/// Returns the ids of the decks directly in a folder, as far as they can be read.
fn ids_of_decks(folder: &Path) -> BTreeSet<String> {
    let mut disk = Disk::default();
    let id_of = |path: PathBuf| {
        let file = disk.add(&path);
        let text = source::decode(file, disk.read(file).ok()?, &mut Diagnostics::default())?;
        let deck = source::read_deck(file, &text.into(), &mut Diagnostics::default()).0?;
        Some(deck.id?.value.to_string())
    };
    disk::descriptions(folder).into_iter().filter_map(id_of).collect()
}

/// Converts the name of a folder to the name of a deck, without characters that have a meaning
/// there.
fn deck_name(folder: &str) -> String {
    let name: String =
        folder.chars().filter(|it| !matches!(it, ':' | '"') && !it.is_control()).collect();
    match name.trim() {
        "" => "My deck".to_owned(),
        it if it.eq_ignore_ascii_case("default") => format!("{it} deck"),
        it => it.to_owned(),
    }
}

/// Writes a text as a YAML value, quoted if necessary.
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

    #[test]
    fn what_repositories_hold_besides_is_no_hindrance_to_a_deck() {
        for name in [".git", ".gitignore", "README.md", "LICENSE-MIT", "lexideck.toml"] {
            assert!(is_harmless(name), "{name}");
        }
        for name in
            ["deck.yaml", "words.yaml", "media", "notes.md", "lexideck.schema.json", "readme.yaml"]
        {
            assert!(!is_harmless(name), "{name}");
        }
    }
}
