//! The exit statuses: one table for the program, its help and its manual page.

use std::fmt::Write as _;
use std::process::ExitCode;

/// The exit status of a run.
///
/// In ascending order of severity: if decks end differently, the highest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Done.
    Done,
    /// Something differs from what was expected.
    Differences,
    /// The sources have errors.
    Errors,
    /// The command line is wrong.
    Usage,
    /// Reading or writing failed.
    Io,
    /// A bug of this program.
    Bug,
}

impl Status {
    /// Every status, by its number.
    const ALL: [Status; 6] =
        [Status::Done, Status::Errors, Status::Usage, Status::Io, Status::Differences, Status::Bug];

    /// The statuses of commands that read no deck.
    const WITHOUT_DECKS: [Status; 4] = [Status::Done, Status::Usage, Status::Io, Status::Bug];

    /// Returns the number with which the process ends.
    pub(crate) fn number(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::Errors => 1,
            Status::Usage => 2,
            Status::Io => 3,
            Status::Differences => 4,
            Status::Bug => 5,
        }
    }

    /// Returns its meaning, for the help and the manual page.
    fn meaning(self) -> &'static str {
        match self {
            Status::Done => "done",
            Status::Errors => "the sources have errors; with --strict, warnings count as errors",
            Status::Usage => "the command line is wrong",
            Status::Io => "reading or writing failed",
            Status::Differences => {
                "something differs: changes that wait to be applied, or a locked ledger"
            }
            Status::Bug => "a bug of this program",
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status.number())
    }
}

/// The signals after which unfinished files are removed, by number and name.
pub(crate) const SIGNALS: [(i32, &str); 3] = [
    (1, "the terminal was closed (SIGHUP)"),
    (2, "interrupted by Ctrl-C (SIGINT)"),
    (15, "asked to end (SIGTERM)"),
];

/// Returns the exit status after a signal, as shells do.
pub(crate) fn of_signal(number: i32) -> i32 {
    128 + number
}

/// Returns the exit statuses of a command with their meanings. The program itself has them all.
pub(crate) fn rows(command: &str) -> Vec<(i32, &'static str)> {
    let statuses: Vec<Status> = match command {
        "check" => Status::ALL.into_iter().filter(|it| *it != Status::Differences).collect(),
        "explain" | "init" | "new" | "schema" | "completions" | "man" => {
            Status::WITHOUT_DECKS.to_vec()
        }
        _ => Status::ALL.to_vec(),
    };
    let own = statuses.into_iter().map(|it| (i32::from(it.number()), it.meaning()));
    own.chain(SIGNALS.map(|(number, name)| (of_signal(number), name))).collect()
}

/// Returns the exit statuses of a command as a section of its help.
pub(crate) fn help(command: &str) -> String {
    let mut text = "Exit status:".to_owned();
    for (number, meaning) in rows(command) {
        let _ = write!(text, "\n  {number:<5}{meaning}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_status_once_and_in_order() {
        let numbers: Vec<i32> = rows("lexideck").iter().map(|it| it.0).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 129, 130, 143]);
        assert!(rows("check").iter().all(|it| it.0 != 4));
        assert!(help("man").contains("\n  3    reading or writing failed"));
    }
}
