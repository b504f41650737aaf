//! Searches a text for a headword in a script without spaces between words.

use std::ops::Range;

use super::headwords::Headwords;
use super::languages::Grammar;

/// The maximum number of letters of a headword that is searched by its beginning.
const LONGEST: usize = 40;

/// A headword in a script without spaces between words.
#[derive(Clone, Debug)]
pub(super) struct Unspaced {
    /// The headword and its explicit forms.
    written: Vec<String>,
    /// Its forms by the rules of the language.
    ruled: Vec<String>,
    /// The beginnings of the headword that may stand for it, the longest first.
    beginnings: Vec<String>,
}

impl Unspaced {
    pub(super) fn new(
        headword: &str,
        forms: &[&str],
        grammar: Option<&'static Grammar>,
    ) -> Unspaced {
        let mut written = vec![headword.to_owned()];
        written.extend(forms.iter().filter(|it| !it.is_empty()).map(|it| (*it).to_owned()));
        let ruled = grammar.map(|it| it.unspaced_forms(headword)).unwrap_or_default();
        Unspaced { written, ruled, beginnings: beginnings(headword) }
    }

    /// Returns the occurrences of the headword or its forms.
    pub(super) fn find(&self, text: &str) -> Vec<Vec<Range<usize>>> {
        let all = |words: &[String]| {
            let mut longest: Vec<&String> = words.iter().collect();
            longest.sort_by_key(|it| std::cmp::Reverse(it.len()));
            longest.into_iter().map(|it| occurrences(text, it)).find(|it| !it.is_empty())
        };
        all(&self.written).or_else(|| all(&self.ruled)).unwrap_or_default()
    }

    /// Returns the occurrences of the longest beginning of the headword.
    pub(super) fn find_beginning(&self, text: &str, others: &Headwords) -> Vec<Vec<Range<usize>>> {
        let free = |it: &&String| !others.have_word(it);
        let mut tried = self.beginnings.iter().filter(free).map(|it| occurrences(text, it));
        tried.find(|it| !it.is_empty()).unwrap_or_default()
    }
}

fn occurrences(text: &str, word: &str) -> Vec<Vec<Range<usize>>> {
    if word.is_empty() {
        return Vec::new();
    }
    let range = |(start, it): (usize, &str)| Range { start, end: start + it.len() };
    text.match_indices(word).map(|it| vec![range(it)]).collect()
}

/// Returns the beginnings of at least half the headword. One letter is enough only if it is an
/// ideograph.
fn beginnings(headword: &str) -> Vec<String> {
    let letters: Vec<char> = headword.chars().take(LONGEST + 1).collect();
    if letters.len() > LONGEST {
        return Vec::new();
    }
    let enough = |count: usize| {
        2 * count >= letters.len() && (count > 1 || letters.first().is_some_and(is_ideograph))
    };
    (1..letters.len())
        .rev()
        .filter(|it| enough(*it))
        .map(|it| letters.iter().take(it).collect())
        .collect()
}

fn is_ideograph(c: &char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}
