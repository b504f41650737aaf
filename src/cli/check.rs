//! `check`: look for problems and write nothing.

use crate::cli::Status;
use crate::cli::args::CheckArgs;
use crate::cli::environment::moment;
use crate::cli::job::{Job, Outcome};
use crate::cli::terminal::Terminal;

pub(crate) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Status {
    let start = moment();
    let mut job = Job::new(&args.report, terminal);
    let decks = job.check(&args.decks.decks, None);
    let outcomes: Vec<_> = decks
        .iter()
        .map(|it| Outcome {
            id: it.checked.as_ref().map(|it| it.deck.id.clone()),
            entries: it.checked.as_ref().map(|it| it.entries),
            built: None,
        })
        .collect();
    job.report(&outcomes, start.elapsed())
}
