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

use crate::anki::{Compiled, Content};
use crate::export::{ExportError, Media, Scratch};
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

/// What an export depends on beside its notes.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The form of the package.
    pub package: Package,
    /// When the notes were changed, in seconds since 1970.
    pub modified: i64,
}

/// A package in the making.
pub struct Apkg<'s> {
    scratch: &'s dyn Scratch,
    options: Options,
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
        options: Options,
    ) -> Result<Apkg<'s>, ExportError> {
        Ok(Apkg {
            scratch,
            options,
            collection: Collection::create(scratch.path(), deck, options.modified)?,
            validator: Validator::default(),
            media: BTreeSet::new(),
        })
    }

    /// Adds the notes of an entry.
    ///
    /// # Errors
    /// If a note would make Anki refuse the whole package, or the database cannot grow.
    pub fn add(&mut self, compiled: &Compiled<'_>) -> Result<(), ExportError> {
        for note in &compiled.notes {
            self.validator.check(note)?;
            self.collection.add(note)?;
            note.fields.iter().for_each(|it| collect_media(it, &mut self.media));
        }
        Ok(())
    }

    /// Writes the package to `out` and returns the number of its media files.
    ///
    /// # Errors
    /// What the disk says, or that the package would not be valid.
    pub fn finish(self, out: &mut dyn Write, media: &dyn Media) -> Result<usize, ExportError> {
        self.validator.finish()?;
        self.collection.finish()?;
        let mut archive = Archive::new(out, self.options.package);
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

fn collect_media(content: &Content<'_>, found: &mut BTreeSet<String>) {
    match content {
        Content::Sound(name) => {
            found.insert((*name).to_owned());
        }
        Content::Phrases(lines) => {
            found.extend(lines.iter().filter_map(|it| it.sound).map(str::to_owned));
        }
        Content::Senses(all) => {
            let lines = all.iter().flat_map(|it| &it.examples);
            found.extend(lines.filter_map(|it| it.sound).map(str::to_owned));
        }
        Content::Stack(all) => all.iter().for_each(|it| collect_media(it, found)),
        _ => {}
    }
}
