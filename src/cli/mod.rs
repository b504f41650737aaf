//! The only part that touches disk, clock, environment and terminal.

mod adopt;
mod adoption;
mod args;
mod baseline;
mod build;
mod changelog;
mod check;
mod discover;
mod disk;
mod environment;
mod explain;
mod forecast;
mod import;
mod init;
mod interrupt;
mod job;
mod json;
mod ledger;
mod left_out;
mod locate;
mod manual;
mod output;
mod plan;
mod progress;
mod render;
mod returned;
mod search;
mod summary;
mod terminal;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use environment::cores;
use lexideck::pipeline::with_threads;
use terminal::Terminal;

/// How a run ended: the exit status.
///
/// In the order of gravity: where decks end differently, the gravest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Done.
    Done,
    /// Something differs from what it was to be.
    Differences,
    /// The sources have errors.
    Errors,
    /// The command line is wrong.
    Usage,
    /// Reading or writing failed.
    Io,
    /// A fault of this program.
    Bug,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Done => 0,
            Status::Errors => 1,
            Status::Usage => 2,
            Status::Io => 3,
            Status::Differences => 4,
            Status::Bug => 5,
        })
    }
}

/// Runs a command line.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    interrupt::remove_files_on_interrupt();
    let mut terminal = Terminal::new();
    // A panic is a bug of ours: it gets a status of its own, and words that say so.
    let result = catch_unwind(AssertUnwindSafe(|| dispatch(cli.command, &mut terminal)));
    let status = result.unwrap_or_else(|_| {
        terminal.error_line("lexideck has met a bug of its own; the sources are not to blame");
        terminal.error_line("please report it with the lines above and, if you can, the deck");
        Status::Bug
    });
    status.into()
}

fn dispatch(command: Command, terminal: &mut Terminal) -> Status {
    match command {
        Command::Build(it) => with_threads(it.work.threads(), || build::run(&it, terminal)),
        Command::Check(it) => with_threads(it.work.threads(), || check::run(&it, terminal)),
        Command::Plan(it) => with_threads(cores(), || plan::run(&it, terminal)),
        Command::Import(it) => with_threads(cores(), || import::run(&it, terminal)),
        Command::Adopt(it) => with_threads(cores(), || adopt::run(&it, terminal)),
        Command::Explain(it) => explain::run(&it, terminal),
        Command::Init(it) => init::init(&it, terminal),
        Command::New(it) => init::new(&it, terminal),
        Command::Schema => init::schema(terminal),
        Command::Completions(it) => manual::completions(&it, terminal),
        Command::Man => manual::man(terminal),
    }
}

/// Help and version go to stdout; a reader that leaves early is no error.
fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.use_stderr() { Status::Usage.into() } else { Status::Done.into() }
}
