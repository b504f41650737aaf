//! Adds values: a key to a mapping, or an item to a list.

use crate::source::node::{Node, Style, Value};
use crate::source::patch::page::Page;
use crate::source::patch::place::{is_flow, is_in_flow};
use crate::source::patch::style::flow;
use crate::source::patch::tree::Change;
use crate::source::patch::{Candidate, NewValue, PatchError, Splice, scalar, style};
use crate::source::shape::{FILE, Kind, Shape};

/// The maximum width, in characters, of a list that is written in brackets.
const NARROW: usize = 50;

/// Returns the candidates for adding a pair to the mapping `owner`.
pub(super) fn pair(
    page: &Page<'_>,
    root: &Node<'_>,
    trail: &[usize],
    owner: &Node<'_>,
    (key, value): &(String, NewValue),
) -> Result<Vec<Candidate>, PatchError> {
    let Value::Mapping { pairs, .. } = &owner.value else { return Err(PatchError::NoPlace) };
    let written = format!("{}: ", style::line(key, true));
    let change = |at| Change::Pair(trail.to_vec(), at, key.clone(), value.clone());
    if is_flow(owner) || is_in_flow(root, trail) {
        let last = pairs.last().map(|it| (&it.1, it.1.is_empty()));
        let splice = into_brackets(page, owner, last, &format!("{written}{}", flow(value)), "{}")?;
        return Ok(vec![Candidate { splice, change: change(pairs.len()) }]);
    }
    let first = pairs.first().ok_or(PatchError::NoPlace)?;
    let column = page.column(first.0.span.start as usize);
    let lines = pair_lines(page, key, value, column);
    let shape = shape_at(root, trail);
    let rank = |it: &str| shape.and_then(|shape| shape.names().position(|name| name == it));
    // A key that the format does not have says nothing about the order.
    let is_before = |it: &str| rank(it).is_some_and(|it| rank(key).is_none_or(|own| it < own));
    let before = pairs.iter().rposition(|it| name(&it.0).is_some_and(is_before));
    let before = before.unwrap_or(pairs.len() - 1);
    let mut candidates = Vec::new();
    for at in [before, pairs.len() - 1] {
        let Some((key, value)) = pairs.get(at) else { continue };
        let end = page.written(value).end.max(key.span.end as usize);
        for splice in below(page, end, column, &lines, false) {
            candidates.push(Candidate { splice, change: change(at + 1) });
        }
    }
    Ok(candidates)
}

/// Returns the shape of the mapping to which the way of indexes leads.
fn shape_at(root: &Node<'_>, trail: &[usize]) -> Option<&'static Shape> {
    let (mut node, mut kind) = (root, Kind::Map(&FILE));
    for at in trail {
        match &node.resolve().value {
            Value::Sequence { items, .. } => node = items.get(*at)?,
            Value::Mapping { pairs, .. } => {
                let (key, value) = pairs.get(*at)?;
                kind = shape_of(node, kind)?.key(name(key)?)?.kind;
                node = value;
            }
            _ => return None,
        }
    }
    shape_of(node, kind)
}

fn shape_of(node: &Node<'_>, kind: Kind) -> Option<&'static Shape> {
    let Value::Mapping { pairs, .. } = &node.resolve().value else { return None };
    kind.shape(&|key| pairs.iter().any(|it| name(&it.0) == Some(key)))
}

fn name<'n>(key: &'n Node<'_>) -> Option<&'n str> {
    match &key.value {
        Value::Scalar { text, .. } => Some(text.trim()),
        _ => None,
    }
}

/// Returns the candidates for giving a value to a key without one.
pub(super) fn into_empty(
    page: &Page<'_>,
    root: &Node<'_>,
    trail: &[usize],
    key: &Node<'_>,
    value: &NewValue,
) -> Result<Vec<Candidate>, PatchError> {
    let end = key.span.end as usize;
    let gap = page.rest(end);
    let colon = gap.find(':').filter(|it| gap.get(..*it).is_some_and(|it| it.trim().is_empty()));
    let at = end + colon.ok_or(PatchError::Form)? + 1;
    let mut ways = Vec::new();
    let column = page.column(key.span.start as usize);
    if !is_in_flow(root, trail) && page.after(at).trim().is_empty() {
        let written = pair_lines(page, "", value, column);
        ways.push(written.strip_prefix("'':").unwrap_or("").to_owned());
    }
    ways.push(format!(" {}", flow(value)));
    let candidate = |with| Candidate {
        splice: Splice { range: at..at, with },
        change: Change::Put(trail.to_vec(), value.clone()),
    };
    Ok(ways.into_iter().map(candidate).collect())
}

/// Returns the candidates for adding an item to the list `node`, or to a value that stands for a
/// list of one item.
pub(super) fn item(
    page: &Page<'_>,
    root: &Node<'_>,
    trail: &[usize],
    node: &Node<'_>,
    value: &NewValue,
) -> Result<Vec<Candidate>, PatchError> {
    let Value::Sequence { items, .. } = &node.value else {
        return beside(page, trail, node, value).map(|it| vec![it]);
    };
    let change = || Change::Push(trail.to_vec(), value.clone());
    if is_flow(node) || is_in_flow(root, trail) {
        let last = items.last().map(|it| (it, it.is_empty()));
        let splice = into_brackets(page, node, last, &flow(value), "[]")?;
        return Ok(vec![Candidate { splice, change: change() }]);
    }
    let last = items.last().ok_or(PatchError::NoPlace)?;
    let (dash, width) = items.iter().find_map(|it| page.dash(it)).ok_or(PatchError::Form)?;
    let column = page.column(dash);
    let width = if page.line_start(dash + width) == page.line_start(dash) { width } else { 2 };
    let lines = format!("-{:1$}{2}", "", width - 1, item_lines(page, value, column + width));
    let is_apart = items.len() > 1 && page.dash(last).is_some_and(|it| page.is_empty_above(it.0));
    let end = page.written(last).end;
    let splices = below(page, end, column, &lines, is_apart);
    Ok(splices.into_iter().map(|splice| Candidate { splice, change: change() }).collect())
}

/// Replaces a single value that stands for a list by a list of two.
fn beside(
    page: &Page<'_>,
    trail: &[usize],
    node: &Node<'_>,
    value: &NewValue,
) -> Result<Candidate, PatchError> {
    let range = page.written(node);
    let written = page.slice(range.clone());
    let first = match &node.value {
        Value::Scalar { text, style: Style::Plain | Style::Literal | Style::Folded, .. } => {
            style::line(text.trim_end(), true)
        }
        Value::Scalar { .. } => written.to_owned(),
        _ if is_flow(node) => written.to_owned(),
        _ => return Err(PatchError::NoPlace),
    };
    let with = format!("[{first}, {}]", flow(value));
    Ok(Candidate {
        splice: Splice { range, with },
        change: Change::Pushed(trail.to_vec(), value.clone()),
    })
}

/// Returns the insertion after the last value inside brackets or braces.
fn into_brackets(
    page: &Page<'_>,
    owner: &Node<'_>,
    last: Option<(&Node<'_>, bool)>,
    written: &str,
    brackets: &str,
) -> Result<Splice, PatchError> {
    let range = owner.span.range();
    let (open, close) = brackets.split_at(1);
    if !page.slice(range.clone()).starts_with(open) || !page.slice(range.clone()).ends_with(close) {
        return Err(PatchError::Form);
    }
    match last {
        None => {
            let with =
                if open == "{" { format!("{{ {written} }}") } else { format!("[{written}]") };
            Ok(Splice { range, with })
        }
        Some((_, true)) => Err(PatchError::Form),
        Some((last, false)) => {
            let end = last.span.end as usize;
            Ok(Splice { range: end..end, with: format!(", {written}") })
        }
    }
}

/// Returns the candidates for inserting lines after what ends at `end`: directly, or after the
/// empty lines that follow and that may belong to a block scalar.
fn below(page: &Page<'_>, end: usize, column: usize, lines: &str, is_apart: bool) -> Vec<Splice> {
    let near = page.next_line(end);
    let mut far = near;
    while far < page.text.len() && page.after(far).trim().is_empty() {
        far = page.next_line(far);
    }
    let gap = if is_apart { page.newline } else { "" };
    let splice = |at: usize| {
        let is_open = at == page.text.len() && page.line_end(end) == at;
        let (before, after) = if is_open { (page.newline, "") } else { ("", page.newline) };
        Splice { range: at..at, with: format!("{before}{gap}{:column$}{lines}{after}", "") }
    };
    vec![splice(near), splice(far)]
}

/// Returns a new file of entries, in the layout that added entries have.
pub(crate) fn new_file<'v>(entries: impl IntoIterator<Item = &'v NewValue>) -> String {
    let page = Page::new("");
    let lines = |it: &NewValue| format!("  - {}\n", item_lines(&page, it, 4));
    format!("entries:\n{}", entries.into_iter().map(lines).collect::<Vec<_>>().join("\n"))
}

/// Returns a key and its value as lines, of which the first has no indentation.
fn pair_lines(page: &Page<'_>, key: &str, value: &NewValue, column: usize) -> String {
    let key = if key.is_empty() { "''".to_owned() } else { style::line(key, true) };
    let inner = column + 2;
    match value {
        NewValue::Text(text) => format!("{key}: {}", block_text(page, text, inner)),
        NewValue::Bare(word) => format!("{key}: {word}"),
        NewValue::List(items) if is_narrow(items) => format!("{key}: {}", flow(value)),
        NewValue::List(items) => {
            let line = |it: &NewValue| {
                let written = item_lines(page, it, inner + 2);
                format!("{}{:inner$}- {written}", page.newline, "")
            };
            format!("{key}:{}", items.iter().map(line).collect::<String>())
        }
        NewValue::Map(pairs) => {
            let line = |it: &(String, NewValue)| {
                let written = pair_lines(page, &it.0, &it.1, inner);
                format!("{}{:inner$}{written}", page.newline, "")
            };
            format!("{key}:{}", pairs.iter().map(line).collect::<String>())
        }
    }
}

/// Returns a list item as lines, of which the first has no indentation.
fn item_lines(page: &Page<'_>, value: &NewValue, column: usize) -> String {
    match value {
        NewValue::Text(text) => block_text(page, text, column),
        NewValue::Bare(word) => word.clone(),
        NewValue::List(_) => flow(value),
        NewValue::Map(pairs) => {
            let line = |it: &(String, NewValue)| pair_lines(page, &it.0, &it.1, column);
            let between = format!("{}{:column$}", page.newline, "");
            pairs.iter().map(line).collect::<Vec<_>>().join(&between)
        }
    }
}

fn block_text(page: &Page<'_>, text: &str, column: usize) -> String {
    let block = if text.contains('\n') { scalar::literal(page, column, text) } else { None };
    block.unwrap_or_else(|| style::line(text, false))
}

fn is_narrow(items: &[NewValue]) -> bool {
    let width = |it: &NewValue| match it {
        NewValue::Text(text) | NewValue::Bare(text) => text.chars().count() + 2,
        NewValue::List(_) | NewValue::Map(_) => NARROW,
    };
    items.iter().map(width).sum::<usize>() < NARROW
}
