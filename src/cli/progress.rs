//! Reports the progress of long work.

use std::time::{Duration, Instant};

use crate::cli::environment::moment;
use crate::cli::terminal::Terminal;

/// The progress of shorter work is not reported.
const PATIENCE: Duration = Duration::from_millis(500);

/// The time between two lines where they cannot be overwritten.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

/// Shows the progress of work, on a terminal in one line that is overwritten.
pub(crate) struct Progress<'t> {
    terminal: &'t mut Terminal,
    quiet: bool,
    next: Instant,
    shown: bool,
}

impl<'t> Progress<'t> {
    pub(crate) fn new(terminal: &'t mut Terminal, quiet: bool) -> Progress<'t> {
        Progress { terminal, quiet, next: moment() + PATIENCE, shown: false }
    }

    /// Reports the number of entries, if it is time for a line.
    pub(crate) fn report(&mut self, what: &str, number: usize) {
        if self.quiet {
            return;
        }
        let now = moment();
        if now < self.next {
            return;
        }
        if self.terminal.animates {
            self.next = now + Duration::from_millis(100);
            self.shown = true;
            self.terminal.overwrite(&format!("{what}: {number} entries"));
        } else {
            self.next = now + BETWEEN_LINES;
            self.terminal.error_line(&format!("{what}: {number} entries"));
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.shown {
            self.terminal.overwrite("");
        }
    }
}
