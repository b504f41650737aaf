//! The arguments of `build` and `release`: which decks are made, where, and in which form.

use std::path::PathBuf;

use crate::export::{Flip, Format, Options, Package, Paper};
use crate::model::Profile;
use clap::{Args, ValueEnum, ValueHint};

use crate::cli::deck_args::{ConfigArgs, DeckArgs, LanguageArgs, WorkArgs};
use crate::cli::report::MessageArgs;
use crate::cli::values::{CsvSeparator, formats, profiles, separator};

#[derive(Debug, Args)]
pub(crate) struct MakeArgs {
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

impl MakeArgs {
    /// Returns the options of the formats.
    pub(crate) fn options(&self) -> Options {
        Options {
            package: match self.package {
                PackageForm::Legacy => Package::Legacy,
                PackageForm::Latest => Package::Latest,
            },
            paper: match self.paper {
                PaperSize::A4 => Paper::A4,
                PaperSize::Letter => Paper::Letter,
            },
            flip: match self.flip {
                FlipEdge::Long => Flip::Long,
                FlipEdge::Short => Flip::Short,
            },
            csv_separator: self.csv_separator.0,
            no_formula_guard: self.no_formula_guard,
        }
    }
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
