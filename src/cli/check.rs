//! `check`: look for problems and write nothing.

use crate::cli::Status;
use crate::cli::args::CheckArgs;
use crate::cli::environment::build_time;
use crate::cli::job::{Job, Report};
use crate::cli::terminal::Terminal;
use lexideck::pipeline::Wishes;

pub(crate) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Status {
    let mut job = Job::new(&args.report, terminal);
    // Checking needs no time; one that is no number is for a build to refuse.
    let build_time = build_time().unwrap_or_default();
    let wishes = Wishes { build_time, ..Wishes::default() };
    let decks = job.check(&args.decks.decks, &wishes);
    let outcomes: Vec<_> = decks
        .iter()
        .map(|it| Report {
            id: it.id.as_ref().map(|it| it.0.clone()),
            entries: it.checked.as_ref().map(|it| it.entries),
            built: None,
            refused: None,
        })
        .collect();
    job.report(&outcomes)
}
