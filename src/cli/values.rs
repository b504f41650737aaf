//! The values of options, and how shells complete them.

use std::ffi::OsString;

use crate::check::rules;
use crate::export::{FORMATS, Format, Separator};
use crate::model::{Interface, Language, Profile, Shown};
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{ColorChoice, ValueEnum};

/// Returns the formats by name, each with a description.
pub(crate) fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let values = FORMATS.iter().map(|it| PossibleValue::new(it.name).help(it.about));
    PossibleValuesParser::new(values)
        .try_map(|name| Format::from_name(&name).ok_or("there is no such format"))
}

/// Parses a separator, given by its sign or name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CsvSeparator(pub(crate) Separator);

pub(crate) fn separator(sign: &str) -> Result<CsvSeparator, String> {
    let separator = match sign {
        "," | "comma" => Separator::Comma,
        ";" | "semicolon" => Separator::Semicolon,
        "tab" | "\t" | "\\t" => Separator::Tab,
        _ => return Err("use `,`, `;` or `tab`".to_owned()),
    };
    Ok(CsvSeparator(separator))
}

/// Returns the profiles by name.
pub(crate) fn profiles() -> impl TypedValueParser<Value = Profile> {
    let values = Profile::ALL.map(|it| PossibleValue::new(it.key()));
    PossibleValuesParser::new(values)
        .try_map(|name| Profile::from_key(&name).ok_or("there is no such profile"))
}

/// Returns the languages of the interface by their tags.
pub(crate) fn interfaces() -> impl TypedValueParser<Value = Interface> {
    let values = Interface::ALL.map(|it| PossibleValue::new(it.tag()));
    let named = |tag: String| Interface::ALL.into_iter().find(|it| it.tag() == tag);
    PossibleValuesParser::new(values)
        .try_map(move |tag| named(tag).ok_or("there is no such interface"))
}

/// A value of `--translations`.
#[derive(Clone, Debug)]
pub(crate) enum ShownLanguage {
    All,
    None,
    One(Language),
}

impl ShownLanguage {
    /// Returns what several values show together.
    pub(crate) fn join(values: &[ShownLanguage]) -> Shown {
        if values.iter().any(|it| matches!(it, ShownLanguage::All)) {
            return Shown::All;
        }
        let language = |it: &ShownLanguage| match it {
            ShownLanguage::One(language) => Some(language.clone()),
            ShownLanguage::All | ShownLanguage::None => None,
        };
        Shown::Only(values.iter().filter_map(language).collect())
    }
}

/// Parses a value of `--translations`.
pub(crate) fn shown(value: &str) -> Result<ShownLanguage, String> {
    match value {
        "all" => Ok(ShownLanguage::All),
        "none" => Ok(ShownLanguage::None),
        tag => Language::new(tag)
            .map(ShownLanguage::One)
            .ok_or_else(|| "use `all`, `none`, or language tags such as `de,pt-BR`".to_owned()),
    }
}

/// Accepts any text, completed to the known codes: `explain` suggests the nearest one if it is
/// unknown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CodeName;

impl TypedValueParser for CodeName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(rules::all().into_iter().map(|it| PossibleValue::new(it.code))))
    }
}

/// Returns the value of `--color` among arguments that could not be parsed, so that the message
/// about them obeys it.
pub(crate) fn typed_color(arguments: &[OsString]) -> ColorChoice {
    let words: Vec<_> = arguments.iter().map(|it| it.to_string_lossy()).collect();
    let words = words.iter().map(AsRef::as_ref).take_while(|it| *it != "--");
    let mut choice = None;
    let mut is_next = false;
    for word in words {
        let value = if is_next { Some(word) } else { word.strip_prefix("--color=") };
        is_next = word == "--color";
        choice = value.and_then(|it| ColorChoice::from_str(it, false).ok()).or(choice);
    }
    choice.unwrap_or(ColorChoice::Auto)
}
