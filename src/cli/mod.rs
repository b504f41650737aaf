//! The command line: the only module that uses the clock, the environment and the terminal.

mod adopt;
mod adoption;
mod args;
mod baseline;
mod build;
mod changelog;
mod check;
mod clean;
mod config;
mod counted;
mod deck_args;
mod edges;
mod environment;
mod explain;
mod forecast;
mod found;
mod help;
mod import;
mod init;
mod interrupt;
mod job;
mod left_out;
mod locate;
mod locks;
mod make;
mod make_args;
mod manual;
mod missing;
mod outcome;
mod plan;
mod progress;
mod publication;
mod release;
mod report;
mod returned;
mod search;
mod status;
mod summary;
mod terminal;
mod values;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use crate::pipeline::with_threads;
use args::{Cli, Command};
use clap::FromArgMatches;
use config::Typed;
use environment::cores;
pub(crate) use status::Status;
use terminal::{Terminal, choose_color};
use values::typed_color;

/// Runs a command line.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let parsed = help::command().try_get_matches_from(&arguments);
    let cli = match parsed.and_then(|it| Cli::from_arg_matches(&it)) {
        Ok(cli) => cli,
        Err(error) => {
            choose_color(typed_color(&arguments));
            return usage(&error).into();
        }
    };
    choose_color(cli.color);
    let typed = Typed(arguments);
    interrupt::remove_files_on_interrupt();
    let mut terminal = Terminal::new();
    // A panic is a bug: it has its own exit status and message.
    let result = catch_unwind(AssertUnwindSafe(|| dispatch(cli.command, &typed, &mut terminal)));
    let status = result.unwrap_or_else(|_| {
        terminal.error_line("lexideck has met a bug of its own; the sources are not to blame");
        terminal.error_line("please report it with the lines above and, if you can, the deck");
        Status::Bug
    });
    status.into()
}

fn dispatch(command: Command, typed: &Typed, terminal: &mut Terminal) -> Status {
    match command {
        Command::Build(it) => build::run(&it, typed, terminal),
        Command::Check(it) => check::run(&it, typed, terminal),
        Command::Release(it) => release::run(&it, typed, terminal),
        Command::Plan(it) => with_threads(cores(), || plan::run(&it, typed, terminal)),
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

/// Prints help and version to standard output, and errors of the command line to standard error.
fn usage(error: &clap::Error) -> Status {
    let printed = Terminal::parser(error);
    if error.use_stderr() {
        return Status::Usage;
    }
    Terminal::new().ended(printed)
}
