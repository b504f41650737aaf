//! The report of a run, in the form that was chosen.

mod args;
mod drawing;
mod github;
mod human;
pub(crate) mod json;
mod pretty;
mod sarif;
mod uri;

pub(crate) use args::{MessageArgs, ReportArgs};
pub(crate) use human::draw;

use std::io::{self, Write};

use crate::diag::Diagnostics;
use clap::ValueEnum;
use serde::Serialize;

use crate::cli::Status;
use crate::cli::clean::clean;
use crate::disk::Disk;

/// The forms of a report. In every form the problems are drawn on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// The written paths, a line each.
    Human,
    /// One JSON document, as with `--json`.
    Json,
    /// Commands that GitHub Actions turns into annotations, then the written paths.
    Github,
    /// One SARIF 2.1.0 document, for code scanning and editors.
    Sarif,
}

/// How a run reports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reporting {
    /// Whether warnings count as errors.
    pub(crate) strict: bool,
    /// Whether only errors are reported.
    pub(crate) quiet: bool,
    /// Whether all problems are drawn.
    pub(crate) all: bool,
    pub(crate) format: MessageFormat,
}

/// The contents of a report.
pub(crate) struct Findings<'f, D> {
    /// The result as text, such as the paths that were written.
    pub(crate) result: &'f str,
    /// The result for each deck, for programs.
    pub(crate) decks: &'f [D],
    /// The problems, sorted.
    pub(crate) diagnostics: &'f Diagnostics,
    pub(crate) disk: &'f Disk,
    pub(crate) status: Status,
}

impl<D: Serialize> Findings<'_, D> {
    /// Writes all of it to standard output.
    ///
    /// # Errors
    /// Returns an error if `out` cannot be written.
    pub(crate) fn write(&self, format: MessageFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            MessageFormat::Human => {}
            MessageFormat::Json => {
                return json::write(self.decks, self.diagnostics, self.disk, out);
            }
            MessageFormat::Github => github::write(self.diagnostics, self.disk, out)?,
            MessageFormat::Sarif => {
                return sarif::write(self.diagnostics, self.disk, self.status, out);
            }
        }
        out.write_all(clean(self.result).as_bytes())
    }
}
