//! Compiles a checked deck and passes it to the exporters, entry by entry.

use std::collections::{BTreeMap, VecDeque};

use rayon::prelude::*;

use crate::anki::{Compiled, Compiler, Kind};
use crate::export::{ExportError, Made, Rendered, Stored};
use crate::ledger::{Release, Released, TakenIds, Words};
use crate::model::Entry;
use crate::pipeline::CheckedDeck;
use crate::pipeline::reading::{CheckedEntry, CheckedFile};
use crate::source;

/// How many entries are compiled while as many are exported: enough to keep all threads busy, and
/// few enough to take little memory.
const WINDOW: usize = 256;

/// Compiles a checked deck and passes each entry to `visit`, in the order of the source. Returns
/// the ledger of this release.
///
/// `stored` gives the names in the package of the media files that `CheckedDeck::media` lists;
/// `needs_written` says whether `visit` needs `Made::written`; `clock` gives the time of the build
/// in seconds since 1970, and is asked only if a note is new or changed. `ids` are those that other
/// decks of the run have; those of new notes are added.
///
/// # Errors
/// Returns the first error of `visit`.
pub fn release_deck(
    checked: &CheckedDeck,
    stored: &BTreeMap<String, String>,
    needs_written: bool,
    clock: &mut (dyn FnMut() -> i64 + Send),
    ids: &mut TakenIds,
    visit: &mut (dyn FnMut(&Made<'_, '_>) -> Result<(), ExportError> + Send),
) -> Result<Released, ExportError> {
    let maker = Maker { checked, compiler: compiler(checked, stored) };
    ids.add(checked.ledger.rows().iter().map(|it| it.created));
    let new = checked.plan.new_notes();
    let release = Release::new(&checked.ledger, checked.is_release, clock, new, ids);
    let has_change_tags = checked.deck.has_change_tags;
    let mut pass = Pass { release, has_change_tags, visit };
    let entries: Vec<&CheckedEntry> = checked.files.iter().flat_map(|it| &it.entries).collect();
    let mut written = needs_written.then(|| Rereader::new(&checked.files));
    let mut ready = Vec::new();
    for (at, window) in entries.chunks(WINDOW).enumerate() {
        let (made, exported) = rayon::join(
            || {
                let written = written.as_mut().map(|it| it.take(window.len()));
                maker.make(at * WINDOW, window, written.unwrap_or_default())
            },
            || pass.export(ready),
        );
        exported?;
        ready = made;
    }
    pass.export(ready)?;
    let fingerprints = Kind::ALL.map(|it| (it.name().to_owned(), it.notetype().fingerprint()));
    Ok(pass.release.finish(&checked.deck, fingerprints.into()))
}

/// Compiles a checked deck, and returns the results of `keep` for each entry, in the order of the
/// source.
///
/// Nothing is rendered and the ledger is not changed, as programs that show cards need it.
pub fn compile_deck<R: Send>(
    checked: &CheckedDeck,
    stored: &BTreeMap<String, String>,
    keep: impl Fn(&Entry, &Compiled<'_>) -> R + Sync,
) -> Vec<R> {
    let compiler = compiler(checked, stored);
    let entries: Vec<&CheckedEntry> = checked.files.iter().flat_map(|it| &it.entries).collect();
    let one = |(number, it): (usize, &&CheckedEntry)| {
        keep(&it.entry, &compiler.compile(number, &it.entry))
    };
    entries.par_iter().enumerate().map(one).collect()
}

fn compiler<'c>(checked: &'c CheckedDeck, stored: &'c BTreeMap<String, String>) -> Compiler<'c> {
    Compiler {
        deck: &checked.deck,
        index: &checked.index,
        pairs: &checked.pairs,
        plan: &checked.plan,
        media: stored,
        ledger: &checked.ledger,
        identities: &checked.identities,
    }
}

/// Compiles entries, each by itself.
struct Maker<'c> {
    checked: &'c CheckedDeck,
    compiler: Compiler<'c>,
}

/// A compiled entry, before it is compared with the ledger.
struct Ready<'e> {
    written: Option<source::Entry>,
    entry: &'e Entry,
    compiled: Compiled<'e>,
    words: Words,
    /// The notes as Anki stores them.
    notes: Vec<Rendered>,
}

impl<'c> Maker<'c> {
    /// Compiles entries and renders their notes. The first has the number `first`.
    fn make<'e>(
        &'e self,
        first: usize,
        entries: &[&'e CheckedEntry],
        written: Vec<source::Entry>,
    ) -> Vec<Ready<'e>> {
        let mut written: Vec<Option<source::Entry>> = written.into_iter().map(Some).collect();
        written.resize_with(entries.len(), || None);
        let numbered = entries.par_iter().zip(written).enumerate();
        numbered.map(|(at, (it, written))| self.one(first + at, &it.entry, written)).collect()
    }

    fn one<'e>(
        &'e self,
        number: usize,
        entry: &'e Entry,
        written: Option<source::Entry>,
    ) -> Ready<'e> {
        let compiled = self.compiler.compile(number, entry);
        let language = &self.checked.deck.language;
        let notes = compiled.notes.iter().map(|it| Rendered::of(it, language)).collect();
        Ready { written, entry, words: Words::of(&compiled.items), compiled, notes }
    }
}

/// Parses the sources again, piece by piece, for exporters that need the written entries.
struct Rereader<'c> {
    /// The pieces that are yet to be read.
    pieces: VecDeque<(&'c CheckedFile, usize)>,
    read: VecDeque<source::Entry>,
}

impl<'c> Rereader<'c> {
    fn new(files: &'c [std::sync::Arc<CheckedFile>]) -> Rereader<'c> {
        let pieces = files.iter().flat_map(|it| (0..it.pieces()).map(move |piece| (&**it, piece)));
        Rereader { pieces: pieces.collect(), read: VecDeque::new() }
    }

    /// Returns the next `count` valid entries.
    fn take(&mut self, count: usize) -> Vec<source::Entry> {
        while self.read.len() < count && !self.pieces.is_empty() {
            let threads = rayon::current_num_threads().min(self.pieces.len());
            let next: Vec<_> = self.pieces.drain(..threads).collect();
            let read: Vec<_> = next.into_par_iter().map(|(file, it)| file.written(it)).collect();
            self.read.extend(read.into_iter().flatten());
        }
        self.read.drain(..count.min(self.read.len())).collect()
    }
}

/// Passes compiled entries to the ledger and the exporters, one after the other.
struct Pass<'p> {
    release: Release<'p>,
    has_change_tags: bool,
    visit: &'p mut (dyn FnMut(&Made<'_, '_>) -> Result<(), ExportError> + Send),
}

impl Pass<'_> {
    fn export(&mut self, entries: Vec<Ready<'_>>) -> Result<(), ExportError> {
        entries.into_iter().try_for_each(|it| self.entry(it))
    }

    /// Exports an entry. The ledger depends on the order of entries, so this runs on one thread.
    fn entry(&mut self, ready: Ready<'_>) -> Result<(), ExportError> {
        let Ready { written, entry, compiled, words, notes } = ready;
        let notes = compiled.notes.iter().zip(notes);
        let mut notes: Vec<Stored<'_, '_>> =
            notes.map(|(note, rendered)| Stored::new(note, rendered)).collect();
        let (items, places) = (&compiled.items, &compiled.places);
        let facts: Vec<_> = notes.iter().map(Stored::facts).collect();
        let results = self.release.add(&entry.id, items, &words, places, &facts);
        drop(facts);
        for (note, it) in notes.iter_mut().zip(results) {
            (note.created, note.modified, note.change) = (it.created, it.modified, it.change);
            (note.is_back, note.missing) = (it.is_back, it.missing);
            if self.has_change_tags {
                note.tag_change();
            }
        }
        let (written, compiled) = (written.as_ref(), &compiled);
        (self.visit)(&Made { entry, written, compiled, notes: &notes })
    }
}
