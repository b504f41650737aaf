//! `build`: checks decks, then makes those without errors.

use std::path::Path;

use crate::export::ExportError;
use crate::ledger::TakenIds;
use crate::pipeline::{CheckOptions, with_threads};

use crate::cli::args::BuildArgs;
use crate::cli::config::Typed;
use crate::cli::edges::{self, Edges};
use crate::cli::environment::build_time;
use crate::cli::found::Found;
use crate::cli::job::Job;
use crate::cli::make::{Build, Failure, Purpose};
use crate::cli::make_args::MakeArgs;
use crate::cli::outcome::{LedgerReport, Report};
use crate::cli::report::Reporting;
use crate::cli::summary::changes;
use crate::cli::terminal::Terminal;
use crate::cli::{Status, baseline, config, locks};
use crate::disk::shown;

pub(crate) fn run(args: &BuildArgs, typed: &Typed, terminal: &mut Terminal) -> Status {
    let (reporting, build_time) = match options_of_run(&args.make) {
        Ok(options) => options,
        Err(what) => {
            terminal.failure(&what);
            return Status::Usage;
        }
    };
    let mut job = Job::new(reporting, terminal);
    let mut found = job.find(&args.make.decks);
    let options = &config::options(typed, args, &mut found, &mut job);
    let run = options.of_run(&found);
    let wanted = |it: &Found| {
        let BuildArgs { make, locked, draft, .. } = options.of(it);
        Wanted { make, purpose: Purpose::Build { locked: *locked, draft: *draft } }
    };
    let run = Run { make: &run.make, against: run.against.as_deref(), reporting, build_time };
    make_all(job, found, run, &wanted)
}

/// What is to be made of a deck.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) make: &'a MakeArgs,
    pub(crate) purpose: Purpose,
}

/// The options of a run as a whole.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    pub(crate) make: &'a MakeArgs,
    pub(crate) against: Option<&'a Path>,
    /// As it was typed.
    pub(crate) reporting: Reporting,
    pub(crate) build_time: Option<i64>,
}

/// Checks decks, and makes what is `wanted` of each.
pub(crate) fn make_all<'a>(
    mut job: Job<'_>,
    found: Vec<Found>,
    run: Run<'a>,
    wanted: &(dyn Fn(&Found) -> Wanted<'a> + Sync),
) -> Status {
    if let Err(what) = check_output(&run.make.output) {
        job.terminal.failure(&what);
        return Status::Usage;
    }
    let reporting = run.make.messages.reporting_of_run(run.reporting);
    job.set_reporting(reporting);
    let run = Run { reporting, ..run };
    let locks = match locks::of_build(&found, &run.make.output, reporting.quiet, &mut job) {
        Ok(locks) => locks,
        Err(error) => {
            job.terminal.failure(&error.to_string());
            return Status::Io;
        }
    };
    let status = with_threads(run.make.work.threads(), || make_each(job, found, run, wanted));
    drop(locks);
    status
}

fn make_each<'a>(
    mut job: Job<'_>,
    found: Vec<Found>,
    run: Run<'a>,
    wanted: &(dyn Fn(&Found) -> Wanted<'a> + Sync),
) -> Status {
    let decks = job.check_each(found, &|it| {
        let wanted = wanted(it);
        (check_options(wanted, run.build_time), wanted.make.messages.is_strict())
    });
    let against = match baseline::for_decks(run.against, &decks) {
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
    let reports = decks.iter().map(|it| (job.report_of(it), job.obstacle(it)));
    let reports = reports.map(|(it, not_written)| Report { not_written, ..it });
    let mut outcomes: Vec<Report> = reports.collect();
    let all: Vec<_> = decks.iter().map(|it| it.checked.as_ref()).collect();
    for at in edges::order(decks.len(), &job.moved) {
        let deck = &decks[at];
        let unwritten = |it: usize| {
            let report = outcomes.get(it).filter(|it| it.not_written.is_some());
            report.map(|it| it.name().to_owned())
        };
        let obstacle = edges::obstacle(at, &job.moved, &unwritten);
        let edges = Edges::of(at, &job.moved, &all);
        let report = &mut outcomes[at];
        report.not_written = report.not_written.take().or(obstacle);
        if let Some(checked) = deck.checked.as_ref().filter(|_| report.not_written.is_none()) {
            let Wanted { make: args, purpose } = wanted(&deck.found);
            let mut build = Build {
                deck,
                checked,
                args,
                purpose,
                reporting: run.reporting,
                build_time: run.build_time,
                against: against.as_ref(),
                edges,
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
    }
    job.report(&outcomes)
}

fn check_options(wanted: Wanted<'_>, build_time: Option<i64>) -> CheckOptions {
    CheckOptions {
        profile: wanted.make.cards,
        translations: wanted.make.languages.shown(),
        interface: wanted.make.languages.interface,
        build_time,
        allows_note_type_break: wanted.make.allow_note_type_break,
        is_release: wanted.purpose.is_release(),
    }
}

/// Returns the options of the run as a whole.
///
/// # Errors
/// Returns a message if an option is invalid.
pub(crate) fn options_of_run(args: &MakeArgs) -> Result<(Reporting, Option<i64>), String> {
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

fn locked(report: &LedgerReport) -> String {
    let Some(path) = &report.path else {
        return "a deck from a pipe has no ledger that could be locked".to_owned();
    };
    let what = match changes(report.since_build) {
        _ if !report.existed => "it is not there yet".to_owned(),
        _ if report.moved_from.is_some() => "it still has the name of an earlier source".to_owned(),
        None => "items have moved, or words changed that no note shows".to_owned(),
        Some(what) => what,
    };
    format!("{} would change ({what}); build without --locked and commit it", shown(path))
}
