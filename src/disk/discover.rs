//! Finds the decks that a path on the command line refers to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::check::rules::ignored_path::Ignored;
use crate::check::rules::{folder_without_deck, no_deck, several_descriptions};
use crate::diag::{Diagnostics, FileId};
use crate::pipeline::DeckFiles;

use crate::disk::walk::{
    Item, LeftOut, Sources, entries, has_description, is_description, is_yaml, order,
};
use crate::disk::{Disk, MediaFolder, named};

/// A deck that was found.
pub(crate) struct FoundDeck {
    pub(crate) files: DeckFiles,
    pub(crate) media: MediaFolder,
    /// The path of its ledger, whether or not it exists; `None` if the deck is not a file on disk.
    pub(crate) ledger: Option<PathBuf>,
    /// The path of the ledger that it has now, if that is the one of a source which was renamed.
    pub(crate) former_ledger: Option<PathBuf>,
    /// The diagnostics from finding its files.
    pub(crate) diagnostics: Diagnostics,
}

/// The usual name of a description.
const DESCRIPTION: &str = "deck.yaml";
pub(super) const LEDGER: &str = "deck.lock";
pub(super) const LEDGER_EXTENSION: &str = "lock";

/// Finds the decks of a path on the command line. A deck from standard input has its media in the
/// folder `media`, or else in the folder of that name in the working directory.
///
/// # Errors
/// Returns an error if the path does not exist or cannot be read.
pub(crate) fn find(
    path: &Path,
    media: Option<&Path>,
    disk: &mut Disk,
    diagnostics: &mut Diagnostics,
) -> io::Result<Vec<FoundDeck>> {
    if path == Path::new("-") {
        let folder = media.unwrap_or(Path::new("media"));
        if media.is_some() && !metadata(folder)?.is_dir() {
            return Err(named(folder, &io::Error::other("it is no folder")));
        }
        let media = MediaFolder::list(folder)?;
        let file = disk.add_stdin()?;
        return one_file(file, media, None, disk).map(|it| vec![it]);
    }
    let kind = metadata(path)?;
    if kind.is_file() && is_description(path) {
        // The description represents its folder: built alone, it would be only a part of the deck.
        return folder(parent(path), disk).map(|it| vec![it]);
    }
    if !kind.is_dir() {
        return single(path, kind.is_file(), disk).map(|it| vec![it]);
    }
    let items = entries(path)?;
    if has_description(&items) {
        return folder(path, disk).map(|it| vec![it]);
    }
    children(path, items, disk, diagnostics)
}

/// Returns the files that describe the decks directly in a folder, or are such decks; none if the
/// folder cannot be read.
pub(crate) fn descriptions(path: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in entries(path).unwrap_or_default() {
        if item.is_hidden() || item.is_media() {
            continue;
        }
        if item.is_dir() {
            let inside = entries(&item.path).unwrap_or_default();
            found.extend(inside.into_iter().find(Item::is_description).map(|it| it.path));
        } else if is_yaml(&item.path) && item.is_file() {
            found.push(item.path);
        }
    }
    found
}

#[expect(clippy::disallowed_methods, reason = "finding decks is looking at the disk")]
fn metadata(path: &Path) -> io::Result<fs::Metadata> {
    fs::metadata(path).map_err(|it| named(path, &it))
}

fn single(path: &Path, is_regular: bool, disk: &mut Disk) -> io::Result<FoundDeck> {
    let file = if is_regular { disk.add(path) } else { disk.add_once(path)? };
    let media = MediaFolder::list(&parent(path).join("media"))?;
    let ledger = if is_regular { ledger_beside(path) } else { None };
    one_file(file, media, ledger, disk)
}

/// Returns the path of the ledger of a deck in a single file, next to the target of the path. There
/// is none for redirected input, nor for a source that has the name of its ledger.
fn ledger_beside(path: &Path) -> Option<PathBuf> {
    let is_redirected = ["/dev/stdin", "/dev/fd", "/proc"].iter().any(|it| path.starts_with(it));
    let real = if path.is_symlink() { path.canonicalize().ok()? } else { path.to_owned() };
    let ledger = real.with_extension(LEDGER_EXTENSION);
    (ledger != real && !is_redirected).then_some(ledger)
}

/// Adds the ledger's file if it exists. Anything but a file is an error: a pipe could wait forever.
pub(super) fn ledger_file(path: &Path, disk: &mut Disk) -> io::Result<Option<FileId>> {
    if path.exists() && !path.is_file() {
        return Err(named(path, &io::Error::other("the ledger is no file")));
    }
    Ok(path.is_file().then(|| disk.add(path)))
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn one_file(
    file: FileId,
    media: MediaFolder,
    ledger: Option<PathBuf>,
    disk: &mut Disk,
) -> io::Result<FoundDeck> {
    let ledger_file = match &ledger {
        Some(path) => ledger_file(path, disk)?,
        None => None,
    };
    let files = DeckFiles {
        description: file,
        files: vec![file],
        media: media.names(),
        ledger: ledger_file,
    };
    Ok(FoundDeck { files, media, ledger, former_ledger: None, diagnostics: Diagnostics::default() })
}

fn folder(path: &Path, disk: &mut Disk) -> io::Result<FoundDeck> {
    let mut sources = Sources::default();
    sources.below(path)?;
    let mut paths = sources.files;
    paths.sort_by_cached_key(|it| order(it));
    let mut diagnostics = Diagnostics::default();
    let description = description(path, &mut paths, disk, &mut diagnostics)?;
    let files: Vec<FileId> = paths.iter().map(|it| disk.add(it)).collect();
    let description = paths.iter().position(|it| *it == description).map(|it| files[it]);
    let description = description.ok_or(io::ErrorKind::NotFound)?;
    sources.left_out.iter().for_each(|it| it.report(disk, &mut diagnostics));
    let media = MediaFolder::list(&path.join("media"))?;
    let ledger = path.join(LEDGER);
    let ledger_file = ledger_file(&ledger, disk)?;
    let files = DeckFiles { description, files, media: media.names(), ledger: ledger_file };
    Ok(FoundDeck { files, media, ledger: Some(ledger), former_ledger: None, diagnostics })
}

/// Returns the file among `paths` that describes the deck of `folder`. Others that could describe
/// it are reported and removed from `paths`.
fn description(
    folder: &Path,
    paths: &mut Vec<PathBuf>,
    disk: &mut Disk,
    diagnostics: &mut Diagnostics,
) -> io::Result<PathBuf> {
    let usual = folder.join(DESCRIPTION);
    let all = paths.iter().filter(|it| is_description(it) && it.parent() == usual.parent());
    let all: Vec<PathBuf> = all.cloned().collect();
    let chosen = all.iter().find(|it| **it == usual).or(all.first()).cloned();
    let chosen = chosen.ok_or_else(|| named(&usual, &io::ErrorKind::NotFound.into()))?;
    for other in all.iter().filter(|it| **it != chosen) {
        let name = chosen.file_name().unwrap_or_default().display().to_string();
        several_descriptions::report(&name, disk.add(other), diagnostics);
    }
    paths.retain(|it| *it == chosen || !all.contains(it));
    Ok(chosen)
}

/// Returns the direct children of a folder without a description, each of which is a deck.
fn children(
    path: &Path,
    items: Vec<Item>,
    disk: &mut Disk,
    diagnostics: &mut Diagnostics,
) -> io::Result<Vec<FoundDeck>> {
    let mut found = Vec::new();
    for child in items {
        if child.is_hidden() || child.is_media() {
            continue;
        }
        if child.is_dir() {
            if has_description(&entries(&child.path)?) {
                found.push(folder(&child.path, disk)?);
            } else {
                warn_of_sources(&child.path, disk, diagnostics)?;
            }
        } else if child.is_broken() {
            LeftOut { path: child.path, what: Ignored::Broken }.report(disk, diagnostics);
        } else if is_yaml(&child.path) {
            match child.is_file() {
                true => found.push(single(&child.path, true, disk)?),
                false => {
                    LeftOut { path: child.path, what: Ignored::Special }.report(disk, diagnostics);
                }
            }
        }
    }
    if found.is_empty() {
        let place = disk.add(path);
        no_deck::in_folder(place, diagnostics);
    }
    Ok(found)
}

fn warn_of_sources(
    folder: &Path,
    disk: &mut Disk,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let mut sources = Sources::default();
    sources.below(folder)?;
    if !sources.files.is_empty() {
        let place = disk.add(folder);
        folder_without_deck::report(place, diagnostics);
    }
    Ok(())
}
