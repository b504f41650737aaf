//! `lexideck.toml`: options in a file beside the decks; the command line has priority.
//!
//! The tables of the file are converted to arguments, so that the definition of the command line
//! alone determines which options exist, which values they have and which exclude each other.

mod file;
mod known;
mod line;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::check::rules::toml_syntax;
use crate::diag::{Diagnostic, Diagnostics, FileId};
use crate::source;
use clap::FromArgMatches;

use crate::cli::environment::current_folder;
use crate::cli::found::Found;
use crate::cli::job::Job;
use crate::disk::{Disk, named};
use line::Line;

/// The name of the file.
const NAME: &str = "lexideck.toml";
/// The maximum size of the file in bytes. No table of options comes near it, and reading one takes
/// several times its memory.
const MOST_BYTES: u64 = 1 << 16;

/// The arguments as they were typed.
pub(crate) struct Typed(pub(crate) Vec<OsString>);

/// The options of a command: those that were typed, and those of each `lexideck.toml` combined with
/// them.
pub(crate) struct Options<'t, A> {
    typed: &'t A,
    merged: Vec<A>,
}

impl<A> Options<'_, A> {
    /// Returns the options of a deck.
    pub(crate) fn of(&self, deck: &Found) -> &A {
        deck.options.checked_sub(1).and_then(|it| self.merged.get(it)).unwrap_or(self.typed)
    }

    /// Returns the options of the whole run: those of the deck that was found first.
    pub(crate) fn of_run(&self, decks: &[Found]) -> &A {
        decks.first().map_or(self.typed, |it| self.of(it))
    }
}

/// Reads the `lexideck.toml` of each deck, and joins its options with those that were typed.
///
/// Problems of a file are reported, and its decks are marked as not to be built.
pub(crate) fn options<'t, A: FromArgMatches>(
    typed: &Typed,
    args: &'t A,
    decks: &mut [Found],
    job: &mut Job<'_>,
) -> Options<'t, A> {
    let mut options = Options { typed: args, merged: Vec::new() };
    let Some(line) = Line::new(&typed.0).filter(|it| !it.is_without_config()) else {
        return options;
    };
    let mut known: BTreeMap<PathBuf, (usize, bool)> = BTreeMap::new();
    for deck in decks {
        let Some(path) = folder(deck, &job.disk).and_then(|it| nearest_file(&it)) else { continue };
        let (number, is_fit) = *known.entry(path).or_insert_with_key(|path| {
            let mut diagnostics = Diagnostics::default();
            let merged = match read(path, &mut job.disk, &mut diagnostics) {
                Ok(source) => source.and_then(|it| merge(&it, &line, &mut diagnostics)),
                Err(error) => {
                    job.unreadable(&error);
                    None
                }
            };
            let is_fit = merged.is_some() && !diagnostics.has_errors();
            job.add(diagnostics);
            options.merged.extend(merged.filter(|_| is_fit));
            (if is_fit { options.merged.len() } else { 0 }, is_fit)
        });
        deck.options = number;
        deck.is_fit &= is_fit;
    }
    options
}

fn merge<A: FromArgMatches>(
    source: &Source,
    line: &Line<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<A> {
    let folder = source.shown.parent().unwrap_or(Path::new(""));
    let tables = file::read(source.file, &source.text, diagnostics);
    let settings = known::check(&tables, folder, diagnostics);
    let matches = line.with(&settings, diagnostics)?;
    A::from_arg_matches(&matches).ok()
}

/// The text of a file, and its path as messages show it.
struct Source {
    file: FileId,
    text: String,
    shown: PathBuf,
}

#[expect(clippy::disallowed_methods, reason = "the options are read from the disk")]
fn read(path: &Path, disk: &mut Disk, diagnostics: &mut Diagnostics) -> io::Result<Option<Source>> {
    let shown = shown(path);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|it| named(&shown, &it))?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|it| named(&shown, &it))?;
    let file = disk.add(&shown);
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!("the file is larger than {} KiB", MOST_BYTES >> 10);
        let help = "keep to the tables of docs/configuration.md";
        diagnostics.push(Diagnostic::of_file(&toml_syntax::RULE, file, message).help(help));
        return Ok(None);
    }
    Ok(source::decode(file, bytes, diagnostics).map(|text| Source { file, text, shown }))
}

/// Returns the folder of a deck with links resolved; for a deck from a pipe the current folder.
fn folder(deck: &Found, disk: &Disk) -> Option<PathBuf> {
    let path = disk.real_path(deck.deck.files.description);
    path.and_then(|it| it.parent().map(Path::to_owned)).or_else(current_folder)
}

/// Returns the nearest file in a folder or above it, up to the root of a repository.
fn nearest_file(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let path = folder.join(NAME);
        if path.exists() {
            return Some(path);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Returns a path relative to the current folder, if it is inside it.
fn shown(path: &Path) -> PathBuf {
    let inside = current_folder().and_then(|it| path.strip_prefix(it).ok().map(Path::to_owned));
    inside.unwrap_or_else(|| path.to_owned())
}
