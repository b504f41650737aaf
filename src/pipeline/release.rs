//! The second pass: a checked deck is read again, compiled and handed over entry by entry.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::anki::{Compiled, Compiler, Kind};
use crate::check;
use crate::check::Context;
use crate::diag::{Diagnostics, FileId};
use crate::export::{ExportError, Made, Stored};
use crate::ledger::{Release, Released, Words};
use crate::model::Entry;
use crate::pipeline::turns::{Turn, in_turns};
use crate::pipeline::{Checked, Recorded, Sources, hash};
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
    clock: &mut (dyn FnMut() -> i64 + Send),
    visit: &mut (dyn FnMut(&Made<'_, '_>) -> Result<(), ExportError> + Send),
) -> Result<Released, ExportError> {
    let compiler = Compiler {
        deck: &checked.deck,
        index: &checked.index,
        pairs: &checked.pairs,
        plan: &checked.plan,
        media: stored,
        profile: checked.profile,
        ledger: &checked.ledger,
        identities: &checked.identities,
    };
    let maker = Maker { checked, compiler };
    let mut pass = Pass { release: Release::new(&checked.ledger, clock), visit, failure: None };
    in_turns(checked.threads, tasks(checked, sources), &mut pass, &|task, turn| {
        let (source, recorded) = match task {
            Ok(it) => it,
            Err(error) => return turn.take(|pass| pass.fail(error)),
        };
        if recorded.piece.is_for_bit_by_bit() {
            turn.take(|pass| maker.bit_by_bit(&source, recorded, pass));
        } else {
            maker.at_once(&source, recorded, turn);
        }
    });
    if let Some(error) = pass.failure {
        return Err(error);
    }
    let fingerprints = Kind::ALL.map(|it| (it.name().to_owned(), it.notetype().fingerprint()));
    Ok(pass.release.finish(&checked.deck.uid, fingerprints.into()))
}

type Task<'c> = Result<(Arc<String>, &'c Recorded), ExportError>;

/// The recorded pieces, each with the text of its file, which is read when its first piece is
/// asked for.
fn tasks<'c>(
    checked: &'c Checked,
    sources: &'c dyn Sources,
) -> impl Iterator<Item = Task<'c>> + Send {
    let mut current: Option<(FileId, Arc<String>)> = None;
    checked.recorded.iter().map(move |recorded| {
        if let Some((file, text)) = &current
            && *file == recorded.file
        {
            return Ok((Arc::clone(text), recorded));
        }
        let bytes = sources.read(recorded.file)?;
        if hash(&bytes) != recorded.hash {
            return Err(changed());
        }
        let text = source::decode(recorded.file, bytes, &mut Diagnostics::default());
        let text = Arc::new(text.ok_or_else(changed)?);
        current = Some((recorded.file, Arc::clone(&text)));
        Ok((text, recorded))
    })
}

/// Makes notes of entries; what it does to one concerns no other.
struct Maker<'c> {
    checked: &'c Checked,
    compiler: Compiler<'c>,
}

/// An entry as it was written and as it is.
type Pair = (source::Entry, Entry);

/// An entry and all that is made of it alone.
struct Ready<'e> {
    written: &'e source::Entry,
    entry: &'e Entry,
    compiled: Compiled<'e>,
    words: Words,
}

impl Maker<'_> {
    /// Makes all notes of a piece before its turn comes.
    fn at_once(&self, text: &str, recorded: &Recorded, turn: Turn<'_, '_, Pass<'_>>) {
        let mut entries: Vec<Pair> = Vec::new();
        let mut is_right = true;
        source::replay(recorded.file, text, &recorded.piece, &recorded.tape, &mut |written| {
            match self.check(&written) {
                Some(entry) => entries.push((written, entry)),
                None => is_right = false,
            }
            ControlFlow::Continue(())
        });
        if !is_right {
            return turn.take(|pass| pass.fail(changed()));
        }
        let numbered = (recorded.first..).zip(&entries);
        let ready: Vec<_> = numbered.map(|(number, it)| self.compile(number, it)).collect();
        let mut stored: Vec<_> = ready.iter().map(|it| self.store(it)).collect();
        turn.take(|pass| {
            ready.iter().zip(&mut stored).try_for_each(|(it, notes)| pass.entry(it, notes))
        });
    }

    /// Makes the notes of one entry after the other, so that a long piece takes little memory.
    fn bit_by_bit(&self, text: &str, recorded: &Recorded, pass: &mut Pass<'_>) -> ControlFlow<()> {
        let mut number = recorded.first;
        let mut flow = ControlFlow::Continue(());
        source::replay(recorded.file, text, &recorded.piece, &recorded.tape, &mut |written| {
            let Some(entry) = self.check(&written) else {
                flow = pass.fail(changed());
                return flow;
            };
            let pair = (written, entry);
            let ready = self.compile(number, &pair);
            flow = pass.entry(&ready, &mut self.store(&ready));
            number += 1;
            flow
        });
        flow
    }

    fn check(&self, written: &source::Entry) -> Option<Entry> {
        let deck = &self.checked.deck;
        let media = &self.checked.files.media;
        let context = Context { language: &deck.language, media, lints: false };
        // Its problems were told in the first pass.
        check::entry(written, &context, &mut Diagnostics::default())
    }

    fn compile<'e>(&'e self, number: usize, (written, entry): &'e Pair) -> Ready<'e> {
        let compiled = self.compiler.compile(number, entry);
        Ready { written, entry, words: Words::of(&compiled.items), compiled }
    }

    fn store<'n, 'e>(&self, ready: &'n Ready<'e>) -> Vec<Stored<'n, 'e>> {
        let language = &self.checked.deck.language;
        ready.compiled.notes.iter().map(|it| Stored::of(it, language)).collect()
    }
}

/// The second pass over the entries of a deck, one after the other.
struct Pass<'p> {
    release: Release<'p>,
    visit: &'p mut (dyn FnMut(&Made<'_, '_>) -> Result<(), ExportError> + Send),
    failure: Option<ExportError>,
}

impl Pass<'_> {
    /// What the ledger makes of an entry depends on those before it, and so does what is written.
    fn entry<'n, 'e>(
        &mut self,
        ready: &'n Ready<'e>,
        notes: &mut [Stored<'n, 'e>],
    ) -> ControlFlow<()> {
        let Ready { written, entry, compiled, words } = ready;
        let (items, places) = (&compiled.items, &compiled.places);
        let facts: Vec<_> = notes.iter().map(Stored::facts).collect();
        let results = self.release.add(&entry.id, items, words, places, &facts);
        for (note, (modified, change)) in notes.iter_mut().zip(results) {
            (note.modified, note.change) = (modified, change);
        }
        match (self.visit)(&Made { entry, written, compiled, notes }) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => self.fail(error),
        }
    }

    fn fail(&mut self, error: ExportError) -> ControlFlow<()> {
        self.failure = Some(error);
        ControlFlow::Break(())
    }
}

fn changed() -> ExportError {
    ExportError::Io(io::Error::other(
        "a source file was changed while it was being built; build again",
    ))
}
