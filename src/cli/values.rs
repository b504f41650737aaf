//! The values of options, and how shells complete them.

use std::ffi::OsString;

use crate::check::rules;
use crate::export::{FORMATS, Format, Separator};
use crate::model::{Language, Profile};
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

/// Parses a language tag.
///
/// # Errors
/// Returns a message if it is none.
pub(crate) fn language(text: &str) -> Result<String, String> {
    let tag =
        Language::new(text).ok_or("write a BCP 47 tag, such as `de`, `pt-BR` or `zh-Hant`")?;
    Ok(tag.tag().to_owned())
}
