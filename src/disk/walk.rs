//! What is in the folders of decks: sources, and what is left out of them.

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
    /// Adds what is below a folder, without hidden names and without `media`.
    pub(crate) fn below(&mut self, folder: &Path) -> io::Result<()> {
        for item in entries(folder)? {
            if item.is_hidden() || item.is_media() {
                continue;
            }
            if item.is_dir() {
                // A link to a folder may lead in a circle.
                if item.is_link() {
                    self.left_out.push(LeftOut { path: item.path, what: Ignored::Folder });
                } else {
                    self.below(&item.path)?;
                }
            } else if item.is_broken() {
                self.left_out.push(LeftOut { path: item.path, what: Ignored::Broken });
            } else if is_yaml(&item.path) {
                // A pipe in a folder would be waited for without end.
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

/// Something beside the sources that is not read, and may have been meant as one.
pub(crate) struct LeftOut {
    pub(crate) path: PathBuf,
    pub(crate) what: Ignored,
}

impl LeftOut {
    pub(crate) fn report(&self, disk: &mut Disk, diagnostics: &mut Diagnostics) {
        ignored_path::report(self.what, disk.add(&self.path), diagnostics);
    }
}

/// Something in a folder, and what it is, which most systems tell together with its name.
pub(crate) struct Item {
    pub(crate) path: PathBuf,
    kind: fs::FileType,
}

impl Item {
    pub(crate) fn is_hidden(&self) -> bool {
        self.name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."))
    }

    /// A folder or a link to one that is called `media`.
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

    /// Whether it is a link to nothing, where a source or a folder of them might be.
    pub(crate) fn is_broken(&self) -> bool {
        let may_be_source = self.path.extension().is_none() || is_yaml(&self.path);
        self.is_link() && may_be_source && !self.path.exists()
    }

    fn name(&self) -> Option<&OsStr> {
        self.path.file_name()
    }
}

/// What is in a folder, in byte order of the names.
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

/// Returns what files are ordered by: the bytes of the path with `/` between its parts, so that the
/// order is the same on every system.
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

/// Whether a file of this name describes the deck of its folder.
pub(crate) fn is_description(path: &Path) -> bool {
    path.file_stem().is_some_and(|it| it == "deck") && is_yaml(path)
}

pub(crate) fn has_description(items: &[Item]) -> bool {
    items.iter().any(Item::is_description)
}
