//! How alike two words are, for words whose forms no rule knows.

use super::word::LONGEST;

/// Returns how alike a word of a text is to a headword, in thousandths; the beginnings of words
/// count more than their ends.
pub(super) fn likeness(headword: &[char], word: &[char]) -> usize {
    if headword.len().max(word.len()) > LONGEST || headword.is_empty() || word.is_empty() {
        return 0;
    }
    let same = headword.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (left, right) = (&headword[same..], &word[same..]);
    let rest = common(left, right);
    let points = 1000 * same + 600 * rest;
    2 * points / (headword.len() + word.len())
}

/// Returns the length of the longest common subsequence.
fn common(one: &[char], other: &[char]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for a in one {
        let mut before = 0;
        for (place, b) in other.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] = if a == b { before + 1 } else { above.max(row[place]) };
            before = above;
        }
    }
    row[other.len()]
}
