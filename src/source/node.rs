//! A tree of values with places, and the steps in which it is read.

use std::borrow::Cow;
use std::rc::Rc;

use crate::diag::Span;
use crate::model::Str;

/// A value of a YAML document and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node<'t> {
    pub(crate) span: Span,
    pub(crate) value: Value<'t>,
}

/// The style in which a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Single,
    Double,
    /// A block whose line breaks count: `|`.
    Literal,
    /// A block whose line breaks are read as spaces: `>`.
    Folded,
}

/// The content of a value.
#[derive(Clone, Debug)]
pub(crate) enum Value<'t> {
    Scalar {
        text: Cow<'t, str>,
        style: Style,
        /// The text that `text` may be a slice of.
        source: &'t Str,
    },
    Sequence {
        items: Vec<Node<'t>>,
        flow: bool,
    },
    Mapping {
        pairs: Vec<(Node<'t>, Node<'t>)>,
        flow: bool,
    },
    /// A value with an anchor, which its aliases share.
    Shared(Rc<Node<'t>>),
}

impl<'t> Node<'t> {
    /// Returns the node itself, or the one that it shares.
    pub(crate) fn resolve(&self) -> &Node<'t> {
        match &self.value {
            Value::Shared(node) => node.resolve(),
            _ => self,
        }
    }

    /// Returns whether it is an absent value or a blank text.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(&self.resolve().value, Value::Scalar { text, .. } if text.trim().is_empty())
    }

    /// Creates an absent value.
    pub(crate) fn empty(span: Span, source: &'t Str) -> Node<'t> {
        let text = Cow::Borrowed("");
        Node { span, value: Value::Scalar { text, style: Style::Plain, source } }
    }
}

/// An event that is relevant to this format.
#[derive(Debug)]
pub(crate) enum Step<'t> {
    Document,
    EndOfDocument,
    End,
    Scalar { text: Cow<'t, str>, style: Style, anchor: usize },
    Sequence { flow: bool, anchor: usize },
    Mapping { flow: bool, anchor: usize },
    EndOfCollection,
    Alias(usize),
    UnknownAlias(String),
}
