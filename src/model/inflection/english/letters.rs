//! The letter patterns on which the rules of English spelling depend.

/// Returns whether the byte is a vowel letter. "y" is included; exceptions are handled in
/// [`vowel_groups`].
pub(super) fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Returns whether `word` ends in a consonant and "y" ("city", "soliloquy"), so that the "y"
/// becomes "i".
pub(super) fn ends_in_consonant_y(word: &str) -> bool {
    match word.as_bytes() {
        [.., b'q', b'u', b'y'] => true,
        [.., letter, b'y'] => letter.is_ascii_lowercase() && !is_vowel(*letter),
        _ => false,
    }
}

/// Returns the number of vowel groups in `word`, without a silent "e" at the end; it is close to
/// the number of syllables.
pub(super) fn vowel_groups(word: &str) -> usize {
    let bytes = word.as_bytes();
    let mut groups = 0;
    let mut in_group = false;
    for (place, &letter) in bytes.iter().enumerate() {
        let after_q = letter == b'u' && place > 0 && bytes.get(place - 1) == Some(&b'q');
        let vowel = !after_q && (is_vowel(letter) || (letter == b'y' && place > 0));
        groups += usize::from(vowel && !in_group);
        in_group = vowel;
    }
    let silent = matches!(bytes, [.., before, b'e'] if !is_vowel(*before));
    if silent && groups > 1 { groups - 1 } else { groups }
}

/// Whether the last consonant is doubled before a vowel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubling {
    /// "plan", "planned".
    Always,
    /// "travel": "travelled" or "traveled". It depends on the stress, which the spelling does not
    /// show.
    Either,
    /// "rain", "rained".
    Never,
}

/// Returns whether `word` doubles its last consonant before a vowel.
pub(super) fn doubling(word: &str) -> Doubling {
    let (before, vowel, last) = match word.as_bytes() {
        [.., before, vowel, last] => (*before, *vowel, *last),
        [vowel, last] => (b' ', *vowel, *last),
        _ => return Doubling::Never,
    };
    if !last.is_ascii_lowercase() || is_vowel(last) || matches!(last, b'w' | b'x' | b'y' | b'h') {
        return Doubling::Never;
    }
    if !is_vowel(vowel) {
        return Doubling::Never;
    }
    if is_vowel(before) && !follows_q(word) {
        // Two vowels are usually one long sound ("rain"), but sometimes two syllables ("dial",
        // "fuel").
        let two_syllables = ["ial", "uel", "ual", "ias"].iter().any(|end| word.ends_with(end));
        return if two_syllables { Doubling::Either } else { Doubling::Never };
    }
    match vowel_groups(word) {
        // "bus" has both "buses" and "busses", "busing" and "bussing".
        1 if last != b's' && last != b'c' => Doubling::Always,
        _ => Doubling::Either,
    }
}

/// Returns whether the vowel before the last letter follows "qu" ("quit", "equip").
fn follows_q(word: &str) -> bool {
    matches!(word.as_bytes(), [.., b'q', b'u', _, _])
}
