//! What a column of a list can mean.

use std::fmt;

use crate::model::Language;

/// What a column of a list means: a key of an entry or of its sense.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ListField {
    /// The word or phrase.
    Headword,
    /// The part of speech, also abbreviated.
    PartOfSpeech,
    /// The definition of a sense.
    Definition,
    /// A translation into a language; empty if the list does not name it.
    Translation(String),
    /// Example sentences, one on each line.
    Example,
    /// The pronunciation in the International Phonetic Alphabet.
    Ipa,
    /// The level.
    Level,
    /// The register.
    Register,
    /// Tags, separated by blanks, commas or semicolons.
    Tags,
    /// Notes.
    Notes,
    /// Synonyms, separated by commas or semicolons.
    Synonyms,
    /// Antonyms, separated by commas or semicolons.
    Antonyms,
    /// Collocations, one on each line.
    Collocations,
    /// How the headword is read.
    Reading,
    /// The gender.
    Gender,
    /// The rank by frequency.
    Frequency,
    /// Where the entry is from.
    Source,
    /// A section of the author's own, under this name.
    Own(String),
    /// Nothing that the deck keeps, such as a row number.
    Ignored,
}

impl ListField {
    /// The fields without a parameter, by the names that `--map` takes.
    const NAMED: [(&'static str, ListField); 17] = [
        ("headword", ListField::Headword),
        ("part_of_speech", ListField::PartOfSpeech),
        ("definition", ListField::Definition),
        ("translation", ListField::Translation(String::new())),
        ("example", ListField::Example),
        ("ipa", ListField::Ipa),
        ("level", ListField::Level),
        ("register", ListField::Register),
        ("tags", ListField::Tags),
        ("notes", ListField::Notes),
        ("synonyms", ListField::Synonyms),
        ("antonyms", ListField::Antonyms),
        ("collocations", ListField::Collocations),
        ("reading", ListField::Reading),
        ("gender", ListField::Gender),
        ("frequency", ListField::Frequency),
        ("source", ListField::Source),
    ];

    /// Returns the field of a name as `--map` takes it: a name of the source format, `translations.de`,
    /// `fields.Name`, or `-` for a column that is not wanted.
    ///
    /// # Errors
    /// Returns the names that there are if this is none.
    pub(crate) fn from_name(name: &str) -> Result<ListField, String> {
        if name == "-" {
            return Ok(ListField::Ignored);
        }
        if let Some(own) = name.strip_prefix("fields.").filter(|it| !it.trim().is_empty()) {
            return Ok(ListField::Own(own.trim().to_owned()));
        }
        if let Some(language) = name.strip_prefix("translations.")
            && Language::new(language).is_some()
        {
            return Ok(ListField::Translation(language.to_owned()));
        }
        // The names of the source and of our tables that mean the same.
        let name = match name {
            "examples" => "example",
            "translations" => "translation",
            "pronunciation" => "ipa",
            "senses" => "definition",
            other => other,
        };
        let found = ListField::NAMED.into_iter().find(|it| it.0 == name);
        found.map(|it| it.1).ok_or_else(|| {
            let names: Vec<&str> = ListField::NAMED.iter().map(|it| it.0).collect();
            format!(
                "`{name}` is nothing that a column can be; there are {}, translations.de and other languages, fields.NAME, and - for a column that is not wanted",
                names.join(", ")
            )
        })
    }
}

impl fmt::Display for ListField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ListField::Translation(language) if !language.is_empty() => {
                write!(f, "translations.{language}")
            }
            ListField::Own(name) => write!(f, "fields.{name}"),
            ListField::Ignored => f.write_str("-"),
            other => {
                let named = ListField::NAMED.into_iter().find(|it| it.1 == *other);
                f.write_str(named.map_or("", |it| it.0))
            }
        }
    }
}
