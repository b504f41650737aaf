//! Types with few values: levels, parts of speech, dialects, languages.

use std::fmt;

use crate::model::inflection::{WordClass, has_spaces, is_english};
use crate::model::str::Str;

/// A level of the Common European Framework of Reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Beginner
    A1,
    /// Elementary
    A2,
    /// Intermediate
    B1,
    /// Upper intermediate
    B2,
    /// Advanced
    C1,
    /// Proficient
    C2,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Level; 6] = [Level::A1, Level::A2, Level::B1, Level::B2, Level::C1, Level::C2];

    /// Returns its name, such as `B1`.
    pub fn name(self) -> &'static str {
        match self {
            Level::A1 => "A1",
            Level::A2 => "A2",
            Level::B1 => "B1",
            Level::B2 => "B2",
            Level::C1 => "C1",
            Level::C2 => "C2",
        }
    }
}

/// A part of speech, which may be unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOfSpeech(Str);

impl PartOfSpeech {
    /// The known parts of speech.
    pub const KNOWN: [&str; 32] = [
        "noun",
        "verb",
        "adjective",
        "adverb",
        "pronoun",
        "preposition",
        "conjunction",
        "determiner",
        "interjection",
        "phrase",
        "article",
        "numeral",
        "particle",
        "exclamation",
        "idiom",
        "phrasal verb",
        "modal verb",
        "auxiliary verb",
        "proper noun",
        "noun phrase",
        "verb phrase",
        "adjective phrase",
        "adverb phrase",
        "prepositional phrase",
        "compound",
        "collocation",
        "proverb",
        "abbreviation",
        "contraction",
        "prefix",
        "suffix",
        "symbol",
    ];

    /// Creates a part of speech from its name.
    pub fn new(name: impl Into<Str>) -> PartOfSpeech {
        PartOfSpeech(name.into())
    }

    /// Returns its name as the author wrote it.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Returns whether it is one of [`PartOfSpeech::KNOWN`].
    pub fn is_known(&self) -> bool {
        PartOfSpeech::KNOWN.contains(&self.0.as_str())
    }

    /// Returns the word class, which determines how words inflect, or `None` for phrases and
    /// unknown parts of speech.
    pub fn class(&self) -> Option<WordClass> {
        PartOfSpeech::class_of(&self.0)
    }

    /// Returns how words with this part of speech inflect.
    pub fn class_of(name: &str) -> Option<WordClass> {
        match name {
            "noun" | "proper noun" | "noun phrase" | "compound" => Some(WordClass::Noun),
            "verb" | "phrasal verb" | "modal verb" | "auxiliary verb" | "verb phrase" => {
                Some(WordClass::Verb)
            }
            "adjective" | "adjective phrase" | "determiner" => Some(WordClass::Adjective),
            "adverb" | "adverb phrase" => Some(WordClass::Adverb),
            _ => None,
        }
    }
}

/// A variety of English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// British English
    British,
    /// American English
    American,
}

impl Dialect {
    /// Returns the key in sources, `gb` or `us`.
    pub fn key(self) -> &'static str {
        match self {
            Dialect::British => "gb",
            Dialect::American => "us",
        }
    }

    /// Returns the label on cards, `GB` or `US`.
    pub fn badge(self) -> &'static str {
        match self {
            Dialect::British => "GB",
            Dialect::American => "US",
        }
    }
}

/// A language, as a BCP 47 tag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(Str);

impl Language {
    /// Creates a language from a tag of the form of BCP 47: a language of two to eight letters,
    /// followed by parts of one to eight letters or digits, joined by hyphens. Returns `None` if
    /// the tag has another form.
    pub fn new(tag: impl Into<Str>) -> Option<Language> {
        let tag = tag.into();
        Language::is_tag(&tag).then_some(Language(tag))
    }

    fn is_tag(tag: &str) -> bool {
        let mut parts = tag.split('-');
        let Some(first) = parts.next() else { return false };
        let is_language = (2..=8).contains(&first.len())
            && first.len() != 4
            && first.bytes().all(|it| it.is_ascii_alphabetic());
        let is_private = first.eq_ignore_ascii_case("x") && tag.len() > 2;
        let well_formed = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
        };
        (is_language || is_private) && parts.all(well_formed)
    }

    /// Returns the tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// Returns whether it has spaces between its words.
    pub fn has_spaces(&self) -> bool {
        has_spaces(&self.0)
    }

    /// Returns whether it is any kind of English.
    pub fn is_english(&self) -> bool {
        is_english(&self.0)
    }
}

impl Default for Language {
    fn default() -> Language {
        Language("en".into())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_have_a_form() {
        for tag in ["en", "de", "pt-BR", "zh-Hant-TW", "ast", "sl-rozaj-1994", "x-klingon"] {
            assert!(Language::new(tag).is_some(), "{tag}");
        }
        for tag in
            ["", "e", "german, formal", "en_GB", "en-", "de-überlang", "1a", "verylonglanguage"]
        {
            assert!(Language::new(tag).is_none(), "{tag}");
        }
    }
}
