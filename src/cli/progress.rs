//! A word now and then about long work.

use std::time::{Duration, Instant};

use crate::cli::environment::moment;
use crate::cli::terminal::Terminal;

/// Work shorter than this goes without a word.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often a line is said where it cannot be written over.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

/// Says how far the work is, on a terminal in one line that is written over.
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

    /// Says `what` is at entry `number`, if it is time for a word.
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
