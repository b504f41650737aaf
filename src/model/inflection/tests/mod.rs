//! Tests by example. Each case is a headword, its word classes, and a text in which the expected
//! occurrences are marked: `[took] his shoes [+off]` is one occurrence of two ranges.

mod phrases;
mod robustness;
mod words;

use std::ops::Range;

use super::{Finder, WordClass};

/// A headword, the initials of its word classes, and a marked text.
type Case = (&'static str, &'static str, &'static str);

/// Returns the word classes with these initials: `n`oun, `v`erb, `a`djective, a`d`verb, `o`ther.
fn classes(initials: &str) -> Vec<WordClass> {
    let class = |initial| match initial {
        'n' => WordClass::Noun,
        'v' => WordClass::Verb,
        'a' => WordClass::Adjective,
        'd' => WordClass::Adverb,
        _ => WordClass::Other,
    };
    initials.chars().map(class).collect()
}

/// Returns the text without its marks, and the marked ranges.
fn unmark(marked: &str) -> (String, Vec<Vec<Range<usize>>>) {
    let mut text = String::new();
    let mut occurrences: Vec<Vec<Range<usize>>> = Vec::new();
    let mut start = 0;
    let mut continues = false;
    let mut chars = marked.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '[' => {
                continues = chars.next_if_eq(&'+').is_some();
                start = text.len();
            }
            ']' => {
                let piece = Range { start, end: text.len() };
                match occurrences.last_mut() {
                    Some(last) if continues => last.push(piece),
                    _ => occurrences.push(vec![piece]),
                }
            }
            c => text.push(c),
        }
    }
    (text, occurrences)
}

/// Returns the text with marks around the occurrences.
fn mark(text: &str, occurrences: &[Vec<Range<usize>>]) -> String {
    let mut marked = text.to_owned();
    for pieces in occurrences.iter().rev() {
        for (place, piece) in pieces.iter().enumerate().rev() {
            marked.insert(piece.end, ']');
            marked.insert_str(piece.start, if place > 0 { "[+" } else { "[" });
        }
    }
    marked
}

/// Checks every case, and reports all failures at once.
fn check(language: &str, cases: &[Case]) {
    let mut failures = Vec::new();
    for &(headword, initials, marked) in cases {
        let (text, expected) = unmark(marked);
        let found = Finder::new(headword, &classes(initials), language).find(&text);
        if found != expected {
            let actual = mark(&text, &found);
            failures
                .push(format!("{headword} ({initials})\n  expected {marked}\n  found    {actual}"));
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}
