//! Temporary files that are being written: whoever ends the process removes them first.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// Files that are being written and not yet wanted.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Creates a temporary file that [`remove_all`] removes.
///
/// # Errors
/// The error of `create`.
pub(super) fn create_file(
    create: impl FnOnce() -> io::Result<NamedTempFile>,
) -> io::Result<NamedTempFile> {
    // Held while the file is created, so that none is there that a signal does not know of.
    let mut unfinished = unfinished();
    let file = create()?;
    unfinished.push(file.path().to_owned());
    Ok(file)
}

/// Calls `finish`, which gives files their names, while [`remove_all`] waits; then these files are finished.
pub(super) fn finish_files<T>(paths: &[PathBuf], finish: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    let result = finish();
    unfinished.retain(|it| !paths.contains(it));
    result
}

/// Removes every unfinished temporary file, then calls `end`, which ends the process: no file is finished
/// in between.
#[expect(clippy::disallowed_methods, reason = "this module removes its own temporary files")]
pub(crate) fn remove_all(end: impl FnOnce()) {
    let files = unfinished();
    for file in files.iter() {
        let _ = fs::remove_file(file);
    }
    end();
}
