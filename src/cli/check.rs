//! `check`: look for problems and write nothing.

use crate::cli::Status;
use crate::cli::args::CheckArgs;
use crate::cli::environment::build_time;
use crate::cli::job::Job;
use crate::cli::terminal::Terminal;
use lexideck::pipeline::Wishes;

pub(crate) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Status {
    let reporting = match args.decks.check().and_then(|()| args.messages.reporting()) {
        Ok(reporting) => reporting,
        Err(what) => {
            terminal.failure(&what);
            return Status::Usage;
        }
    };
    let mut job = Job::new(reporting, terminal);
    // Checking needs no time; one that is no number is for a build to refuse.
    let build_time = build_time().unwrap_or_default();
    let wishes = Wishes { build_time, threads: args.work.threads(), ..Wishes::default() };
    let decks = job.check(&args.decks, &wishes);
    let outcomes: Vec<_> = decks.iter().map(|it| job.report_of(it)).collect();
    job.report(&outcomes)
}
