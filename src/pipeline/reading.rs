//! Reads the files of a deck and checks each by itself, in parallel by file and by piece.

use std::io;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, TryLockError};

use rayon::prelude::*;

use crate::anki::Offer;
use crate::check;
use crate::check::rules::misplaced_deck;
use crate::check::{Allowed, AllowedInEntry, Brief, Context, Retired};
use crate::diag::{Diagnostics, FileId, Span};
use crate::model::{Entry, Str};
use crate::pipeline::Sources;
use crate::source;
use crate::source::rules::missing_key;
use crate::source::{Outline, Piece, Written};

/// The text of a source file.
#[derive(Debug)]
pub(super) struct FileText {
    pub(super) file: FileId,
    /// The text, or `None` if the file is not UTF-8.
    pub(super) text: Option<Str>,
    /// The problems of its bytes.
    pub(super) diagnostics: Diagnostics,
}

impl FileText {
    /// Reads a file.
    ///
    /// # Errors
    /// Returns the error of `sources`.
    pub(super) fn read(file: FileId, sources: &dyn Sources) -> io::Result<FileText> {
        let mut diagnostics = Diagnostics::default();
        let text = source::decode(file, sources.read(file)?, &mut diagnostics);
        Ok(FileText { file, text: text.map(Str::from), diagnostics })
    }
}

/// A source file whose entries were checked. It depends on no other file.
#[derive(Debug)]
pub(super) struct CheckedFile {
    pub(super) file: FileId,
    /// The pieces in which the file was parsed; none if it is not UTF-8.
    pieces: Vec<TextPiece>,
    /// The valid entries.
    pub(super) entries: Vec<CheckedEntry>,
    pub(super) retired: Vec<Retired>,
    /// The warnings that its entries allow.
    pub(super) allowed: Vec<AllowedInEntry>,
    /// The number of all entries, valid or not.
    pub(super) seen: usize,
    pub(super) diagnostics: Diagnostics,
}

/// A piece of a file's text.
#[derive(Debug)]
struct TextPiece {
    piece: Piece,
    /// Its letters, which the texts of its entries share. Each piece has its own, so that threads
    /// do not count the users of one text together.
    text: Str,
    /// The places of its valid entries among those of the file.
    entries: Range<usize>,
}

/// A valid entry.
#[derive(Debug)]
pub(super) struct CheckedEntry {
    pub(super) entry: Entry,
    pub(super) brief: Brief,
    /// What it offers for cards.
    pub(super) offer: Arc<Offer>,
    /// Where it begins in its file, in bytes.
    start: u32,
}

impl CheckedFile {
    /// Parses a file and checks its entries. `is_description` says whether it describes the deck.
    pub(super) fn of(
        text: FileText,
        is_description: bool,
        context: &Context<'_>,
        allowed: &Allowed,
        progress: &Progress<'_>,
    ) -> CheckedFile {
        let FileText { file, text, mut diagnostics } = text;
        // The problems of the bytes of the description were reported when it was read.
        if is_description {
            diagnostics = Diagnostics::default();
        }
        let mut checked = CheckedFile {
            file,
            pieces: Vec::new(),
            entries: Vec::new(),
            retired: Vec::new(),
            allowed: Vec::new(),
            seen: 0,
            diagnostics,
        };
        if let Some(text) = text {
            checked.check(&text, is_description, context, allowed, progress);
        }
        checked
    }

    fn check(
        &mut self,
        text: &Str,
        is_description: bool,
        context: &Context<'_>,
        allowed: &Allowed,
        progress: &Progress<'_>,
    ) {
        let file = self.file;
        let read = |piece: Piece| {
            let letters = piece.text(text);
            CheckedPiece::of(file, letters, piece, context, allowed, progress)
        };
        let pieces = source::pieces(text);
        let alone: Option<Vec<CheckedPiece>> = pieces.into_par_iter().map(read).collect();
        // A piece may not mean alone what it means in its file.
        let checked = alone.or_else(|| Some(vec![read(Piece::whole(text))?])).unwrap_or_default();
        for (at, mut it) in checked.into_iter().enumerate() {
            if at == 0 && !is_description {
                check_outline(file, it.outline, &mut it.diagnostics);
            }
            let first = self.entries.len();
            self.entries.append(&mut it.entries);
            let entries = first..self.entries.len();
            self.pieces.push(TextPiece { piece: it.piece, text: it.text, entries });
            self.retired.append(&mut it.retired);
            self.allowed.append(&mut it.allowed);
            self.seen += it.seen;
            self.diagnostics.append(it.diagnostics);
        }
        self.entries.shrink_to_fit();
    }

    /// Parses one of its pieces again, for an exporter that needs what the author wrote. Returns
    /// the valid entries of the piece.
    pub(super) fn written(&self, piece: usize) -> Vec<source::Entry> {
        let Some(TextPiece { piece, text, entries }) = self.pieces.get(piece) else {
            return Vec::new();
        };
        let valid = self.entries.get(entries.clone()).unwrap_or_default();
        let mut starts = valid.iter().map(|it| it.start).peekable();
        let mut found = Vec::with_capacity(valid.len());
        let visit = &mut |written, _: &mut Diagnostics| {
            if let Written::Entry(it) = written
                && starts.next_if_eq(&it.span.start).is_some()
            {
                found.push(*it);
            }
            ControlFlow::Continue(())
        };
        // The problems were reported when the piece was checked.
        source::read_piece(self.file, text, piece, &mut Diagnostics::default(), visit);
        found
    }

    /// Returns the number of its pieces.
    pub(super) fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// Returns its text, to be checked again.
    pub(super) fn to_text(&self) -> FileText {
        let file = self.file;
        if self.pieces.is_empty() {
            return FileText { file, text: None, diagnostics: self.diagnostics.clone() };
        }
        let text: String = self.pieces.iter().map(|it| it.text.as_str()).collect();
        FileText { file, text: Some(text.into()), diagnostics: Diagnostics::default() }
    }
}

/// A piece of a file whose entries were checked.
struct CheckedPiece {
    piece: Piece,
    text: Str,
    entries: Vec<CheckedEntry>,
    retired: Vec<Retired>,
    allowed: Vec<AllowedInEntry>,
    seen: usize,
    outline: Outline,
    diagnostics: Diagnostics,
}

impl CheckedPiece {
    /// Parses a piece and checks its entries; `None` if its file has to be parsed as a whole.
    fn of(
        file: FileId,
        text: Str,
        piece: Piece,
        context: &Context<'_>,
        allowed_in_deck: &Allowed,
        progress: &Progress<'_>,
    ) -> Option<CheckedPiece> {
        let (mut entries, mut retired, mut seen) = (Vec::new(), Vec::new(), 0);
        let mut allowed = Vec::new();
        let mut diagnostics = Diagnostics::default();
        let speaks = context.language.is_english();
        let visit = &mut |written, diagnostics: &mut Diagnostics| {
            match written {
                Written::Entry(it) => {
                    seen += 1;
                    let allowed_here = Allowed::of_entry(&it);
                    // Dropped before they are counted, so that only wanted ones fill the bound.
                    let mut own = Diagnostics::default();
                    let entry = check::entry(&it, context, &mut own);
                    allowed_in_deck.apply_to_entry(allowed_here.as_ref(), &mut own);
                    diagnostics.append(own);
                    allowed.extend(allowed_here);
                    let start = it.span.start;
                    entries.extend(entry.map(|(entry, brief)| {
                        let offer = Arc::new(Offer::of(&entry, speaks));
                        CheckedEntry { entry, brief, offer, start }
                    }));
                }
                Written::Retired(it) => retired.extend(check::retired(&it)),
            }
            ControlFlow::Continue(())
        };
        let outline = source::read_piece(file, &text, &piece, &mut diagnostics, visit)?;
        progress.add(seen);
        Some(CheckedPiece { piece, text, entries, retired, allowed, seen, outline, diagnostics })
    }
}

/// Reports a missing or misplaced key at the top of a file.
fn check_outline(file: FileId, outline: Outline, diagnostics: &mut Diagnostics) {
    if let Some(place) = outline.deck {
        misplaced_deck::report(place, diagnostics);
    } else if outline.entries.or(outline.retired).is_none() && !diagnostics.has_errors() {
        missing_key::of_file(Span::new(file, 0..0), diagnostics);
    }
}

/// Counts entries and reports their number.
pub(super) struct Progress<'p> {
    count: AtomicUsize,
    report: Mutex<&'p mut (dyn FnMut(usize) + Send)>,
}

impl<'p> Progress<'p> {
    /// Creates a counter that calls `report` with the number of entries from time to time.
    pub(super) fn new(report: &'p mut (dyn FnMut(usize) + Send)) -> Progress<'p> {
        Progress { count: AtomicUsize::new(0), report: Mutex::new(report) }
    }

    fn add(&self, entries: usize) {
        let count = self.count.fetch_add(entries, Ordering::Relaxed) + entries;
        match self.report.try_lock() {
            Ok(mut report) => report(count),
            // Another thread is about to report.
            Err(TryLockError::WouldBlock | TryLockError::Poisoned(_)) => {}
        }
    }
}
