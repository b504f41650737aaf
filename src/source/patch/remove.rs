//! Removes a value, with its key or dash and with collections that become empty.

use std::ops::Range;

use crate::source::node::{Node, Value};
use crate::source::patch::page::Page;
use crate::source::patch::place::{along, is_flow};
use crate::source::patch::tree::Change;
use crate::source::patch::{Candidate, PatchError, Splice};

/// Returns the candidates for removing the value at `trail`.
pub(super) fn candidates(
    page: &Page<'_>,
    root: &Node<'_>,
    trail: &[usize],
) -> Result<Vec<Candidate>, PatchError> {
    let nodes = along(root, trail);
    let mut depth = trail.len();
    let is_alone = |it: &Node<'_>| match &it.value {
        Value::Sequence { items, .. } => items.len() == 1,
        Value::Mapping { pairs, .. } => pairs.len() == 1,
        _ => false,
    };
    while depth > 1 && nodes.get(depth - 1).is_some_and(|it| is_alone(it)) {
        depth -= 1;
    }
    let trail = trail.get(..depth).ok_or(PatchError::NoPlace)?;
    let owner = depth.checked_sub(1).and_then(|it| nodes.get(it)).ok_or(PatchError::NoPlace)?;
    let at = *trail.last().ok_or(PatchError::NoPlace)?;
    let ranges = if is_flow(owner) {
        vec![from_brackets(page, owner, at).ok_or(PatchError::Form)?]
    } else {
        from_lines(page, owner, at).ok_or(PatchError::Form)?
    };
    let candidate = |range| Candidate {
        splice: Splice { range, with: String::new() },
        change: Change::Remove(trail.to_vec()),
    };
    Ok(ranges.into_iter().map(candidate).collect())
}

/// Returns the range of a child, including its key.
fn child(page: &Page<'_>, owner: &Node<'_>, at: usize) -> Option<Range<usize>> {
    match &owner.value {
        Value::Sequence { items, .. } => items.get(at).map(|it| page.written(it)),
        Value::Mapping { pairs, .. } => pairs.get(at).map(|(key, value)| {
            key.span.start as usize..page.written(value).end.max(key.span.end as usize)
        }),
        _ => None,
    }
}

/// Returns the range of a child in flow style, including the comma on one side.
fn from_brackets(page: &Page<'_>, owner: &Node<'_>, at: usize) -> Option<Range<usize>> {
    let own = child(page, owner, at)?;
    let range = match child(page, owner, at + 1) {
        Some(next) => own.start..next.start,
        None => child(page, owner, at.checked_sub(1)?)?.end..own.end,
    };
    let gap = if range.start == own.start { own.end..range.end } else { range.start..own.start };
    // Anything else in this gap, such as a comment or an anchor, must stay.
    (page.slice(gap).trim() == ",").then_some(range)
}

/// Returns the lines of a child; of the empty lines around it, one is removed if there would be
/// two.
fn from_lines(page: &Page<'_>, owner: &Node<'_>, at: usize) -> Option<Vec<Range<usize>>> {
    let own = child(page, owner, at)?;
    let start = match &owner.value {
        Value::Sequence { items, .. } => page.dash(items.get(at)?)?.0,
        _ => own.start,
    };
    if page.before(start).trim().is_empty() {
        let lines = page.line_start(start)..page.next_line(own.end);
        let is_empty_above = page.is_empty_above(start);
        let is_empty_below = page.after(lines.end).trim().is_empty();
        let wider = lines.start..page.next_line(lines.end);
        return Some(if is_empty_above && is_empty_below {
            vec![wider, lines]
        } else {
            vec![lines]
        });
    }
    // The first key of an item is on the line of the dash, so the next key must take its place.
    let next = child(page, owner, at + 1)?;
    let is_pair = matches!(owner.value, Value::Mapping { .. });
    let is_bare = page.slice(own.end..next.start).trim().is_empty();
    let range = own.start..next.start;
    (is_pair && is_bare).then(|| Vec::from([range]))
}
