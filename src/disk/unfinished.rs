//! Temporary files that are being written, which are removed before the process ends.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// The files that are not finished yet.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Creates a temporary file that [`remove_all`] removes.
///
/// # Errors
/// Returns the error of `create`.
pub(super) fn create_file(
    create: impl FnOnce() -> io::Result<NamedTempFile>,
) -> io::Result<NamedTempFile> {
    // The lock is held while the file is created, so that every existing file is known when a
    // signal arrives.
    let mut unfinished = unfinished();
    let file = create()?;
    unfinished.push(file.path().to_owned());
    Ok(file)
}

/// Calls `finish`, which renames the files, while [`remove_all`] waits; then these files are
/// finished.
pub(super) fn finish_files<T>(paths: &[PathBuf], finish: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    let result = finish();
    unfinished.retain(|it| !paths.contains(it));
    result
}

/// Removes every unfinished temporary file, then calls `end`, which ends the process. No file is
/// finished in between.
#[expect(clippy::disallowed_methods, reason = "this module removes its own temporary files")]
pub(crate) fn remove_all(end: impl FnOnce()) {
    let files = unfinished();
    for file in files.iter() {
        let _ = fs::remove_file(file);
    }
    end();
}
