//! `similar-from`: a distinction's `from` resembles an entry but names none.

use crate::check::index::Index;
use crate::check::names::Indexed;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Text;

/// The words near enough to be looked up: more would take longer than the rest of a check.
const MOST_LETTERS: usize = 30;

/// Reports a word outside the deck that is one letter away from an entry.
pub(super) fn check(from: &Text, index: &Index, acc: &mut Diagnostics) {
    let Some(near) = similar(&from.value.to_lowercase(), index) else { return };
    let message = format!("no entry is named `{}`", super::shortened(&from.value));
    acc.push(
        Diagnostic::new(Code::SimilarFrom, from.span, message)
            .related(near.span, "this entry is near")
            .help(format!(
                "did you mean `{}`? If not, the word is taken as one outside the deck",
                near.headword
            )),
    );
}

/// An entry whose headword differs by case alone, or by one letter added, dropped, changed or swapped.
fn similar<'i>(word: &str, index: &'i Index) -> Option<Indexed<'i>> {
    if let Some(found) = index.by_folded_headword(word) {
        return Some(found);
    }
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 || letters.len() > MOST_LETTERS {
        return None;
    }
    one_letter_away(&letters).find_map(|it| index.by_folded_headword(&it))
}

fn one_letter_away(letters: &[char]) -> impl Iterator<Item = String> + '_ {
    let alphabet = || ('a'..='z').chain([' ', '-', '\'']);
    let dropped = (0..letters.len()).map(|at| with(letters, at, 1, &[]));
    let swapped =
        (1..letters.len()).map(|at| with(letters, at - 1, 2, &[letters[at], letters[at - 1]]));
    let changed = (0..letters.len())
        .flat_map(move |at| alphabet().map(move |it| with(letters, at, 1, &[it])));
    let added = (0..=letters.len())
        .flat_map(move |at| alphabet().map(move |it| with(letters, at, 0, &[it])));
    dropped.chain(swapped).chain(changed).chain(added)
}

fn with(letters: &[char], at: usize, instead_of: usize, these: &[char]) -> String {
    letters[..at].iter().chain(these).chain(&letters[at + instead_of..]).collect()
}
