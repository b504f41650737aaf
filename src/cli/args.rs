//! The arguments of the command line.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::export::Format;
use crate::model::{Interface, Profile, Shown};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};

use crate::cli::environment::cores;
use crate::cli::report::{MessageArgs, MessageFormat, ReportArgs, Reporting};
use crate::cli::values::{
    CodeName, CsvSeparator, ShownLanguage, formats, interfaces, profiles, separator, shown,
};

const EXAMPLES: &str = "\
Examples:
  lexideck build                        every deck in `decks` into `out`
  lexideck build decks/film.yaml -o .   one deck, here
  lexideck check --strict               only look for problems; warnings count
  lexideck explain gap-not-found        what a problem means and how to fix it
  cat film.yaml | lexideck build -      a deck from standard input

It reads and writes local files only and never uses the network.";

/// Compiles vocabulary written in YAML into Anki decks, and tables for teachers.
#[derive(Debug, Parser)]
#[command(name = "lexideck", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Whether messages are coloured. `auto` colours them on a terminal, and obeys NO_COLOR,
    /// CLICOLOR_FORCE and TERM.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build decks: an Anki package and a table of cards each.
    Build(BuildArgs),
    /// Check decks without writing anything.
    Check(CheckArgs),
    /// Show what importing a new build will do to learners who have the last one.
    Plan(PlanArgs),
    /// Show what a teacher corrected in a table, and write it into the deck with `--apply`.
    Import(ImportArgs),
    /// Take over the notes of a deck that another tool made, for learners who have it.
    Adopt(AdoptArgs),
    /// Explain a diagnostic: what it means and how to fix it.
    Explain(ExplainArgs),
    /// Create a deck: a folder with a description and a first entry.
    Init(InitArgs),
    /// Print an entry to fill in.
    New(NewArgs),
    /// Print the JSON Schema of source files, for editors.
    #[command(after_help = "\
Examples:
  lexideck schema > lexideck.schema.json")]
    Schema,
    /// Print a completion script for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page.
    #[command(after_help = "\
Examples:
  lexideck man | man -l -
  lexideck man > ~/.local/share/man/man1/lexideck.1")]
    Man,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck build
  lexideck build decks/film --to apkg --cards everything
  lexideck build decks --package latest -o release
  lexideck build decks/film --to xlsx,words --csv-separator ';'
  lexideck build decks/film --to cards-html,worksheet --paper letter
  lexideck build --locked --message-format github    in GitHub Actions
  lexideck build - --media sounds < film.yaml        a deck and its media from elsewhere
  SOURCE_DATE_EPOCH=1795305600 lexideck build    the same bytes every time")]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(crate) decks: DeckArgs,
    /// The folder to write to.
    #[arg(short, long, alias = "out", value_name = "DIR", default_value = "out", value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,
    /// The formats to write.
    #[arg(long, value_name = "FORMAT,...", value_delimiter = ',', default_value = "apkg,csv", value_parser = formats())]
    pub(crate) to: Vec<&'static Format>,
    /// Which cards to make; overrides the choice of the decks.
    #[arg(long, value_name = "PROFILE", value_parser = profiles())]
    pub(crate) cards: Option<Profile>,
    #[command(flatten)]
    pub(crate) languages: LanguageArgs,
    /// The form of the Anki package.
    #[arg(long, value_name = "FORM", default_value = "legacy")]
    pub(crate) package: PackageForm,
    /// The separator of CSV files: `,`, `;` (for Excel where the comma is the decimal sign) or
    /// `tab`.
    #[arg(long, value_name = "SIGN", default_value = ",", value_parser = separator)]
    pub(crate) csv_separator: CsvSeparator,
    /// Write no apostrophe before cells of CSV files that a spreadsheet would evaluate as formulas,
    /// for programs that read them.
    #[arg(long)]
    pub(crate) no_formula_guard: bool,
    /// The paper size.
    #[arg(long, value_name = "PAPER", default_value = "a4")]
    pub(crate) paper: PaperSize,
    /// The edge over which the printer turns a sheet, for the backs of `cards-html`.
    #[arg(long, value_name = "EDGE", default_value = "long")]
    pub(crate) flip: FlipEdge,
    /// What learners have, for `--to update`: an earlier package or ledger. Default: the deck's
    /// ledger.
    #[arg(long, value_name = "OLD")]
    pub(crate) against: Option<PathBuf>,
    /// Fail, and write nothing, if the ledger would change: for CI.
    #[arg(long, conflicts_with = "draft")]
    pub(crate) locked: bool,
    /// Leave the ledger as it is, for a build that will not be published.
    #[arg(long)]
    pub(crate) draft: bool,
    /// Build although the note types are no longer those of the last release.
    #[arg(long)]
    pub(crate) allow_note_type_break: bool,
    #[command(flatten)]
    pub(crate) work: WorkArgs,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    #[command(flatten)]
    pub(crate) messages: MessageArgs,
}

/// The languages beside that of the headwords.
#[derive(Debug, Args)]
pub(crate) struct LanguageArgs {
    /// Which translations to show, in this order: language tags, `all` or `none`; overrides
    /// `languages` of the decks.
    #[arg(long, value_name = "LANGUAGE,...", value_delimiter = ',', value_parser = shown)]
    pub(crate) translations: Option<Vec<ShownLanguage>>,
    /// The language of the labels on cards and sheets; overrides `interface` of the decks.
    #[arg(long, value_name = "LANGUAGE", value_parser = interfaces())]
    pub(crate) interface: Option<Interface>,
}

impl LanguageArgs {
    /// Returns the translations to show.
    pub(crate) fn shown(&self) -> Option<Shown> {
        self.translations.as_deref().map(ShownLanguage::join)
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck check
  lexideck check decks/film.yaml --json | jq '.diagnostics[].code'
  lexideck check --strict --message-format github     annotations in GitHub Actions
  lexideck check --message-format sarif > film.sarif  for code scanning
  lexideck check - < film.yaml                        what an editor holds; media in `media` here")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) decks: DeckArgs,
    #[command(flatten)]
    pub(crate) work: WorkArgs,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    #[command(flatten)]
    pub(crate) messages: MessageArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck plan decks/film                            since the last build
  lexideck plan decks/film --against film-1.0.apkg    since a release, text by text
  git show v1.0:decks/film/deck.lock > old.lock && lexideck plan decks/film --against old.lock
  lexideck plan decks/film --markdown > CHANGES.md    for learners to read

The exit status is 4 if an import would change something.")]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    pub(crate) decks: DeckArgs,
    /// What learners have: a package, an earlier release or one that a learner exported from Anki,
    /// or a ledger. Default: the deck's ledger.
    #[arg(long, value_name = "OLD")]
    pub(crate) against: Option<PathBuf>,
    /// Which cards to make, as in `build`.
    #[arg(long, value_name = "PROFILE", value_parser = profiles())]
    pub(crate) cards: Option<Profile>,
    #[command(flatten)]
    pub(crate) languages: LanguageArgs,
    /// Print what changes for learners, as Markdown.
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck build decks/film --to xlsx,words        tables to send out
  lexideck import film.xlsx --into decks/film      what was corrected; nothing is written
  lexideck import film.xlsx --into decks/film --apply
  lexideck import film.words.csv --into decks/film --apply --allow-deletions

FILE is a workbook (XLSX or ODS) or a CSV file in whatever form a spreadsheet saved it.
The exit status is 4 while something waits: an edit that was not applied, or a conflict.")]
pub(crate) struct ImportArgs {
    /// The corrected table, written by `--to xlsx` or `--to words`.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The deck that it was made from.
    #[arg(long, value_name = "DECK")]
    pub(crate) into: PathBuf,
    /// Write the edits into the deck's files.
    #[arg(long)]
    pub(crate) apply: bool,
    /// Remove from the deck what is missing from the table.
    #[arg(long)]
    pub(crate) allow_deletions: bool,
    /// Print the outcome as JSON on standard output.
    #[arg(long)]
    pub(crate) json: bool,
    /// Print all problems, not only the first hundred.
    #[arg(long)]
    pub(crate) all: bool,
    /// Print results and errors only.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

impl ImportArgs {
    /// Returns how the run reports.
    pub(crate) fn reporting(&self) -> Reporting {
        let format = if self.json { MessageFormat::Json } else { MessageFormat::Human };
        Reporting { strict: false, quiet: self.quiet, all: self.all, format }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck adopt old.apkg decks/film                  show what matches and what does not
  lexideck adopt old.apkg decks/film --field Word     headwords are in the field `Word`
  lexideck adopt old.apkg decks/film --apply          write it into the deck's ledger
  lexideck adopt old.apkg decks/film --json | jq '.decks[].new'

Do it before the first build that learners get. Without --apply nothing is written, and the exit
status is 4 if there is something to take over.")]
pub(crate) struct AdoptArgs {
    /// The package that learners have, made by another tool or exported from Anki.
    #[arg(value_name = "OLD.apkg")]
    pub(crate) old: PathBuf,
    /// The deck that takes over its notes: a deck file or a deck folder.
    #[arg(value_name = "DECK")]
    pub(crate) deck: PathBuf,
    /// The field with the headwords. Default: in each note type the one that has most of them.
    #[arg(long, value_name = "NAME")]
    pub(crate) field: Option<String>,
    /// Write the deck's ledger: the next build gives its notes the old GUIDs.
    #[arg(long)]
    pub(crate) apply: bool,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// The path of the decks if none is given.
pub(crate) const DEFAULT_DECKS: &str = "decks";

#[derive(Debug, Args)]
pub(crate) struct DeckArgs {
    /// Deck files, deck folders, folders of decks, or `-` for standard input.
    #[arg(value_name = "DECK", default_value = DEFAULT_DECKS)]
    pub(crate) decks: Vec<PathBuf>,
    /// The folder with the media of a deck from standard input. Default: the folder `media` here,
    /// if there is one.
    #[arg(long, value_name = "DIR")]
    pub(crate) media: Option<PathBuf>,
}

impl DeckArgs {
    /// Checks that the options go with the decks.
    ///
    /// # Errors
    /// Returns a message if they do not.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.media.is_some() && !self.decks.iter().any(|it| it == Path::new("-")) {
            return Err("--media is for a deck from standard input, `-`; others have their media in the folder `media` beside them".to_owned());
        }
        Ok(())
    }
}

#[derive(Debug, Args)]
pub(crate) struct WorkArgs {
    /// The number of threads; the files do not depend on it. Default: one for each core.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
}

impl WorkArgs {
    /// Returns the number of threads.
    pub(crate) fn threads(&self) -> NonZeroUsize {
        let chosen = self.jobs.and_then(|it| NonZeroUsize::new(usize::from(it)));
        chosen.unwrap_or_else(cores)
    }
}

/// The options of commands that have a table of their name in `lexideck.toml`.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Take no options from `lexideck.toml`.
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck explain gap-not-found
  lexideck check --json | jq -r '.diagnostics[].code' | sort -u | xargs -n 1 lexideck explain")]
pub(crate) struct ExplainArgs {
    /// The diagnostic's code, such as `unknown-key`; docs/diagnostics.md lists them all.
    #[arg(value_parser = CodeName, hide_possible_values = true)]
    pub(crate) code: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck init decks/film-words        a new folder
  lexideck build decks/film-words
  git init film-words && cd film-words && lexideck init")]
pub(crate) struct InitArgs {
    /// The deck's folder, whose name becomes the deck's id. Default: the current one.
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true, value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck new premiere
  lexideck new 'take off' >> decks/travel/verbs.yaml")]
pub(crate) struct NewArgs {
    /// The word or phrase that the entry is about.
    pub(crate) headword: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  source <(lexideck completions bash)
  lexideck completions fish > ~/.config/fish/completions/lexideck.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell.
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PackageForm {
    /// For every Anki from 2.1.36 on, AnkiDroid and AnkiMobile.
    Legacy,
    /// Smaller, for Anki from 2.1.54 on.
    Latest,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PaperSize {
    /// 210 by 297 millimetres.
    A4,
    /// US Letter, 8.5 by 11 inches.
    Letter,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FlipEdge {
    /// The usual setting: a page turns like that of a book.
    Long,
    /// A page turns like that of a wall calendar.
    Short,
}
