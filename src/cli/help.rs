//! The definition of the command line, with the exit statuses in its help.

use clap::{Command, CommandFactory};

use crate::cli::args::Cli;
use crate::cli::status;

/// Returns the definition of the command line whose long help names the exit statuses.
pub(crate) fn command() -> Command {
    let command = Cli::command();
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let command = names.iter().fold(command, |all, it| all.mut_subcommand(it, with_statuses));
    with_statuses(command)
}

fn with_statuses(command: Command) -> Command {
    let statuses = status::help(command.get_name());
    let text = match command.get_after_help() {
        Some(before) => format!("{before}\n\n{statuses}"),
        None => statuses,
    };
    command.after_long_help(text)
}
