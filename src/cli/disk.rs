//! Source files and media, from the disk or from standard input.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use lexideck::diag::{FileId, Files};
use lexideck::export::Media;
use lexideck::pipeline::Sources;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// The source files of a run.
#[derive(Default)]
pub(crate) struct Disk {
    /// Their names as the user gave them.
    pub(crate) names: Files,
    origins: BTreeMap<FileId, Origin>,
}

enum Origin {
    Path(PathBuf),
    /// What can be read only once is kept.
    Kept(Vec<u8>),
}

impl Disk {
    /// Adds a file or folder; nothing is read yet.
    pub(crate) fn add(&mut self, path: &Path) -> FileId {
        let id = self.names.add(path.display().to_string());
        self.origins.insert(id, Origin::Path(path.to_owned()));
        id
    }

    /// Adds a pipe or another source that can be read only once, and reads it.
    #[expect(clippy::disallowed_methods, reason = "this file is the disk's")]
    pub(crate) fn add_once(&mut self, path: &Path) -> io::Result<FileId> {
        let mut bytes = Vec::new();
        let mut file = File::open(path).map_err(|it| named(path, &it))?;
        file.read_to_end(&mut bytes).map_err(|it| named(path, &it))?;
        let id = self.names.add(path.display().to_string());
        self.origins.insert(id, Origin::Kept(bytes));
        Ok(id)
    }

    /// Where a file really is, if it is one on the disk.
    pub(crate) fn real_path(&self, file: FileId) -> Option<PathBuf> {
        match self.origins.get(&file) {
            Some(Origin::Path(path)) => path.canonicalize().ok(),
            _ => None,
        }
    }

    /// Adds standard input and reads it.
    pub(crate) fn add_stdin(&mut self) -> io::Result<FileId> {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|it| named(Path::new("<stdin>"), &it))?;
        let id = self.names.add("<stdin>");
        self.origins.insert(id, Origin::Kept(bytes));
        Ok(id)
    }
}

impl Sources for Disk {
    #[expect(clippy::disallowed_methods, reason = "this file is the disk's")]
    fn read(&self, file: FileId) -> io::Result<Vec<u8>> {
        match self.origins.get(&file) {
            Some(Origin::Path(path)) => fs::read(path).map_err(|it| named(path, &it)),
            Some(Origin::Kept(bytes)) => Ok(bytes.clone()),
            None => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    }
}

/// An error with the path that it is about.
pub(crate) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// The media files of a deck, by their names in sources: paths below `media`, in Unicode's form NFC.
#[derive(Default)]
pub(crate) struct MediaFolder {
    paths: BTreeMap<String, PathBuf>,
}

impl MediaFolder {
    /// The files below `folder`; none if there is no such folder. Empty files are left out: Anki
    /// takes them for missing.
    ///
    /// What a link leads to outside of it is left out, so that no deck can carry off other files.
    #[expect(clippy::disallowed_methods, reason = "this file is the disk's")]
    pub(crate) fn list(folder: &Path) -> io::Result<MediaFolder> {
        let mut media = MediaFolder::default();
        let Ok(root) = folder.canonicalize() else { return Ok(media) };
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for item in fs::read_dir(&next).map_err(|it| named(&next, &it))? {
                let item = item.map_err(|it| named(&next, &it))?;
                let path = item.path();
                let Ok(kind) = item.file_type() else { continue };
                if kind.is_dir() {
                    folders.push(path);
                    continue;
                }
                // What is no link is where it seems to be.
                let leads_out = || path.canonicalize().map_or(true, |it| !it.starts_with(&root));
                if kind.is_symlink() && leads_out() {
                    continue;
                }
                if fs::metadata(&path).is_ok_and(|it| it.is_file() && it.len() > 0)
                    && let Some(name) = name_below(folder, &path)
                {
                    media.paths.insert(name, path);
                }
            }
        }
        Ok(media)
    }

    /// The names of the files.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.paths.keys().cloned().collect()
    }

    #[expect(clippy::disallowed_methods, reason = "this file is the disk's")]
    fn open(&self, name: &str) -> io::Result<File> {
        let path = self.paths.get(name).ok_or(io::ErrorKind::NotFound)?;
        File::open(path).map_err(|it| named(path, &it))
    }

    /// The names in the package of the files called `names`.
    pub(crate) fn stored_names(
        &self,
        names: &BTreeSet<String>,
    ) -> io::Result<BTreeMap<String, String>> {
        let stored = |name: &String| Ok((name.clone(), self.stored_name(name)?));
        let all: Vec<io::Result<(String, String)>> = names.par_iter().map(stored).collect();
        // Of several errors the first one is reported, whichever thread came first.
        all.into_iter().collect()
    }

    fn stored_name(&self, name: &str) -> io::Result<String> {
        lexideck::anki::stored_name(name, &mut self.open(name)?)
    }
}

fn name_below(folder: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).ok()?.iter().map(|it| it.to_str());
    let parts: Option<Vec<&str>> = parts.collect();
    Some(parts?.join("/").nfc().collect())
}

/// Media by their names in the package.
pub(crate) struct StoredMedia<'m> {
    folder: &'m MediaFolder,
    by_stored_name: BTreeMap<&'m str, &'m str>,
}

impl<'m> StoredMedia<'m> {
    pub(crate) fn new(folder: &'m MediaFolder, stored: &'m BTreeMap<String, String>) -> Self {
        let turned = stored.iter().map(|(name, stored)| (stored.as_str(), name.as_str()));
        StoredMedia { folder, by_stored_name: turned.collect() }
    }
}

impl Media for StoredMedia<'_> {
    fn open(&self, stored_name: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        let name = self.by_stored_name.get(stored_name).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(self.folder.open(name)?))
    }
}
