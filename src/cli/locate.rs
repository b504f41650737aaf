//! The lines that diagnostics refer to, read from their files when diagnostics are drawn.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, FileId, Lines, Place, Position, Span};
use crate::pipeline::Sources;

use crate::disk::Disk;

/// The files that diagnostics refer to; at most a few are in memory at a time.
pub(crate) struct Locator<'d> {
    disk: &'d Disk,
    lines: BTreeMap<FileId, Option<Lines>>,
}

/// Diagnostics are sorted by file, so only a related place can be in another one.
const MOST_FILES: usize = 4;

impl<'d> Locator<'d> {
    pub(crate) fn new(disk: &'d Disk) -> Locator<'d> {
        Locator { disk, lines: BTreeMap::new() }
    }

    /// Loads the files of a diagnostic.
    pub(crate) fn load(&mut self, diagnostic: &Diagnostic) {
        let related = diagnostic.related.iter().map(|it| it.0.file);
        let own = match diagnostic.place {
            Place::Span(span) => Some(span.file),
            Place::File(_) => None,
        };
        let needed: Vec<FileId> = own.into_iter().chain(related).collect();
        if self.lines.len() + needed.len() > MOST_FILES {
            self.lines.retain(|file, _| needed.contains(file));
        }
        for file in needed {
            let disk = self.disk;
            self.lines.entry(file).or_insert_with(|| disk.read(file).ok().map(Lines::new));
        }
    }

    /// Returns the lines of a loaded file, if it can still be read.
    pub(crate) fn lines(&self, file: FileId) -> Option<&Lines> {
        self.lines.get(&file).and_then(Option::as_ref)
    }

    /// Returns the position of a span of a loaded file.
    pub(crate) fn position(&self, span: Span) -> Option<Position> {
        self.lines(span.file).map(|it| it.position(span.range()))
    }

    /// Returns the name of a file as the user gave it.
    pub(crate) fn name(&self, file: FileId) -> &str {
        self.disk.names.name(file)
    }
}
