//! What a document says, apart from how it is written.

use crate::source::node::{Node, Value};
use crate::source::patch::Fresh;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(Tree, Tree)>),
    /// A text that was put there: blanks at its ends do not count, which `|` would add.
    New(String),
}

/// A change of a tree, by the way of indexes to the value that it is about.
pub(super) enum Change {
    Put(Vec<usize>, Fresh),
    /// A pair is put into the mapping, at this place among the others.
    Pair(Vec<usize>, usize, String, Fresh),
    Push(Vec<usize>, Fresh),
    Remove(Vec<usize>),
    /// A value alone becomes the first of a list, and another one the second.
    Pushed(Vec<usize>, Fresh),
}

impl Tree {
    pub(super) fn of(node: &Node<'_>) -> Tree {
        match &node.resolve().value {
            Value::Scalar { text, .. } => Tree::Text(text.to_string()),
            Value::Sequence { items, .. } => Tree::List(items.iter().map(Tree::of).collect()),
            Value::Mapping { pairs, .. } => {
                Tree::Map(pairs.iter().map(|it| (Tree::of(&it.0), Tree::of(&it.1))).collect())
            }
            // What is resolved is shared no more.
            Value::Shared(inner) => Tree::of(inner),
        }
    }

    fn fresh(value: &Fresh) -> Tree {
        match value {
            Fresh::Text(text) | Fresh::Bare(text) => Tree::New(text.clone()),
            Fresh::List(items) => Tree::List(items.iter().map(Tree::fresh).collect()),
            Fresh::Map(pairs) => {
                let pair = |it: &(String, Fresh)| (Tree::New(it.0.clone()), Tree::fresh(&it.1));
                Tree::Map(pairs.iter().map(pair).collect())
            }
        }
    }

    /// Whether `found` is what was wanted.
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
    /// Does it; nothing if there is no such place.
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
