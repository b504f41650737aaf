//! Finds the value at a path.

use crate::source::node::{Node, Value};
use crate::source::patch::{PatchError, PathStep};

/// The result of following a path.
pub(super) enum Found<'n, 't> {
    /// A value, and the indices that lead to it.
    Value { trail: Vec<usize>, node: &'n Node<'t> },
    /// A mapping that lacks the next key of the path.
    Missing { trail: Vec<usize>, owner: &'n Node<'t>, rest: &'n [PathStep] },
    /// A key without a value; the trail is that of the value.
    Empty { trail: Vec<usize>, key: &'n Node<'t>, rest: &'n [PathStep] },
}

/// Follows `path` from `root`.
///
/// # Errors
/// Returns [`PatchError::Shared`] if a value on the path has an anchor or is an alias, and
/// [`PatchError::NoPlace`] if the path does not fit the values.
pub(super) fn find<'n, 't>(
    root: &'n Node<'t>,
    path: &'n [PathStep],
) -> Result<Found<'n, 't>, PatchError> {
    let mut trail = Vec::new();
    let mut node = root;
    for (step, at) in path.iter().enumerate() {
        let key = match at {
            PathStep::Key(key) => Some(key.as_str()),
            PathStep::Own(key) => is_mapping(node).then_some(*key),
            PathStep::Dialect(key) => dialect(node, key)?,
            PathStep::Item(_) => None,
        };
        if let Some(key) = key {
            let Value::Mapping { pairs, .. } = &unshared(node)?.value else {
                return Err(PatchError::NoPlace);
            };
            let Some(index) = pairs.iter().position(|it| is_called(&it.0, key)) else {
                let rest = path.get(step..).unwrap_or(&[]);
                return Ok(Found::Missing { trail, owner: node, rest });
            };
            let (key, value) = pairs.get(index).ok_or(PatchError::NoPlace)?;
            trail.push(index);
            if value.is_empty() {
                unshared(value)?;
                let rest = path.get(step + 1..).unwrap_or(&[]);
                return Ok(Found::Empty { trail, key, rest });
            }
            node = value;
        } else if let (PathStep::Item(number), Value::Sequence { items, .. }) =
            (at, &unshared(node)?.value)
        {
            let mut full = items.iter().enumerate().filter(|it| !it.1.is_empty());
            let (index, item) = full.nth(*number).ok_or(PatchError::NoPlace)?;
            trail.push(index);
            node = item;
        } else if matches!(at, PathStep::Item(1..)) {
            return Err(PatchError::NoPlace);
        }
    }
    unshared(node)?;
    Ok(Found::Value { trail, node })
}

/// Returns the key of a list of examples, or `None` if the value itself is that list.
fn dialect<'k>(node: &Node<'_>, key: &'k str) -> Result<Option<&'k str>, PatchError> {
    let Value::Mapping { pairs, .. } = &unshared(node)?.value else {
        return if key == "any" { Ok(None) } else { Err(PatchError::NoPlace) };
    };
    match (pairs.iter().any(|it| is_called(&it.0, "text")), key) {
        (false, _) => Ok(Some(key)),
        (true, "any") => Ok(None),
        (true, _) => Err(PatchError::NoPlace),
    }
}

fn is_mapping(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Mapping { .. })
}

fn is_called(key: &Node<'_>, name: &str) -> bool {
    matches!(&key.resolve().value, Value::Scalar { text, .. } if text.trim() == name)
}

fn unshared<'n, 't>(node: &'n Node<'t>) -> Result<&'n Node<'t>, PatchError> {
    match node.value {
        Value::Shared(_) => Err(PatchError::Shared),
        _ => Ok(node),
    }
}

/// Returns the values along a trail of indices, including the root and the last one.
pub(super) fn along<'n, 't>(root: &'n Node<'t>, trail: &[usize]) -> Vec<&'n Node<'t>> {
    let mut nodes = vec![root];
    let mut node = root;
    for index in trail {
        let inner = match &node.value {
            Value::Sequence { items, .. } => items.get(*index),
            Value::Mapping { pairs, .. } => pairs.get(*index).map(|it| &it.1),
            _ => None,
        };
        let Some(inner) = inner else { break };
        nodes.push(inner);
        node = inner;
    }
    nodes
}

/// Returns whether a value is inside brackets or braces.
pub(super) fn is_in_flow(root: &Node<'_>, trail: &[usize]) -> bool {
    let owners = along(root, trail);
    owners.iter().take(trail.len()).any(|it| is_flow(it))
}

/// Returns whether a value is written in brackets or braces.
pub(super) fn is_flow(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Sequence { flow: true, .. } | Value::Mapping { flow: true, .. })
}
