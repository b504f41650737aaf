//! British and American spellings of the same word.
//!
//! Many families of words follow a rule ("-our" and "-or", "-ise" and "-ize"); all others are
//! listed in pairs. Pairs in which one spelling is also another common word ("tyre" and "tire",
//! "cheque" and "check") are searched only where nothing else is found.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::look_up;
use super::spelling_pairs::SPELLING_PAIRS;

/// The stems before "-our" in British and "-or" in American words.
const OUR_STEMS: [&str; 33] = [
    "arb", "ard", "arm", "behavi", "cand", "clam", "col", "demean", "dol", "enam", "endeav", "fav",
    "ferv", "flav", "glam", "harb", "hon", "hum", "lab", "neighb", "od", "parl", "ranc", "rig",
    "rum", "sav", "savi", "splend", "succ", "tum", "val", "vap", "vig",
];

/// The stems before "-re" in British and "-er" in American words, including those of compounds
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

/// British and American endings, and the minimum length in letters of words that can have either.
/// The length excludes different words such as "prise" and "prize", or "filling" and "filing".
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

/// British and American spellings of which one is also another common word.
const AMBIGUOUS: [(&str, &str); 13] = [
    ("carat", "karat"),
    ("cheque", "check"),
    ("chequer", "checker"),
    ("draught", "draft"),
    ("draughty", "drafty"),
    ("gaol", "jail"),
    ("gauge", "gage"),
    ("kerb", "curb"),
    ("maths", "math"),
    ("mummy", "mommy"),
    ("storey", "story"),
    ("tyre", "tire"),
    ("vice", "vise"),
];

/// Returns the spellings of `word` that are also other words, in the order of the table.
pub(in crate::model::inflection) fn ambiguous_spellings(word: &str) -> Vec<&'static str> {
    let other = |row: &(&'static str, &'static str)| match row {
        (british, american) if *british == word => Some(*american),
        (british, american) if *american == word => Some(*british),
        _ => None,
    };
    AMBIGUOUS.iter().filter_map(other).collect()
}

/// Returns the other spellings of `word`.
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
        found.extend(exchange_connexion(word));
    } else {
        found.push(without_accents(word));
    }
    found
}

/// Replaces "our" and "or" by each other within a derived word ("colourful", "favourite").
fn exchange_inside(word: &str, from: &str, to: &str) -> Option<String> {
    word.match_indices(from).find_map(|(place, _)| {
        let (stem, rest) = (word.get(..place)?, word.get(place + from.len()..)?);
        let known = OUR_STEMS.iter().any(|known| stem.ends_with(known));
        known.then(|| format!("{stem}{to}{rest}"))
    })
}

/// Replaces "re" and "er" by each other after a stem; derived words have neither ("central").
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

/// Replaces "-ction" by "-xion", as in "connexion".
fn exchange_connexion(word: &str) -> Option<String> {
    let stem = word.strip_suffix("ction").or(word.strip_suffix("xion"))?;
    let known = ["conne", "disconne", "defle", "genufle", "infle", "interconne", "refle"];
    let ending = if word.ends_with("xion") { "ction" } else { "xion" };
    known.contains(&stem).then(|| format!("{stem}{ending}"))
}

/// Removes accents, without which foreign words are often written ("naive", "cafe").
fn without_accents(word: &str) -> String {
    word.nfd().filter(|&c| !is_combining_mark(c)).collect()
}
