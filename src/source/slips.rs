//! Slips in YAML that the parser reports somewhere else, or as something else: what was typed, and
//! what was meant.

use std::ops::Range;

use crate::diag::shortened;
use crate::source::shape::is_key;

/// A slip: its place, what is wrong, and what to do.
pub(crate) struct Slip {
    /// The range in the text.
    pub(crate) place: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// The maximum number of lines above an error in which its cause is searched.
const MOST_LINES: usize = 200;

/// Returns the slip that causes an error at byte `at` of `text`, if it is a known one.
pub(crate) fn find(text: &str, at: usize) -> Option<Slip> {
    let lines = lines_up_from(text, at);
    let here = lines.first()?;
    merge_mark(here)
        .or_else(|| lines.iter().take(2).find_map(|it| in_line(it)))
        .or_else(|| open_quote(&lines))
        .or_else(|| indentation(here, lines.get(1)?))
}

/// Returns the slip in a text that should be a mapping, which begins at byte `start`.
pub(crate) fn in_text(text: &str, start: usize) -> Option<Slip> {
    in_line(&Line { start, text })
}

/// Returns whether a line begins with a space that is none in YAML.
pub(crate) fn is_odd_blank(line: &str) -> bool {
    line.starts_with(|it: char| it.is_whitespace() && !it.is_ascii())
}

/// A line and its offset.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    /// Returns the offset in the line of what follows the indentation and the dashes of lists.
    fn column(&self) -> usize {
        let rest = |at: usize| self.text.get(at..).unwrap_or("");
        let blank = |at: usize| {
            let text = rest(at);
            text.len() - text.trim_start_matches([' ', '\t']).len()
        };
        let mut column = blank(0);
        while rest(column).starts_with("- ") {
            column += 2 + blank(column + 2);
        }
        column
    }

    fn body(&self) -> &'t str {
        self.text.get(self.column()..).unwrap_or("")
    }

    /// Returns the known key with which the line begins, and what follows its colon.
    fn key(&self) -> Option<(&'t str, &'t str)> {
        let body = self.body();
        let length = body.find(|it: char| !(it.is_ascii_lowercase() || it == '_'))?;
        let (key, rest) = body.split_at_checked(length)?;
        is_key(key).then_some((key, rest))
    }

    /// Returns whether the line begins with a known key, or is an item of a list.
    fn is_structure(&self) -> bool {
        let is_pair = |it: (&str, &str)| it.1 == ":" || it.1.starts_with(": ");
        self.key().is_some_and(is_pair) || self.text.trim_start().starts_with("- ")
    }
}

/// Returns the line of `at` and those above it that are not blank, the nearest first.
fn lines_up_from(text: &str, at: usize) -> Vec<Line<'_>> {
    let mut end = text.get(at..).and_then(|it| it.find('\n')).map_or(text.len(), |it| at + it);
    let mut lines = Vec::new();
    for _ in 0..MOST_LINES {
        let start = text.get(..end).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
        let line = text.get(start..end).unwrap_or("");
        // The parser may report an error at the end of the text, after the last line.
        if !line.trim().is_empty() {
            lines.push(Line { start, text: line.trim_end_matches('\r') });
        }
        match start.checked_sub(1) {
            Some(before) => end = before,
            None => break,
        }
    }
    lines
}

/// Returns the mark that a version control system leaves where two versions could not be merged.
fn merge_mark(line: &Line<'_>) -> Option<Slip> {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let is_mark = |it: &&&str| {
        line.text.strip_prefix(**it).is_some_and(|it| it.is_empty() || it.starts_with(' '))
    };
    let mark = marks.iter().find(is_mark)?;
    Some(Slip {
        place: line.start..line.start + mark.len(),
        message: "this line is the mark of an unfinished merge".to_owned(),
        help: "keep one of the two versions, and remove the lines that begin with `<<<<<<<`, \
               `=======` and `>>>>>>>`"
            .to_owned(),
    })
}

/// Returns a wrong blank, or a wrong sign after a key.
fn in_line(line: &Line<'_>) -> Option<Slip> {
    let blank = line.text.len() - line.text.trim_start().len();
    let odd = line.text.get(..blank)?.char_indices().find(|it| !matches!(it.1, ' ' | '\t'));
    if let Some((at, sign)) = odd {
        return Some(Slip {
            place: line.start + at..line.start + at + sign.len_utf8(),
            message: format!(
                "this line is indented with U+{:04X}, which is no space in YAML",
                u32::from(sign)
            ),
            help: "indent it with ordinary spaces".to_owned(),
        });
    }
    let (key, rest) = line.key()?;
    let colon = rest.chars().next().filter(|it| matches!(it, ':' | '：' | '﹕' | '︓'))?;
    let after = rest.get(colon.len_utf8()..)?;
    let next = after.chars().next();
    let at = line.start + line.column() + key.len();
    let written = format!("write `{key}: …`, with a space after the colon");
    let (place, message, help) = match (colon, next) {
        (':', None | Some(' ' | '\t' | '\r')) => return None,
        (':', Some(sign)) if sign.is_whitespace() => (
            at + 1..at + 1 + sign.len_utf8(),
            format!("U+{:04X} after the colon of `{key}` is no space in YAML", u32::from(sign)),
            format!("write an ordinary space: `{key}: …`"),
        ),
        (':', Some(_)) => {
            (at..at + 1, format!("there is no space after the colon of `{key}`"), written)
        }
        (sign, _) => (
            at..at + sign.len_utf8(),
            format!("`{sign}` after `{key}` is not the colon of YAML"),
            written,
        ),
    };
    Some(Slip { place, message, help })
}

/// Returns the quote that was opened above and swallows what follows: the nearest line with a quote
/// that its line does not close, where the next line is no text.
fn open_quote(lines: &[Line<'_>]) -> Option<Slip> {
    for (at, line) in lines.iter().enumerate() {
        let swallows =
            at.checked_sub(1).and_then(|it| lines.get(it)).is_none_or(Line::is_structure);
        let Some((place, quote)) = unclosed(line).filter(|_| swallows) else { continue };
        let rest = line.text.get(place..).unwrap_or("").trim_end();
        let bare = rest.trim_start_matches(quote);
        let help = match quote {
            '\'' if !bare.contains(['"', '\\']) => format!(
                "close it with `'`; if it is an apostrophe, put the text in double quotes: \"{}\"",
                shortened(rest)
            ),
            _ => format!("close it with `{quote}`"),
        };
        return Some(Slip {
            place: line.start + place..line.start + place + rest.len(),
            message: "the quote that begins here is not closed on its line".to_owned(),
            help,
        });
    }
    None
}

/// Returns the place of a quote at the start of a value that its line does not close.
fn unclosed(line: &Line<'_>) -> Option<(usize, char)> {
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, sign) in line.text.char_indices() {
        match open {
            None if matches!(sign, '\'' | '"') && matches!(before, ' ' | '[' | '{' | ',') => {
                open = Some((at, sign));
            }
            None if sign == '#' && before == ' ' => return None,
            Some((_, quote)) if sign == quote && before != '\\' => open = None,
            _ => {}
        }
        before = sign;
    }
    let (at, _) = open?;
    let start = line.text.get(..at)?.trim_end();
    let begins = start.ends_with([':', '[', '{', ',', '-']) || start.is_empty();
    open.filter(|_| begins)
}

/// Returns a key that is indented deeper than the one above it, which has a value already.
fn indentation(here: &Line<'_>, above: &Line<'_>) -> Option<Slip> {
    let (key, _) = here.key().filter(|_| here.is_structure())?;
    let (_, rest) = above.key().filter(|_| above.is_structure())?;
    let value = rest.trim_start_matches(':').trim();
    let (own, wanted) = (here.column(), above.column());
    let is_deeper = own > wanted && !value.is_empty() && !value.starts_with(['|', '>', '&', '#']);
    if !is_deeper || here.text.trim_start().starts_with("- ") {
        return None;
    }
    let start = here.start + own;
    Some(Slip {
        place: start..start + key.len(),
        message: format!("`{key}` is indented by {own} spaces, and the key above it by {wanted}"),
        help: format!("indent it by {wanted} spaces, the `- ` of a list included"),
    })
}
