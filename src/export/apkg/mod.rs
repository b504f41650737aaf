//! Anki packages.
//!
//! The default is the form that every Anki from 2.1.36 on imports: schema 11 in
//! `collection.anki2`, no `meta`, a JSON list of media. `latest` is Anki's newer container (since
//! 2.1.54): `meta` says version 3, the same collection is compressed with zstd as
//! `collection.anki21b`, and so is each media file. The database inside is schema 11 in both, which
//! 26.9.3 imports alike. The dummy collection that Anki adds to the newer form for old versions is
//! left out, because those fail on the newer media list before they would read it.

mod archive;
mod collection;
mod schema11;
mod validate;

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::export::{ExportError, Media, Scratch, Stored};
use crate::model::Deck;
use archive::Archive;
use collection::Collection;
use validate::Validator;

/// The form of a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Package {
    /// For every Anki from 2.1.36 on.
    #[default]
    Legacy,
    /// Smaller, for Anki from 2.1.54 on.
    Latest,
}

/// A package in the making.
pub struct Apkg<'s> {
    scratch: &'s dyn Scratch,
    form: Package,
    collection: Collection,
    validator: Validator,
    media: BTreeSet<String>,
}

impl<'s> Apkg<'s> {
    /// Begins a package, whose collection is built in `scratch`.
    ///
    /// # Errors
    /// If no database can be built there.
    pub fn new(
        scratch: &'s dyn Scratch,
        deck: &Deck,
        form: Package,
    ) -> Result<Apkg<'s>, ExportError> {
        Ok(Apkg {
            scratch,
            form,
            collection: Collection::create(scratch.path(), deck)?,
            validator: Validator::default(),
            media: BTreeSet::new(),
        })
    }

    /// Adds a note.
    ///
    /// # Errors
    /// If it would make Anki refuse the whole package, or the database cannot grow.
    pub fn add(&mut self, it: &Stored<'_, '_>) -> Result<(), ExportError> {
        self.validator.check(it.note)?;
        self.collection.add(it)?;
        self.media.extend(it.media().into_iter().map(str::to_owned));
        Ok(())
    }

    /// Writes the package to `out` and returns the number of its media files.
    ///
    /// # Errors
    /// What the disk says, or that the package would not be valid.
    pub fn finish(self, out: &mut dyn Write, media: &dyn Media) -> Result<usize, ExportError> {
        self.validator.finish()?;
        self.collection.finish()?;
        let mut archive = Archive::new(out, self.form);
        archive.begin()?;
        archive.collection(&mut *self.scratch.reader()?)?;
        for name in &self.media {
            let mut bytes = media.open(name).map_err(|it| named(name, &it))?;
            archive.media(name, &mut *bytes)?;
        }
        archive.finish()?;
        Ok(self.media.len())
    }
}

fn named(name: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("media file {name}: {error}"))
}
