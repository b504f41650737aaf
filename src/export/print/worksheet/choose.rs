//! What a sheet asks: so many items of each exercise, fairly of all its entries, in mixed order.

use crate::export::format::Skipped;
use crate::export::print::shuffle::shuffle;
use crate::export::print::worksheet::gather::{Correction, Gapped, Meaning, Pair, Practice, Test};
use crate::export::print::worksheet::told;

/// The exercises of a sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) gaps: Vec<Gapped>,
    /// What fills the gaps, each once.
    pub(super) bank: Vec<String>,
    pub(super) meanings: Vec<Meaning>,
    /// For each place among the meanings as they are lettered, which word they belong to.
    pub(super) lettered: Vec<usize>,
    pub(super) phrases: Vec<Gapped>,
    pub(super) pairs: Vec<Pair>,
    pub(super) mistakes: Vec<Correction>,
    pub(super) quiz: Vec<Test>,
}

/// The most items of an exercise; together they fill a lesson, and mostly one leaf of paper.
const MOST_GAPS: usize = 10;
const MOST_MEANINGS: usize = 10;
const MOST_PHRASES: usize = 6;
const MOST_PAIRS: usize = 6;
const MOST_MISTAKES: usize = 3;
const MOST_TESTS: usize = 4;

/// A box with one word in it asks nothing.
const LEAST_WORDS: usize = 2;

/// Fewer words are no puzzle.
const LEAST_MEANINGS: usize = 3;

impl Sheet {
    /// The sheet of a group of entries; `seed` tells it from all others. An exercise that would be
    /// none is left out, and what was for it is told in `skipped`.
    pub(super) fn new(group: Vec<Practice>, seed: &str, skipped: &mut Vec<Skipped>) -> Sheet {
        // One sentence an entry, unless that would be too few: a word stands in the box once.
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
            // The order of the words alone must not give the answer away, nor swap between pairs.
            words.sort();
            if let Ok(words) = words.try_into() {
                it.words = words;
            }
        }
        Sheet { gaps, bank, meanings, lettered, phrases, pairs, mistakes, quiz }
    }

    /// Whether it has no exercise.
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

/// At most `most` items: the first of every entry, then the second of every one, and so on.
fn fairly<T>(columns: Vec<Vec<T>>, most: usize) -> Vec<T> {
    let mut turns: Vec<(usize, T)> =
        columns.into_iter().flat_map(|it| it.into_iter().enumerate()).collect();
    turns.sort_by_key(|it| it.0);
    turns.into_iter().take(most).map(|it| it.1).collect()
}

/// At most `most` sentences, and what fills their gaps; none where that is too few words.
fn with_bank(
    columns: Vec<Vec<Gapped>>,
    most: usize,
    skipped: &mut Vec<Skipped>,
) -> (Vec<Gapped>, Vec<String>) {
    let gaps = fairly(columns, most);
    let mut bank: Vec<String> = gaps.iter().map(|it| it.bank.clone()).collect();
    // In the order of the alphabet a word is found fast, and no answer is given away.
    bank.sort_by_key(|it| (it.to_lowercase(), it.clone()));
    bank.dedup();
    if bank.len() < LEAST_WORDS {
        skipped
            .extend(gaps.iter().map(|it| told(&it.key, "the only word for the box of its sheet")));
        return (Vec::new(), Vec::new());
    }
    (gaps, bank)
}

/// One meaning of each entry; of entries with the same word only the first has a place, and too few
/// make no exercise.
fn meanings(columns: Vec<Vec<Meaning>>, skipped: &mut Vec<Skipped>) -> Vec<Meaning> {
    let firsts = columns.into_iter().filter_map(|it| it.into_iter().next());
    let mut chosen: Vec<Meaning> = Vec::new();
    for it in firsts {
        if chosen.iter().any(|other| other.word == it.word) {
            skipped.push(told(&it.key, "another entry of its sheet has the same word to match"));
        } else {
            chosen.push(it);
        }
    }
    chosen.truncate(MOST_MEANINGS);
    if chosen.len() < LEAST_MEANINGS {
        skipped
            .extend(chosen.iter().map(|it| told(&it.key, "too few words to match on its sheet")));
        return Vec::new();
    }
    chosen
}

impl Practice {
    /// Whether there is nothing to practise.
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
    fn every_entry_has_its_turn() {
        let columns = vec![vec![11, 12, 13], vec![21], vec![31, 32]];
        assert_eq!(fairly(columns.clone(), 4), [11, 21, 31, 12]);
        assert_eq!(fairly(columns, 10), [11, 21, 31, 12, 32, 13]);
    }
}
