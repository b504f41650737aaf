//! The names of media files in a package, and media by these names.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use rayon::prelude::*;

use crate::anki;
use crate::export::Media;

/// Returns the names in the package of the media files called `names`, by their names in the
/// source.
///
/// # Errors
/// Returns the error of the first file that cannot be read.
pub(crate) fn stored_names(
    media: &dyn Media,
    names: &BTreeSet<String>,
) -> io::Result<BTreeMap<String, String>> {
    let stored =
        |name: &String| Ok((name.clone(), anki::stored_name(name, &mut *media.open(name)?)?));
    let all: Vec<io::Result<(String, String)>> = names.par_iter().map(stored).collect();
    // Of several errors the first one is returned, whichever thread came first.
    all.into_iter().collect()
}

/// Media by their names in the package.
pub(crate) struct StoredMedia<'m> {
    media: &'m dyn Media,
    by_stored_name: BTreeMap<&'m str, &'m str>,
}

impl<'m> StoredMedia<'m> {
    /// Creates it from media by their names in the source, and the result of [`stored_names`].
    pub(crate) fn new(
        media: &'m dyn Media,
        stored: &'m BTreeMap<String, String>,
    ) -> StoredMedia<'m> {
        let turned = stored.iter().map(|(name, stored)| (stored.as_str(), name.as_str()));
        StoredMedia { media, by_stored_name: turned.collect() }
    }
}

impl Media for StoredMedia<'_> {
    fn open(&self, stored_name: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        let name = self.by_stored_name.get(stored_name).ok_or(io::ErrorKind::NotFound)?;
        self.media.open(name)
    }
}
