//! Exports Anki packages.
//!
//! The default is the form that every version of Anki from 2.1.36 on can import: schema 11 in
//! `collection.anki2`, no `meta`, a JSON list of media. `latest` is Anki's newer container (since
//! 2.1.54): `meta` contains version 3, the same collection is compressed with zstd as
//! `collection.anki21b`, and so is each media file. The database inside is schema 11 in both, which
//! 26.9.3 imports in the same way. The dummy collection that Anki adds to the newer form for old
//! versions is left out, because they fail at the newer media list before they would read it.

mod archive;
mod collection;
mod deflate;
mod media;
mod schema11;
mod validate;

use std::collections::BTreeSet;
use std::io::Write;

use crate::export::exporter::{Exporter, Format, Made, Resources, Summary, file_name};
use crate::export::options::Package;
use crate::export::{ExportError, Media, Scratch};
use crate::ledger::Ledger;
use archive::Archive;
use collection::Collection;
use validate::Validator;

pub(super) const FORMAT: Format = Format {
    name: "apkg",
    about: "an Anki package",
    files: |id| vec![file_name(id, "apkg", "apkg")],
    needs_written: false,
    begin: |resources| Ok(Box::new(Apkg::begin(resources)?)),
};

/// A package that is being written.
struct Apkg<'d> {
    form: Package,
    media: &'d dyn Media,
    out: Box<dyn Write + Send>,
    scratch: Box<dyn Scratch>,
    collection: Collection,
    validator: Validator,
    media_names: BTreeSet<String>,
}

impl<'d> Apkg<'d> {
    /// Begins a package, whose collection is written to a temporary file.
    fn begin(resources: &Resources<'d>) -> Result<Apkg<'d>, ExportError> {
        let deck = resources.deck;
        let scratch = resources.sink.scratch()?;
        Ok(Apkg {
            form: resources.options.package,
            media: resources.media,
            out: resources.sink.create(&file_name(&deck.id, "apkg", "apkg"))?,
            collection: Collection::create(scratch.path(), deck)?,
            scratch,
            validator: Validator::default(),
            media_names: BTreeSet::new(),
        })
    }
}

impl Exporter for Apkg<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        for it in made.notes {
            self.validator.check(it.note)?;
            self.media_names.extend(it.media().into_iter().map(str::to_owned));
        }
        self.collection.add(made.notes)
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        self.validator.finish()?;
        self.collection.finish()?;
        let mut archive = Archive::new(&mut *self.out, self.form);
        archive.begin()?;
        archive.collection(&mut *self.scratch.reader()?)?;
        archive.media(&self.media_names, self.media)?;
        archive.finish()?;
        self.out.flush()?;
        Ok(Summary { media: self.media_names.len(), ..Summary::default() })
    }
}
