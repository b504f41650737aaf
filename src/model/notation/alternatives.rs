//! Alternatives that a slash separates: `colour/color`, `grey / gray`, `check in/into`.

/// Words with a slash of their own.
const WORDS: [&str; 10] =
    ["and/or", "either/or", "he/she", "his/her", "him/her", "she/he", "s/he", "w/o", "km/h", "n/a"];

/// Placeholders of English dictionaries that are written beside a slash with spaces.
const PLACEHOLDERS: [&str; 6] = ["sb", "sth", "someone", "somebody", "something", "smth"];

/// The maximum number of variants that are read.
const MOST: usize = 6;

/// Returns the variants of a headword, in their order; itself if it has only one.
pub(super) fn variants(text: &str) -> Vec<String> {
    if let Some(phrases) = phrases(text) {
        return phrases;
    }
    let joined = text.replace(" / ", "/");
    let words: Vec<&str> = joined.split(' ').collect();
    let mut found = vec![String::new()];
    for word in words {
        let choices = choices(word);
        let grown = found.iter().flat_map(|start| {
            let longer = |it: &&str| match start.is_empty() {
                true => (*it).to_owned(),
                false => format!("{start} {it}"),
            };
            choices.iter().map(longer).collect::<Vec<_>>()
        });
        found = grown.take(MOST).collect();
    }
    found
}

/// Returns the variants that are searched one by one: alternatives within a phrase stay in it.
pub(super) fn apart(text: &str) -> Vec<String> {
    let joined = text.replace(" / ", "/");
    match phrases(text) {
        Some(phrases) => phrases,
        None if joined.contains(' ') => vec![joined],
        None => variants(&joined),
    }
}

/// Returns the variants of a headword in which a slash with spaces stands between whole phrases.
fn phrases(text: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = text.split(" / ").map(str::trim).collect();
    let counts: Vec<usize> = parts.iter().map(|it| it.split_whitespace().count()).collect();
    let (first, is_several) = (counts.first()?, parts.len() > 1);
    let are_alike = counts.iter().all(|it| it == first) || counts.iter().all(|it| *it > 1);
    let are_words = parts.iter().all(|it| it.contains(char::is_alphabetic));
    // In "put sb / sth off" the slash is between two words of one phrase.
    let is_edge = |it: Option<&str>| it.is_some_and(|it| PLACEHOLDERS.contains(&it));
    let edges = |it: &&str| {
        is_edge(it.split_whitespace().next()) || is_edge(it.split_whitespace().next_back())
    };
    if parts.iter().filter(|it| edges(it)).count() > 1 {
        return None;
    }
    let phrase = |it: &&str| variants(it).into_iter().next().unwrap_or_default();
    (is_several && are_alike && are_words).then(|| parts.iter().take(MOST).map(phrase).collect())
}

/// Returns the alternatives in one word.
fn choices(word: &str) -> Vec<&str> {
    let is_choice = word.contains('/')
        && !WORDS.contains(&word.to_lowercase().as_str())
        && word.split('/').all(is_alternative)
        && !word.chars().filter(|it| it.is_alphabetic()).all(char::is_uppercase);
    if is_choice { word.split('/').take(MOST).collect() } else { vec![word] }
}

/// Returns whether a part beside a slash is a word: at least two letters, and no digit.
fn is_alternative(part: &str) -> bool {
    let letters = part.chars().filter(|it| it.is_alphabetic()).count();
    let is_script =
        part.chars().any(|it| it.is_alphabetic() && !it.is_lowercase() && !it.is_uppercase());
    (letters > 1 || (letters == 1 && (is_script || part == "a" || part == "I")))
        && part.chars().all(|it| it.is_alphabetic() || "'’-().…".contains(it) || is_mark(it))
}

fn is_mark(sign: char) -> bool {
    unicode_normalization::char::is_combining_mark(sign)
}
