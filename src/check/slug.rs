//! Creates ids from names in any script.

use any_ascii::any_ascii_char;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns a name in lower-case ASCII letters, digits and hyphens, of at most `most` bytes; empty
/// if the name has no letters or digits.
///
/// Letters of other scripts are transliterated. Two such names can have the same transliteration,
/// or an empty one, so a short hash of the name is appended unless the name can be read from the
/// result. Names that differ only in case, punctuation or marks on Latin letters have the same
/// result.
pub(super) fn slug(name: &str, most: usize) -> String {
    let name: String = name.nfc().collect();
    let name = name.trim();
    let letters = latin(name);
    let words = letters.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-");
    if name.is_empty() || (slug.len() <= most && !slug.is_empty() && name.chars().all(is_latin)) {
        return slug;
    }
    let hash = hash(name);
    if slug.is_empty() {
        slug.push_str("deck");
    }
    slug.truncate(most.saturating_sub(1 + hash.len()));
    format!("{}-{hash}", slug.trim_end_matches('-'))
}

/// Returns a name in lower-case ASCII letters, with spaces for separators.
fn latin(name: &str) -> String {
    let mut latin = String::with_capacity(name.len());
    for sign in name.chars() {
        if sign.is_ascii() {
            latin.push(sign.to_ascii_lowercase());
        } else if sign.is_alphanumeric() {
            let letters = any_ascii_char(sign).chars().filter(char::is_ascii_alphanumeric);
            latin.extend(letters.map(|it| it.to_ascii_lowercase()));
        } else if !is_combining_mark(sign) {
            // A mark belongs to the letter before it.
            latin.push(' ');
        }
    }
    latin
}

/// Returns whether a character is a Latin letter, with or without marks, or not a letter.
fn is_latin(sign: char) -> bool {
    let is_extended = matches!(sign,
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}');
    sign.is_ascii() || is_extended || !sign.is_alphanumeric()
}

/// Returns a hash of six digits, which is enough to distinguish some thousands of names and short
/// enough to be typed.
fn hash(name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    digest.iter().take(3).map(|it| format!("{it:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::collections::BTreeSet;

    #[test]
    fn names_in_latin_letters_become_words() {
        assert_eq!(slug("Film words", 59), "film-words");
        assert_eq!(slug("Deutsche Wörter (Größe)", 59), "deutsche-worter-grosse");
        assert_eq!(slug("Cafe\u{301}", 59), "cafe");
        assert_eq!(slug("", 59), "");
    }

    #[test]
    fn names_in_other_scripts_are_written_in_latin_letters_and_stay_apart() {
        assert!(slug("日本", 59).starts_with("riben-"), "{}", slug("日本", 59));
        assert!(slug("Русские слова", 59).starts_with("russkie-slova-"));
        assert!(slug("हिन्दी", 59).starts_with("hindi-"), "{}", slug("हिन्दी", 59));
        assert!(slug("العربية", 59).starts_with("lrbyh-"), "{}", slug("العربية", 59));
        assert!(slug("🎬", 59).starts_with("deck-"));
        let long = "x".repeat(80);
        let names = [
            "日本",
            "العربية",
            "東京",
            "东京",
            "🎬",
            "🎵",
            "!!!",
            "???",
            "ελληνικά",
            "한국어",
            "ไทย",
            &long,
            &format!("{long}y"),
        ];
        let slugs: BTreeSet<String> = names.iter().map(|it| slug(it, 59)).collect();
        assert_eq!(slugs.len(), names.len(), "{slugs:?}");
        for it in &slugs {
            let is_sign = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
            assert!(it.len() <= 59 && it.chars().all(is_sign) && !it.starts_with('-'), "{it}");
        }
    }
}
