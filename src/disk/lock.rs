//! Locks of folders: of two builds at once, one waits until the other has put its files in place.
//!
//! A folder is locked by itself where the system can do that, so no file is left behind. Only who has
//! the lock writes there, so temporary files that are found then belong to a run that was killed.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::disk::named;

/// How the names of temporary files begin and end.
pub(super) const PREFIX: &str = ".lexideck-";
pub(super) const SUFFIX: &str = ".part";

/// The lock of a folder, released when it is dropped. Everything in this process shares it.
#[derive(Debug)]
pub(crate) struct FolderLock {
    /// `None` where the file system has no locks.
    _file: Option<File>,
}

/// The locks that this process has.
static HELD: Mutex<BTreeMap<PathBuf, Weak<FolderLock>>> = Mutex::new(BTreeMap::new());

/// Locks a folder, which exists, and removes the temporary files that killed runs left in it.
/// `waiting` is called once if another process has the lock.
///
/// # Errors
/// Returns an error if the folder is not there.
pub(crate) fn lock(folder: &Path, waiting: &mut dyn FnMut(&Path)) -> io::Result<Arc<FolderLock>> {
    let key = folder.canonicalize().map_err(|it| named(folder, &it))?;
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(lock) = held.get(&key).and_then(Weak::upgrade) {
        return Ok(lock);
    }
    let file = match lock_file(&key) {
        Ok(file) => acquire(file, folder, waiting),
        // A folder that cannot be opened cannot be locked; whether it can be written shows later.
        Err(_) => None,
    };
    if file.is_some() {
        remove_abandoned(&key);
    }
    let lock = Arc::new(FolderLock { _file: file });
    held.insert(key, Arc::downgrade(&lock));
    Ok(lock)
}

/// Waits for the lock. Returns `None` where the file system has no locks.
fn acquire(file: File, folder: &Path, waiting: &mut dyn FnMut(&Path)) -> Option<File> {
    match file.try_lock() {
        Ok(()) => return Some(file),
        Err(TryLockError::WouldBlock) => waiting(folder),
        Err(TryLockError::Error(_)) => return None,
    }
    loop {
        match file.lock() {
            Ok(()) => return Some(file),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
}

/// Opens what is locked: the folder itself.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "this file locks folders")]
fn lock_file(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Opens what is locked: a file in the folder, as folders have no locks on this system.
#[cfg(not(unix))]
fn lock_file(folder: &Path) -> io::Result<File> {
    let path = folder.join(format!("{PREFIX}lock"));
    File::options().create(true).truncate(false).write(true).open(path)
}

/// Removes temporary files of earlier runs. What cannot be removed does no harm.
#[expect(clippy::disallowed_methods, reason = "this module removes its own temporary files")]
fn remove_abandoned(folder: &Path) {
    let Ok(items) = fs::read_dir(folder) else { return };
    for item in items.flatten() {
        let name = item.file_name();
        let is_own = name.to_str().is_some_and(|it| it.starts_with(PREFIX) && it.ends_with(SUFFIX));
        if is_own && item.file_type().is_ok_and(|it| it.is_file()) {
            let _ = fs::remove_file(item.path());
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests look at the disk")]
mod tests {
    use super::*;

    #[test]
    fn a_locked_folder_has_no_temporary_files_of_earlier_runs() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| fs::write(folder.path().join(name), "x").unwrap();
        for name in [".lexideck-a1b2c3.part", "film.part", ".lexideck-notes", ".other.part"] {
            write(name);
        }
        let first = lock(folder.path(), &mut |_| {}).unwrap();
        let names = || {
            let items = fs::read_dir(folder.path()).unwrap();
            let mut names: Vec<_> = items.map(|it| it.unwrap().file_name()).collect();
            names.sort();
            names
        };
        assert_eq!(names(), [".lexideck-notes", ".other.part", "film.part"]);
        // A second lock of one process is the first one: files that are being written stay.
        write(".lexideck-d4e5f6.part");
        let second = lock(folder.path(), &mut |_| panic!("it waits for itself")).unwrap();
        assert!(Arc::ptr_eq(&first, &second) && names().len() == 4);
    }

    #[cfg(unix)]
    #[test]
    fn another_process_waits_until_the_lock_is_released() {
        let folder = tempfile::tempdir().unwrap();
        // A second handle of the folder has a lock of its own, as that of another process.
        let other = File::open(folder.path()).unwrap();
        other.try_lock().unwrap();
        let mut waited = Vec::new();
        lock(folder.path(), &mut |it| {
            waited.push(it.to_owned());
            other.unlock().unwrap();
        })
        .unwrap();
        assert_eq!(waited, [folder.path()]);
    }
}
