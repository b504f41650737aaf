//! `release`: makes decks for learners, and records what these have from now on.

use std::path::Path;

use crate::cli::Status;
use crate::cli::args::ReleaseArgs;
use crate::cli::build::{Run, Wanted, make_all, options_of_run};
use crate::cli::config;
use crate::cli::config::Typed;
use crate::cli::found::Found;
use crate::cli::job::Job;
use crate::cli::make::Purpose;
use crate::cli::report::Reporting;
use crate::cli::terminal::Terminal;

pub(crate) fn run(args: &ReleaseArgs, typed: &Typed, terminal: &mut Terminal) -> Status {
    let (reporting, build_time) = match options_of_release(args) {
        Ok(options) => options,
        Err(what) => {
            terminal.failure(&what);
            return Status::Usage;
        }
    };
    let mut job = Job::new(reporting, terminal);
    let mut found = job.find(&args.make.decks);
    let options = &config::options(typed, args, &mut found, &mut job);
    let wanted = |it: &Found| {
        let ReleaseArgs { make, markdown } = options.of(it);
        Wanted { make, purpose: Purpose::Release { markdown: *markdown } }
    };
    let run = Run { make: &options.of_run(&found).make, against: None, reporting, build_time };
    make_all(job, found, run, &wanted)
}

fn options_of_release(args: &ReleaseArgs) -> Result<(Reporting, Option<i64>), String> {
    if args.make.decks.decks.iter().any(|it| it == Path::new("-")) {
        return Err("a deck from standard input has no ledger, which a release needs: name a deck file or a deck folder".to_owned());
    }
    options_of_run(&args.make)
}
