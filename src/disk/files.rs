//! Reads source files from the disk or from standard input.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diag::{FileId, Files};
use crate::pipeline::Sources;

/// The name of standard input in messages.
pub(crate) const STDIN: &str = "<stdin>";

/// The source files of a run.
#[derive(Default)]
pub(crate) struct Disk {
    /// The names as the user gave them.
    pub(crate) names: Files,
    origins: BTreeMap<FileId, Origin>,
}

enum Origin {
    Path(PathBuf),
    /// The content of a source that can be read only once.
    Kept(Vec<u8>),
}

impl Disk {
    /// Adds a file or folder; nothing is read yet.
    pub(crate) fn add(&mut self, path: &Path) -> FileId {
        let id = self.names.add(shown(path));
        self.origins.insert(id, Origin::Path(path.to_owned()));
        id
    }

    /// Adds a pipe or another source that can be read only once, and reads it.
    #[expect(clippy::disallowed_methods, reason = "this file is the disk's")]
    pub(crate) fn add_once(&mut self, path: &Path) -> io::Result<FileId> {
        let mut bytes = Vec::new();
        let mut file = File::open(path).map_err(|it| named(path, &it))?;
        file.read_to_end(&mut bytes).map_err(|it| named(path, &it))?;
        let id = self.names.add(shown(path));
        self.origins.insert(id, Origin::Kept(bytes));
        Ok(id)
    }

    /// Returns the real path of a file, or `None` if it is not on disk.
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
        read.map_err(|it| named(Path::new(STDIN), &it))?;
        let id = self.names.add(STDIN);
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

/// Returns a path for messages, with `/` between its parts on every system, so that equal sources
/// give equal messages.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

/// Returns an error with the path that it is about.
pub(crate) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), AtPath { path: path.to_owned(), what: error.to_string() })
}

/// An error with the path that it is about.
#[derive(Debug)]
pub(crate) struct AtPath {
    pub(crate) path: PathBuf,
    pub(crate) what: String,
}

impl AtPath {
    /// Returns the path that an error is about, if it was [`named`].
    pub(crate) fn of(error: &io::Error) -> Option<&AtPath> {
        error.get_ref()?.downcast_ref()
    }
}

impl fmt::Display for AtPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.what)
    }
}

impl std::error::Error for AtPath {}
