//! What is no longer made, in JSON.

use crate::ledger::Missing;
use serde_json::{Value, json};

/// Describes a note or a card that is no longer made.
pub(crate) fn json(it: &Missing) -> Value {
    json!({
        "guid": it.guid,
        "entry": it.entry,
        "item": it.slot,
        "card": it.ordinal,
        "text": it.text,
        "reason": it.reason.name(),
    })
}
