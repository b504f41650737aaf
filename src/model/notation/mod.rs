//! Headwords in the notation of dictionaries: what was written, and what it means.
//!
//! `colour/color`, `leak sth (out)`, `bank (1)` and `call someone or something off†` are read as a
//! plain word, which cards ask for, count, speak and accept as an answer, and as variants, which are
//! searched in sentences. What was written is shown on backs.

mod alternatives;
mod placeholders;
#[cfg(test)]
mod tests;

use crate::model::str::Str;
use alternatives::{apart, variants};
use placeholders::{Token, tokens};

/// A headword in the notation of dictionaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notation {
    written: Str,
    plain: Str,
}

impl Notation {
    /// Reads a headword of a language, given by its BCP 47 tag.
    pub fn read(written: impl Into<Str>, language: &str) -> Notation {
        let written = written.into();
        if !may_be_notation(&written, language) {
            return Notation { plain: written.clone(), written };
        }
        let first = variants(&bare(&written)).into_iter().next().unwrap_or_default();
        let plain = plain(&first, language);
        let is_same = plain.is_empty() || plain == written.as_str();
        Notation { plain: if is_same { written.clone() } else { plain.into() }, written }
    }

    /// Returns the headword as it was written.
    pub fn written(&self) -> &Str {
        &self.written
    }

    /// Returns the plain word: the first variant, without placeholders, optional parts and numbers.
    pub fn plain(&self) -> &Str {
        &self.plain
    }

    /// Returns what a voice says: the plain word without the hyphen of a prefix or a suffix.
    pub fn spoken(&self) -> &str {
        let bare = self.plain.trim_matches(['-', '‐', '–']);
        if bare.chars().any(char::is_alphanumeric) { bare } else { &self.plain }
    }

    /// Returns whether the notation says more than the plain word.
    pub fn is_more(&self) -> bool {
        self.written != self.plain
    }
}

/// Returns the variants of a headword that are searched, the closest one first. Placeholders and
/// optional parts stay in them; numbers of homographs and signs that only refer do not.
pub(crate) fn searched(written: &str, language: &str) -> Vec<String> {
    let written = written.trim();
    if !may_be_notation(written, language) {
        let unnumbered = without_plain_number(written).map(str::to_owned);
        let of_any = of_any_person(written, language);
        return [written.to_owned()].into_iter().chain(unnumbered).chain(of_any).collect();
    }
    let joined = |it: String| {
        let words: Vec<String> = tokens(&it, language).iter().map(Token::searched).collect();
        words.join(" ")
    };
    let mut found: Vec<String> = Vec::new();
    for variant in apart(&bare(written)).into_iter().map(joined) {
        if !variant.is_empty() && !found.contains(&variant) {
            found.push(variant);
        }
    }
    if found.is_empty() { vec![written.to_owned()] } else { found }
}

/// Returns whether a headword has a sign or a word of the notation. Most have none.
fn may_be_notation(written: &str, language: &str) -> bool {
    let is_sign = |it: char| {
        matches!(it, '(' | '[' | '/' | '…' | '*' | '+' | '†' | '‡' | '°' | '_')
            || is_superscript(it)
    };
    // Markup of other programs is a word as it is typed: no dictionary writes these signs.
    let is_markup = written.contains(['\\', '<', '>', '{', '}', '&', ':'])
        || written.starts_with('[') && written.ends_with(']');
    if is_markup {
        return false;
    }
    written.contains(is_sign)
        || written.contains("...")
        || written.split_whitespace().any(|it| placeholders::is_placeholder(it, language))
}

/// Returns a headword without the number of a homograph and without signs that refer to notes.
fn bare(written: &str) -> String {
    let text = written.trim();
    let numbered = text.strip_suffix([')', ']']).and_then(|it| it.rsplit_once(['(', '[']));
    let text = match numbered {
        Some((word, number)) if is_number(number) && !word.trim().is_empty() => word.trim_end(),
        _ => text,
    };
    let words = text.split_whitespace().map(|word| {
        let word = word.trim_end_matches(['†', '‡', '°']);
        let shorter = word.trim_end_matches(is_superscript);
        let starred = shorter.trim_end_matches('*');
        let is_word = |it: &str| it.chars().filter(|it| it.is_lowercase()).nth(1).is_some();
        match (shorter, starred) {
            (_, it) if is_word(it) => it.to_owned(),
            (it, _) if it.ends_with(char::is_alphabetic) && it.len() < word.len() => it.to_owned(),
            _ => word.to_owned(),
        }
    });
    words.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns a word without a number after it, as in `bank 1`: it may be the number of a homograph, or
/// belong to the word, as in `catch 22`.
fn without_plain_number(written: &str) -> Option<&str> {
    let (word, number) = written.rsplit_once(' ')?;
    let is_one_word = word.chars().all(char::is_lowercase);
    (is_one_word && number.len() == 1 && is_number(number)).then_some(word)
}

/// Returns a phrase of several words with "one's" in place of "your", as in `make up your mind`.
fn of_any_person(written: &str, language: &str) -> Option<String> {
    let is_english = language == "en" || language.starts_with("en-");
    let is_phrase = is_english && written.contains(' ');
    if !(is_phrase && written.split(' ').any(|it| matches!(it, "your" | "yourself"))) {
        return None;
    }
    let word = |it| match it {
        "your" => "one's",
        "yourself" => "oneself",
        other => other,
    };
    Some(written.split(' ').map(word).collect::<Vec<_>>().join(" "))
}

fn is_number(text: &str) -> bool {
    matches!(text.len(), 1 | 2) && text.bytes().all(|it| it.is_ascii_digit())
}

fn is_superscript(sign: char) -> bool {
    matches!(sign, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Returns the plain word of one variant.
fn plain(variant: &str, language: &str) -> String {
    let all = tokens(variant, language);
    let words: Vec<&str> = all.iter().filter_map(Token::plain).collect();
    // If all is optional or a placeholder, nothing is.
    let is_word = |it: &&str| it.contains(char::is_alphanumeric);
    if words.iter().any(is_word) { words.join(" ") } else { unbracketed(variant) }
}

fn unbracketed(text: &str) -> String {
    let is_bracketed = text.contains(char::is_alphanumeric);
    if is_bracketed { text.replace(['(', ')', '[', ']'], "") } else { text.to_owned() }
}
