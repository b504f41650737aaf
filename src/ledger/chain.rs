//! Checksums of the ledger's lines, and the links that show that none is missing.
//!
//! Each line ends in a cell with the name of the line before it and a checksum of itself. A total
//! for the whole file would differ on both sides of every merge; a link changes only where a line is
//! added or removed. A union merge may keep a line from both sides, each with the line before it on
//! its side, so for each line one link must lead to a line that exists.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::diag::Span;

/// The link of the first line.
const START: u32 = 0;
/// Links are numbers of 24 bits.
const LINK_BITS: u32 = 0x00FF_FFFF;

/// Writes the last cells of lines.
#[derive(Debug, Default)]
pub(super) struct Chain {
    before: u32,
}

impl Chain {
    /// Appends the last cell and the line break to a line that is called `name`.
    pub(super) fn close(&mut self, name: &[&str], line: &mut String) {
        self.close_aside(line);
        self.before = link(name);
    }

    /// Appends the last cell and the line break to a line to which no other refers, so that it can be
    /// added without a change of the next one.
    pub(super) fn close_aside(&self, line: &mut String) {
        // Writing to a `String` cannot fail.
        let _ = write!(line, "\t{:06x}", self.before);
        let _ = writeln!(line, ".{:08x}", crc32fast::hash(line.as_bytes()));
    }
}

/// Returns the number by which the next line refers to the line with a name.
fn link(name: &[&str]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for part in name {
        hasher.update(part.as_bytes());
        hasher.update(b"\n");
    }
    (hasher.finalize() & LINK_BITS).max(1)
}

/// Returns the content of a line before its last cell, and its link; `None` if its checksum is not
/// that of its content.
pub(super) fn open(line: &str) -> Option<(&str, u32)> {
    let (content, check) = line.rsplit_once('.')?;
    let is_whole =
        check.len() == 8 && check == format!("{:08x}", crc32fast::hash(content.as_bytes()));
    let (content, before) = content.rsplit_once('\t')?;
    let before = u32::from_str_radix(before, 16).ok()?;
    is_whole.then_some((content, before))
}

/// The lines that were read, and the links between them.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The number of each line, the place of the last one, and whether one of its links is known.
    lines: Vec<(u32, u32, Span)>,
}

impl Links {
    /// Adds the next line, which is called `name` and refers to the line `before`.
    pub(super) fn add(&mut self, name: &[&str], before: u32, place: Span) {
        self.lines.push((link(name), before, place));
    }

    /// Returns the places of lines before which another one is missing.
    pub(super) fn gaps(&self) -> Vec<Span> {
        let mut names: Vec<u32> = self.lines.iter().map(|it| it.0).collect();
        names.push(START);
        names.sort_unstable();
        let exists = |link: u32| names.binary_search(&link).is_ok();
        let missing: Vec<_> = self.lines.iter().filter(|it| !exists(it.1)).collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let mut found: BTreeMap<u32, Span> = missing.into_iter().map(|it| (it.0, it.2)).collect();
        for line in self.lines.iter().filter(|it| exists(it.1)) {
            found.remove(&line.0);
        }
        found.into_values().collect()
    }
}
