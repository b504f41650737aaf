//! Lists the folders of decks: sources, and what is left out.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::check::rules::ignored_path::{self, Ignored};
use crate::diag::Diagnostics;

use crate::disk::{Disk, named};

/// The YAML files below a folder.
#[derive(Default)]
pub(crate) struct Sources {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) left_out: Vec<LeftOut>,
}

impl Sources {
    /// Adds the files below a folder, without hidden names and without `media`.
    pub(crate) fn below(&mut self, folder: &Path) -> io::Result<()> {
        for item in entries(folder)? {
            if item.is_hidden() || item.is_media() {
                continue;
            }
            if item.is_dir() {
                // Links to folders could form a cycle.
                if item.is_link() {
                    self.left_out.push(LeftOut { path: item.path, what: Ignored::Folder });
                } else {
                    self.below(&item.path)?;
                }
            } else if item.is_broken() {
                self.left_out.push(LeftOut { path: item.path, what: Ignored::Broken });
            } else if is_yaml(&item.path) {
                // Reading a pipe could wait forever.
                if item.is_file() {
                    self.files.push(item.path);
                } else {
                    self.left_out.push(LeftOut { path: item.path, what: Ignored::Special });
                }
            }
        }
        Ok(())
    }
}

/// A path that is not read although it may have been meant as a source.
pub(crate) struct LeftOut {
    pub(crate) path: PathBuf,
    pub(crate) what: Ignored,
}

impl LeftOut {
    pub(crate) fn report(&self, disk: &mut Disk, diagnostics: &mut Diagnostics) {
        ignored_path::report(self.what, disk.add(&self.path), diagnostics);
    }
}

/// An item of a folder, and its kind, which most systems report together with its name.
pub(crate) struct Item {
    pub(crate) path: PathBuf,
    kind: fs::FileType,
}

impl Item {
    pub(crate) fn is_hidden(&self) -> bool {
        self.name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."))
    }

    /// Returns whether it is a folder called `media`, or a link to one.
    pub(crate) fn is_media(&self) -> bool {
        self.name().is_some_and(|it| it == "media") && self.is_dir()
    }

    pub(crate) fn is_description(&self) -> bool {
        is_description(&self.path) && self.is_file()
    }

    fn is_link(&self) -> bool {
        self.kind.is_symlink()
    }

    pub(crate) fn is_dir(&self) -> bool {
        self.kind.is_dir() || self.is_link() && self.path.is_dir()
    }

    pub(crate) fn is_file(&self) -> bool {
        self.kind.is_file() || self.is_link() && self.path.is_file()
    }

    /// Returns whether it is a link without a target, where a source or a folder of sources could
    /// be.
    pub(crate) fn is_broken(&self) -> bool {
        let may_be_source = self.path.extension().is_none() || is_yaml(&self.path);
        self.is_link() && may_be_source && !self.path.exists()
    }

    fn name(&self) -> Option<&OsStr> {
        self.path.file_name()
    }
}

/// Returns the items of a folder, in byte order of their names.
#[expect(clippy::disallowed_methods, reason = "finding decks is looking at the disk")]
pub(crate) fn entries(folder: &Path) -> io::Result<Vec<Item>> {
    let items = fs::read_dir(folder).map_err(|it| named(folder, &it))?;
    let items =
        items.map(|it| it.and_then(|it| Ok(Item { path: it.path(), kind: it.file_type()? })));
    let items: io::Result<Vec<Item>> = items.collect();
    let mut items = items.map_err(|it| named(folder, &it))?;
    items.sort_by_cached_key(|it| order(&it.path));
    Ok(items)
}

/// Returns the key by which files are sorted: the bytes of the path with `/` between its parts, so
/// that the order is the same on every system.
pub(crate) fn order(path: &Path) -> Vec<u8> {
    let mut bytes = path.as_os_str().as_encoded_bytes().to_vec();
    if cfg!(windows) {
        bytes.iter_mut().filter(|it| **it == b'\\').for_each(|it| *it = b'/');
    }
    bytes
}

pub(crate) fn is_yaml(path: &Path) -> bool {
    let is = |it: &OsStr| it.eq_ignore_ascii_case("yaml") || it.eq_ignore_ascii_case("yml");
    path.extension().is_some_and(is)
}

/// Returns whether a file with this name describes the deck of its folder.
pub(crate) fn is_description(path: &Path) -> bool {
    path.file_stem().is_some_and(|it| it == "deck") && is_yaml(path)
}

pub(crate) fn has_description(items: &[Item]) -> bool {
    items.iter().any(Item::is_description)
}
