//! `completions` and `man`.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_mangen::Man;

use crate::cli::args::{Cli, CompletionsArgs};
use crate::cli::terminal::Terminal;
use crate::cli::{Status, status};

pub(crate) fn completions(args: &CompletionsArgs, terminal: &mut Terminal) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "lexideck", &mut script);
    terminal.result(&String::from_utf8_lossy(&script))
}

/// Prints one page for all commands: the page of the program, then a section for each command.
pub(crate) fn man(terminal: &mut Terminal) -> Status {
    let mut page = Vec::new();
    let command = Cli::command().disable_help_subcommand(true);
    match write_man(&command, &mut page) {
        Ok(()) => terminal.result(&String::from_utf8_lossy(&page)),
        Err(error) => {
            terminal.failure(&error.to_string());
            Status::Io
        }
    }
}

fn write_man(command: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    for sub in command.get_subcommands() {
        let name = format!("lexideck {}", sub.get_name());
        let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(page, ".SH \"{}\"\n{about}", name.to_uppercase())?;
        let sub = sub.clone().bin_name(name.clone()).display_name(name);
        let man = Man::new(sub);
        let mut section = Vec::new();
        man.render_options_section(&mut section)?;
        // The section above is the command's; its options need no title of their own.
        let options = String::from_utf8_lossy(&section).replacen(".SH OPTIONS\n", "", 1);
        page.extend_from_slice(options.as_bytes());
    }
    writeln!(page, ".SH \"EXIT STATUS\"")?;
    for (number, meaning) in status::rows(command.get_name()) {
        writeln!(page, ".TP\n\\fB{number}\\fR\n{}", meaning.replace('-', "\\-"))?;
    }
    man.render_extra_section(page)
}
