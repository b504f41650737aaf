//! Replaces a value, and keeps the style of a text if possible.

use std::ops::Range;

use crate::source::node::{Node, Style, Value};
use crate::source::patch::page::Page;
use crate::source::patch::place::{along, is_flow, is_in_flow};
use crate::source::patch::style::flow;
use crate::source::patch::tree::Change;
use crate::source::patch::{Candidate, NewValue, PatchError, Splice, fold, style};

/// Returns the candidates for replacing `node` by `value`.
pub(super) fn replace(
    page: &Page<'_>,
    root: &Node<'_>,
    trail: &[usize],
    node: &Node<'_>,
    value: &NewValue,
) -> Result<Vec<Candidate>, PatchError> {
    let range = page.written(node);
    let written = page.slice(range.clone());
    let texts = match (&node.value, value) {
        (Value::Scalar { text, style, .. }, NewValue::Text(new)) => {
            let parent = parent_column(page, root, trail, &range);
            let old = Old { text, style: *style, in_flow: is_in_flow(root, trail), parent };
            old.ways(page, node, new)
        }
        (Value::Scalar { .. }, _) => vec![flow(value)],
        // Comments, line breaks and anchors within the collection would be lost.
        _ if is_flow(node) && !written.contains(['#', '\n', '&']) => vec![flow(value)],
        _ => return Err(PatchError::NoPlace),
    };
    let candidate = |with| Candidate {
        splice: Splice { range: range.clone(), with },
        change: Change::Put(trail.to_vec(), value.clone()),
    };
    Ok(texts.into_iter().map(candidate).collect())
}

/// Returns the column of the key or dash that owns the value at `range`, if a block scalar can be
/// put there: the value begins on the same line and nothing follows it.
fn parent_column(
    page: &Page<'_>,
    root: &Node<'_>,
    trail: &[usize],
    range: &Range<usize>,
) -> Option<usize> {
    let owners = along(root, trail);
    let owner = owners.get(trail.len().checked_sub(1)?)?;
    if is_in_flow(root, trail) || !page.after(range.end).trim().is_empty() {
        return None;
    }
    let at = match &owner.value {
        Value::Mapping { pairs, .. } => pairs.get(*trail.last()?)?.0.span.start as usize,
        _ => page.dash(owners.last()?)?.0,
    };
    (page.line_start(at) == page.line_start(range.start)).then(|| page.column(at))
}

/// The text to be replaced.
struct Old<'o> {
    text: &'o str,
    style: Style,
    in_flow: bool,
    parent: Option<usize>,
}

impl Old<'_> {
    /// Returns the candidates for replacing it by `new`, the best one first.
    fn ways(&self, page: &Page<'_>, node: &Node<'_>, new: &str) -> Vec<String> {
        let range = page.written(node);
        let written = page.slice(range.clone());
        let mut ways = Vec::new();
        match self.style {
            Style::Literal | Style::Folded => ways.extend(self.block(page, node, &range, new)),
            _ if written.contains(['\n', '\r']) => ways.extend(self.over_lines(page, written, new)),
            _ => {}
        }
        if self.style == Style::Plain && style::can_be_plain(new, self.in_flow) {
            ways.push(new.to_owned());
        }
        if new.contains('\n') && self.style != Style::Double {
            ways.extend(self.parent.and_then(|it| literal(page, it + 2, new)));
        }
        if self.style != Style::Double {
            ways.extend(style::single(new));
        }
        ways.push(style::double(new));
        ways
    }

    /// Returns `new` as a block scalar with the present header.
    fn block(
        &self,
        page: &Page<'_>,
        node: &Node<'_>,
        range: &Range<usize>,
        new: &str,
    ) -> Option<String> {
        let lines: Vec<String> = if self.style == Style::Literal {
            new.split('\n').map(str::to_owned).collect()
        } else {
            let old = self.text.trim_end();
            fold::lines(old, &self.breaks(page.slice(node.span.range())), new)
        };
        let folds = self.style == Style::Folded;
        if lines.iter().any(|it| folds && it.starts_with([' ', '\t'])) {
            return None;
        }
        let column = page.column(node.span.start as usize);
        let head = page.after(range.start);
        Some([head, &indented(page, &lines, column)].concat())
    }

    /// Returns `new` over several lines, plain or in the present quotes.
    fn over_lines(&self, page: &Page<'_>, written: &str, new: &str) -> Option<String> {
        let (inner, quote) = match self.style {
            Style::Plain => (written, ""),
            Style::Single => (written.strip_prefix('\'')?.strip_suffix('\'')?, "'"),
            _ => (written.strip_prefix('"')?.strip_suffix('"')?, "\""),
        };
        if self.style == Style::Plain && !style::can_be_plain(&new.replace('\n', " "), self.in_flow)
        {
            return None;
        }
        let second = inner.lines().skip(1).find(|it| !it.trim().is_empty())?;
        let column = second.len() - second.trim_start_matches(' ').len();
        let lines = fold::lines(self.text, &self.breaks(inner), new);
        let lines = lines.iter().map(|it| match self.style {
            Style::Single => it.replace('\'', "''"),
            Style::Double => style::escaped(it),
            _ => it.clone(),
        });
        let lines: Vec<String> = lines.collect();
        let (first, rest) = lines.split_first()?;
        Some([quote, first, &indented(page, rest, column), quote].concat())
    }

    fn breaks(&self, inner: &str) -> Vec<usize> {
        let single = self.style == Style::Single;
        let line = |it: &str| if single { it.replace("''", "'") } else { it.to_owned() };
        let lines: Vec<String> = inner.lines().map(line).collect();
        fold::breaks(self.text, &lines).unwrap_or_default()
    }
}

/// Returns a text as a literal block scalar, or `None` if it begins or ends with white space.
pub(super) fn literal(page: &Page<'_>, column: usize, text: &str) -> Option<String> {
    let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let fits = !text.starts_with([' ', '\t', '\n']) && text.trim_end() == text;
    fits.then(|| ["|-", &indented(page, &lines, column)].concat())
}

/// Returns lines with indentation, each preceded by a line break.
fn indented(page: &Page<'_>, lines: &[String], column: usize) -> String {
    let line = |it: &String| {
        let blanks = if it.is_empty() { 0 } else { column };
        format!("{}{:blanks$}{it}", page.newline, "")
    };
    lines.iter().map(line).collect()
}
