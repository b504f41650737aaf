//! The problems of a deck with their lines and columns.

use std::collections::BTreeMap;
use std::fmt;

use crate::deck::DeckSource;
use crate::diag::{Diagnostic, Diagnostics, FileId, Lines, Place, Severity};
use crate::pipeline::ReadDeck;

/// A problem of a deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The code of the rule that is broken, such as `unknown-key`.
    pub code: &'static str,
    /// Whether it is an error or a warning.
    pub severity: Severity,
    /// The name of the file.
    pub file: String,
    /// The line and the column of its start, both counted from 1, in code points; `None` if it
    /// concerns the whole file.
    pub place: Option<(usize, usize)>,
    /// The message that describes the problem.
    pub message: String,
    /// How to fix it.
    pub help: Option<String>,
}

/// Writes `file:line:column: error[code]: message`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some((line, column)) = self.place {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}[{}]: {}", self.severity.name(), self.code, self.message)
    }
}

/// The problems of a deck, in the order of its files and of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn of(
        mut diagnostics: Diagnostics,
        deck: &ReadDeck,
        source: &dyn DeckSource,
    ) -> Problems {
        diagnostics.sort();
        let mut lines: BTreeMap<FileId, Option<Lines>> = BTreeMap::new();
        let mut problem = |it: &Diagnostic| {
            let place = match it.place {
                Place::File(_) => None,
                Place::Span(span) => {
                    let of_file = lines.entry(span.file).or_insert_with(|| {
                        let bytes = deck.text(span.file).map(String::into_bytes);
                        bytes.or_else(|| source.read(span.file).ok()).map(Lines::new)
                    });
                    let position = of_file.as_ref().map(|it| it.position(span.range()));
                    position.map(|it| (it.line, it.column))
                }
            };
            Problem {
                code: it.rule.code,
                severity: it.rule.severity,
                file: source.name(it.place.file()).to_owned(),
                place,
                message: it.message.clone(),
                help: it.help.clone(),
            }
        };
        Problems(diagnostics.iter().map(&mut problem).collect())
    }

    /// Returns whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|it| it.severity == Severity::Error)
    }

    /// Iterates over the problems.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl<'p> IntoIterator for &'p Problems {
    type Item = &'p Problem;
    type IntoIter = std::slice::Iter<'p, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Writes a line for each problem.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
