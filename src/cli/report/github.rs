//! Workflow commands of GitHub Actions, which it shows as annotations of a change.

use std::io::{self, Write};

use crate::diag::{Counts, Diagnostic, Diagnostics, Place};

use crate::cli::clean::clean;
use crate::cli::counted::counted_problems;
use crate::cli::locate::Locator;
use crate::cli::report::uri;
use crate::disk::Disk;

/// Writes a command for each problem, a line each.
///
/// # Errors
/// Returns an error if `out` cannot be written.
pub(crate) fn write(diagnostics: &Diagnostics, disk: &Disk, out: &mut dyn Write) -> io::Result<()> {
    let mut locator = Locator::new(disk);
    for it in diagnostics {
        let properties = properties(it, &mut locator);
        let message = match &it.help {
            Some(help) => format!("{}\nhelp: {help}", it.message),
            None => it.message.clone(),
        };
        let kind = it.rule.severity.name();
        writeln!(out, "::{kind} {properties}title={}::{}", it.rule.code, escaped(&message))?;
    }
    let omitted = diagnostics.omitted();
    if omitted != Counts::default() {
        let kind = if omitted.errors > 0 { "error" } else { "warning" };
        let what = counted_problems(omitted);
        writeln!(out, "::{kind} title=lexideck::{what} more were counted and are not listed")?;
    }
    Ok(())
}

/// Returns the properties of the place, each followed by a comma. Standard input is not a file of
/// the change, so it has none.
fn properties(it: &Diagnostic, locator: &mut Locator<'_>) -> String {
    let Some(file) = uri::path(locator.name(it.place.file())) else { return String::new() };
    let mut out = format!("file={},", property(&file));
    locator.load(it);
    let Place::Span(span) = it.place else { return out };
    if let Some(place) = locator.position(span) {
        out.push_str(&format!("line={},col={},", place.line, place.column));
        // GitHub refuses columns of a place with several lines, so its end is left out.
        if place.line == place.end_line {
            out.push_str(&format!("endColumn={},", place.end_column));
        }
    }
    out
}

/// Escapes a text after the second `::`.
fn escaped(text: &str) -> String {
    // A carriage return would be removed by the cleaning, but GitHub can show it.
    let parts: Vec<_> =
        text.replace('%', "%25").split('\r').map(|it| clean(it).into_owned()).collect();
    parts.join("%0D").replace('\n', "%0A")
}

/// Escapes a text between `=` and the next `,`.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_or_property_is_escaped() {
        assert_eq!(escaped("100%\r\n::error::x\u{9B}"), "100%25%0D%0A::error::x\u{FFFD}");
        assert_eq!(property("a:b,c%0A.yaml"), "a%3Ab%2Cc%250A.yaml");
    }
}
