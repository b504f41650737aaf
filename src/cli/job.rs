//! What `build` and `check` have in common: find, check, report.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lexideck::anki::Kind;
use lexideck::check::rules::duplicate_deck_id;
use lexideck::diag::{Diagnostics, Place, Span};
use lexideck::export::Skipped;
use lexideck::ledger::{Alike, Counts};
use lexideck::pipeline::{Checked, Outcome, Wishes, check_deck};

use serde::Serialize;
use serde_json::Value;

use crate::cli::Status;
use crate::cli::args::ReportArgs;
use crate::cli::discover::{self, Found};
use crate::cli::disk::Disk;
use crate::cli::environment::moment;
use crate::cli::json;
use crate::cli::left_out::LeftOut;
use crate::cli::locate::Locator;
use crate::cli::output::Written;
use crate::cli::progress::Progress;
use crate::cli::render;
use crate::cli::summary;
use crate::cli::terminal::Terminal;

/// A run over some decks.
pub(crate) struct Job<'t> {
    pub(crate) disk: Disk,
    pub(crate) terminal: &'t mut Terminal,
    pub(crate) status: Status,
    report: &'t ReportArgs,
    diagnostics: Diagnostics,
    start: Instant,
}

/// A deck whose files were read.
pub(crate) struct CheckedDeck {
    pub(crate) found: Found,
    pub(crate) id: Option<(String, Span)>,
    pub(crate) checked: Option<Checked>,
    pub(crate) has_errors: bool,
}

/// What became of a deck.
pub(crate) struct Report {
    pub(crate) id: Option<String>,
    pub(crate) entries: Option<usize>,
    pub(crate) built: Option<Built>,
    /// What would have become of its ledger, where that kept it from being built.
    pub(crate) refused: Option<LedgerReport>,
}

/// A deck that was built.
pub(crate) struct Built {
    pub(crate) files: Vec<Written>,
    pub(crate) notes: [usize; Kind::ALL.len()],
    pub(crate) cards: usize,
    pub(crate) media: usize,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) left_out: LeftOut,
    /// Whether update files were asked for and no note had changed.
    pub(crate) no_updates: bool,
    pub(crate) ledger: LedgerReport,
}

/// What a build did with the ledger.
pub(crate) struct LedgerReport {
    /// Where it is; none for a deck that is no file on the disk.
    pub(crate) path: Option<PathBuf>,
    /// Whether there was one before.
    pub(crate) existed: bool,
    /// Whether this build makes another one of it.
    pub(crate) changes_it: bool,
    pub(crate) written: bool,
    pub(crate) counts: Counts,
    /// What finds in Anki the notes that went with this build.
    pub(crate) search: Option<String>,
    pub(crate) alike: Vec<Alike>,
}

impl<'t> Job<'t> {
    pub(crate) fn new(report: &'t ReportArgs, terminal: &'t mut Terminal) -> Job<'t> {
        Job {
            disk: Disk::default(),
            terminal,
            status: Status::Done,
            report,
            diagnostics: Diagnostics::default(),
            start: moment(),
        }
    }

    /// Finds and checks the decks of all paths.
    pub(crate) fn check(&mut self, paths: &[PathBuf], wishes: &Wishes) -> Vec<CheckedDeck> {
        let mut found = Vec::new();
        let mut stdin = false;
        for path in paths {
            // Standard input can be read once only.
            if path == Path::new("-") && std::mem::replace(&mut stdin, true) {
                continue;
            }
            match discover::decks(path, &mut self.disk, &mut self.diagnostics) {
                Ok(decks) => found.extend(decks),
                Err(error) => self.fail(Status::Io, &error.to_string()),
            }
        }
        self.drop_repeats(&mut found);
        self.drop_shared_ledgers(&mut found);
        let mut decks: Vec<_> =
            found.into_iter().filter_map(|it| self.check_one(it, wishes)).collect();
        self.check_ids(&mut decks);
        decks
    }

    /// A deck that several paths lead to is one deck.
    fn drop_repeats(&self, found: &mut Vec<Found>) {
        let mut seen = BTreeSet::new();
        found.retain(|it| {
            let real = self.disk.real_path(it.files.description);
            real.is_none_or(|it| seen.insert(it))
        });
    }

    /// Two decks with one ledger would overwrite each other's: neither is built.
    fn drop_shared_ledgers(&mut self, found: &mut Vec<Found>) {
        let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for path in found.iter().filter_map(|it| it.ledger.clone()) {
            *counts.entry(path).or_default() += 1;
        }
        for (path, _) in counts.iter().filter(|it| *it.1 > 1) {
            let what =
                "is the ledger of two decks, such as a.yaml and a.yml: give one another name";
            self.fail(Status::Io, &format!("{} {what}", path.display()));
        }
        found.retain(|it| it.ledger.as_ref().is_none_or(|it| counts.get(it) == Some(&1)));
    }

    fn check_one(&mut self, found: Found, wishes: &Wishes) -> Option<CheckedDeck> {
        let mut own = Diagnostics::default();
        let name = self.disk.names.name(found.files.description).to_owned();
        let mut progress = Progress::new(self.terminal, self.report.quiet);
        let mut tell = |number| progress.tell(&format!("checking {name}"), number);
        let checked = check_deck(&found.files, &self.disk, wishes, &mut own, &mut tell);
        drop(progress);
        let has_errors = own.has_errors();
        self.diagnostics.append(own);
        match checked {
            Ok(Outcome { id, checked }) => Some(CheckedDeck { found, id, checked, has_errors }),
            Err(error) => {
                self.fail(Status::Io, &error.to_string());
                None
            }
        }
    }

    /// Two decks with one id would write the same files: neither is built.
    fn check_ids(&mut self, decks: &mut [CheckedDeck]) {
        let ids: Vec<_> =
            decks.iter().filter_map(|it| it.id.as_ref()).map(|it| (it.0.as_str(), it.1)).collect();
        let mut own = Diagnostics::default();
        duplicate_deck_id::check(&ids, &mut own);
        let files: Vec<_> = own.iter().map(|it| Place::file(it.place)).collect();
        for deck in decks {
            deck.has_errors |= files.contains(&deck.found.files.description);
        }
        self.diagnostics.append(own);
    }

    /// Whether a deck may be built. Under `--strict` any problem of the run keeps all from it.
    pub(crate) fn is_fit(&self, deck: &CheckedDeck) -> bool {
        deck.checked.is_some()
            && !deck.has_errors
            && (self.diagnostics.is_empty() || !self.report.strict)
    }

    /// Lets warnings pass that are not what the run is about.
    pub(crate) fn forget_warnings(&mut self) {
        self.diagnostics.retain_errors();
    }

    /// Tells a failure and lets the run end with `status` or a graver one.
    pub(crate) fn fail(&mut self, status: Status, what: &str) {
        self.terminal.failure(what);
        self.status = self.status.max(status);
    }

    /// Tells what was found and what was done.
    pub(crate) fn report(self, outcomes: &[Report]) -> Status {
        let decks: Vec<_> = outcomes.iter().map(json::deck).collect();
        self.end(&summary::paths(outcomes), &decks, |counts, failed, took| {
            summary::lines(outcomes, counts, failed, took)
        })
    }

    /// Ends the run: draws the problems, prints `result` or, as JSON, `decks`, and says `closing`.
    pub(crate) fn close(
        self,
        result: &str,
        decks: &[Value],
        closing: impl Fn((usize, usize), bool, Duration) -> String,
    ) -> Status {
        self.end(result, decks, closing)
    }

    fn end<D: Serialize>(
        mut self,
        result: &str,
        decks: &[D],
        closing: impl Fn((usize, usize), bool, Duration) -> String,
    ) -> Status {
        self.diagnostics.sort();
        let (errors, warnings) = self.diagnostics.count();
        if errors > 0 || (self.report.strict && warnings > 0) {
            self.status = self.status.max(Status::Errors);
        }
        self.draw();
        let printed = if self.report.json {
            let (diagnostics, disk) = (&self.diagnostics, &self.disk);
            self.terminal.print_with(|out| json::write(decks, diagnostics, disk, out))
        } else {
            self.terminal.print(result)
        };
        if let Err(error) = printed {
            self.fail(Status::Io, &format!("standard output: {error}"));
        }
        if !self.report.quiet {
            let failed = !matches!(self.status, Status::Done | Status::Errors);
            let lines = closing((errors, warnings), failed, self.start.elapsed());
            self.terminal.error_line(&lines);
        }
        self.status
    }

    fn draw(&mut self) {
        let mut locator = Locator::new(&self.disk);
        let hides_warnings = self.report.quiet && !self.report.strict;
        for diagnostic in &self.diagnostics {
            if diagnostic.is_error() || !hides_warnings {
                let text = render::render(diagnostic, &mut locator);
                self.terminal.error_line(&text);
                self.terminal.error_line("");
            }
        }
    }
}
