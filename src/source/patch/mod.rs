//! Changes in the text of a source that leave every other byte as it is.
//!
//! A value is changed, added or removed at its place: comments, order, quotes, indentation and line
//! ends around it stay. Each change is tried out: the text is read again, and unless it then says
//! what it said before but for the change, another way of writing is taken, and in the end none.

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

use crate::diag::{Diagnostics, Files};
use crate::model::Str;
use crate::source::node::Node;
use crate::source::patch::page::Page;
use crate::source::patch::place::{Found, find};
use crate::source::patch::tree::Tree;
use crate::source::yaml::{Events, Step};

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The value of a key.
    Key(String),
    /// An item of a list, counted from 0; empty ones do not count. A value alone is a list of one.
    Item(usize),
    /// The value of a key, or the value itself where it is the short form of one with that key.
    Own(&'static str),
    /// A list of examples: that of `gb` or `us`, or the one without a dialect, which is called `any`
    /// where it stands beside others.
    Dialect(&'static str),
}

/// A value that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fresh {
    /// A text.
    Text(String),
    /// A number, or `true` or `false`: never in quotes.
    Bare(String),
    /// A list.
    List(Vec<Fresh>),
    /// Keys and values.
    Map(Vec<(String, Fresh)>),
}

/// What is to be done with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It is put in the place of the one that is there, or added.
    Put(Fresh),
    /// It is added to the list, which need not be there.
    Push(Fresh),
    /// What is there is removed, and what it leaves empty.
    Remove,
}

/// A change of a source, by the way to its place from the top of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The way.
    pub path: Vec<At>,
    /// What is to be done there.
    pub deed: Deed,
}

/// Why a text cannot be changed in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has an anchor, or stands behind an alias: a change would change other places too.
    Shared,
    /// The way does not lead to a place of that kind.
    NoPlace,
    /// No way of writing it was found that leaves the rest as it is.
    Form,
}

impl Refusal {
    /// It in words, after "it could not be written: ".
    pub fn words(self) -> &'static str {
        match self {
            Refusal::Shared => "the source shares this text with other places by `&` and `*`",
            Refusal::NoPlace => "the source is written in another form there",
            Refusal::Form => "the source is written so that it cannot be changed by itself there",
        }
    }
}

/// Does an edit in `text`, which has no byte-order mark.
///
/// # Errors
/// Why it cannot be done.
pub fn patch(text: &str, edit: &Edit) -> Result<String, Refusal> {
    let source = Str::from(text);
    let root = parse(&source).ok_or(Refusal::Form)?;
    let page = Page::new(text);
    let found = find(&root, &edit.path)?;
    if edit.deed == Deed::Remove && !matches!(found, Found::Value { .. }) {
        return Ok(text.to_owned());
    }
    let plans = plans(&page, &root, found, &edit.deed)?;
    let before = Tree::of(&root);
    for Plan { splice, change } in plans {
        let after = splice.apply(text);
        let mut wanted = before.clone();
        if change.apply(&mut wanted).is_some()
            && parse(&Str::from(after.as_str())).is_some_and(|it| wanted.matches(&Tree::of(&it)))
        {
            return Ok(after);
        }
    }
    Err(Refusal::Form)
}

/// A way to do an edit: what is written, and what it does to the values.
struct Plan {
    splice: Splice,
    change: tree::Change,
}

/// Letters that take the place of others.
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

fn plans(
    page: &Page<'_>,
    root: &Node<'_>,
    found: Found<'_, '_>,
    deed: &Deed,
) -> Result<Vec<Plan>, Refusal> {
    match (deed, found) {
        (Deed::Put(value), Found::Value { trail, node }) => {
            scalar::replace(page, root, &trail, node, value)
        }
        (Deed::Push(value), Found::Value { trail, node }) => {
            insert::item(page, root, &trail, node, value)
        }
        (Deed::Put(value), Found::Missing { trail, owner, rest }) => {
            insert::pair(page, root, &trail, owner, &nested(rest, value)?)
        }
        (Deed::Push(value), Found::Missing { trail, owner, rest }) => {
            let list = Fresh::List(vec![value.clone()]);
            insert::pair(page, root, &trail, owner, &nested(rest, &list)?)
        }
        (Deed::Put(value), Found::Empty { trail, key, rest }) => {
            insert::into_empty(page, root, &trail, key, &unfolded(rest, value)?)
        }
        (Deed::Push(value), Found::Empty { trail, key, rest }) => {
            let list = Fresh::List(vec![value.clone()]);
            insert::into_empty(page, root, &trail, key, &unfolded(rest, &list)?)
        }
        (Deed::Remove, Found::Value { trail, .. }) => remove::plans(page, root, &trail),
        (Deed::Remove, _) => Err(Refusal::NoPlace),
    }
}

/// The pair that has to be added, with all that is missing below it on the way.
fn nested(rest: &[At], value: &Fresh) -> Result<(String, Fresh), Refusal> {
    match rest.split_first() {
        Some((At::Key(key), below)) => Ok((key.clone(), unfolded(below, value)?)),
        Some((At::Own(key) | At::Dialect(key), below)) => {
            Ok(((*key).to_owned(), unfolded(below, value)?))
        }
        _ => Err(Refusal::NoPlace),
    }
}

/// A value with all that is missing on the way to it.
fn unfolded(rest: &[At], value: &Fresh) -> Result<Fresh, Refusal> {
    let Some((first, below)) = rest.split_first() else { return Ok(value.clone()) };
    let inner = unfolded(below, value)?;
    Ok(match first {
        At::Key(key) => Fresh::Map(vec![(key.clone(), inner)]),
        At::Dialect(key) if *key != "any" => Fresh::Map(vec![((*key).to_owned(), inner)]),
        At::Own(_) | At::Dialect(_) => inner,
        At::Item(0) => Fresh::List(vec![inner]),
        At::Item(_) => return Err(Refusal::NoPlace),
    })
}

/// The one document of a text.
fn parse(text: &Str) -> Option<Node<'_>> {
    let mut acc = Diagnostics::default();
    let mut events = Events::new(Files::default().add(""), text, 0);
    if !matches!(events.next(&mut acc).ok()?.0, Step::Document) {
        return None;
    }
    let root = events.node(&mut acc).ok()?;
    let is_end = |it: &Step<'_>| matches!(it, Step::EndOfDocument | Step::End);
    let ends = is_end(&events.next(&mut acc).ok()?.0) && is_end(&events.next(&mut acc).ok()?.0);
    (ends && !acc.has_errors()).then_some(root)
}
