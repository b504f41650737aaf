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
mod pronunciation;
mod retired;
pub(crate) mod rules;
mod schema;
mod sense;
mod slug;
pub(crate) mod template;
mod texts;

pub(crate) use allow::{Allowed, AllowedInEntry};
pub use context::Context;
pub use deck::deck;
pub use entry::entry;
pub(crate) use index::{Brief, Other};
pub use index::{Index, Pairs};
pub(crate) use retired::{Retired, check_retired, retired};
pub(crate) use rules::invalid_deck_id::deck_id_from;
pub(crate) use rules::invalid_id::entry_id;
pub(crate) use rules::too_many_cues::MOST_CUES;
pub use schema::schema;
