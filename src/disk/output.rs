//! Output files: written next to their targets, and renamed when all files of a deck are complete.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::export::{Scratch, Sink};
use tempfile::NamedTempFile;

use crate::disk::named;
use crate::disk::unfinished;

/// A folder to which the files of a deck are written. They have temporary names until
/// [`OutputFolder::finish`] gives them theirs, so that no file is ever seen incomplete.
pub struct OutputFolder {
    folder: PathBuf,
    files: Mutex<Vec<(PathBuf, NamedTempFile)>>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its path.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

impl OutputFolder {
    /// Creates the folder if it does not exist.
    ///
    /// # Errors
    /// Returns an error if it cannot be created.
    #[expect(clippy::disallowed_methods, reason = "this file writes the output")]
    pub fn new(folder: &Path) -> io::Result<OutputFolder> {
        fs::create_dir_all(folder).map_err(|it| named(folder, &it))?;
        Ok(OutputFolder { folder: folder.to_owned(), files: Mutex::default() })
    }

    /// Creates a file that will have this name.
    pub(crate) fn create(&self, name: &str) -> io::Result<File> {
        let target = self.folder.join(name);
        if target.is_dir() {
            let error = io::Error::other("a folder is in the way");
            return Err(named(&target, &error));
        }
        let file = unfinished_file(&self.folder)?;
        let handle = file.reopen().map_err(|it| named(&target, &it))?;
        self.files().push((target, file));
        Ok(handle)
    }

    fn files(&self) -> MutexGuard<'_, Vec<(PathBuf, NamedTempFile)>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns whether a file with this name was created.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.files().iter().any(|it| it.0 == self.folder.join(name))
    }

    /// Removes a file that an earlier run left behind.
    #[expect(clippy::disallowed_methods, reason = "this file writes the output")]
    pub(crate) fn remove(target: &Path) -> io::Result<()> {
        match fs::remove_file(target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(named(target, &error)),
            _ => Ok(()),
        }
    }

    /// Gives all files their names, replacing earlier files of these names.
    ///
    /// # Errors
    /// Returns an error if a file cannot be synced or renamed.
    pub fn finish(self) -> io::Result<Vec<WrittenFile>> {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let paths: Vec<PathBuf> = files.iter().map(|it| it.1.path().to_owned()).collect();
        unfinished::finish_files(&paths, || {
            files.into_iter().map(|(target, file)| put_in_place(target, file)).collect()
        })
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

fn put_in_place(target: PathBuf, file: NamedTempFile) -> io::Result<WrittenFile> {
    // Without this, a power failure could leave the new name with an empty file.
    file.as_file().sync_all().map_err(|it| named(&target, &it))?;
    let size = file.as_file().metadata()?.len();
    file.persist(&target).map_err(|it| {
        let hint = if cfg!(windows) { " (is it open in another program?)" } else { "" };
        let error = io::Error::new(it.error.kind(), format!("{}{hint}", it.error));
        named(&target, &error)
    })?;
    Ok(WrittenFile { path: target, size })
}

fn unfinished_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lexideck-").suffix(".part");
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
