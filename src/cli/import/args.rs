//! The options of `import`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::report::{MessageFormat, Reporting};
use crate::cli::values::language;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  lexideck build decks/film --to xlsx,words        tables to send out
  lexideck import film.xlsx --into decks/film      what was corrected; nothing is written
  lexideck import film.xlsx --into decks/film --apply
  lexideck import film.words.csv --into decks/film --apply --allow-deletions
  lexideck import words.csv --new decks/words      what is understood of a list
  lexideck import words.csv --new decks/words --map Begriff=headword,Info=notes --apply
  lexideck import old.apkg --new decks/old --apply

With --into, FILE is a workbook (XLSX or ODS) or a CSV file in whatever form a spreadsheet saved it:
a table of the deck that was corrected, or a list of one's own, whose rows become new entries.
With --new, it is a list of any program: a table, an Anki package or Anki's text form, a Quizlet
export, a Markdown table, lines such as `word - meaning`, or words alone.
The exit status is 4 while something waits: an edit that was not applied, or a conflict.")]
pub(crate) struct ImportArgs {
    /// A corrected table, written by `--to xlsx` or `--to words`, or a list of another program.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The deck that it was made from, or that gets its rows as new entries.
    #[arg(long, value_name = "DECK", required_unless_present = "new", conflicts_with = "new")]
    pub(crate) into: Option<PathBuf>,
    /// The folder of a new deck, which is made of the list.
    #[arg(long, value_name = "DIR", conflicts_with = "allow_deletions", value_hint = ValueHint::DirPath)]
    pub(crate) new: Option<PathBuf>,
    /// What a column of a list has, such as `Begriff=headword`, `2=definition`, `Deutsch=translations.de`,
    /// or `Nr=-` for one that is not wanted.
    #[arg(long, value_name = "COLUMN=KEY", value_delimiter = ',')]
    pub(crate) map: Vec<String>,
    /// The language of the words of a new deck, as a BCP 47 tag. Default: what the list says, or `en`.
    #[arg(long, value_name = "TAG", requires = "new", value_parser = language)]
    pub(crate) language: Option<String>,
    /// Write the edits into the deck's files, or make the new deck.
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
