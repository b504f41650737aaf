//! The command line, with the options of a `lexideck.toml` inserted before those that were typed.

use std::collections::BTreeSet;
use std::ffi::OsString;

use crate::check::rules::unknown_value;
use crate::diag::{Diagnostic, Diagnostics};
use clap::ArgMatches;
use clap::error::ErrorKind;
use clap::parser::ValueSource;

use crate::cli::config::known::{Setting, WITHOUT};
use crate::cli::help;

/// A command that also uses the table of another one, for options that its own table does not set:
/// a plan forecasts the build, and a release makes what was built.
const FALLBACKS: [(&str, &str); 2] = [("plan", "build"), ("release", "build")];

/// The parts of the command line.
pub(super) struct Line<'l> {
    words: &'l [OsString],
    /// The number of arguments before those of the command.
    before: usize,
    command: String,
    matches: ArgMatches,
}

impl<'l> Line<'l> {
    /// Divides a command line into its parts. Returns `None` if it has no command.
    pub(super) fn new(words: &'l [OsString]) -> Option<Line<'l>> {
        let (command, matches) = parse(words).ok()?;
        let at = words.iter().skip(1).position(|it| *it == *command)?;
        Some(Line { words, before: at + 2, command, matches })
    }

    /// Returns whether files of options are ignored.
    pub(super) fn is_without_config(&self) -> bool {
        !matches!(self.matches.try_get_one::<bool>(WITHOUT), Ok(Some(false)))
    }

    /// Returns the command's options when `settings` are added. What was typed wins: over the same
    /// option, and over one that excludes it.
    pub(super) fn with(
        &self,
        settings: &[Setting],
        diagnostics: &mut Diagnostics,
    ) -> Option<ArgMatches> {
        report_conflicts(settings, diagnostics);
        let mut added: Vec<OsString> = Vec::new();
        let mut best = self.parse_with(&added).ok()?;
        let mut known = BTreeSet::new();
        for setting in self.own(settings) {
            let is_typed = self.matches.value_source(&setting.id) == Some(ValueSource::CommandLine);
            if is_typed || !known.insert(setting.id.as_str()) {
                continue;
            }
            let tried = [added.as_slice(), setting.words.as_slice()].concat();
            if let Ok(matches) = self.parse_with(&tried) {
                (added, best) = (tried, matches);
            }
        }
        Some(best)
    }

    /// Returns the settings for the command, those of its own table first.
    fn own<'s>(&self, settings: &'s [Setting]) -> Vec<&'s Setting> {
        let fallback = FALLBACKS.iter().find(|it| it.0 == self.command).map(|it| it.1);
        let known = |it: &&Setting| self.matches.try_contains_id(&it.id).is_ok();
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for setting in settings.iter().filter(known) {
            if setting.command == self.command {
                own.push(setting);
            } else if fallback == Some(setting.command.as_str()) {
                others.push(setting);
            }
        }
        own.append(&mut others);
        own
    }

    fn parse_with(&self, added: &[OsString]) -> Result<ArgMatches, clap::Error> {
        let (before, after) = self.words.split_at(self.before);
        parse(&[before, added, after].concat()).map(|it| it.1)
    }
}

fn parse(words: &[OsString]) -> Result<(String, ArgMatches), clap::Error> {
    let mut matches = help::command().try_get_matches_from(words)?;
    matches.remove_subcommand().ok_or_else(|| clap::Error::new(ErrorKind::MissingSubcommand))
}

/// Reports options of one table that exclude each other.
fn report_conflicts(settings: &[Setting], diagnostics: &mut Diagnostics) {
    for (number, setting) in settings.iter().enumerate() {
        let conflicts = |other: &&Setting| {
            let words = ["lexideck", &setting.command].map(OsString::from);
            let all = [words.as_slice(), &other.words, &setting.words].concat();
            other.command == setting.command
                && parse(&all).is_err_and(|it| it.kind() == ErrorKind::ArgumentConflict)
        };
        if let Some(other) = settings[..number].iter().find(conflicts) {
            let message = format!("`{}` excludes `{}`", other.name, setting.name);
            diagnostics.push(
                Diagnostic::new(&unknown_value::RULE, setting.place, message)
                    .related(other.place, "set here")
                    .help("keep one of the two"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config::{file, known};

    use std::path::Path;

    use crate::diag::Files;

    /// Returns the options of a command with a file, or the codes of the problems of the file.
    fn merged(typed: &str, text: &str) -> (ArgMatches, Vec<&'static str>) {
        let words: Vec<OsString> = typed.split(' ').map(OsString::from).collect();
        let file = Files::default().add("lexideck.toml");
        let mut diagnostics = Diagnostics::default();
        let tables = file::read(file, text, &mut diagnostics);
        let settings = known::check(&tables, Path::new("here"), &mut diagnostics);
        let matches = Line::new(&words).unwrap().with(&settings, &mut diagnostics).unwrap();
        (matches, diagnostics.iter().map(|it| it.rule.code).collect())
    }

    fn output(matches: &ArgMatches) -> &Path {
        matches.get_one::<std::path::PathBuf>("output").unwrap()
    }

    #[test]
    fn what_was_typed_wins_and_paths_begin_at_the_file() {
        let text = "[build]\nout = \"dist\"\njobs = 3\nstrict = true\n[check]\njobs = 4\n";
        let (matches, codes) = merged("lexideck build decks", text);
        assert_eq!(codes, [""; 0]);
        assert_eq!(output(&matches), Path::new("here/dist"));
        assert_eq!(matches.get_one::<u16>("jobs"), Some(&3));
        assert!(matches.get_flag("strict"));
        let (matches, _) = merged("lexideck build --out=x -j 2 decks", text);
        assert_eq!(output(&matches), Path::new("x"));
        assert_eq!(matches.get_one::<u16>("jobs"), Some(&2));
        let (matches, _) = merged("lexideck check decks", text);
        assert_eq!(matches.get_one::<u16>("jobs"), Some(&4));
        assert!(!matches.get_flag("strict"));
    }

    #[test]
    fn an_option_that_excludes_a_typed_one_gives_way() {
        let (matches, codes) = merged("lexideck build --draft", "[build]\nlocked = true\n");
        assert!(matches.get_flag("draft") && !matches.get_flag("locked"));
        assert_eq!(codes, [""; 0]);
        let both = "[build]\nlocked = true\ndraft = true\n";
        assert_eq!(merged("lexideck build", both).1, ["unknown-value"]);
    }

    #[test]
    fn a_plan_is_of_the_build() {
        let text = "[build]\ncards = \"minimal\"\npaper = \"a4\"\n";
        let cards = |text: &str| {
            let (matches, codes) = merged("lexideck plan decks", text);
            assert_eq!(codes, [""; 0]);
            matches.get_one::<crate::model::Profile>("cards").copied()
        };
        assert_eq!(cards(text), Some(crate::model::Profile::Minimal));
        let own = format!("{text}[plan]\ncards = \"everything\"\n");
        assert_eq!(cards(&own), Some(crate::model::Profile::Everything));
    }

    #[test]
    fn what_is_wrong_is_reported_by_its_kind() {
        for (text, expected) in [
            ("[biuld]\n", "unknown-key"),
            ("out = \"x\"\n", "unknown-key"),
            ("[build]\npapper = \"a4\"\n", "unknown-key"),
            ("[check]\npaper = \"a4\"\n", "unknown-key"),
            ("[build]\npaper = \"a5\"\n", "unknown-value"),
            ("[build]\nto = [\"apkg\", \"docx\"]\n", "unknown-value"),
            ("[build]\njobs = 0\n", "unknown-value"),
            ("[build]\npaper = true\n", "wrong-kind"),
            ("[build]\nto = 1.5\n", "wrong-kind"),
            ("[build]\nstrict = \"yes\"\n", "wrong-kind"),
            ("build = 3\n", "wrong-kind"),
            ("[build]\ncsv-separator = \";\"\ncsv_separator = \",\"\n", "duplicate-key"),
            ("[build]\nout = \"a\"\noutput = \"b\"\n", "duplicate-key"),
            ("[build]\nout = dist\n", "toml-syntax"),
            ("[build]\nno-config = true\n", "unknown-key"),
            ("[import]\napply = true\n", "unknown-key"),
        ] {
            assert_eq!(merged("lexideck build", text).1, [expected], "{text}");
        }
    }

    #[test]
    fn hostile_files_are_answered() {
        let deep = format!("[build]\nto = {}", "[".repeat(100_000));
        let keys = format!("[build]\n{}", "a.".repeat(60_000));
        let many: String = (0..10_000).map(|it| format!("k{it} = {it}\n")).collect();
        let tables = "[[build]]\n".repeat(10_000);
        let quotes = "\"\"\"".repeat(30_000);
        for text in [deep, keys, format!("[build]\n{many}"), tables, quotes, "\0".repeat(5000)] {
            assert!(!merged("lexideck build", &text).1.is_empty());
        }
    }
}
