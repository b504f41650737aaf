//! The media files of a deck.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::disk::named;
use crate::export::Media;

/// The media files of a deck, by their names in sources: paths below `media`, in Unicode's form
/// NFC.
#[derive(Default)]
pub(crate) struct MediaFolder {
    paths: BTreeMap<String, PathBuf>,
}

impl MediaFolder {
    /// Lists the files below `folder`; none if the folder does not exist. Empty files are left out,
    /// because Anki treats them as missing.
    ///
    /// Files outside the folder that links lead to are left out, so that no deck can include other
    /// files.
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
                // What is not a link is where its path says.
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

    /// Returns the names of the files.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.paths.keys().cloned().collect()
    }

    #[expect(clippy::disallowed_methods, reason = "this file is the disk's")]
    fn open_file(&self, name: &str) -> io::Result<File> {
        let path = self.paths.get(name).ok_or(io::ErrorKind::NotFound)?;
        File::open(path).map_err(|it| named(path, &it))
    }
}

fn name_below(folder: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).ok()?.iter().map(|it| it.to_str());
    let parts: Option<Vec<&str>> = parts.collect();
    Some(parts?.join("/").nfc().collect())
}

impl Media for MediaFolder {
    fn open(&self, name: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(self.open_file(name)?))
    }
}
