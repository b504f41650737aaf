//! Finding decks: what a path on the command line stands for.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use lexideck::check::rules::{folder_without_deck, no_deck};
use lexideck::diag::{Diagnostics, FileId};
use lexideck::pipeline::DeckFiles;

use crate::cli::disk::{Disk, MediaFolder, named};

/// A deck that was found.
pub(crate) struct Found {
    pub(crate) files: DeckFiles,
    pub(crate) media: MediaFolder,
    /// Where its ledger is, or would be; none for a deck that is no file on the disk.
    pub(crate) ledger: Option<PathBuf>,
}

const DESCRIPTION: &str = "deck.yaml";
const LEDGER: &str = "deck.lock";
const LEDGER_EXTENSION: &str = "lock";

/// Finds the decks of one path of the command line.
///
/// # Errors
/// A path that is not there, or cannot be read.
pub(crate) fn decks(path: &Path, disk: &mut Disk, acc: &mut Diagnostics) -> io::Result<Vec<Found>> {
    if path == Path::new("-") {
        let file = disk.add_stdin()?;
        return one_file(file, MediaFolder::default(), None, disk).map(|it| vec![it]);
    }
    let kind = metadata(path)?;
    if kind.is_file() && path.file_name().is_some_and(|it| it == DESCRIPTION) {
        // The description stands for its folder: built alone it would be a part of the deck.
        return folder(parent(path), disk).map(|it| vec![it]);
    }
    if !kind.is_dir() {
        return single(path, kind.is_file(), disk).map(|it| vec![it]);
    }
    if path.join(DESCRIPTION).is_file() {
        return folder(path, disk).map(|it| vec![it]);
    }
    children(path, disk, acc)
}

#[expect(clippy::disallowed_methods, reason = "finding decks is looking at the disk")]
fn metadata(path: &Path) -> io::Result<fs::Metadata> {
    fs::metadata(path).map_err(|it| named(path, &it))
}

/// Something in a folder, and what it is, which most systems tell together with its name.
struct Item {
    path: PathBuf,
    kind: fs::FileType,
}

impl Item {
    fn is_hidden(&self) -> bool {
        self.name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."))
    }

    /// A folder or a link to one that is called `media`.
    fn is_media(&self) -> bool {
        self.name().is_some_and(|it| it == "media") && self.is_dir()
    }

    fn is_yaml(&self) -> bool {
        self.path.extension().is_some_and(|it| it == "yaml" || it == "yml")
    }

    fn is_link(&self) -> bool {
        self.kind.is_symlink()
    }

    fn is_dir(&self) -> bool {
        self.kind.is_dir() || self.is_link() && self.path.is_dir()
    }

    fn is_file(&self) -> bool {
        self.kind.is_file() || self.is_link() && self.path.is_file()
    }

    fn name(&self) -> Option<&OsStr> {
        self.path.file_name()
    }
}

/// What is in a folder, in byte order of the names.
#[expect(clippy::disallowed_methods, reason = "finding decks is looking at the disk")]
fn entries(folder: &Path) -> io::Result<Vec<Item>> {
    let items = fs::read_dir(folder).map_err(|it| named(folder, &it))?;
    let items =
        items.map(|it| it.and_then(|it| Ok(Item { path: it.path(), kind: it.file_type()? })));
    let items: io::Result<Vec<Item>> = items.collect();
    let mut items = items.map_err(|it| named(folder, &it))?;
    items.sort_unstable_by(|a, b| bytes(&a.path).cmp(bytes(&b.path)));
    Ok(items)
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

fn single(path: &Path, is_regular: bool, disk: &mut Disk) -> io::Result<Found> {
    let file = if is_regular { disk.add(path) } else { disk.add_once(path)? };
    let media = MediaFolder::list(&parent(path).join("media"))?;
    let ledger = if is_regular { ledger_beside(path) } else { None };
    one_file(file, media, ledger, disk)
}

/// The ledger of a deck of one file, beside what the path really leads to. There is none for what
/// was redirected to the program, nor for a source that is called as its ledger would be.
fn ledger_beside(path: &Path) -> Option<PathBuf> {
    let is_redirected = ["/dev/stdin", "/dev/fd", "/proc"].iter().any(|it| path.starts_with(it));
    let real = if path.is_symlink() { path.canonicalize().ok()? } else { path.to_owned() };
    let ledger = real.with_extension(LEDGER_EXTENSION);
    (ledger != real && !is_redirected).then_some(ledger)
}

/// The ledger's file, if it is there. A pipe would be waited for without end.
fn ledger_file(path: &Path, disk: &mut Disk) -> io::Result<Option<FileId>> {
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
) -> io::Result<Found> {
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
    Ok(Found { files, media, ledger })
}

fn folder(path: &Path, disk: &mut Disk) -> io::Result<Found> {
    let mut paths = Vec::new();
    sources_below(path, &mut paths)?;
    paths.sort_by(|a, b| bytes(a).cmp(bytes(b)));
    let description_path = path.join(DESCRIPTION);
    let mut description = None;
    let mut files = Vec::new();
    for source in paths {
        let file = disk.add(&source);
        if source == description_path {
            description = Some(file);
        }
        files.push(file);
    }
    let description = description
        .ok_or_else(|| named(&description_path, &io::Error::from(io::ErrorKind::NotFound)))?;
    let media = MediaFolder::list(&path.join("media"))?;
    let ledger = path.join(LEDGER);
    let ledger_file = ledger_file(&ledger, disk)?;
    let files = DeckFiles { description, files, media: media.names(), ledger: ledger_file };
    Ok(Found { files, media, ledger: Some(ledger) })
}

/// The YAML files below a folder, without hidden ones and without `media`.
fn sources_below(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for item in entries(folder)? {
        if item.is_hidden() || item.is_media() {
            continue;
        }
        if item.is_dir() {
            // A link to a folder may lead in a circle.
            if !item.is_link() {
                sources_below(&item.path, found)?;
            }
        } else if item.is_yaml() && item.is_file() {
            // A pipe in a folder would be waited for without end.
            found.push(item.path);
        }
    }
    Ok(())
}

/// The direct children of a folder without a description, each a deck.
fn children(path: &Path, disk: &mut Disk, acc: &mut Diagnostics) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for child in entries(path)? {
        if child.is_hidden() || child.is_media() {
            continue;
        }
        if child.is_dir() {
            if child.path.join(DESCRIPTION).is_file() {
                found.push(folder(&child.path, disk)?);
            } else {
                warn_of_sources(&child.path, disk, acc)?;
            }
        } else if child.is_yaml() && child.is_file() {
            found.push(single(&child.path, true, disk)?);
        }
    }
    if found.is_empty() {
        let place = disk.add(path);
        no_deck::in_folder(place, acc);
    }
    Ok(found)
}

fn warn_of_sources(folder: &Path, disk: &mut Disk, acc: &mut Diagnostics) -> io::Result<()> {
    let mut sources = Vec::new();
    sources_below(folder, &mut sources)?;
    if !sources.is_empty() {
        let place = disk.add(folder);
        folder_without_deck::report(place, acc);
    }
    Ok(())
}
