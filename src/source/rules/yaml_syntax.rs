//! `yaml-syntax`: a file is not valid YAML. Explains the errors of the parser to authors.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use crate::diag::{Diagnostic, Example, ExampleFile, FileId, Rule, Severity, Span};
use crate::source::rules::too_deep;
use crate::source::slips::{self, Slip};

pub(crate) static RULE: Rule = Rule {
    code: "yaml-syntax",
    severity: Severity::Error,
    meaning: "The text is not valid YAML, so what follows may not be read as intended.",
    fix: "Most often a text contains `: ` or ` #`, or begins with one of `` [ ] { } * & ! % @ \
          ` ``: put it in quotes. Otherwise a line is indented with tabs, or differently from \
          the lines around it.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: 'Yes: a signal to begin'
  - headword: theme
    senses:
      - definition: Music: the tune of a film
  - headword: score
    senses:
      - definition: the music written for a film
"#,
        )],
        corrected: &[(
            "- definition: Music: the tune of a film",
            "- definition: 'Music: the tune of a film'",
        )],
        output: r#"error[yaml-syntax]: a colon ends a text that is not in quotes
  --> cues.yaml:10:21
   |
10 |       - definition: Music: the tune of a film
   |                     ^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: put the text in quotes: 'Music: the tune of a film'
"#,
    },
};

/// Returns the diagnostic for `error`, found at byte `at` of `text`.
pub(crate) fn diagnostic(error: &ScanError, file: FileId, text: &str, at: usize) -> Diagnostic {
    let at = floor_boundary(text, at);
    if let Some(tab) = indenting_tab(text, at) {
        return Diagnostic::new(
            &RULE,
            Span::new(file, tab..tab + 1),
            "this line is indented with a tab",
        )
        .help("indent with spaces: YAML does not allow tabs here");
    }
    if let Some(slip) = slips::find(text, at) {
        return of_slip(file, slip);
    }
    let line = Line::around(text, at);
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return too_deep::written(Span::new(file, line.token(at)));
    }
    let (place, message, help) = explain(error.kind(), &line, at);
    let message = message.unwrap_or_else(|| lowered(&error.info()));
    let diagnostic = Diagnostic::new(&RULE, Span::new(file, place), message).help(help);
    match open_quote(error.kind(), text, line.start) {
        Some(place) => diagnostic.related(Span::new(file, place), "the quoted text begins here"),
        None => diagnostic,
    }
}

/// Returns the diagnostic for a slip.
pub(crate) fn of_slip(file: FileId, slip: Slip) -> Diagnostic {
    Diagnostic::new(&RULE, Span::new(file, slip.place), slip.message).help(slip.help)
}

/// Returns the place of the opening quote that causes an error further down: the nearest line above
/// with such a quote at the start of a text and none that closes it.
fn open_quote(kind: &ErrorKind, text: &str, before: usize) -> Option<Range<usize>> {
    const MOST_LINES: usize = 500;
    let quotes: &[char] = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => &['\''],
        ErrorKind::InvalidTrailingDoubleQuotedScalar => &['"'],
        ErrorKind::UnclosedQuotedScalar => &['\'', '"'],
        _ => return None,
    };
    let mut end = before;
    for _ in 0..MOST_LINES {
        let line = Line::around(text, end.checked_sub(1)?);
        end = line.start;
        let written = &text[line.start..line.end];
        let opens = |quote: &&char| {
            let begins =
                |at: &usize| *at == 0 || written[..*at].ends_with([' ', '[', '{', ',', '(']);
            let mut places = written.match_indices(**quote).map(|it| it.0);
            (places.clone().count() % 2 == 1).then(|| places.rfind(begins)).flatten()
        };
        if let Some(at) = quotes.iter().find_map(|it| opens(&it)) {
            return Some(line.start + at..line.end);
        }
        if end == 0 {
            return None;
        }
    }
    None
}

type Explained = (Range<usize>, Option<String>, String);

fn explain(kind: &ErrorKind, line: &Line<'_>, at: usize) -> Explained {
    let here = line.token(at);
    if let Some((place, message, help)) = suspicious_value(line, at) {
        return (place, message, help);
    }
    if let ErrorKind::UnexpectedCharacter { character } = kind
        && character.is_control()
    {
        let message = format!("the character U+{:04X} is not allowed in YAML", *character as u32);
        return (here, Some(message), "remove it".to_owned());
    }
    let help = match kind {
        ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed => "indent with spaces: YAML does not allow tabs here",
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            "close the quotes; inside '…', write an apostrophe twice: ''"
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => "inside '…', write an apostrophe twice: ''",
        ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "inside \"…\", write a quotation mark as \\\""
        }
        ErrorKind::InvalidUnicodeEscape
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::InvalidLowSurrogate => "write the character itself, or its code as \\U000…",
        ErrorKind::UnknownQuotedScalarEscape => {
            "inside \"…\", write a backslash twice: \\\\; inside '…', write it once"
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            "check the brackets; inside `[…]` and `{…}`, a text that contains a colon, a comma or a brace needs quotes, \
             and so does any text that begins with `[` or `{`"
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::BlockSequenceEntryNotAllowed => {
            "compare the indentation with the lines around it; a key ends with a colon and a space"
        }
        _ => "a text that contains special characters of YAML needs quotes: 'like this'",
    };
    (here, None, help.to_owned())
}

/// Explains the most common cause: a value without quotes that contains `: `, or begins with a
/// character that has a meaning in YAML.
fn suspicious_value(line: &Line<'_>, at: usize) -> Option<Explained> {
    let (start, value) = line.value()?;
    let place = start..start + value.len();
    let first = value.chars().next()?;
    if matches!(first, '"' | '\'' | '|' | '>' | '#') {
        return None;
    }
    if !matches!(first, '[' | '{') && (value.contains(": ") || value.ends_with(':')) {
        let message = "a colon ends a text that is not in quotes".to_owned();
        return Some((place, Some(message), quoted(value)));
    }
    let closes_early = match first {
        '{' => value.find('}').is_some_and(|it| it + 1 < value.len()),
        '[' => value.find(']').is_some_and(|it| it + 1 < value.len()),
        '@' | '`' | '%' => true,
        '*' | '&' | '!' => at >= start,
        _ => false,
    };
    if !closes_early || line.text[line.start..].trim_end().ends_with(',') {
        return None;
    }
    let message = format!("a text that is not in quotes cannot begin with `{first}`");
    Some((place, Some(message), quoted(value)))
}

fn quoted(value: &str) -> String {
    if value.chars().count() > 60 {
        return "put the text in quotes: '…'".to_owned();
    }
    format!("put the text in quotes: '{}'", value.replace('\'', "''"))
}

/// The line of a text that contains a place.
struct Line<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, at: usize) -> Line<'t> {
        let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |it| at + it);
        Line { text, start, end: end.max(start) }
    }

    /// Returns the range from `at` to the end of the word there, at least one character if there is
    /// one.
    fn token(&self, at: usize) -> Range<usize> {
        let rest = &self.text[at..self.end.max(at)];
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let one = rest.chars().next().map_or(0, char::len_utf8);
        at..at + word.max(one)
    }

    /// Returns the text after the key, or after the dash of a list, and its offset.
    fn value(&self) -> Option<(usize, &'t str)> {
        let line = self.text.get(self.start..self.end)?;
        let body = line.trim_start();
        let mut start = self.start + line.len() - body.len();
        let mut body = body.trim_end();
        while let Some(rest) = body.strip_prefix("- ") {
            let trimmed = rest.trim_start();
            start += body.len() - trimmed.len();
            body = trimmed;
        }
        if let Some((key, rest)) = body.split_once(": ")
            && !key.is_empty()
            && key.chars().all(|it| it.is_ascii_alphanumeric() || it == '_' || it == '-')
        {
            let trimmed = rest.trim_start();
            return Some((start + body.len() - trimmed.len(), trimmed));
        }
        Some((start, body))
    }
}

/// Returns the offset of a tab in the indentation of the line of `at` or of the next one, where the
/// parser reports the error.
fn indenting_tab(text: &str, at: usize) -> Option<usize> {
    let here = Line::around(text, at);
    let next = text[here.end..].find('\n').map(|it| Line::around(text, here.end + it + 1));
    [Some(here), next].into_iter().flatten().find_map(|line| {
        let written = &text[line.start..line.end];
        let blank = &written[..written.len() - written.trim_start_matches([' ', '\t']).len()];
        blank.find('\t').map(|it| line.start + it)
    })
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn lowered(message: &str) -> String {
    let mut letters = message.trim_end_matches('.').chars();
    letters.next().map_or(String::new(), |it| it.to_lowercase().chain(letters).collect())
}
