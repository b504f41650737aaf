//! The arguments that determine the report.

use clap::Args;

use crate::cli::report::{MessageFormat, Reporting};

#[derive(Clone, Debug, Args, Default)]
pub(crate) struct ReportArgs {
    /// Count warnings as errors.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print the outcome as JSON on standard output.
    #[arg(long)]
    json: bool,
    /// Print all problems, not only the first hundred.
    #[arg(long)]
    all: bool,
    /// Print errors only.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

impl ReportArgs {
    /// Returns the options of a run inside another one, which reports.
    pub(crate) fn silent() -> ReportArgs {
        ReportArgs { quiet: true, ..ReportArgs::default() }
    }

    /// Returns how the run reports.
    pub(crate) fn reporting(&self) -> Reporting {
        let format = if self.json { MessageFormat::Json } else { MessageFormat::Human };
        Reporting { strict: self.strict, quiet: self.quiet, all: self.all, format }
    }
}

#[derive(Clone, Debug, Args)]
pub(crate) struct MessageArgs {
    #[command(flatten)]
    report: ReportArgs,
    /// What to print on standard output. Default: human.
    #[arg(long, value_name = "FORMAT")]
    message_format: Option<MessageFormat>,
}

impl MessageArgs {
    /// Whether warnings count as errors.
    pub(crate) fn is_strict(&self) -> bool {
        self.report.strict
    }

    /// Returns how the run reports.
    ///
    /// # Errors
    /// Returns a message if two forms are given.
    pub(crate) fn reporting(&self) -> Result<Reporting, String> {
        let reporting = self.report.reporting();
        let Some(format) = self.message_format else { return Ok(reporting) };
        if self.report.json && format != MessageFormat::Json {
            let what = "--json is short for --message-format json: leave out one of the two";
            return Err(what.to_owned());
        }
        Ok(Reporting { format, ..reporting })
    }

    /// Returns how the run reports where these are `typed` options joined with those of a file: a
    /// form that was typed has priority, even under another name.
    pub(crate) fn reporting_of_run(&self, typed: Reporting) -> Reporting {
        let either = || Reporting { format: typed.format, ..self.report.reporting() };
        self.reporting().unwrap_or_else(|_| either())
    }
}
