//! The options that a `lexideck.toml` may have: those of the commands with a table in it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;

use crate::check::rules::unknown_value;
use crate::diag::{Diagnostic, Diagnostics, Span, nearest};
use crate::source::rules::{duplicate_key, unknown_key, wrong_kind};
use clap::builder::ValueHint;
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, Command};

use crate::cli::config::file::{Key, Table, Value};
use crate::cli::help;

/// The flag of commands that read options from the file.
pub(super) const WITHOUT: &str = "no_config";

/// The option for the media of standard input, which is not a file beside a `lexideck.toml`.
const TYPED_ONLY: &str = "media";

/// An option that is set in a table, in the form of the command line.
pub(super) struct Setting {
    /// The command whose table contains it.
    pub(super) command: String,
    /// Its id in the definition of the command line.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) words: Vec<OsString>,
    pub(super) place: Span,
}

/// The commands that have a table in the file.
fn commands() -> Vec<Command> {
    let all = help::command();
    let has_table = |it: &&Command| it.get_arguments().any(|it| it.get_id() == WITHOUT);
    all.get_subcommands().filter(has_table).cloned().collect()
}

/// Returns the options that the table of a command may have.
fn options(command: &Command) -> impl Iterator<Item = &Arg> {
    let has_place = |it: &&Arg| it.get_id() != WITHOUT && it.get_id() != TYPED_ONLY;
    command.get_arguments().filter(|it| it.get_long().is_some()).filter(has_place)
}

/// Returns the names of an option in the file, the usual one first: a short name before a long one.
fn names(option: &Arg) -> Vec<&str> {
    let aliases = option.get_all_aliases().unwrap_or_default();
    aliases.into_iter().chain(option.get_long()).collect()
}

/// Converts tables to options, and reports unknown options and invalid values.
/// Relative paths start from `folder`.
pub(super) fn check(
    tables: &[Table],
    folder: &Path,
    diagnostics: &mut Diagnostics,
) -> Vec<Setting> {
    let commands = commands();
    let mut settings = Vec::new();
    for table in tables {
        let command = commands.iter().find(|it| it.get_name() == table.name);
        match (command, &table.keys) {
            (Some(command), Some(keys)) => {
                let checker = Checker { command, commands: &commands, folder };
                settings.extend(checker.table(keys, diagnostics));
            }
            (Some(_), None) => {
                let message = format!("`{0}` is a table, written `[{0}]`", table.name);
                let help = format!("write options below a line `[{}]`", table.name);
                diagnostics
                    .push(Diagnostic::new(&wrong_kind::RULE, table.place, message).help(help));
            }
            (None, _) => diagnostics.push(unknown_table(table, &commands)),
        }
    }
    settings
}

fn unknown_table(table: &Table, commands: &[Command]) -> Diagnostic {
    let names = || commands.iter().map(Command::get_name);
    let help = if let Some(home) = home(&table.name, commands) {
        format!("`{}` belongs below a line `[{home}]`", table.name)
    } else if let Some(near) = nearest(&table.name, names()) {
        format!("did you mean `[{near}]`?")
    } else {
        format!("known tables: {}", names().collect::<Vec<_>>().join(", "))
    };
    let message = format!("`lexideck.toml` has no table `{}`", shortened(&table.name));
    Diagnostic::new(&unknown_key::RULE, table.place, message).help(help)
}

/// Returns the first command with an option of this name.
fn home<'c>(name: &str, commands: &'c [Command]) -> Option<&'c str> {
    let name = usual(name);
    let has = |it: &&Command| options(it).any(|it| names(it).contains(&name.as_str()));
    commands.iter().find(has).map(Command::get_name)
}

/// Returns a name with hyphens, as on the command line; in TOML underscores are usual.
fn usual(name: &str) -> String {
    name.replace('_', "-")
}

/// Returns the beginning of a text that may have any length.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

struct Checker<'c> {
    command: &'c Command,
    commands: &'c [Command],
    folder: &'c Path,
}

impl Checker<'_> {
    fn table(&self, keys: &[Key], diagnostics: &mut Diagnostics) -> Vec<Setting> {
        let mut seen = BTreeSet::new();
        let mut settings = Vec::new();
        for key in keys {
            let name = usual(&key.name);
            let Some(option) = options(self.command).find(|it| names(it).contains(&name.as_str()))
            else {
                diagnostics.push(self.unknown(key));
                continue;
            };
            if !seen.insert(option.get_id()) {
                let usual = names(option)[0];
                let message = format!("`{usual}` is set twice, by two names");
                let help = "keep one of the two";
                diagnostics
                    .push(Diagnostic::new(&duplicate_key::RULE, key.place, message).help(help));
                continue;
            }
            match self.words(option, &key.name, &key.value, key.value_place) {
                Ok(words) => settings.push(Setting {
                    command: self.command.get_name().to_owned(),
                    id: option.get_id().to_string(),
                    name: key.name.clone(),
                    words,
                    place: key.place,
                }),
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
        settings
    }

    fn unknown(&self, key: &Key) -> Diagnostic {
        let own = || options(self.command).map(|it| names(it)[0]);
        let all = || options(self.command).flat_map(names);
        let help = match (nearest(&usual(&key.name), all()), home(&key.name, self.commands)) {
            (_, Some(home)) => format!("`{}` belongs below a line `[{home}]`", key.name),
            (Some(near), None) => format!("did you mean `{near}`?"),
            (None, None) => format!("known options: {}", own().collect::<Vec<_>>().join(", ")),
        };
        let message =
            format!("`[{}]` has no option `{}`", self.command.get_name(), shortened(&key.name));
        Diagnostic::new(&unknown_key::RULE, key.place, message).help(help)
    }

    /// Returns the arguments for an option with a value; none for a flag that is not set.
    fn words(
        &self,
        option: &Arg,
        name: &str,
        value: &Value,
        place: Span,
    ) -> Result<Vec<OsString>, Box<Diagnostic>> {
        let wrong = |what: &str, help: &str| {
            let message = format!("`{name}` is {what}");
            Box::new(Diagnostic::new(&wrong_kind::RULE, place, message).help(help))
        };
        let long = option.get_long().unwrap_or_default();
        let is_list = option.get_value_delimiter().is_some();
        match value {
            _ if matches!(option.get_action(), ArgAction::SetTrue) => match value {
                Value::Truth(true) => Ok(vec![format!("--{long}").into()]),
                Value::Truth(false) => Ok(Vec::new()),
                _ => Err(wrong("true or false", "write `true` or `false`, without quotes")),
            },
            Value::Text(text) => Ok(vec![self.word(option, name, text, place)?]),
            Value::List(items) if is_list => {
                let item = |(item, place): &(Value, Span)| match item {
                    Value::Text(text) => self.word(option, name, text, *place),
                    _ => Err(wrong("a list of texts", "write `[\"a\", \"b\"]`")),
                };
                items.iter().map(item).collect()
            }
            _ if is_list => Err(wrong("a list of texts", "write `[\"a\", \"b\"]`")),
            _ => Err(wrong("a text or a number", "write it in quotes: `\"…\"`")),
        }
    }

    /// Returns an option and its value as one argument, if the command line accepts it.
    fn word(
        &self,
        option: &Arg,
        name: &str,
        value: &str,
        place: Span,
    ) -> Result<OsString, Box<Diagnostic>> {
        let mut word = OsString::from(format!("--{}=", option.get_long().unwrap_or_default()));
        if is_path(option) && !value.is_empty() {
            word.push(self.folder.join(value));
        } else {
            word.push(value);
        }
        let parsed = self.command.clone().no_binary_name(true).try_get_matches_from([&word]);
        match parsed {
            Err(error) => Err(Box::new(refused(&error, name, value, place))),
            Ok(_) => Ok(word),
        }
    }
}

fn is_path(option: &Arg) -> bool {
    matches!(option.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath)
}

fn refused(error: &clap::Error, name: &str, value: &str, place: Span) -> Diagnostic {
    let message = format!("`{}` is no value of `{name}`", shortened(value));
    let help = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(known)) => {
            match nearest(value, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of: {}", known.join(", ")),
            }
        }
        _ => match std::error::Error::source(error) {
            Some(reason) => reason.to_string(),
            None => format!("`lexideck help` says what `--{name}` takes"),
        },
    };
    Diagnostic::new(&unknown_value::RULE, place, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// docs/configuration.md has a table of options: a row each, with the commands that have it.
    #[test]
    fn the_document_lists_every_option() {
        let document = include_str!("../../../docs/configuration.md");
        let mut written = BTreeSet::new();
        for line in document.lines().filter(|it| it.starts_with("| `")) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let code = |it: &str| it.trim_matches(['`', '[', ']', ' ']).to_owned();
            for command in cells[1].split(',') {
                written.insert((code(command), code(cells[0])));
            }
        }
        let mut known = BTreeSet::new();
        for command in &commands() {
            for option in options(command) {
                known.insert((command.get_name().to_owned(), names(option)[0].to_owned()));
            }
        }
        assert_eq!(written, known);
        assert!(known.contains(&("build".to_owned(), "out".to_owned())));
    }
}
