//! Problems for people: drawn with their lines, only the first ones unless `--all` is given.

use crate::diag::{Counts, Diagnostics, MOST_KEPT};

use crate::cli::counted::counted_problems;
use crate::cli::locate::Locator;
use crate::cli::report::Reporting;
use crate::cli::report::drawing::drawing;
use crate::cli::terminal::Terminal;
use crate::disk::Disk;

/// The number of problems that are drawn: more than anybody reads, and few enough for a terminal.
const MOST_DRAWN: usize = 100;

/// Draws the problems, and reports the number of the others.
pub(crate) fn draw(
    diagnostics: &Diagnostics,
    disk: &Disk,
    reporting: Reporting,
    terminal: &mut Terminal,
) {
    let hides_warnings = reporting.quiet && !reporting.strict;
    let omitted = diagnostics.omitted();
    let omitted = if hides_warnings { Counts { warnings: 0, ..omitted } } else { omitted };
    let mut room = Room::new(diagnostics, reporting.all);
    let mut locator = Locator::new(disk);
    let mut hidden = Counts::default();
    for it in diagnostics {
        if hides_warnings && !it.is_error() {
            continue;
        }
        if !room.takes(it.is_error()) {
            hidden.add(it.rule.severity);
            continue;
        }
        terminal.draw(&drawing(it, &mut locator));
        terminal.draw("");
    }
    if let Some(line) = rest(hidden, omitted) {
        terminal.error_line(&line);
        terminal.error_line("");
    }
}

/// The number of problems that can still be drawn. Errors are counted first, so that none is lost
/// among warnings.
struct Room {
    errors: usize,
    warnings: usize,
}

impl Room {
    fn new(diagnostics: &Diagnostics, all: bool) -> Room {
        if all {
            return Room { errors: usize::MAX, warnings: usize::MAX };
        }
        let errors = diagnostics.iter().filter(|it| it.is_error()).take(MOST_DRAWN).count();
        Room { errors, warnings: MOST_DRAWN - errors }
    }

    fn takes(&mut self, is_error: bool) -> bool {
        let room = if is_error { &mut self.errors } else { &mut self.warnings };
        let takes = *room > 0;
        *room = room.saturating_sub(1);
        takes
    }
}

/// Describes the problems that are not drawn. Returns `None` if all are.
fn rest(hidden: Counts, omitted: Counts) -> Option<String> {
    let all = Counts {
        errors: hidden.errors + omitted.errors,
        warnings: hidden.warnings + omitted.warnings,
    };
    if all == Counts::default() {
        return None;
    }
    let noun = if all.total() == 1 { "problem" } else { "problems" };
    let mut line = format!("… and {} more {noun} ({})", all.total(), counted_problems(all));
    if hidden == Counts::default() {
        line.push_str(&format!(
            "; of a deck the first {MOST_KEPT} errors and warnings are listed, the others only counted"
        ));
    } else if omitted == Counts::default() {
        line.push_str("; `--all` prints them");
    } else {
        line.push_str(&format!(
            "; `--all` prints {} of them, the others are only counted",
            hidden.total()
        ));
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_drawn_is_counted_and_what_to_do_is_said() {
        let counts = |errors, warnings| Counts { errors, warnings };
        assert_eq!(rest(counts(0, 0), counts(0, 0)), None);
        assert_eq!(
            rest(counts(1, 0), counts(0, 0)).unwrap(),
            "… and 1 more problem (1 error); `--all` prints them"
        );
        assert_eq!(
            rest(counts(5, 1), counts(10, 0)).unwrap(),
            "… and 16 more problems (15 errors, 1 warning); `--all` prints 6 of them, the others are only counted"
        );
        assert!(
            rest(counts(0, 0), counts(0, 2)).unwrap().contains("(2 warnings); of a deck the first")
        );
    }
}
