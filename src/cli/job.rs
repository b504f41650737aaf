//! The steps that the commands share: finding decks, checking them, and reporting.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::check::rules::{
    duplicate_deck_id, duplicate_uid, missing_file, no_deck, shared_ledger, unreadable_file,
};
use crate::diag::{Counts, Diagnostics, FileId, Place, Span};
use crate::export::{ExportError, Made};
use crate::ledger::{Released, TakenIds};
use crate::model::Deck;
use crate::pipeline::{
    CheckOptions, CheckedDeck, MovedEntry, Outcome, ReadDeck, follow_between, release_deck,
    stored_names,
};

use serde::Serialize;
use serde_json::Value;

use crate::cli::Status;
use crate::cli::counted::counted_problems;
use crate::cli::deck_args::{DEFAULT_DECKS, DeckArgs};
use crate::cli::environment::{moment, now};
use crate::cli::found::Found;
use crate::cli::outcome::Report;
use crate::cli::progress::Progress;
use crate::cli::report::{self, Findings, Reporting, json};
use crate::cli::summary;
use crate::cli::terminal::Terminal;
use crate::disk;
use crate::disk::{AtPath, Disk, shown};

/// The run of a command over some decks.
pub(crate) struct Job<'t> {
    pub(crate) disk: Disk,
    pub(crate) terminal: &'t mut Terminal,
    pub(crate) status: Status,
    reporting: Reporting,
    diagnostics: Diagnostics,
    /// The entries that moved from one deck of the run to another.
    pub(crate) moved: Vec<MovedEntry>,
    /// The number of warnings that belong to a deck, and the number of those that count as errors.
    own_warnings: (usize, usize),
    start: Instant,
}

/// A deck whose files were read.
pub(crate) struct DeckJob {
    pub(crate) found: Found,
    pub(crate) id: Option<(String, Span)>,
    pub(crate) checked: Option<CheckedDeck>,
    /// The number of its problems.
    counts: Counts,
    /// Whether one of its files could not be read.
    is_unreadable: bool,
    /// Whether its warnings count as errors.
    is_strict: bool,
}

impl DeckJob {
    /// Compiles the deck without writing anything, and calls `visit` with each entry. `what` names the
    /// work in reports of its progress; `time` is that of the build, by default the present one.
    ///
    /// # Errors
    /// Returns an error if a media file cannot be read.
    pub(crate) fn compile(
        &self,
        checked: &CheckedDeck,
        what: &str,
        time: Option<i64>,
        mut progress: Progress<'_>,
        visit: &mut (dyn FnMut(&Made<'_, '_>) + Send),
    ) -> Result<Released, ExportError> {
        let stored = stored_names(&self.found.deck.media, &checked.media)?;
        let what = format!("{what} {}", checked.deck.id);
        let (mut clock, mut ids) = (|| time.unwrap_or_else(now), TakenIds::default());
        let mut entries = 0;
        release_deck(checked, &stored, false, &mut clock, &mut ids, &mut |made| {
            entries += 1;
            progress.report(&what, entries);
            visit(made);
            Ok(())
        })
    }
}

/// A deck that is being read.
struct Begun {
    found: Found,
    /// The problems so far.
    own: Diagnostics,
    /// The error of the file that cannot be read.
    failure: Option<io::Error>,
}

impl DeckJob {
    /// Returns the deck and the place of its id, unless it has the ledger of another one: then it
    /// is a copy, and was reported.
    fn own_uid(&self) -> Option<(&Deck, Span)> {
        let checked = self.checked.as_ref()?;
        let is_own = self.found.deck.files.ledger.is_none() || checked.ledger.is_of(&checked.deck);
        Some((&checked.deck, self.id.as_ref()?.1)).filter(|_| is_own)
    }
}

impl<'t> Job<'t> {
    pub(crate) fn new(reporting: Reporting, terminal: &'t mut Terminal) -> Job<'t> {
        Job {
            disk: Disk::default(),
            terminal,
            status: Status::Done,
            reporting,
            diagnostics: Diagnostics::default(),
            moved: Vec::new(),
            own_warnings: (0, 0),
            start: moment(),
        }
    }

    /// Finds and checks the decks of all paths.
    pub(crate) fn check_paths(
        &mut self,
        paths: &[PathBuf],
        options: &CheckOptions,
    ) -> Vec<DeckJob> {
        let found = self.find_paths(paths, None);
        let is_strict = self.reporting.strict;
        self.check_each(found, &|_| (options.clone(), is_strict))
    }

    /// Finds the decks of the command line.
    pub(crate) fn find(&mut self, args: &DeckArgs) -> Vec<Found> {
        self.find_paths(&args.decks, args.media.as_deref())
    }

    /// Finds the decks of all paths; `media` are those of standard input.
    fn find_paths(&mut self, paths: &[PathBuf], media: Option<&Path>) -> Vec<Found> {
        let mut found = Vec::new();
        let mut stdin = false;
        for path in paths {
            // Standard input can be read only once.
            if path == Path::new("-") && std::mem::replace(&mut stdin, true) {
                continue;
            }
            match disk::find(path, media, &mut self.disk, &mut self.diagnostics) {
                Ok(decks) => found.extend(decks.into_iter().map(Found::from)),
                Err(error) => self.unreadable(&error),
            }
        }
        self.drop_repeats(&mut found);
        self.drop_shared_ledgers(&mut found);
        found
    }

    /// Checks decks, each as it is to be built; `asked` also says whether its warnings count as
    /// errors.
    pub(crate) fn check_each(
        &mut self,
        found: Vec<Found>,
        asked: &dyn Fn(&Found) -> (CheckOptions, bool),
    ) -> Vec<DeckJob> {
        let mut read = Vec::new();
        let mut begun = Vec::new();
        for it in found {
            let (it, deck) = self.read_one(it);
            begun.push(it);
            read.push(deck);
        }
        let all: Vec<_> = begun.iter().map(|it| &it.found.deck).collect();
        let orphans = disk::orphans(&all, &mut self.disk);
        self.moved = follow_between(&mut read, &orphans);
        let check = |(it, deck): (Begun, Option<ReadDeck>)| {
            let (options, is_strict) = asked(&it.found);
            self.check_one(it, deck, &options, is_strict)
        };
        let mut decks: Vec<_> = begun.into_iter().zip(read).map(check).collect();
        self.check_ids(&mut decks);
        decks
    }

    /// Sets how the run reports.
    pub(crate) fn set_reporting(&mut self, reporting: Reporting) {
        self.reporting = reporting;
    }

    /// Adds problems that are not of one deck.
    pub(crate) fn add(&mut self, diagnostics: Diagnostics) {
        self.diagnostics.append(diagnostics);
    }

    /// Removes repeated decks, to which several paths lead.
    fn drop_repeats(&self, found: &mut Vec<Found>) {
        let mut seen = BTreeSet::new();
        found.retain(|it| {
            let real = self.disk.real_path(it.deck.files.description);
            real.is_none_or(|it| seen.insert(it))
        });
    }

    /// Reports decks with the same ledger, of which none can be built.
    fn drop_shared_ledgers(&mut self, found: &mut Vec<Found>) {
        let mut decks: BTreeMap<PathBuf, Vec<FileId>> = BTreeMap::new();
        for it in found.iter() {
            if let Some(path) = &it.deck.ledger {
                decks.entry(path.clone()).or_default().push(it.deck.files.description);
            }
        }
        decks.retain(|_, decks| decks.len() > 1);
        for (path, decks) in &decks {
            shared_ledger::report(&shown(path), decks, &mut self.diagnostics);
        }
        found.retain(|it| !it.deck.ledger.as_ref().is_some_and(|it| decks.contains_key(it)));
    }

    /// Reads the files of a deck.
    fn read_one(&mut self, mut found: Found) -> (Begun, Option<ReadDeck>) {
        let mut own = std::mem::take(&mut found.deck.diagnostics);
        let settled = disk::find_ledger(&mut found.deck, &mut self.disk, &mut own);
        let name = self.disk.names.name(found.deck.files.description).to_owned();
        let mut progress = Progress::new(self.terminal, self.reporting.quiet);
        let mut report = |number| progress.report(&format!("checking {name}"), number);
        let read = settled
            .and_then(|()| ReadDeck::read(&found.deck.files, &self.disk, &mut own, &mut report));
        drop(progress);
        match read {
            Ok(deck) => (Begun { found, own, failure: None }, Some(deck)),
            Err(error) => (Begun { found, own, failure: Some(error) }, None),
        }
    }

    /// Checks a deck whose files were read; there is none if that failed.
    fn check_one(
        &mut self,
        it: Begun,
        deck: Option<ReadDeck>,
        options: &CheckOptions,
        is_strict: bool,
    ) -> DeckJob {
        let Begun { found, mut own, failure } = it;
        let outcome = deck.map(|it| it.check(options, &mut own));
        own.sort();
        let counts = own.count();
        self.own_warnings.0 += counts.warnings;
        self.own_warnings.1 += if is_strict { counts.warnings } else { 0 };
        self.diagnostics.append_deck(own);
        if let Some(error) = &failure {
            self.unreadable(error);
        }
        let is_unreadable = failure.is_some();
        let Outcome { id, checked } = outcome.unwrap_or(Outcome { id: None, checked: None });
        DeckJob { found, id, checked, counts, is_unreadable, is_strict }
    }

    /// Reports a path that is not there or cannot be read.
    pub(crate) fn unreadable(&mut self, error: &io::Error) {
        let Some(it) = AtPath::of(error) else {
            return self.fail(Status::Io, &error.to_string());
        };
        let place = self.disk.add(&it.path);
        let path = shown(&it.path);
        if error.kind() == io::ErrorKind::NotFound {
            let help = match it.path == Path::new(DEFAULT_DECKS) {
                true => no_deck::BEGIN,
                false => "check the spelling; relative paths start from the working directory",
            };
            missing_file::report(&path, help, place, &mut self.diagnostics);
        } else {
            let message = format!("`{path}` cannot be read: {}", it.what);
            let help = "make sure that it is a file or folder, and that you may read it";
            unreadable_file::report(message, help, place, &mut self.diagnostics);
        }
        self.status = self.status.max(Status::Io);
    }

    /// Reports decks with the same id or the same `uid`, of which none is built.
    fn check_ids(&mut self, decks: &mut [DeckJob]) {
        let ids: Vec<_> =
            decks.iter().filter_map(|it| it.id.as_ref()).map(|it| (it.0.as_str(), it.1)).collect();
        let mut own = Diagnostics::default();
        duplicate_deck_id::check(&ids, &mut own);
        let own_uids: Vec<_> = decks.iter().filter_map(DeckJob::own_uid).collect();
        duplicate_uid::check(&own_uids, &mut own);
        let files: Vec<_> = own.iter().map(|it| Place::file(it.place)).collect();
        for deck in decks {
            let its = files.iter().filter(|it| **it == deck.found.deck.files.description);
            deck.counts.errors += its.count();
        }
        self.diagnostics.append(own);
    }

    /// Returns the reason why a deck cannot be built, if there is one: its own errors, and with
    /// `--strict` its own warnings, but not those of other decks.
    pub(crate) fn obstacle(&self, deck: &DeckJob) -> Option<String> {
        let Counts { errors, warnings } = deck.counts;
        if deck.is_unreadable {
            return Some("one of its files cannot be read".to_owned());
        }
        if !deck.found.is_fit {
            return Some("its lexideck.toml has errors".to_owned());
        }
        if errors > 0 || deck.checked.is_none() {
            return Some(counted_problems(Counts { errors, warnings: 0 }));
        }
        let counts = counted_problems(deck.counts);
        let is_held = deck.is_strict && warnings > 0;
        is_held.then(|| format!("{counts}, and with --strict warnings count as errors"))
    }

    /// Returns whether a deck can be built.
    pub(crate) fn is_fit(&self, deck: &DeckJob) -> bool {
        self.obstacle(deck).is_none()
    }

    /// Returns the report of a deck that was not built yet.
    pub(crate) fn report_of(&self, deck: &DeckJob) -> Report {
        Report {
            id: deck.id.as_ref().map(|it| it.0.clone()),
            entries: deck.checked.as_ref().map(|it| it.entries),
            built: None,
            refused: None,
            source: self.disk.names.name(deck.found.deck.files.description).to_owned(),
            not_written: None,
        }
    }

    /// Drops the warnings, which do not concern this command.
    pub(crate) fn forget_warnings(&mut self) {
        self.diagnostics.retain_errors();
    }

    /// Reports a failure, and sets the exit status to `status` unless it is higher already.
    pub(crate) fn fail(&mut self, status: Status, what: &str) {
        self.terminal.failure(what);
        self.status = self.status.max(status);
    }

    /// Reports what was found and what was done.
    pub(crate) fn report(self, outcomes: &[Report]) -> Status {
        let decks: Vec<_> = outcomes.iter().map(json::deck).collect();
        let failures: Vec<String> = summary::not_written(outcomes).collect();
        self.end(&summary::result(outcomes), &decks, &failures, |counts, failed, took| {
            summary::lines(outcomes, counts, failed, took)
        })
    }

    /// Ends the run: draws the problems, prints `result` or, as JSON, `decks`, and then the summary
    /// that `closing` returns.
    pub(crate) fn close(
        self,
        result: &str,
        decks: &[Value],
        closing: impl Fn(Counts, bool, Duration) -> String,
    ) -> Status {
        self.end(result, decks, &[], closing)
    }

    fn end<D: Serialize>(
        mut self,
        result: &str,
        decks: &[D],
        failures: &[String],
        closing: impl Fn(Counts, bool, Duration) -> String,
    ) -> Status {
        self.diagnostics.sort();
        let counts = self.diagnostics.count();
        let (own, strict) = self.own_warnings;
        let is_strict = strict > 0 || (self.reporting.strict && counts.warnings > own);
        if counts.errors > 0 || is_strict {
            self.status = self.status.max(Status::Errors);
        }
        let reporting = Reporting { strict: self.reporting.strict || is_strict, ..self.reporting };
        report::draw(&self.diagnostics, &self.disk, reporting, self.terminal);
        let (diagnostics, disk, status) = (&self.diagnostics, &self.disk, self.status);
        let findings = Findings { result, decks, diagnostics, disk, status };
        let format = self.reporting.format;
        if let Err(error) = self.terminal.print_with(|out| findings.write(format, out)) {
            self.fail(Status::Io, &format!("standard output: {error}"));
        }
        for it in failures {
            self.terminal.failure(it);
        }
        if !self.reporting.quiet {
            let failed = !matches!(self.status, Status::Done | Status::Errors);
            let lines = closing(counts, failed, self.start.elapsed());
            self.terminal.error_line(&lines);
        }
        self.status
    }
}
