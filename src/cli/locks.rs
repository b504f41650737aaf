//! Locks the folders that a build reads its ledgers from and writes to.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::found::Found;
use crate::cli::job::Job;
use crate::disk;
use crate::disk::{FolderLock, shown};

/// Locks the folders of a build before anything is read, so that no other build replaces a ledger
/// between the reading and the writing. The locks end when they are dropped.
///
/// # Errors
/// Returns an error if a folder is no longer there.
pub(crate) fn of_build(
    found: &[Found],
    output: &Path,
    is_quiet: bool,
    job: &mut Job<'_>,
) -> io::Result<Vec<Arc<FolderLock>>> {
    let ledgers = found.iter().filter_map(|it| it.deck.ledger.as_deref());
    let folders = ledgers.map(folder_of).chain([output.to_owned()]);
    // Every build takes the locks in one order, so that no two of them wait for each other.
    let folders: BTreeSet<PathBuf> = folders.filter_map(|it| it.canonicalize().ok()).collect();
    let mut locks = Vec::new();
    for folder in folders {
        let waiting = &mut |folder: &Path| {
            if !is_quiet {
                let folder = shown(folder);
                job.terminal.note(&format!("waiting for another build that writes to {folder}"));
            }
        };
        locks.push(disk::lock(&folder, waiting)?);
    }
    Ok(locks)
}

/// Returns the folder in which a ledger is replaced.
fn folder_of(ledger: &Path) -> PathBuf {
    let real = ledger.canonicalize().unwrap_or_else(|_| ledger.to_owned());
    let folder = real.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}
