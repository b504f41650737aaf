//! Edits the text of a source and leaves every other byte as it is.
//!
//! A value is changed, added or removed in its place; comments, order, quotes, indentation and line
//! endings around it stay. Each candidate for the new text is parsed and compared with the expected
//! values; if it differs, the next candidate is tried, and if none is left, the edit is refused.

mod fold;
mod insert;
mod page;
mod place;
mod remove;
mod scalar;
mod style;
#[cfg(test)]
mod tests;
mod tree;

use std::ops::Range;

pub(crate) use insert::new_file;

use crate::diag::{Diagnostics, Files};
use crate::model::Str;
use crate::source::node::{Node, Step};
use crate::source::patch::page::Page;
use crate::source::patch::place::{Found, find};
use crate::source::patch::tree::Tree;
use crate::source::yaml::Events;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PathStep {
    /// The value of a key.
    Key(String),
    /// An item of a list, counted from 0 without empty ones. A single value is a list of one item.
    Item(usize),
    /// The value of a key, or the value itself if it is the short form for a mapping with that key.
    Own(&'static str),
    /// A list of examples: that of `gb` or `us`, or the one without a dialect, whose key beside
    /// others is `any`.
    Dialect(&'static str),
}

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NewValue {
    /// A text.
    Text(String),
    /// A number, `true` or `false`, which is never quoted.
    Bare(String),
    /// A list.
    List(Vec<NewValue>),
    /// A mapping.
    Map(Vec<(String, NewValue)>),
}

/// What an edit does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// Replaces the value, or adds it if it is absent.
    Put(NewValue),
    /// Appends the value to the list, which is created if it is absent.
    Push(NewValue),
    /// Removes the value, and collections that become empty.
    Remove,
}

/// An edit of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The path from the top of the file to the value.
    pub path: Vec<PathStep>,
    /// What is done there.
    pub operation: Operation,
}

/// The reason why an edit is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PatchError {
    /// The value has an anchor or is an alias, so the edit would change other places too.
    Shared,
    /// The path does not lead to a value of the expected kind.
    NoPlace,
    /// No candidate leaves the rest of the source as it is.
    Form,
}

impl PatchError {
    /// Returns a description that completes "it could not be written to the source: ".
    pub(crate) fn words(self) -> &'static str {
        match self {
            PatchError::Shared => {
                "the source shares this text with other places through an anchor `&` and an alias `*`"
            }
            PatchError::NoPlace => "the source has another structure there",
            PatchError::Form => "it cannot be changed without changing other text around it",
        }
    }
}

/// Applies an edit to `text`, which must have no byte-order mark, and returns the new text.
///
/// # Errors
/// Returns a [`PatchError`] if the path leads nowhere, the value is shared, or no candidate keeps
/// the rest as it is.
pub(crate) fn patch(text: &str, edit: &Edit) -> Result<String, PatchError> {
    let source = Str::from(text);
    let root = parse(&source).ok_or(PatchError::Form)?;
    let page = Page::new(text);
    let found = find(&root, &edit.path)?;
    if edit.operation == Operation::Remove && !matches!(found, Found::Value { .. }) {
        return Ok(text.to_owned());
    }
    let candidates = candidates(&page, &root, found, &edit.operation)?;
    let before = Tree::of(&root);
    for Candidate { splice, change } in candidates {
        let after = splice.apply(text);
        let mut wanted = before.clone();
        if change.apply(&mut wanted).is_some()
            && parse(&Str::from(after.as_str())).is_some_and(|it| wanted.matches(&Tree::of(&it)))
        {
            return Ok(after);
        }
    }
    Err(PatchError::Form)
}

/// A candidate: what it changes in the text, and in the values.
struct Candidate {
    splice: Splice,
    change: tree::Change,
}

/// A replacement of a range of the text.
struct Splice {
    range: Range<usize>,
    with: String,
}

impl Splice {
    fn apply(&self, text: &str) -> String {
        let before = text.get(..self.range.start).unwrap_or("");
        let after = text.get(self.range.end..).unwrap_or("");
        [before, &self.with, after].concat()
    }
}

fn candidates(
    page: &Page<'_>,
    root: &Node<'_>,
    found: Found<'_, '_>,
    operation: &Operation,
) -> Result<Vec<Candidate>, PatchError> {
    match (operation, found) {
        (Operation::Put(value), Found::Value { trail, node }) => {
            scalar::replace(page, root, &trail, node, value)
        }
        (Operation::Push(value), Found::Value { trail, node }) => {
            insert::item(page, root, &trail, node, value)
        }
        (Operation::Put(value), Found::Missing { trail, owner, rest }) => {
            insert::pair(page, root, &trail, owner, &nested(rest, value)?)
        }
        (Operation::Push(value), Found::Missing { trail, owner, rest }) => {
            let list = NewValue::List(vec![value.clone()]);
            insert::pair(page, root, &trail, owner, &nested(rest, &list)?)
        }
        (Operation::Put(value), Found::Empty { trail, key, rest }) => {
            insert::into_empty(page, root, &trail, key, &unfolded(rest, value)?)
        }
        (Operation::Push(value), Found::Empty { trail, key, rest }) => {
            let list = NewValue::List(vec![value.clone()]);
            insert::into_empty(page, root, &trail, key, &unfolded(rest, &list)?)
        }
        (Operation::Remove, Found::Value { trail, .. }) => remove::candidates(page, root, &trail),
        (Operation::Remove, _) => Err(PatchError::NoPlace),
    }
}

/// Returns the pair to add, with the mappings and lists that are missing on its path.
fn nested(rest: &[PathStep], value: &NewValue) -> Result<(String, NewValue), PatchError> {
    match rest.split_first() {
        Some((PathStep::Key(key), below)) => Ok((key.clone(), unfolded(below, value)?)),
        Some((PathStep::Own(key) | PathStep::Dialect(key), below)) => {
            Ok(((*key).to_owned(), unfolded(below, value)?))
        }
        _ => Err(PatchError::NoPlace),
    }
}

/// Returns a value with the mappings and lists that are missing on its path.
fn unfolded(rest: &[PathStep], value: &NewValue) -> Result<NewValue, PatchError> {
    let Some((first, below)) = rest.split_first() else { return Ok(value.clone()) };
    let inner = unfolded(below, value)?;
    Ok(match first {
        PathStep::Key(key) => NewValue::Map(vec![(key.clone(), inner)]),
        PathStep::Dialect(key) if *key != "any" => NewValue::Map(vec![((*key).to_owned(), inner)]),
        PathStep::Own(_) | PathStep::Dialect(_) => inner,
        PathStep::Item(0) => NewValue::List(vec![inner]),
        PathStep::Item(_) => return Err(PatchError::NoPlace),
    })
}

/// Parses a text that contains a single document; returns `None` if it has errors.
fn parse(text: &Str) -> Option<Node<'_>> {
    let mut diagnostics = Diagnostics::default();
    let mut events = Events::new(Files::default().add(""), text, 0);
    if !matches!(events.next(&mut diagnostics).ok()?.0, Step::Document) {
        return None;
    }
    let root = events.node(&mut diagnostics).ok()?;
    let is_end = |it: &Step<'_>| matches!(it, Step::EndOfDocument | Step::End);
    let ends = is_end(&events.next(&mut diagnostics).ok()?.0)
        && is_end(&events.next(&mut diagnostics).ok()?.0);
    (ends && !diagnostics.has_errors()).then_some(root)
}
