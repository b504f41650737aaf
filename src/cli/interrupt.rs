//! Ctrl-C: unfinished files are removed before the process ends.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Files that are being written and not yet wanted.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers a file to be removed if the run is interrupted.
pub(crate) fn begin_file(path: &Path) {
    unfinished().push(path.to_owned());
}

/// Does what finishes files, such as renaming them, without being interrupted, then forgets them.
pub(crate) fn finish_files<T>(paths: &[PathBuf], finish: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    let result = finish();
    unfinished.retain(|it| !paths.contains(it));
    result
}

/// From here on Ctrl-C, or a request to end, removes unfinished files and ends the process with
/// status 130.
#[expect(clippy::disallowed_methods, reason = "a signal ends the process here and nowhere else")]
pub(crate) fn remove_files_on_interrupt() {
    // Without a handler the process still ends, only less tidily.
    let _ = ctrlc::set_handler(|| {
        // Held to the end, so that no file is finished after the others are removed.
        let files = unfinished();
        for file in files.iter() {
            let _ = std::fs::remove_file(file);
        }
        std::process::exit(130);
    });
}
