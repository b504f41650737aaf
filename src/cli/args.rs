//! The arguments of the command line.

use std::path::PathBuf;

use crate::model::Profile;
use clap::{Args, ColorChoice, Parser, Subcommand, ValueHint};

use crate::cli::deck_args::{ConfigArgs, DeckArgs, LanguageArgs, WorkArgs};
use crate::cli::make_args::MakeArgs;
use crate::cli::report::{MessageArgs, MessageFormat, ReportArgs, Reporting};
use crate::cli::values::{CodeName, profiles};

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
    /// Publish decks: build them, write update files, and record what learners have from now on.
    Release(ReleaseArgs),
    /// Show what importing a new build will do to learners who have the last release.
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
  SOURCE_DATE_EPOCH=1795305600 lexideck build    the same bytes every time

A build is a trial: only `lexideck release` counts as what learners have.")]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(crate) make: MakeArgs,
    /// What learners have, for `--to update`: an earlier package or ledger. Default: the last
    /// release in the deck's ledger.
    #[arg(long, value_name = "OLD")]
    pub(crate) against: Option<PathBuf>,
    /// Fail, and write nothing, if the ledger would change: for CI.
    #[arg(long, conflicts_with = "draft")]
    pub(crate) locked: bool,
    /// Leave the ledger as it is.
    #[arg(long)]
    pub(crate) draft: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck plan decks/film                       first see what learners will get
  lexideck release decks/film                    the package, update files, and the ledger to commit
  lexideck release -o dist --to apkg,csv,xlsx    every deck in `decks` into `dist`
  lexideck release decks/film --markdown > CHANGES.md
  lexideck release --json | jq '.decks[].release.number'

Each release of a deck has a number, which its ledger keeps: commit the ledger. A deck without a
change since its last release gets no new number.")]
pub(crate) struct ReleaseArgs {
    #[command(flatten)]
    pub(crate) make: MakeArgs,
    /// Print what changes for learners as Markdown, in place of the paths.
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,
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
  lexideck plan decks/film                            since the last release
  lexideck plan decks/film --against film-1.0.apkg    since a package, text by text
  git show v1.0:decks/film/deck.lock > old.lock && lexideck plan decks/film --against old.lock
  lexideck plan decks/film --markdown > CHANGES.md    for learners to read

The exit status is 4 if an import would change something.")]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    pub(crate) decks: DeckArgs,
    /// What learners have: a package, an earlier release or one that a learner exported from Anki,
    /// or a ledger. Default: the last release in the deck's ledger, or the last build if there was
    /// no release.
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
