//! Puts files in place together: all of them are synced before the first gets its name, and if
//! anything fails, those that were replaced get their earlier contents back.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::disk::lock::{PREFIX, SUFFIX};
use crate::disk::{named, shown};

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its path.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

/// A change of one file.
pub(super) struct Change {
    pub(super) target: PathBuf,
    /// The new contents; `None` if the file is removed.
    pub(super) file: Option<NamedTempFile>,
    /// Whether the file is one that a user asked for.
    pub(super) is_listed: bool,
}

/// A change that was made.
struct Done {
    target: PathBuf,
    /// The earlier file under a temporary name, if there was one; removed when it is dropped.
    before: Option<NamedTempFile<()>>,
}

/// Makes all changes, or none of them. Returns the files that a user asked for.
///
/// # Errors
/// Returns an error if a file or a folder cannot be synced, renamed or removed. It says which files
/// were replaced, if these could not be restored.
pub(super) fn commit(changes: Vec<Change>) -> io::Result<Vec<WrittenFile>> {
    let mut written = Vec::new();
    for it in &changes {
        let Some(file) = &it.file else { continue };
        // Without this, a power failure could leave the new name with an empty file.
        let size = file.as_file().sync_all().and_then(|()| file.as_file().metadata());
        let size = size.map_err(|error| failed(&it.target, &error, &[]))?.len();
        if it.is_listed {
            written.push(WrittenFile { path: it.target.clone(), size });
        }
    }
    let folders: BTreeSet<PathBuf> = changes.iter().map(|it| folder_of(&it.target)).collect();
    let mut done = Vec::new();
    for it in changes {
        let target = it.target.clone();
        match make(it) {
            Ok(it) => done.push(it),
            Err(error) => return Err(failed(&target, &error, &undo(done))),
        }
    }
    for folder in &folders {
        if let Err(error) = sync_folder(folder) {
            return Err(failed(folder, &error, &undo(done)));
        }
    }
    Ok(written)
}

fn make(it: Change) -> io::Result<Done> {
    let Change { target, file, .. } = it;
    let before = keep(&target, file.is_none())?;
    let Some(file) = file else { return Ok(Done { target, before }) };
    match file.persist(&target) {
        Ok(_) => Ok(Done { target, before }),
        Err(error) => {
            let what = undo(vec![Done { target, before }]);
            let hint = if cfg!(windows) { " (is it open in another program?)" } else { "" };
            let lost = if what.is_empty() { "" } else { "; it was removed" };
            let error = error.error;
            Err(io::Error::new(error.kind(), format!("{error}{hint}{lost}")))
        }
    }
}

/// Gives the earlier file of a target a second name, or another one if it is to be removed.
fn keep(target: &Path, is_removed: bool) -> io::Result<Option<NamedTempFile<()>>> {
    match target.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Ok(it) if it.is_dir() => return Err(io::Error::other("a folder is in the way")),
        _ => {}
    }
    let folder = folder_of(target);
    let mut names = tempfile::Builder::new();
    names.prefix(PREFIX).suffix(SUFFIX);
    if !is_removed && let Ok(linked) = names.make_in(&folder, |it| fs::hard_link(target, it)) {
        return Ok(Some(linked));
    }
    // Some file systems have no links: then the target is missing for a moment.
    names.make_in(&folder, |it| fs::rename(target, it)).map(Some)
}

/// Restores what was there before. Returns the files for which this failed.
#[expect(clippy::disallowed_methods, reason = "a new file is removed again")]
fn undo(done: Vec<Done>) -> Vec<PathBuf> {
    let mut lost = Vec::new();
    for Done { target, before } in done.into_iter().rev() {
        let restored = match before {
            Some(before) => before.into_temp_path().persist(&target).map_err(|it| {
                // The earlier contents stay under the temporary name.
                let _ = it.path.keep();
                it.error
            }),
            None => fs::remove_file(&target),
        };
        if restored.is_err_and(|it| it.kind() != io::ErrorKind::NotFound) {
            lost.push(target);
        }
    }
    lost
}

/// Returns an error about a file, which says what is in place of the earlier files.
fn failed(target: &Path, error: &io::Error, replaced: &[PathBuf]) -> io::Error {
    let names: Vec<String> = replaced.iter().map(|it| shown(it)).collect();
    let state = match names.as_slice() {
        [] => "nothing was replaced".to_owned(),
        names => format!("already replaced: {}", names.join(", ")),
    };
    named(target, &io::Error::new(error.kind(), format!("{error}; {state}")))
}

fn folder_of(target: &Path) -> PathBuf {
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// Makes the names in a folder last through a power failure.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "this file puts files in place")]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder)?.sync_all() {
        // Some file systems cannot do this.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests look at the disk")]
mod tests {
    use std::io::Write;

    use super::*;

    fn change(folder: &Path, name: &str, text: &str) -> Change {
        let mut file = NamedTempFile::new_in(folder).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Change { target: folder.join(name), file: Some(file), is_listed: true }
    }

    /// Returns the files of a folder with their contents.
    fn state(folder: &Path) -> Vec<(String, String)> {
        let items = fs::read_dir(folder).unwrap().map(Result::unwrap);
        let files = items.filter(|it| it.file_type().unwrap().is_file());
        let mut files: Vec<_> = files
            .map(|it| {
                let text = fs::read_to_string(it.path()).unwrap();
                (it.file_name().into_string().unwrap(), text)
            })
            .collect();
        files.sort();
        files
    }

    #[test]
    fn files_are_replaced_added_and_removed_together() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::write(path.join("a"), "old").unwrap();
        fs::write(path.join("c"), "old").unwrap();
        let removed = Change { target: path.join("c"), file: None, is_listed: false };
        let missing = Change { target: path.join("d"), file: None, is_listed: false };
        let changes = vec![change(path, "a", "new"), change(path, "b", "newer"), removed, missing];
        let written = commit(changes).unwrap();
        assert_eq!(written.iter().map(|it| it.size).collect::<Vec<_>>(), [3, 5]);
        let expected = [("a".to_owned(), "new".to_owned()), ("b".to_owned(), "newer".to_owned())];
        assert_eq!(state(path), expected);
    }

    #[test]
    fn if_one_file_cannot_be_replaced_none_is() {
        for obstacle in ["a", "b", "c"] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path();
            for name in ["a", "c"].into_iter().filter(|it| *it != obstacle) {
                fs::write(path.join(name), "old").unwrap();
            }
            fs::create_dir(path.join(obstacle)).unwrap();
            fs::write(path.join(obstacle).join("full"), "").unwrap();
            let before = state(path);
            let removed = Change { target: path.join("d"), file: None, is_listed: false };
            fs::write(path.join("d"), "kept").unwrap();
            let before = [before, vec![("d".to_owned(), "kept".to_owned())]].concat();
            let changes = ["a", "b", "c"].map(|it| change(path, it, "new"));
            let all = std::iter::once(removed).chain(changes).collect();
            let error = commit(all).unwrap_err();
            assert!(error.to_string().contains("nothing was replaced"), "{error}");
            assert_eq!(state(path), before, "{obstacle}");
        }
    }
}
