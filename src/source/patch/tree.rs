//! The values of a document, independent of how they are written.

use crate::source::node::{Node, Value};
use crate::source::patch::NewValue;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(Tree, Tree)>),
    /// A text that was put there. White space at its ends is ignored, because a literal block
    /// scalar may add a line break.
    New(String),
}

/// A change of a tree; each variant begins with the indices that lead to the value.
pub(super) enum Change {
    Put(Vec<usize>, NewValue),
    /// Inserts a pair into the mapping, at this index.
    Pair(Vec<usize>, usize, String, NewValue),
    Push(Vec<usize>, NewValue),
    Remove(Vec<usize>),
    /// Turns a single value into a list, and appends another value.
    Pushed(Vec<usize>, NewValue),
}

impl Tree {
    pub(super) fn of(node: &Node<'_>) -> Tree {
        match &node.resolve().value {
            Value::Scalar { text, .. } => Tree::Text(text.to_string()),
            Value::Sequence { items, .. } => Tree::List(items.iter().map(Tree::of).collect()),
            Value::Mapping { pairs, .. } => {
                Tree::Map(pairs.iter().map(|it| (Tree::of(&it.0), Tree::of(&it.1))).collect())
            }
            // An alias counts as the value to which it refers.
            Value::Shared(inner) => Tree::of(inner),
        }
    }

    fn fresh(value: &NewValue) -> Tree {
        match value {
            NewValue::Text(text) | NewValue::Bare(text) => Tree::New(text.clone()),
            NewValue::List(items) => Tree::List(items.iter().map(Tree::fresh).collect()),
            NewValue::Map(pairs) => {
                let pair = |it: &(String, NewValue)| (Tree::New(it.0.clone()), Tree::fresh(&it.1));
                Tree::Map(pairs.iter().map(pair).collect())
            }
        }
    }

    /// Returns whether `found` has the wanted values.
    pub(super) fn matches(&self, found: &Tree) -> bool {
        match (self, found) {
            (Tree::New(wanted), Tree::Text(found)) => wanted.trim() == found.trim(),
            (Tree::Text(wanted), Tree::Text(found)) => wanted == found,
            (Tree::List(wanted), Tree::List(found)) => {
                wanted.len() == found.len() && wanted.iter().zip(found).all(|it| it.0.matches(it.1))
            }
            (Tree::Map(wanted), Tree::Map(found)) => {
                let same =
                    |(a, b): (&(Tree, Tree), &(Tree, Tree))| a.0.matches(&b.0) && a.1.matches(&b.1);
                wanted.len() == found.len() && wanted.iter().zip(found).all(same)
            }
            _ => false,
        }
    }

    fn at(&mut self, trail: &[usize]) -> Option<&mut Tree> {
        let Some((first, rest)) = trail.split_first() else { return Some(self) };
        let inner = match self {
            Tree::List(items) => items.get_mut(*first)?,
            Tree::Map(pairs) => &mut pairs.get_mut(*first)?.1,
            Tree::Text(_) | Tree::New(_) => return None,
        };
        inner.at(rest)
    }
}

impl Change {
    /// Applies the change; returns `None` if there is no such value.
    pub(super) fn apply(&self, tree: &mut Tree) -> Option<()> {
        match self {
            Change::Put(trail, value) => *tree.at(trail)? = Tree::fresh(value),
            Change::Pushed(trail, value) => {
                let place = tree.at(trail)?;
                let first = std::mem::replace(place, Tree::List(Vec::new()));
                *place = Tree::List(vec![first, Tree::fresh(value)]);
            }
            Change::Push(trail, value) => match tree.at(trail)? {
                Tree::List(items) => items.push(Tree::fresh(value)),
                _ => return None,
            },
            Change::Pair(trail, at, key, value) => match tree.at(trail)? {
                Tree::Map(pairs) if *at <= pairs.len() => {
                    pairs.insert(*at, (Tree::New(key.clone()), Tree::fresh(value)));
                }
                _ => return None,
            },
            Change::Remove(trail) => {
                let (last, owner) = trail.split_last()?;
                match tree.at(owner)? {
                    Tree::List(items) if *last < items.len() => drop(items.remove(*last)),
                    Tree::Map(pairs) if *last < pairs.len() => drop(pairs.remove(*last)),
                    _ => return None,
                }
            }
        }
        Some(())
    }
}
