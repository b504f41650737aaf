//! Chooses the items of a worksheet: a limited number for each exercise, balanced over its entries
//! and shuffled.

use crate::export::exporter::Skipped;
use crate::export::print::shuffle::shuffle;
use crate::export::print::worksheet::gather::{Correction, Gapped, Meaning, Pair, Practice, Test};
use crate::export::print::worksheet::left_out;

/// The exercises of a worksheet.
#[derive(Debug)]
pub(super) struct ExerciseSheet {
    pub(super) gaps: Vec<Gapped>,
    /// The answers that fill the gaps, without duplicates.
    pub(super) bank: Vec<String>,
    pub(super) meanings: Vec<Meaning>,
    /// For each lettered meaning, the index of its word.
    pub(super) lettered: Vec<usize>,
    pub(super) phrases: Vec<Gapped>,
    pub(super) pairs: Vec<Pair>,
    pub(super) mistakes: Vec<Correction>,
    pub(super) quiz: Vec<Test>,
}

/// The maximum number of items of each exercise. Together they take a lesson and usually fit on one
/// sheet of paper.
const MOST_GAPS: usize = 10;
const MOST_MEANINGS: usize = 10;
const MOST_PHRASES: usize = 6;
const MOST_PAIRS: usize = 6;
const MOST_MISTAKES: usize = 3;
const MOST_TESTS: usize = 4;

/// The minimum number of words in the box; a single word would be no task.
const LEAST_WORDS: usize = 2;

/// The minimum number of words to match; fewer would be too easy.
const LEAST_MEANINGS: usize = 3;

impl ExerciseSheet {
    /// Creates the worksheet of a group of entries. `seed` is different for each worksheet. Items
    /// without a place are added to `skipped`.
    pub(super) fn new(
        group: Vec<Practice>,
        seed: &str,
        skipped: &mut Vec<Skipped>,
    ) -> ExerciseSheet {
        // With enough entries, each contributes one sentence; a word is in the box only once.
        let most_gaps = if group.len() > MOST_GAPS / 2 { group.len() } else { MOST_GAPS };
        let mut columns = Columns::default();
        for it in group {
            columns.gaps.push(it.gaps);
            columns.meanings.push(it.meanings);
            columns.phrases.push(it.phrases);
            columns.pairs.push(it.pairs);
            columns.mistakes.push(it.mistakes);
            columns.quiz.push(it.quiz);
        }
        let (mut gaps, bank) = with_bank(columns.gaps, most_gaps, skipped);
        let mut phrases = fairly(columns.phrases, MOST_PHRASES);
        let mut pairs = fairly(columns.pairs, MOST_PAIRS);
        let mut mistakes = fairly(columns.mistakes, MOST_MISTAKES);
        let mut quiz = fairly(columns.quiz, MOST_TESTS);
        let mut meanings = meanings(columns.meanings, skipped);
        let seed = |what: &str| format!("{what}\n{seed}");
        shuffle(&mut gaps, &seed("gaps"), |it| it.key.clone());
        shuffle(&mut phrases, &seed("phrases"), |it| it.key.clone());
        shuffle(&mut pairs, &seed("pairs"), |it| it.key.clone());
        shuffle(&mut mistakes, &seed("mistakes"), |it| it.key.clone());
        shuffle(&mut quiz, &seed("quiz"), |it| it.key.clone());
        shuffle(&mut meanings, &seed("words"), |it| it.key.clone());
        let mut lettered: Vec<usize> = (0..meanings.len()).collect();
        shuffle(&mut lettered, &seed("meanings"), usize::to_string);
        for it in &mut pairs {
            let mut words = it.words.to_vec();
            // In alphabetical order, the words neither give the answer away nor change places
            // between pairs.
            words.sort();
            if let Ok(words) = words.try_into() {
                it.words = words;
            }
        }
        ExerciseSheet { gaps, bank, meanings, lettered, phrases, pairs, mistakes, quiz }
    }

    /// Returns whether it has no exercise.
    pub(super) fn is_empty(&self) -> bool {
        self.gaps.is_empty()
            && self.meanings.is_empty()
            && self.phrases.is_empty()
            && self.pairs.is_empty()
            && self.mistakes.is_empty()
            && self.quiz.is_empty()
    }
}

/// The items of a group, by entry.
#[derive(Default)]
struct Columns {
    gaps: Vec<Vec<Gapped>>,
    meanings: Vec<Vec<Meaning>>,
    phrases: Vec<Vec<Gapped>>,
    pairs: Vec<Vec<Pair>>,
    mistakes: Vec<Vec<Correction>>,
    quiz: Vec<Vec<Test>>,
}

/// Returns at most `most` items: the first of every entry, then the second of every entry, and so
/// on.
fn fairly<T>(columns: Vec<Vec<T>>, most: usize) -> Vec<T> {
    let mut turns: Vec<(usize, T)> =
        columns.into_iter().flat_map(|it| it.into_iter().enumerate()).collect();
    turns.sort_by_key(|it| it.0);
    turns.into_iter().take(most).map(|it| it.1).collect()
}

/// Returns at most `most` sentences with the words for their gaps, or none if there would be too
/// few words.
fn with_bank(
    columns: Vec<Vec<Gapped>>,
    most: usize,
    skipped: &mut Vec<Skipped>,
) -> (Vec<Gapped>, Vec<String>) {
    let gaps = fairly(columns, most);
    let mut bank: Vec<String> = gaps.iter().map(|it| it.bank.clone()).collect();
    // In alphabetical order, a word is easy to find and no answer is given away.
    bank.sort_by_key(|it| (it.to_lowercase(), it.clone()));
    bank.dedup();
    if bank.len() < LEAST_WORDS {
        skipped.extend(
            gaps.iter().map(|it| left_out(&it.key, "the only word in the box of its worksheet")),
        );
        return (Vec::new(), Vec::new());
    }
    (gaps, bank)
}

/// Returns one meaning for each entry. Of several entries with the same word only the first is
/// used, and too few words make no exercise.
fn meanings(columns: Vec<Vec<Meaning>>, skipped: &mut Vec<Skipped>) -> Vec<Meaning> {
    let firsts = columns.into_iter().filter_map(|it| it.into_iter().next());
    let mut chosen: Vec<Meaning> = Vec::new();
    for it in firsts {
        if chosen.iter().any(|other| other.word == it.word) {
            skipped.push(left_out(&it.key, "another entry on its worksheet has the same word"));
        } else {
            chosen.push(it);
        }
    }
    chosen.truncate(MOST_MEANINGS);
    if chosen.len() < LEAST_MEANINGS {
        skipped.extend(
            chosen.iter().map(|it| left_out(&it.key, "too few words on its worksheet to match")),
        );
        return Vec::new();
    }
    chosen
}

impl Practice {
    /// Returns whether there is nothing to practise.
    pub(super) fn is_empty(&self) -> bool {
        self.gaps.is_empty()
            && self.meanings.is_empty()
            && self.phrases.is_empty()
            && self.pairs.is_empty()
            && self.mistakes.is_empty()
            && self.quiz.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_balanced_over_the_entries() {
        let columns = vec![vec![11, 12, 13], vec![21], vec![31, 32]];
        assert_eq!(fairly(columns.clone(), 4), [11, 21, 31, 12]);
        assert_eq!(fairly(columns, 10), [11, 21, 31, 12, 32, 13]);
    }
}
