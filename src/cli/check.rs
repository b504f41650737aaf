//! `check`: look for problems and write nothing.

use crate::cli::Status;
use crate::cli::args::CheckArgs;
use crate::cli::job::{Job, Report};
use crate::cli::terminal::Terminal;

pub(crate) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Status {
    let mut job = Job::new(&args.report, terminal);
    let decks = job.check(&args.decks.decks, None);
    let outcomes: Vec<_> = decks
        .iter()
        .map(|it| Report {
            id: it.id.as_ref().map(|it| it.0.clone()),
            entries: it.checked.as_ref().map(|it| it.entries),
            built: None,
        })
        .collect();
    job.report(&outcomes)
}
