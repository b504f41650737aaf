//! The rules that decks and entries are checked against, each in a file named after its code, and
//! the table of all rules.
//!
//! Rules that only inspect a value are in the group for that value, and are called through it. The
//! others create the values of the model or compare values of the whole deck, and are called where
//! this is done.

use crate::check::complete::Complete;
use crate::diag::{Rule, markdown, nearest, rules};
use crate::ledger;
use crate::source;

rules! {
    /// Checks an entry as it was written.
    fn written_entry(&source::Entry) { empty_entry, unseen_sections }

    /// Checks a quiz item as it was written.
    fn written_quiz(&source::Quiz) {
        answer_not_a_choice,
        duplicate_choice,
        feedback_not_a_choice,
        too_few_choices,
    }

    /// Checks whether the cards of an entry are good ones.
    fn complete_entry(&Complete<'_>) {
        ambiguous_gap,
        answer_on_front,
        dialect_spelling,
        long_front,
        lure_is_right,
        not_ipa,
    }

    called {
        ambiguous_from,
        circular_definition,
        cue_answer,
        distinction_from_itself,
        duplicate_id,
        foreign_ledger,
        gap_not_found,
        invalid_deck_id,
        invalid_deck_name,
        invalid_id,
        invalid_language,
        misplaced_deck,
        missing_media,
        no_cards,
        no_entries,
        note_type_break,
        old_build_time,
        one_sided_distinction,
        placeholder_text,
        repeated_front,
        reserved_tag,
        retired_entry,
        similar_from,
        too_many_cues,
        unclosed_gap,
        unknown_level,
        unknown_part_of_speech,
        unknown_retired,
        unknown_sense,
    }

    public {
        duplicate_deck_id,
        duplicate_uid,
        folder_without_deck,
        ignored_path,
        missing_file,
        no_deck,
        several_descriptions,
        several_ledgers,
        shared_ledger,
        toml_syntax,
        unknown_value,
        unreadable_file,
    }
}

/// Returns all rules, in the order of their codes.
pub fn all() -> Vec<&'static Rule> {
    let mut all = [source::rules::RULES, ledger::rules::RULES, RULES].concat();
    all.sort_unstable();
    all
}

/// Returns the rule with this code.
///
/// # Errors
/// If there is none, returns a help text that names the most similar code, or else all codes.
pub fn find(code: &str) -> Result<&'static Rule, String> {
    let all = all();
    if let Some(found) = all.iter().find(|it| it.code == code) {
        return Ok(found);
    }
    let codes = || all.iter().map(|it| it.code);
    Err(match nearest(code, codes()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the codes are: {}", codes().collect::<Vec<_>>().join(", ")),
    })
}

/// Returns the handbook of all rules as Markdown; docs/diagnostics.md is this text.
pub fn handbook() -> String {
    markdown(&all())
}
