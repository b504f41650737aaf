//! Entries that learners have and that are no longer part of the deck, as they were written.

use crate::diag::Diagnostics;
use crate::source::entry;
use crate::source::mapping::{list, text};
use crate::source::node::{Node, Value};
use crate::source::text::Text;

/// An item of `retired:`: an entry's id, or the entry itself, moved there.
#[derive(Clone, Debug)]
pub struct Retired {
    /// The id, if it has one.
    pub id: Option<Text>,
    /// The headword, which is used if an entry was moved without an id.
    pub headword: Option<Text>,
}

pub(crate) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Retired> {
    list(node).filter_map(|it| item(it, diagnostics)).collect()
}

fn item(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Retired> {
    if matches!(node.resolve().value, Value::Mapping { .. }) {
        return entry::read(node, diagnostics)
            .map(|it| Retired { id: it.id, headword: it.headword });
    }
    let id = text(node, "retired", diagnostics)?;
    Some(Retired { id: Some(id), headword: None })
}
