//! The only door into the vocabulary: what was written is checked and becomes valid values.
//!
//! Each rule is a file in `rules`, named after its code. Every problem is collected; a deck with an
//! error anywhere is not built.

mod allow;
mod choices;
mod complete;
mod deck;
mod entry;
mod fold;
mod index;
mod names;
mod phrase;
mod retired;
pub mod rules;
mod slug;

pub use allow::Allowed;
pub use deck::deck;
pub use entry::{Context, entry};
pub use index::{Index, Other, Pair, Pairs};
pub use names::Indexed;
pub use retired::{Retired, check_retired, retired};
pub use rules::duplicate_deck_id::duplicate_deck_ids;
pub use rules::folder_without_deck::folder_without_deck;
pub use rules::ignored_path::{Ignored, ignored_path};
pub use rules::invalid_deck_id::deck_id_from;
pub use rules::invalid_id::entry_id;
pub use rules::no_deck::{BEGIN, no_deck_in_folder};
pub use rules::several_descriptions::several_descriptions;
pub use rules::toml_syntax::RULE as TOML_SYNTAX;
pub use rules::too_many_cues::MOST_CUES;
pub use rules::unknown_value::RULE as UNKNOWN_VALUE;
