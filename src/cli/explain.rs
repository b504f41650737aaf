//! `explain`: what a diagnostic means and how to fix it.

use crate::check::rules;

use crate::cli::Status;
use crate::cli::args::ExplainArgs;
use crate::cli::terminal::Terminal;

pub(crate) fn run(args: &ExplainArgs, terminal: &mut Terminal) -> Status {
    let rule = match rules::find(&args.code) {
        Ok(rule) => rule,
        Err(help) => {
            terminal.failure(&format!("there is no diagnostic `{}`; {help}", args.code));
            return Status::Usage;
        }
    };
    let indented = |_: &str, lines: &str| -> String {
        lines.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect()
    };
    let explanation = rule.explanation(&indented);
    let text = format!("{} ({})\n\n{explanation}", rule.code, rule.severity.name());
    terminal.result(&text)
}
