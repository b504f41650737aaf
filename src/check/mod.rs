//! Checks what was written and turns it into valid values, which are made nowhere else.
//!
//! Each rule is a file in `rules`, named after its code. All problems are collected; a deck with an
//! error is not built.

mod allow;
mod choices;
mod complete;
mod context;
mod deck;
mod entry;
mod fold;
mod index;
mod names;
mod phrase;
mod retired;
pub mod rules;
mod schema;
mod slug;

pub use allow::{Allowed, AllowedInEntry};
pub use context::Context;
pub use deck::deck;
pub use entry::entry;
pub use index::{Brief, Index, Other, Pair, Pairs};
pub use names::Indexed;
pub use retired::{Retired, check_retired, retired};
pub use rules::invalid_deck_id::deck_id_from;
pub use rules::invalid_id::entry_id;
pub use rules::too_many_cues::MOST_CUES;
pub use rules::unknown_value::RULE as UNKNOWN_VALUE;
pub use schema::schema;
