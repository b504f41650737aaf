//! `explain`: what a diagnostic means and how to mend it.

use lexideck::diag::{Code, nearest};

use crate::cli::Status;
use crate::cli::args::ExplainArgs;
use crate::cli::terminal::Terminal;

pub(crate) fn run(args: &ExplainArgs, terminal: &mut Terminal) -> Status {
    let Some(code) = Code::from_name(&args.code) else {
        let help = match nearest(&args.code, Code::ALL.map(Code::name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the codes are: {}", Code::ALL.map(Code::name).join(", ")),
        };
        terminal.failure(&format!("there is no diagnostic `{}`; {help}", args.code));
        return Status::Usage;
    };
    let it = code.explanation();
    let mut text =
        format!("{} ({})\n\n{}\n\n{}\n", code.name(), code.severity().name(), it.meaning, it.mend);
    for (title, source) in [("Wrong", it.wrong), ("Right", it.right)] {
        if !source.is_empty() {
            let source: String = source.lines().map(|line| format!("    {line}\n")).collect();
            text.push_str(&format!("\n{title}:\n\n{source}"));
        }
    }
    terminal.result(&text)
}
