//! `completions` and `man`.

use clap::CommandFactory;

use crate::cli::Status;
use crate::cli::args::{Cli, CompletionsArgs};
use crate::cli::terminal::Terminal;

pub(crate) fn completions(args: &CompletionsArgs, terminal: &mut Terminal) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "lexideck", &mut script);
    print(&script, terminal)
}

/// One page for all commands: the page of the whole, then one of each command.
pub(crate) fn man(terminal: &mut Terminal) -> Status {
    let mut page = Vec::new();
    let command = Cli::command();
    let mut rendered = clap_mangen::Man::new(command.clone()).render(&mut page);
    for sub in command.get_subcommands() {
        let name = format!("lexideck {}", sub.get_name());
        let sub = clap_mangen::Man::new(sub.clone().display_name(name));
        rendered = rendered
            .and_then(|()| sub.render_name_section(&mut page))
            .and_then(|()| sub.render_synopsis_section(&mut page))
            .and_then(|()| sub.render_options_section(&mut page));
    }
    match rendered {
        Ok(()) => print(&page, terminal),
        Err(_) => Status::Io,
    }
}

fn print(bytes: &[u8], terminal: &mut Terminal) -> Status {
    match terminal.print(&String::from_utf8_lossy(bytes)) {
        Ok(()) => Status::Done,
        Err(_) => Status::Io,
    }
}
