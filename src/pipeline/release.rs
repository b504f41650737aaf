//! The second pass: a checked deck is read again, compiled and handed over entry by entry.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;

use crate::anki::{Compiler, Kind};
use crate::check;
use crate::check::Context;
use crate::diag::Diagnostics;
use crate::export::{ExportError, Made, Stored};
use crate::ledger::{Release, Released, Words};
use crate::model::Entry;
use crate::pipeline::{Checked, Sources, hash};
use crate::source;

/// Reads a checked deck again and hands over each entry ready to be exported, in the order of the
/// source. Returns what the ledger has to say after this release.
///
/// `stored` gives the names in the package of the media files that [`Checked::media`] lists;
/// `clock` the time of the build in seconds since 1970, and is asked only if a note is new or
/// changed.
///
/// # Errors
/// What reading a file or `visit` says, or that a source is no longer what was checked.
pub fn release_deck(
    checked: &Checked,
    sources: &dyn Sources,
    stored: &BTreeMap<String, String>,
    clock: &mut dyn FnMut() -> i64,
    visit: &mut dyn FnMut(&Made<'_, '_>) -> Result<(), ExportError>,
) -> Result<Released, ExportError> {
    let mut pass = Pass {
        checked,
        compiler: Compiler {
            deck: &checked.deck,
            index: &checked.index,
            pairs: &checked.pairs,
            plan: &checked.plan,
            media: stored,
            profile: checked.profile,
            ledger: &checked.ledger,
            identities: &checked.identities,
        },
        release: Release::new(&checked.ledger, clock),
        number: 0,
    };
    let context =
        Context { language: &checked.deck.language, media: &checked.files.media, lints: false };
    let mut failure = None;
    for file in &checked.files.files {
        let mut acc = Diagnostics::default();
        let bytes = sources.read(*file)?;
        if checked.hashes.get(file) != Some(&hash(&bytes)) {
            return Err(changed());
        }
        let text = source::decode(*file, bytes, &mut acc).ok_or_else(changed)?;
        source::read_entries(*file, &text, &mut acc, &mut |written, acc| {
            let source::Written::Entry(written) = written else { return ControlFlow::Continue(()) };
            let entry = check::entry(&written, &context, acc);
            match entry.map_or_else(|| Err(changed()), |it| pass.entry(&it, &written, visit)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = failure {
            return Err(error);
        }
    }
    let fingerprints = Kind::ALL.map(|it| (it.name().to_owned(), it.notetype().fingerprint()));
    Ok(pass.release.finish(&checked.deck.uid, fingerprints.into()))
}

struct Pass<'p> {
    checked: &'p Checked,
    compiler: Compiler<'p>,
    release: Release<'p>,
    number: usize,
}

impl Pass<'_> {
    fn entry(
        &mut self,
        entry: &Entry,
        written: &source::Entry,
        visit: &mut dyn FnMut(&Made<'_, '_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let compiled = self.compiler.compile(self.number, entry);
        let language = &self.checked.deck.language;
        let mut notes: Vec<_> = compiled.notes.iter().map(|it| Stored::of(it, language)).collect();
        let facts: Vec<_> = notes.iter().map(Stored::facts).collect();
        let (items, places) = (&compiled.items, &compiled.places);
        let words = Words::of(items);
        // All before depends on the entry alone; what the ledger makes of it, on those before it.
        let results = self.release.add(&entry.id, items, &words, places, &facts);
        for (note, (modified, change)) in notes.iter_mut().zip(results) {
            (note.modified, note.change) = (modified, change);
        }
        self.number += 1;
        visit(&Made { entry, written, compiled: &compiled, notes: &notes })
    }
}

fn changed() -> ExportError {
    ExportError::Io(io::Error::other(
        "a source file was changed while it was being built; build again",
    ))
}
