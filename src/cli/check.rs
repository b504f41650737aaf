//! `check`: reports problems and writes nothing.

use crate::cli::args::CheckArgs;
use crate::cli::config::Typed;
use crate::cli::environment::build_time;
use crate::cli::job::Job;
use crate::cli::terminal::Terminal;
use crate::cli::{Status, config};
use crate::pipeline::{CheckOptions, with_threads};

pub(crate) fn run(args: &CheckArgs, typed: &Typed, terminal: &mut Terminal) -> Status {
    let reporting = match args.decks.check().and_then(|()| args.messages.reporting()) {
        Ok(reporting) => reporting,
        Err(what) => {
            terminal.failure(&what);
            return Status::Usage;
        }
    };
    let mut job = Job::new(reporting, terminal);
    // Checking needs no time, so a time that is not a number is reported by a build only.
    let build_time = build_time().unwrap_or_default();
    let mut found = job.find(&args.decks);
    let options = config::options(typed, args, &mut found, &mut job);
    let run = options.of_run(&found);
    job.set_reporting(run.messages.reporting_of_run(reporting));
    let decks = with_threads(run.work.threads(), || {
        job.check_each(found, &|it| {
            let is_strict = options.of(it).messages.is_strict();
            (CheckOptions { build_time, ..CheckOptions::default() }, is_strict)
        })
    });
    let outcomes: Vec<_> = decks.iter().map(|it| job.report_of(it)).collect();
    job.report(&outcomes)
}
