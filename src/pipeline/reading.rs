//! Source files on their way to the threads that read them, and what comes of their pieces.

use std::collections::VecDeque;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::check;
use crate::check::{Context, Retired};
use crate::diag::{Diagnostics, FileId};
use crate::model::Entry;
use crate::pipeline::{Sources, hash};
use crate::source;
use crate::source::{Outline, Piece, Tape, Written};

/// The text of a source file.
pub(super) struct Source {
    pub(super) file: FileId,
    pub(super) text: String,
    /// The hash of its bytes.
    pub(super) hash: u64,
    /// Whether one of its pieces was found not to be readable alone: then nobody needs the others.
    is_indivisible: AtomicBool,
}

/// What there is to do next in the first pass.
pub(super) enum Task {
    /// To read a piece of a file.
    Read(Arc<Source>, Piece),
    /// To say that a file is no text.
    Tell(FileId, Diagnostics),
    /// To end, for a file could not be read.
    Fail(io::Error),
}

/// The pieces of all files, each file read when its first piece is asked for.
pub(super) fn tasks<'s>(
    files: &'s [FileId],
    sources: &'s dyn Sources,
) -> impl Iterator<Item = Task> + Send + 's {
    let mut files = files.iter();
    let mut pending = VecDeque::new();
    std::iter::from_fn(move || {
        if pending.is_empty() {
            pending = divided(*files.next()?, sources);
        }
        pending.pop_front()
    })
}

fn divided(file: FileId, sources: &dyn Sources) -> VecDeque<Task> {
    let mut acc = Diagnostics::default();
    match sources.read(file).map(|it| (hash(&it), source::decode(file, it, &mut acc))) {
        Err(error) => [Task::Fail(error)].into(),
        Ok((_, None)) => [Task::Tell(file, acc)].into(),
        Ok((hash, Some(text))) => {
            let pieces = source::pieces(&text);
            let source =
                Arc::new(Source { file, text, hash, is_indivisible: AtomicBool::new(false) });
            pieces.into_iter().map(|it| Task::Read(Arc::clone(&source), it)).collect()
        }
    }
}

/// What a piece holds.
pub(super) struct Reading {
    pub(super) entries: Vec<Read>,
    pub(super) retired: Vec<Retired>,
    pub(super) outline: Outline,
    pub(super) tape: Tape,
    pub(super) acc: Diagnostics,
}

/// An entry as it was written, and as it is if nothing essential is wrong with it.
pub(super) struct Read {
    pub(super) written: Box<source::Entry>,
    pub(super) entry: Option<Entry>,
}

impl Read {
    pub(super) fn of(
        written: Box<source::Entry>,
        context: &Context<'_>,
        acc: &mut Diagnostics,
    ) -> Read {
        let entry = check::entry(&written, context, acc);
        Read { written, entry }
    }
}

/// Reads a piece and checks its entries; nothing if its file has to be read as a whole.
pub(super) fn read(
    source: &Source,
    piece: &Piece,
    records: bool,
    context: &Context<'_>,
) -> Option<Reading> {
    if source.is_indivisible.load(Ordering::Relaxed) {
        return None;
    }
    let (mut entries, mut retired) = (Vec::new(), Vec::new());
    let mut acc = Diagnostics::default();
    let visit = &mut |written, acc: &mut Diagnostics| {
        match written {
            Written::Entry(it) => entries.push(Read::of(it, context, acc)),
            Written::Retired(it) => retired.extend(check::retired(&it)),
        }
        ControlFlow::Continue(())
    };
    let (file, text) = (source.file, &source.text);
    let Some((outline, tape)) = source::read_piece(file, text, piece, records, &mut acc, visit)
    else {
        source.is_indivisible.store(true, Ordering::Relaxed);
        return None;
    };
    Some(Reading { entries, retired, outline, tape, acc })
}
