//! Changes that programs make to cells without being asked, none of which is an edit.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::import::encoding::{is_in_windows_1252, misread};
use crate::sheets::{clean, guarded, unguarded};

/// A change of a cell that a program made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mangling {
    /// White space and line endings: trimmed, doubled or replaced.
    Blanks,
    /// Straight quotes replaced by curly ones, or the reverse.
    Quotes,
    /// Three dots replaced by an ellipsis character, or the reverse.
    Dots,
    /// The apostrophe that protects a formula sign, lost or visible.
    Guard,
    /// Letters that an encoding cannot represent.
    Letters,
    /// Numbers and truth values written in another form.
    Notation,
    /// The items of a list in another order.
    Order,
}

impl Mangling {
    /// Returns a description that completes `3 cells differ only in …`.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Mangling::Blanks => "blanks or line ends",
            Mangling::Quotes => "the form of quotes",
            Mangling::Dots => "the form of an ellipsis",
            Mangling::Guard => "the apostrophe before a formula sign",
            Mangling::Letters => "letters lost by an encoding",
            Mangling::Notation => "the form of a number or truth value",
            Mangling::Order => "the order of a list",
        }
    }
}

/// Compares the text in the source (`now`) with the text sent back.
///
/// Returns `None` if they differ by an edit, `Some(None)` if they are equal, and otherwise the
/// change that a program made.
pub(super) fn mangling(now: &str, given: &str) -> Option<Option<Mangling>> {
    if given == now || given == guarded(now) {
        return Some(None);
    }
    let bare = clean(unguarded(given));
    // LibreOffice drops tabs from cells of several lines.
    let is_untabbed = now.contains('\t') && clean(given) == now.replace('\t', "");
    if clean(given) == now || bare == now || is_untabbed {
        let is_guard = bare != clean(given) || guarded(now) != now;
        return Some(Some(if is_guard { Mangling::Guard } else { Mangling::Blanks }));
    }
    let levels = [Mangling::Blanks, Mangling::Quotes, Mangling::Dots];
    let plain = |text: &str, level: usize| {
        let steps: [fn(&str) -> String; 3] = [blanks, quotes, dots];
        steps.iter().take(level + 1).fold(text.to_owned(), |text, step| step(&text))
    };
    for (level, kind) in levels.into_iter().enumerate() {
        if [plain(&bare, level), plain(given, level)].contains(&plain(now, level)) {
            return Some(Some(kind));
        }
    }
    let is_lost =
        [plain(&bare, 2), plain(given, 2)].iter().any(|it| is_lossy_copy(&plain(now, 2), it))
            || is_misread_copy(now, &bare)
            || is_misread_copy(now, given);
    is_lost.then_some(Some(Mangling::Letters))
}

/// Returns whether two words are equal but for what programs change.
fn is_same_word(now: &str, given: &str) -> bool {
    mangling(now, given).is_some()
}

/// Replaces every run of white space with one space and removes invisible characters; keeps line
/// breaks.
fn blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in clean(text).split('\n') {
        if !out.is_empty() {
            out.push('\n');
        }
        let shown: String = line.chars().filter(|it| !is_unseen(*it)).collect();
        out.push_str(&shown.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    out
}

fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn quotes(text: &str) -> String {
    let straight = |it| match it {
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' => '"',
        other => other,
    };
    text.chars().map(straight).collect()
}

fn dots(text: &str) -> String {
    text.replace('…', "...")
}

/// Returns whether `given` is `now` after an encoding lost some of its letters, which became `?`,
/// `_` or a similar letter.
fn is_lossy_copy(now: &str, given: &str) -> bool {
    let given: Vec<char> = given.chars().collect();
    let mut places = BTreeSet::from([0]);
    for letter in now.chars() {
        let mut next = BTreeSet::new();
        for at in places {
            let found = given.get(at).copied();
            if found == Some(letter) || found.is_some_and(|it| stands_for(it, letter)) {
                next.insert(at + 1);
            }
            // A character outside the Basic Multilingual Plane is two UTF-16 units, so it may
            // become two signs.
            let is_pair = u32::from(letter) > 0xFFFF && found == Some('?');
            if is_pair && given.get(at + 1) == Some(&'?') {
                next.insert(at + 2);
            }
        }
        places = next;
    }
    places.contains(&given.len())
}

fn stands_for(found: char, letter: char) -> bool {
    if letter.is_ascii() {
        return false;
    }
    let like = || letter.nfkd().next() == Some(found);
    matches!(found, '?' | '\u{FFFD}') || (!is_in_windows_1252(letter) && (found == '_' || like()))
}

/// Returns whether `given` is `now` decoded with the wrong encoding.
fn is_misread_copy(now: &str, given: &str) -> bool {
    let seen = |text: &str| -> String {
        let letters = text.chars().filter(|it| !it.is_control() && *it != '\u{AD}');
        letters.collect::<String>().split_whitespace().collect()
    };
    !now.is_ascii() && [misread(now), macintosh(now)].iter().any(|it| seen(it) == seen(given))
}

/// The characters of the bytes 0x80 to 0xFF in Mac OS Roman, from Unicode's ROMAN.TXT.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// Returns how a text looks when its Mac OS Roman bytes are decoded as Windows-1252.
fn macintosh(text: &str) -> String {
    let byte = |it: char| MAC_ROMAN.chars().position(|known| known == it).map(|it| it + 0x80);
    let letter = |it: char| match byte(it).and_then(|it| u8::try_from(it).ok()) {
        _ if it.is_ascii() => it,
        Some(byte) => crate::import::encoding::windows_1252(byte),
        None => '_',
    };
    text.chars().map(letter).collect()
}

/// Returns an edited text in which everything that only a program changed is restored from the
/// source.
pub(super) fn restored(now: &str, given: &str) -> String {
    /// Longer texts, counted in words, are returned as they are: comparing each word with each
    /// other one would take too long.
    const MOST: usize = 2000;
    let (old, new) = (words(now), words(given));
    if old.len() > MOST || new.len() > MOST {
        return given.to_owned();
    }
    let pairs = common(&old, &new, |a, b| is_same_word(a.1, b.1));
    let mut out = String::with_capacity(given.len());
    let mut before = None;
    for (at, (gap, word)) in new.iter().enumerate() {
        let kept = pairs.iter().find(|it| it.1 == at).map(|it| it.0);
        let is_next = kept.is_some_and(|it| {
            (it, at) == (0, 0) || before.is_some_and(|last: usize| last + 1 == it)
        });
        let old_gap = kept.filter(|_| is_next).and_then(|it| old.get(it)).map(|it| it.0);
        match old_gap {
            Some(gap) => out.push_str(gap),
            None => out.extend(gap.chars().filter(|it| !is_unseen(*it)).map(|it| match it {
                '\n' => '\n',
                _ => ' ',
            })),
        }
        out.push_str(kept.and_then(|it| old.get(it)).map_or(word, |it| it.1));
        before = kept;
    }
    out
}

/// Splits a text into words, each with the white space before it.
fn words(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let start = rest.find(|it: char| !it.is_whitespace()).unwrap_or(rest.len());
        let (gap, tail) = rest.split_at(start);
        let (word, tail) = tail.split_at(tail.find(char::is_whitespace).unwrap_or(tail.len()));
        if word.is_empty() {
            return found;
        }
        found.push((gap, word));
        rest = tail;
    }
}

/// Returns the index pairs of a longest common subsequence of two lists.
pub(super) fn common<T>(
    old: &[T],
    new: &[T],
    same: impl Fn(&T, &T) -> bool,
) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    let mut alike = vec![false; old.len() * new.len()];
    let read = |table: &[u32], at: usize| table.get(at).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let is_same = same(a, b);
            let best = if is_same {
                read(&longest, (i + 1) * width + j + 1) + 1
            } else {
                read(&longest, (i + 1) * width + j).max(read(&longest, i * width + j + 1))
            };
            if let Some(place) = longest.get_mut(i * width + j) {
                *place = best;
            }
            if let Some(place) = alike.get_mut(i * new.len() + j) {
                *place = is_same;
            }
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if alike.get(i * new.len() + j) == Some(&true) {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if read(&longest, (i + 1) * width + j) >= read(&longest, i * width + j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Returns whether an encoding has lost letters of an edited text: a new word holds a sign that
/// replaces lost letters, or one stands where words with such letters were removed.
pub(super) fn is_damaged(now: &str, edited: &str) -> bool {
    let old: BTreeSet<&str> = now.split_whitespace().collect();
    let new: BTreeSet<&str> = edited.split_whitespace().collect();
    let could_lose = old.difference(&new).any(|it| it.chars().any(|it| !is_in_windows_1252(it)));
    let gone = old.difference(&new).flat_map(|it| it.chars()).filter(|it| !it.is_ascii());
    let misread: BTreeSet<String> = gone.map(|it| misread(&it.to_string())).collect();
    new.difference(&old).any(|word| {
        if misread.iter().any(|it| word.contains(it.as_str())) {
            return true;
        }
        let inner = word.trim_end_matches(|it: char| !it.is_alphanumeric());
        inner.contains(['?', '\u{FFFD}']) || could_lose && word.contains(['?', '_'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_by_programs_are_no_edits() {
        assert_eq!(MAC_ROMAN.chars().count(), 128);
        for (now, given, kind) in [
            ("a b", "a b", None),
            ("a b", "a\u{A0}b ", Some(Mangling::Blanks)),
            ("a\nb", "a\r\nb", Some(Mangling::Blanks)),
            ("é", "e\u{301}", Some(Mangling::Blanks)),
            ("it's \"x\"", "it’s “x”", Some(Mangling::Quotes)),
            ("wait...", "wait…", Some(Mangling::Dots)),
            ("-able", "'-able", None),
            ("-able", "-able", None),
            ("ˈsaʊndtræk", "?sa?ndtræk", Some(Mangling::Letters)),
            ("ˈsaʊndtræk", "_sa_ndtræk", Some(Mangling::Letters)),
            ("＝1", "=1", Some(Mangling::Letters)),
            ("😀 x", "?? x", Some(Mangling::Letters)),
            ("café", "cafÃ©", Some(Mangling::Letters)),
            ("“x”…", "â€œxâ€\u{9D}â€¦", Some(Mangling::Letters)),
            ("café", "cafŽ", Some(Mangling::Letters)),
        ] {
            assert_eq!(mangling(now, given), Some(kind), "{now} {given}");
        }
        for (now, given) in [("a b", "a c"), ("what", "what?"), ("a", ""), ("co-op", "coop")] {
            assert_eq!(mangling(now, given), None, "{now} {given}");
        }
    }

    #[test]
    fn an_edit_does_not_import_what_programs_changed_elsewhere_in_its_cell() {
        assert_eq!(
            restored("the \"sound\" is ˈsaʊnd...", "the “sound” was\u{A0}?sa?nd…"),
            "the \"sound\" was ˈsaʊnd..."
        );
        assert_eq!(restored("a  b", "x a b"), "x a  b");
        assert!(is_damaged("ˈsaʊnd", "?sa?nds"));
        assert!(is_damaged("פסקול", "?????, too"));
        assert!(!is_damaged("what", "what is it?"));
    }
}
