//! `check`: look for problems and write nothing.

use crate::cli::args::CheckArgs;
use crate::cli::config::Typed;
use crate::cli::environment::build_time;
use crate::cli::job::Job;
use crate::cli::terminal::Terminal;
use crate::cli::{Status, config};
use lexideck::pipeline::{Wishes, with_threads};

pub(crate) fn run(args: &CheckArgs, typed: &Typed, terminal: &mut Terminal) -> Status {
    if let Err(what) = args.decks.check() {
        terminal.failure(&what);
        return Status::Usage;
    }
    let mut job = Job::new(args.messages.reporting(), terminal);
    // Checking needs no time; one that is no number is for a build to refuse.
    let build_time = build_time().unwrap_or_default();
    let mut found = job.find(&args.decks);
    let options = config::options(typed, args, &mut found, &mut job);
    let run = options.of_run(&found);
    job.set_reporting(run.messages.reporting());
    let decks = with_threads(run.work.threads(), || {
        job.check_each(found, &|it| {
            let args = options.of(it);
            (Wishes { build_time, ..Wishes::default() }, args.messages.report.strict)
        })
    });
    let outcomes: Vec<_> = decks.iter().map(|it| job.report_of(it)).collect();
    job.report(&outcomes)
}
