//! `build`: checks decks, then writes those without errors.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::anki::Kind;
use crate::export::{ExportError, Flip, Format, Made, Options, Package, Paper, Resources, Skipped};
use crate::forecast::Baseline;
use crate::ledger::{LedgerRow, Released, TakenIds};
use crate::pipeline::{
    CheckOptions, CheckedDeck, Exported, Sources, StoredMedia, export_deck, stored_names,
    with_threads,
};

use crate::cli::Status;
use crate::cli::args::{BuildArgs, FlipEdge, PackageForm, PaperSize};
use crate::cli::config::Typed;
use crate::cli::edges::Renamed;
use crate::cli::environment::{build_time, now};
use crate::cli::found::Found;
use crate::cli::job::{DeckJob, Job};
use crate::cli::left_out::LeftOut;
use crate::cli::outcome::{Built, LedgerReport};
use crate::cli::progress::Progress;
use crate::cli::report::{MessageFormat, Reporting};
use crate::cli::summary::changes;
use crate::cli::terminal::Terminal;
use crate::cli::{baseline, config, locks, search};
use crate::disk;
use crate::disk::OutputFolder;
use crate::disk::{Disk, shown};

pub(crate) fn run(args: &BuildArgs, typed: &Typed, terminal: &mut Terminal) -> Status {
    let (reporting, build_time) = match options_of_run(args) {
        Ok(options) => options,
        Err(what) => {
            terminal.failure(&what);
            return Status::Usage;
        }
    };
    let mut job = Job::new(reporting, terminal);
    let mut found = job.find(&args.decks);
    let options = config::options(typed, args, &mut found, &mut job);
    let run = options.of_run(&found);
    if let Err(what) = check_output(&run.output) {
        job.terminal.failure(&what);
        return Status::Usage;
    }
    let reporting = run.messages.reporting_of_run(reporting);
    job.set_reporting(reporting);
    let locks = match locks::of_build(&found, &run.output, reporting.quiet, &mut job) {
        Ok(locks) => locks,
        Err(error) => {
            job.terminal.failure(&error.to_string());
            return Status::Io;
        }
    };
    let status =
        with_threads(run.work.threads(), || build_all(job, found, &options, reporting, build_time));
    drop(locks);
    status
}

/// Checks and builds the decks that were found.
fn build_all(
    mut job: Job<'_>,
    found: Vec<Found>,
    options: &config::Options<'_, BuildArgs>,
    reporting: Reporting,
    build_time: Option<i64>,
) -> Status {
    let against = options.of_run(&found).against.clone();
    let decks = job.check_each(found, &|it| {
        let args = options.of(it);
        (check_options(args, build_time), args.messages.is_strict())
    });
    let against = match baseline::for_decks(against.as_deref(), &decks) {
        Ok(against) => against,
        Err((status, what)) => {
            job.terminal.failure(&what);
            return status;
        }
    };
    let mut ids = TakenIds::default();
    for checked in decks.iter().filter_map(|it| it.checked.as_ref()) {
        ids.add(checked.ledger.rows().iter().map(|it| it.created));
    }
    let mut outcomes = Vec::new();
    for deck in &decks {
        let mut report = job.report_of(deck);
        report.not_written = job.obstacle(deck);
        if let Some(checked) = deck.checked.as_ref().filter(|_| report.not_written.is_none()) {
            let mut build = Build {
                deck,
                checked,
                args: options.of(&deck.found),
                reporting,
                build_time,
                against: against.as_ref(),
                disk: &job.disk,
                terminal: job.terminal,
                ids: &mut ids,
            };
            match build.run() {
                Ok(built) => report.built = Some(built),
                Err(failure) => {
                    report.not_written = Some(fail(&mut job, &failure));
                    if let Failure::Locked(ledger) = failure {
                        report.refused = Some(*ledger);
                    }
                }
            }
        }
        outcomes.push(report);
    }
    job.report(&outcomes)
}

fn check_options(args: &BuildArgs, build_time: Option<i64>) -> CheckOptions {
    CheckOptions {
        profile: args.cards,
        translations: args.languages.shown(),
        interface: args.languages.interface,
        build_time,
        allows_note_type_break: args.allow_note_type_break,
    }
}

/// The reason why a deck was not built.
enum Failure {
    Export(ExportError),
    /// The ledger cannot be written.
    Ledger(io::Error),
    /// The ledger would change, and must not.
    Locked(Box<LedgerReport>),
}

impl<E: Into<ExportError>> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::Export(error.into())
    }
}

/// Returns the options of the run as a whole.
///
/// # Errors
/// Returns a message if an option is invalid.
fn options_of_run(args: &BuildArgs) -> Result<(Reporting, Option<i64>), String> {
    args.decks.check()?;
    check_output(&args.output)?;
    Ok((args.messages.reporting()?, build_time()?))
}

/// Checks that the output is a folder.
///
/// # Errors
/// Returns a message if it is standard output.
fn check_output(output: &Path) -> Result<(), String> {
    if output == Path::new("-") {
        return Err("a build writes several files, which standard output cannot hold: name a folder with -o (`./-` for one of that name)".to_owned());
    }
    Ok(())
}

/// Sets the exit status of a failure, and returns its message.
fn fail(job: &mut Job<'_>, failure: &Failure) -> String {
    let (status, what) = match failure {
        Failure::Locked(report) => (Status::Differences, locked(report)),
        Failure::Ledger(error) => {
            let what = format!(
                "its ledger cannot be written: {error}; nothing was replaced (`--draft` builds without a ledger)"
            );
            (Status::Io, what)
        }
        Failure::Export(error @ (ExportError::Io(_) | ExportError::Database(_))) => {
            (Status::Io, error.to_string())
        }
        Failure::Export(error @ (ExportError::Invalid(_) | ExportError::UnknownFormat(_))) => {
            (Status::Bug, error.to_string())
        }
    };
    job.status = job.status.max(status);
    what
}

/// One deck being built.
struct Build<'b> {
    deck: &'b DeckJob,
    checked: &'b CheckedDeck,
    args: &'b BuildArgs,
    reporting: Reporting,
    build_time: Option<i64>,
    against: Option<&'b Baseline<'static>>,
    disk: &'b Disk,
    terminal: &'b mut Terminal,
    /// The ids of the notes of all decks of the run.
    ids: &'b mut TakenIds,
}

impl Build<'_> {
    fn run(&mut self) -> Result<Built, Failure> {
        let (args, checked) = (self.args, self.checked);
        let stored = stored_names(&self.deck.found.deck.media, &checked.media)?;
        let media = StoredMedia::new(&self.deck.found.deck.media, &stored);
        let output = OutputFolder::new(&args.output)?;
        let own = Baseline::Ledger(Cow::Borrowed(&checked.ledger));
        let baseline = self.against.unwrap_or(&own);
        let resources = Resources {
            deck: &checked.deck,
            options: export_options(args),
            sink: &output,
            media: &media,
            update: &|it| baseline.update(it),
        };
        // A format typed twice is written once.
        let mut seen = BTreeSet::new();
        let formats: Vec<_> = args.to.iter().filter(|it| seen.insert(it.name)).copied().collect();

        let left_out = LeftOut::new(self.reporting.format == MessageFormat::Json);
        let mut tally = Tally { left_out, ..Tally::default() };
        let mut progress = Progress::new(self.terminal, self.reporting.quiet);
        let what = format!("building {}", checked.deck.id);
        let mut clock = || self.build_time.unwrap_or_else(now);
        let mut visit = |made: &Made<'_, '_>| {
            tally.add(made);
            progress.report(&what, tally.entries);
        };
        let Exported { released, summaries } =
            export_deck(checked, &stored, &formats, &resources, &mut clock, self.ids, &mut visit)?;
        drop(progress);
        for summary in summaries {
            tally.media += summary.media;
            tally.skipped.extend(summary.skipped);
        }
        let mut ledger = self.report_of(&released)?;
        let differs = changes(released.counts).is_some() || self.against.is_some();
        for name in stale(checked, &args.to, differs, &output) {
            output.remove(args.output.join(name));
        }
        // The ledger comes last: whatever fails before, the next build knows what learners had.
        let is_staged = self.stage(&ledger, &released, &output)?;
        let files = output.finish()?;
        ledger.written = is_staged;
        let Tally { notes, cards, media, left_out, skipped, .. } = tally;
        let no_updates = !differs && args.to.iter().any(|it| it.contains_only_changes());
        Ok(Built { files, notes, cards, media, left_out, skipped, no_updates, ledger })
    }

    /// Compares the ledger with the old one. Returns an error if it changes and must not.
    fn report_of(&mut self, released: &Released) -> Result<LedgerReport, Failure> {
        let found = &self.deck.found;
        let existed = found.deck.files.ledger.is_some();
        let before = found.deck.files.ledger.map(|it| self.disk.read(it)).transpose()?;
        // The bytes are compared, so that the leftovers of a merge are cleaned up too.
        let changes_it = before.is_none_or(|it| !disk::is_as_written(&it, &released.ledger))
            || found.deck.former_ledger.is_some();
        let went = |it: &&LedgerRow| {
            self.checked.ledger.row(it.guid()).is_some_and(|it| it.reason.is_none())
        };
        let gone: Vec<&str> = released.ledger.gone().filter(went).map(LedgerRow::guid).collect();
        let report = LedgerReport {
            path: found.deck.ledger.clone(),
            existed,
            moved_from: found.deck.former_ledger.clone(),
            changes_it,
            written: false,
            counts: released.counts,
            renamed: Renamed::of(self.checked),
            search: (!gone.is_empty()).then(|| search::of(&self.checked.deck, &gone)),
            alike: self.checked.alike().to_vec(),
            missing: released.missing.clone(),
            waiting: released.waiting.clone(),
        };
        if changes_it && self.args.locked {
            return Err(Failure::Locked(Box::new(report)));
        }
        // A time that was given is reported by the rule `old-build-time`.
        if released.is_dated_back && self.build_time.is_none() {
            self.terminal.warning("the clock of this machine is behind changes that the ledger knows; notes that change again are dated one second after their last change");
        }
        let changed = released.counts.new + released.counts.changed > 0;
        if changed && self.build_time.is_some_and(|it| it > now() + DAY) {
            self.terminal.warning("SOURCE_DATE_EPOCH lies in the future: learners' own changes would be older than these notes until then");
        }
        Ok(report)
    }

    /// Writes the ledger to a temporary file, which replaces the old one together with the files of
    /// the build. Returns whether it did.
    fn stage(
        &mut self,
        report: &LedgerReport,
        released: &Released,
        output: &OutputFolder,
    ) -> Result<bool, Failure> {
        if self.args.draft || !report.changes_it {
            return Ok(false);
        }
        let Some(path) = &report.path else {
            if !self.reporting.quiet {
                self.terminal.note("a deck from a pipe has no ledger: its notes go by their places, and are dated by this build");
            }
            return Ok(false);
        };
        match disk::stage_ledger(path, &released.ledger, output) {
            Ok(()) => {
                report.moved_from.iter().for_each(|it| output.remove(it.clone()));
                Ok(true)
            }
            Err(error) => Err(Failure::Ledger(error)),
        }
    }
}

/// A day in seconds: clocks and time zones differ by less.
const DAY: i64 = 24 * 3600;

/// Returns the names of files that an earlier build may have written and that this one did not
/// write: they could be mistaken for a part of it. Update files stay if no note `differs`.
fn stale(
    checked: &CheckedDeck,
    formats: &[&Format],
    differs: bool,
    output: &OutputFolder,
) -> Vec<String> {
    let formats = formats.iter().filter(|it| differs || !it.contains_only_changes());
    let names = formats.flat_map(|it| (it.files)(&checked.deck.id));
    names.filter(|it| !output.has(it)).collect()
}

fn locked(report: &LedgerReport) -> String {
    let Some(path) = &report.path else {
        return "a deck from a pipe has no ledger that could be locked".to_owned();
    };
    let what = match changes(report.counts) {
        _ if !report.existed => "it is not there yet".to_owned(),
        _ if report.moved_from.is_some() => "it still has the name of an earlier source".to_owned(),
        None => "items have moved, or words changed that no note shows".to_owned(),
        Some(what) => what,
    };
    format!("{} would change ({what}); build without --locked and commit it", shown(path))
}

fn export_options(args: &BuildArgs) -> Options {
    Options {
        package: match args.package {
            PackageForm::Legacy => Package::Legacy,
            PackageForm::Latest => Package::Latest,
        },
        paper: match args.paper {
            PaperSize::A4 => Paper::A4,
            PaperSize::Letter => Paper::Letter,
        },
        flip: match args.flip {
            FlipEdge::Long => Flip::Long,
            FlipEdge::Short => Flip::Short,
        },
        csv_separator: args.csv_separator.0,
        no_formula_guard: args.no_formula_guard,
    }
}

/// The numbers of what was compiled.
#[derive(Default)]
struct Tally {
    entries: usize,
    notes: [usize; Kind::ALL.len()],
    cards: usize,
    media: usize,
    left_out: LeftOut,
    skipped: Vec<Skipped>,
}

impl Tally {
    fn add(&mut self, made: &Made<'_, '_>) {
        self.entries += 1;
        for note in &made.compiled.notes {
            self.notes[note.kind as usize] += 1;
            self.cards += note.cards.len();
        }
        self.left_out.add(&made.entry.id, made.compiled);
    }
}
