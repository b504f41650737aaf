//! The only door into the vocabulary: what was written is checked and becomes valid values.
//!
//! Each rule is a file named after its code. Every problem is collected; a deck with an error
//! anywhere is not built.

mod ambiguous_from;
mod ambiguous_gap;
mod answer_not_a_choice;
mod answer_on_front;
mod circular_definition;
mod cue_answer;
mod deck;
mod dialect_spelling;
mod distinction_from_itself;
mod duplicate_choice;
mod duplicate_deck_id;
mod duplicate_id;
mod empty_entry;
mod entry;
mod feedback_not_a_choice;
mod fold;
mod gap_not_found;
mod index;
mod invalid_deck_id;
mod invalid_deck_name;
mod invalid_id;
mod invalid_language;
mod lint;
mod long_front;
mod lure_is_right;
mod missing_key;
mod missing_media;
mod names;
mod not_ipa;
mod one_sided_distinction;
mod phrase;
mod repeated_front;
mod retired;
mod similar_from;
mod too_few_choices;
mod too_many_cues;
mod unclosed_gap;
mod unknown_level;
mod unknown_part_of_speech;
mod unknown_value;
mod unseen_sections;

pub use deck::deck;
pub use duplicate_deck_id::duplicate_deck_ids;
pub use entry::{Context, entry};
pub use index::{Brief, Index, Other, Pair, Pairs};
pub use invalid_deck_id::deck_id_from;
pub use invalid_id::entry_id;
pub use names::Indexed;
pub use retired::{Retired, check_retired, retired};
pub use too_many_cues::MOST_CUES;

use crate::diag::nearest;
use crate::source::{Quiz, shortened};

/// What to say of a text that should be a choice of `quiz`.
fn choice_help(text: &str, quiz: &Quiz) -> String {
    // No quiz has so many that a person would look at; a hostile one gets no more of an answer.
    const MOST: usize = 20;
    let choices = || quiz.choices.iter().take(MOST).map(|it| it.value.as_str());
    if let Some(near) = nearest(text, choices()) {
        return format!("did you mean `{}`? It has to be the same to the letter", shortened(near));
    }
    let all: Vec<_> = choices().map(|it| format!("`{}`", shortened(it))).collect();
    format!("the choices are {}; a text that holds a comma or a colon needs quotes", all.join(", "))
}
