//! Types with few values: levels, parts of speech, dialects, languages.

use std::fmt;

use crate::model::inflection::{WordClass, is_english};
use crate::model::str::Str;

/// A level: one of the Common European Framework of Reference, or of another scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level(Str);

impl Level {
    /// The levels of the Common European Framework, lowest first.
    pub const CEFR: [&str; 6] = ["A1", "A2", "B1", "B2", "C1", "C2"];

    /// Creates a level from its name, such as `B1`, `N5` or `HSK 3`.
    pub fn new(name: impl Into<Str>) -> Level {
        Level(name.into())
    }

    /// Returns its name as the author wrote it.
    pub fn name(&self) -> &str {
        &self.0
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

/// The grammatical gender of a noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gender {
    /// `m`
    Masculine,
    /// `f`
    Feminine,
    /// `n`
    Neuter,
    /// `c`: masculine and feminine in one, as in Dutch and Swedish
    Common,
    /// Any other text.
    Other(Str),
}

impl Gender {
    /// The usual names.
    pub const KNOWN: [&str; 4] = ["masculine", "feminine", "neuter", "common"];

    /// Returns the gender that a text names, by its usual name or an abbreviation of it.
    pub fn new(name: impl Into<Str>) -> Gender {
        let name = name.into();
        match name.trim_end_matches('.').to_lowercase().as_str() {
            "m" | "masc" | "masculine" => Gender::Masculine,
            "f" | "fem" | "feminine" => Gender::Feminine,
            "n" | "nt" | "neut" | "neuter" => Gender::Neuter,
            "c" | "com" | "common" => Gender::Common,
            _ => Gender::Other(name),
        }
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        match self {
            Gender::Masculine => Gender::KNOWN[0],
            Gender::Feminine => Gender::KNOWN[1],
            Gender::Neuter => Gender::KNOWN[2],
            Gender::Common => Gender::KNOWN[3],
            Gender::Other(name) => name,
        }
    }
}

/// The language of the labels on cards and sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interface {
    /// English
    #[default]
    English,
    /// German
    German,
    /// French
    French,
    /// Spanish
    Spanish,
}

impl Interface {
    /// Every language of the interface.
    pub const ALL: [Interface; 4] =
        [Interface::English, Interface::German, Interface::French, Interface::Spanish];

    /// Returns its BCP 47 tag, which is the key in sources.
    pub fn tag(self) -> &'static str {
        match self {
            Interface::English => "en",
            Interface::German => "de",
            Interface::French => "fr",
            Interface::Spanish => "es",
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

    /// Returns whether a text in the language `other` is a text in this one: `de` matches `de` and
    /// `de-AT`, and `de-AT` only itself. Case does not count.
    pub fn matches(&self, other: &Language) -> bool {
        let (own, other) = (self.tag(), other.tag());
        match other.split_at_checked(own.len()) {
            Some((start, rest)) => {
                start.eq_ignore_ascii_case(own) && (rest.is_empty() || rest.starts_with('-'))
            }
            None => false,
        }
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
    fn genders_are_known_by_their_names_and_abbreviations() {
        for (written, name) in [
            ("m", "masculine"),
            ("f.", "feminine"),
            ("Neuter", "neuter"),
            ("c", "common"),
            ("masc.", "masculine"),
            ("m/f", "m/f"),
            ("class 7", "class 7"),
        ] {
            assert_eq!(Gender::new(written).name(), name);
        }
    }

    #[test]
    fn a_language_matches_its_regions() {
        let matches = |own: &str, other: &str| {
            Language::new(own).unwrap().matches(&Language::new(other).unwrap())
        };
        assert!(matches("de", "de"));
        assert!(matches("de", "DE-AT"));
        assert!(matches("zh-Hant", "zh-Hant-TW"));
        assert!(!matches("de-AT", "de"));
        assert!(!matches("de", "den"));
    }

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
