//! Recognizes headwords in the form in which other decks write them.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::forecast::html_line;
use crate::model::PartOfSpeech;

/// The number of bytes of a field's HTML that are read.
const MOST_BYTES: usize = 4096;
/// The maximum length of a headword, in bytes; longer texts are not searched.
const LONGEST_HEADWORD: usize = 400;

/// Abbreviations of parts of speech.
const SHORT: [&str; 28] = [
    "n",
    "v",
    "adj",
    "adv",
    "prep",
    "pron",
    "conj",
    "det",
    "interj",
    "int",
    "num",
    "art",
    "phr",
    "phr v",
    "phrv",
    "pv",
    "idm",
    "vt",
    "vi",
    "vb",
    "aux",
    "modal",
    "pl",
    "sing",
    "c",
    "u",
    "abbr",
    "adverbial",
];

/// Returns the text of a field on one line, without sounds.
pub(super) fn word(html: &str) -> String {
    let mut end = html.len().min(MOST_BYTES);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let text = html_line(&html[..end]);
    if !text.contains('[') {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('[') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_sound = ["[sound:", "[anki:play"].iter().any(|it| rest.starts_with(it));
        match if is_sound { rest.find(']') } else { None } {
            Some(end) => rest = &rest[end + 1..],
            None => {
                kept.push('[');
                rest = &rest[1..];
            }
        }
    }
    kept.push_str(rest);
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Normalizes a text for comparison: Unicode form, case, white space and apostrophes.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        let words: Vec<&str> = text.split_whitespace().collect();
        return words.join(" ").to_ascii_lowercase();
    }
    let is_unseen = |it: &char| matches!(it, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}');
    let alike = |it: char| if matches!(it, '’' | 'ʼ' | '‘') { '\'' } else { it };
    let letters: String = text.nfc().filter(|it| !is_unseen(it)).map(alike).collect();
    // Lower-casing may decompose letters.
    let letters: String = letters.to_lowercase().nfc().collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The keys by which a headword is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    exact: String,
    /// Without its article and part of speech; equal to `exact` if it has neither.
    loose: String,
}

impl Keys {
    pub(super) fn of(text: &str) -> Keys {
        let text = if text.len() > LONGEST_HEADWORD { "" } else { text };
        let exact = folded(text);
        let loose = without_article(without_part_of_speech(&exact)).to_owned();
        Keys { exact, loose }
    }
}

fn without_article(text: &str) -> &str {
    let articles = ["a ", "an ", "the ", "to "];
    let rest = articles.iter().find_map(|it| text.strip_prefix(it)).map(str::trim_start);
    rest.filter(|it| !it.is_empty()).unwrap_or(text)
}

/// Removes a part of speech in brackets at the beginning or the end.
fn without_part_of_speech(text: &str) -> &str {
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')] {
        if let Some((before, inner)) = text.strip_suffix(close).and_then(|it| it.rsplit_once(open))
            && !before.trim().is_empty()
            && is_part_of_speech(inner)
        {
            return before.trim_end();
        }
        if let Some((inner, after)) = text.strip_prefix(open).and_then(|it| it.split_once(close))
            && !after.trim().is_empty()
            && is_part_of_speech(inner)
        {
            return after.trim_start();
        }
    }
    text
}

/// Returns whether a text names parts of speech, such as `n.` or `noun, verb`.
fn is_part_of_speech(text: &str) -> bool {
    let is_one = |it: &str| {
        let name = it.replace('.', " ");
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        PartOfSpeech::KNOWN.contains(&&*name) || SHORT.contains(&&*name)
    };
    text.split([',', '/', ';', '&']).all(is_one)
}

/// An index of entries by the keys of their headwords.
pub(super) struct Lookup {
    exact: BTreeMap<String, Vec<usize>>,
    loose: BTreeMap<String, Vec<usize>>,
}

impl Lookup {
    pub(super) fn new<'h>(headwords: impl Iterator<Item = &'h str>) -> Lookup {
        let mut lookup = Lookup { exact: BTreeMap::new(), loose: BTreeMap::new() };
        for (at, headword) in headwords.enumerate() {
            let keys = Keys::of(headword);
            lookup.exact.entry(keys.exact).or_default().push(at);
            lookup.loose.entry(keys.loose).or_default().push(at);
        }
        lookup
    }

    /// Returns the entries that match, and whether they match exactly.
    pub(super) fn entries(&self, keys: &Keys) -> (bool, &[usize]) {
        if keys.exact.is_empty() {
            return (false, &[]);
        }
        if let Some(found) = self.exact.get(&keys.exact) {
            return (true, found);
        }
        (false, self.loose.get(&keys.loose).map_or(&[], Vec::as_slice))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn comparing_never_panics(html in "(\\PC|[<>&;#\\[\\](){} .a]|\\[sound:|&#x?[0-9]|&amp;|the |\\(n\\))*") {
            let keys = Keys::of(&word(&html));
            // Some part of the word is always left.
            prop_assert!(keys.loose.is_empty() == keys.exact.is_empty());
            prop_assert_eq!(&folded(&keys.exact), &keys.exact);
        }
    }

    #[test]
    fn headwords_are_found_as_others_write_them() {
        let lookup = Lookup::new(
            ["premiere", "run", "mise-en-scène", "don't", "act", "the end"].into_iter(),
        );
        for (html, at, exact) in [
            ("<div><b>Pre</b>miere</div>", 0, true),
            ("[sound:premiere.mp3] premiere&nbsp;", 0, true),
            ("a premiere", 0, false),
            ("premiere (n.)", 0, false),
            ("(phr. v., noun) PREMIERE", 0, false),
            ("to run [verb]", 1, false),
            ("mise-en-sce\u{300}ne", 2, true),
            ("mise-en-sc&egrave;ne", 2, true),
            ("don’t", 3, true),
            ("an act", 4, false),
            ("end", 5, false),
        ] {
            let found = lookup.entries(&Keys::of(&word(html)));
            assert_eq!(found, (exact, [at].as_slice()), "{html}");
        }
        for html in ["premiere (film)", "pre miere", "", "to", "(noun)", "[sound:run.mp3]"] {
            assert!(lookup.entries(&Keys::of(&word(html))).1.is_empty(), "{html}");
        }
    }

    #[test]
    fn an_article_or_part_of_speech_alone_is_kept() {
        for text in ["to", "a", "the", "(n.)", "to (prep)"] {
            assert!(!Keys::of(text).loose.is_empty(), "{text}");
        }
    }
}
