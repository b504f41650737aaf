//! Output files: written next to their targets, and renamed when all files of a deck are complete.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::export::{Scratch, Sink};
use tempfile::NamedTempFile;

use crate::disk::commit::{Change, WrittenFile, commit};
use crate::disk::lock::{FolderLock, PREFIX, SUFFIX, lock};
use crate::disk::named;
use crate::disk::unfinished;

/// A folder to which the files of a deck are written. They have temporary names until
/// [`OutputFolder::finish`] gives them theirs, so that no file is ever seen incomplete.
pub struct OutputFolder {
    folder: PathBuf,
    changes: Mutex<Vec<Change>>,
    /// The locks of the folders in which files are written.
    locks: Mutex<Vec<Arc<FolderLock>>>,
}

impl OutputFolder {
    /// Creates the folder if it does not exist, and waits until no other process writes there.
    ///
    /// # Errors
    /// Returns an error if it cannot be created.
    #[expect(clippy::disallowed_methods, reason = "this file writes the output")]
    pub fn new(folder: &Path) -> io::Result<OutputFolder> {
        fs::create_dir_all(folder).map_err(|it| named(folder, &it))?;
        let locks = Mutex::new(vec![lock(folder, &mut |_| {})?]);
        Ok(OutputFolder { folder: folder.to_owned(), changes: Mutex::default(), locks })
    }

    /// Creates a file that will have this name.
    pub(crate) fn create(&self, name: &str) -> io::Result<File> {
        self.create_in(&self.folder, name, true)
    }

    /// Creates a file in another folder, which exists. It is put in place together with the others;
    /// [`OutputFolder::finish`] does not list it.
    pub(crate) fn create_beside(&self, folder: &Path, name: &str) -> io::Result<File> {
        let lock = lock(folder, &mut |_| {})?;
        self.locks.lock().unwrap_or_else(PoisonError::into_inner).push(lock);
        self.create_in(folder, name, false)
    }

    fn create_in(&self, folder: &Path, name: &str, is_listed: bool) -> io::Result<File> {
        let target = folder.join(name);
        if target.is_dir() {
            let error = io::Error::other("a folder is in the way");
            return Err(named(&target, &error));
        }
        let file = unfinished_file(folder)?;
        let handle = file.reopen().map_err(|it| named(&target, &it))?;
        self.changes().push(Change { target, file: Some(file), is_listed });
        Ok(handle)
    }

    fn changes(&self) -> MutexGuard<'_, Vec<Change>> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns whether a file with this name was created.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.changes().iter().any(|it| it.target == self.folder.join(name))
    }

    /// Lets [`OutputFolder::finish`] remove a file that an earlier run left behind, if it is there.
    pub(crate) fn remove(&self, target: PathBuf) {
        self.changes().push(Change { target, file: None, is_listed: false });
    }

    /// Gives all files their names, replacing earlier files of these names: all of them, or none.
    ///
    /// # Errors
    /// Returns an error if a file cannot be synced or renamed. It says whether anything was replaced.
    pub fn finish(self) -> io::Result<Vec<WrittenFile>> {
        let changes = self.changes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let files = changes.iter().filter_map(|it| it.file.as_ref());
        let paths: Vec<PathBuf> = files.map(|it| it.path().to_owned()).collect();
        unfinished::finish_files(&paths, || commit(changes))
    }
}

impl Sink for OutputFolder {
    fn create(&self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(io::BufWriter::with_capacity(1 << 18, self.create(name)?)))
    }

    fn scratch(&self) -> io::Result<Box<dyn Scratch>> {
        Ok(Box::new(ScratchFile { file: unfinished_file(&self.folder)? }))
    }
}

fn unfinished_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // The permissions are those of the user's umask, not those of temporary files.
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    unfinished::create_file(|| builder.tempfile_in(folder).map_err(|it| named(folder, &it)))
}

/// A temporary file.
pub(crate) struct ScratchFile {
    file: NamedTempFile,
}

impl ScratchFile {
    /// Creates a temporary file in the system's folder for them, for a run that writes nothing
    /// else.
    pub(crate) fn temporary() -> io::Result<ScratchFile> {
        Ok(ScratchFile { file: unfinished::create_file(NamedTempFile::new)? })
    }
}

impl Scratch for ScratchFile {
    fn path(&self) -> &Path {
        self.file.path()
    }

    fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.file.reopen()?))
    }

    fn writer(&self) -> io::Result<Box<dyn Write + '_>> {
        Ok(Box::new(self.file.reopen()?))
    }
}
