//! Hostile input: nothing may panic, overlap or take long.

use std::ops::Range;
use std::time::{Duration, Instant};

use super::classes;
use crate::model::inflection::{Finder, Headwords};

/// The fragments from which unusual headwords and texts are made.
const FRAGMENTS: [&str; 48] = [
    "",
    " ",
    "  ",
    "\n",
    "\t",
    "-",
    "--",
    "–",
    "—",
    "'",
    "’",
    "''",
    "(",
    ")",
    "()",
    "(a)",
    "[",
    "]",
    "/",
    "a/b",
    ".",
    "...",
    "…",
    "!",
    "a",
    "I",
    "no",
    "on",
    "be",
    "take",
    "off",
    "take off",
    "sb",
    "sth's",
    "one's",
    "oneself",
    "someone",
    "C#",
    "C++",
    ".NET",
    "007",
    "1-2",
    "naïve",
    "İ",
    "ß",
    "日本",
    "e\u{301}",
    "👩‍💻",
];

/// A generous limit for what takes milliseconds, even in an unoptimized build on a busy machine.
const LONG: Duration = Duration::from_secs(60);

/// Returns the occurrences, and the time that preparation and search took together.
#[expect(clippy::disallowed_methods, reason = "the time taken is what is tested")]
fn timed_find(headword: &str, text: &str, language: &str) -> (Vec<Vec<Range<usize>>>, Duration) {
    let clock = Instant::now();
    let found = Finder::new(headword, &[], language).find_gaps(text, &Headwords::default());
    (found, clock.elapsed())
}

fn assert_sound(headword: &str, text: &str, found: &[Vec<Range<usize>>]) {
    let mut end = 0;
    for piece in found.iter().flatten() {
        assert!(piece.start < piece.end, "{headword:?} in {text:?}: empty piece");
        assert!(piece.start >= end, "{headword:?} in {text:?}: overlap");
        assert!(text.get(piece.clone()).is_some(), "{headword:?} in {text:?}: {piece:?}");
        end = piece.end;
    }
}

#[test]
fn no_combination_of_fragments_breaks_the_search() {
    let pairs = FRAGMENTS.iter().flat_map(|first| FRAGMENTS.map(|second| (first, second)));
    let mut texts: Vec<String> = FRAGMENTS.iter().map(|text| format!("{text} x {text}")).collect();
    texts.push(FRAGMENTS.concat());
    texts.push(FRAGMENTS.join(" "));
    for (first, second) in pairs {
        for headword in [format!("{first}{second}"), format!("{first} {second}")] {
            for language in ["en", "de"] {
                let finder = Finder::new(&headword, &[], language);
                let _ = finder.forms();
                for text in texts.iter().chain(std::iter::once(&headword)) {
                    assert_sound(&headword, text, &finder.find(text));
                }
            }
        }
    }
}

#[test]
fn every_cut_of_a_word_is_searched_safely() {
    let word = "Naïveté’s İıſK ΣΊΣΥΦΟΣ ﬁ-ﬁ 日本語 e\u{301}\u{327} ’tis (o'clock)";
    let places: Vec<usize> = word.char_indices().map(|(place, _)| place).collect();
    for &from in &places {
        for &to in places.iter().filter(|&&to| to > from) {
            let headword = &word[from..to];
            for language in ["en", "tr", "de", "fr", "it", "ja"] {
                let finder = Finder::new(headword, &classes("nv"), language);
                assert_sound(headword, word, &finder.find(word));
                let gaps = finder.find_gaps(word, &Headwords::default());
                assert_sound(headword, word, &gaps);
            }
        }
    }
}

#[test]
fn hostile_headwords_and_texts_are_searched_fast() {
    let size = 20_000;
    let blanks = " ".repeat(size);
    let optional = format!("{} b", "(a) ".repeat(11));
    let placeholders = format!("{}b", "a sth ".repeat(5));
    let headwords = [
        "a".repeat(size),
        "a ".repeat(size / 2),
        "日".repeat(size / 3),
        "(".repeat(size),
        "-a".repeat(size / 2),
        format!("take{blanks}off"),
        optional,
        placeholders,
        "a a a a a a a a a a a b".to_owned(),
        "take off".to_owned(),
        "dog".to_owned(),
        "be".to_owned(),
        "日日日日日日日日日日本".to_owned(),
        "make up one's mind".to_owned(),
    ];
    let texts = [
        "a ".repeat(size / 2),
        "a".repeat(size),
        "a-".repeat(size / 2),
        "日".repeat(size / 3),
        "take ".repeat(size / 5),
        "take,".repeat(size / 5),
        "make up ".repeat(size / 8),
        "dogs' ".repeat(size / 6),
        "'".repeat(size),
        "it's ".repeat(size / 5),
        format!("take{blanks}of"),
        "a\u{301}".repeat(size / 3),
        "take ' ".repeat(size / 7),
    ];
    for headword in &headwords {
        for text in &texts {
            let (found, taken) = timed_find(headword, text, "en");
            let (head, start) = (&headword[..9.min(headword.len())], &text[..6]);
            assert!(taken < LONG, "{head:?} in {start:?} took {taken:?}");
            assert_sound(head, text, &found);
        }
    }
}

#[test]
fn hostile_texts_of_other_languages_are_searched_fast() {
    let size = 5_000;
    let headwords = [
        ("aufmachen", "de"),
        ("sich Sorgen machen um", "de"),
        ("dar", "es"),
        ("darse cuenta de", "es"),
        ("robić", "pl"),
        ("食べる", "ja"),
    ];
    let texts = [
        "mache ".repeat(size / 6),
        "mache auf Sorgen ".repeat(size / 17),
        "sich um ".repeat(size / 8),
        "dalelelo ".repeat(size / 9),
        "da cuenta ".repeat(size / 10),
        "robix ".repeat(size / 6),
        "a".repeat(size),
        "食".repeat(size / 3),
    ];
    for (headword, language) in headwords {
        for text in &texts {
            let (found, taken) = timed_find(headword, text, language);
            assert!(taken < LONG, "{headword:?} in {:?} took {taken:?}", &text[..6]);
            assert_sound(headword, text, &found);
        }
    }
}

#[test]
fn a_hundred_kilobytes_are_searched_fast() {
    let size = 100_000;
    let headwords =
        ["a".repeat(size), "a ".repeat(size / 2), "take off".to_owned(), "a".to_owned()];
    for headword in &headwords {
        for text in ["a".repeat(size), "a ".repeat(size / 2), "take a ".repeat(size / 7)] {
            let (found, taken) = timed_find(headword, &text, "en");
            assert!(taken < LONG, "{} took {taken:?}", &headword[..1]);
            assert_sound(&headword[..1], &text, &found);
        }
    }
}

#[test]
fn a_sentence_as_headword_is_found_literally() {
    let sentence = "The quick brown fox jumps over the lazy dog and then runs home again.";
    let finder = Finder::new(sentence, &[], "en");
    let text = format!("He wrote: {}", sentence.to_uppercase().replace(' ', "\n "));
    let found = finder.find(&text);
    assert_eq!(found.concat().first(), Some(&(10..text.len())));
    assert!(finder.find("The quick brown foxes").is_empty());
}
