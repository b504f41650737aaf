//! British and American spellings of the same word.
//!
//! Whole families follow a rule ("-our" and "-or", "-ise" and "-ize"); the others are listed in
//! pairs. Pairs in which one spelling is also another common word ("tyre" and "tire", "cheque" and
//! "check") are left out, for they would find that other word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::look_up;
use super::spelling_pairs::SPELLING_PAIRS;

/// What stands before "-our" in British and before "-or" in American words.
const OUR_STEMS: [&str; 33] = [
    "arb", "ard", "arm", "behavi", "cand", "clam", "col", "demean", "dol", "enam", "endeav", "fav",
    "ferv", "flav", "glam", "harb", "hon", "hum", "lab", "neighb", "od", "parl", "ranc", "rig",
    "rum", "sav", "savi", "splend", "succ", "tum", "val", "vap", "vig",
];

/// What stands before "-re" in British and before "-er" in American words, compounds included
/// ("kilometre").
const RE_STEMS: [&str; 21] = [
    "accout",
    "calib",
    "cent",
    "fib",
    "goit",
    "lit",
    "lust",
    "louv",
    "manoeuv",
    "meag",
    "met",
    "mit",
    "och",
    "philt",
    "reconnoit",
    "sab",
    "saltpet",
    "sepulch",
    "somb",
    "spect",
    "theat",
];

/// British and American endings, and the length from which a word has the other one as well. The
/// length spares "prise" and "prize", "filling" and "filing", which are different words.
const ENDINGS: [(&str, &str, usize); 10] = [
    ("ise", "ize", 6),
    ("yse", "yze", 6),
    ("isation", "ization", 8),
    ("iser", "izer", 7),
    ("ised", "ized", 7),
    ("ising", "izing", 8),
    ("elling", "eling", 8),
    ("elled", "eled", 7),
    ("eller", "eler", 7),
    ("ellor", "elor", 7),
];

/// The other spellings of `word`.
pub(super) fn variants(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(other) = look_up(SPELLING_PAIRS, word) {
        found.push(other.to_owned());
    }
    if word.is_ascii() {
        found.extend(exchange_inside(word, "our", "or"));
        found.extend(exchange_inside(word, "or", "our"));
        found.extend(exchange_after_stem(word, "re", "er"));
        found.extend(exchange_after_stem(word, "er", "re"));
        found.extend(exchange_ending(word));
    } else {
        found.push(without_accents(word));
    }
    found
}

/// Exchanges "our" and "or", which derived words keep inside ("colourful", "favourite").
fn exchange_inside(word: &str, from: &str, to: &str) -> Option<String> {
    word.match_indices(from).find_map(|(place, _)| {
        let (stem, rest) = (word.get(..place)?, word.get(place + from.len()..)?);
        let known = OUR_STEMS.iter().any(|known| stem.ends_with(known));
        known.then(|| format!("{stem}{to}{rest}"))
    })
}

/// Exchanges "re" and "er", which derived words lose ("central").
fn exchange_after_stem(word: &str, from: &str, to: &str) -> Option<String> {
    let stem = word.strip_suffix(from)?;
    RE_STEMS.iter().any(|known| stem.ends_with(known)).then(|| format!("{stem}{to}"))
}

fn exchange_ending(word: &str) -> Option<String> {
    ENDINGS.iter().filter(|row| word.len() >= row.2).find_map(|&(british, american, _)| {
        let exchange = |from: &str, to: &str| Some(format!("{}{to}", word.strip_suffix(from)?));
        exchange(british, american).or_else(|| exchange(american, british))
    })
}

/// Foreign words are often written without their accents ("naive", "cafe").
fn without_accents(word: &str) -> String {
    word.nfd().filter(|&c| !is_combining_mark(c)).collect()
}
