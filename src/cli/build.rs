//! `build`: check decks, then write those without a fault.

use std::borrow::Cow;
use std::collections::BTreeSet;

use lexideck::anki::Kind;
use lexideck::export::{
    ExportError, Flip, Format, Made, Options, Package, Paper, Resources, Skipped,
};
use lexideck::forecast::Baseline;
use lexideck::ledger::{Released, Row};
use lexideck::pipeline::{Checked, Sources, Wishes, release_deck};

use crate::cli::Status;
use crate::cli::args::{BuildArgs, FlipEdge, PackageForm, PaperSize};
use crate::cli::disk::{Disk, StoredMedia};
use crate::cli::environment::{build_time, now};
use crate::cli::job::{Built, CheckedDeck, Job, LedgerReport, Report};
use crate::cli::left_out::LeftOut;
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::summary::changes;
use crate::cli::terminal::Terminal;
use crate::cli::{baseline, ledger, search};

pub(crate) fn run(args: &BuildArgs, terminal: &mut Terminal) -> Status {
    let build_time = match build_time() {
        Ok(time) => time,
        Err(what) => {
            terminal.failure(&what);
            return Status::Usage;
        }
    };
    let wishes = Wishes {
        profile: args.cards,
        build_time,
        allows_note_type_break: args.allow_note_type_break,
    };
    let mut job = Job::new(&args.report, terminal);
    let decks = job.check(&args.decks.decks, &wishes);
    let against = match baseline::for_decks(args.against.as_deref(), &decks) {
        Ok(against) => against,
        Err((status, what)) => {
            job.terminal.failure(&what);
            return status;
        }
    };
    let mut outcomes = Vec::new();
    for deck in &decks {
        let checked = deck.checked.as_ref();
        let mut report = Report {
            id: deck.id.as_ref().map(|it| it.0.clone()),
            entries: checked.map(|it| it.entries),
            built: None,
            refused: None,
        };
        if let Some(checked) = checked.filter(|_| job.is_fit(deck)) {
            let mut build = Build {
                deck,
                checked,
                args,
                build_time,
                against: against.as_ref(),
                disk: &job.disk,
                terminal: job.terminal,
            };
            match build.run() {
                Ok(built) => report.built = Some(built),
                Err(failure) => {
                    fail(&mut job, checked, &failure);
                    if let Failure::Locked(ledger) = failure {
                        report.refused = Some(*ledger);
                    }
                }
            }
        }
        outcomes.push(report);
    }
    job.report(&outcomes)
}

/// Why a deck was not built.
enum Failure {
    Export(ExportError),
    /// The ledger would change, and must not.
    Locked(Box<LedgerReport>),
}

impl<E: Into<ExportError>> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::Export(error.into())
    }
}

fn fail(job: &mut Job<'_>, checked: &Checked, failure: &Failure) {
    let (status, what) = match failure {
        Failure::Locked(report) => (Status::Differences, locked(report)),
        Failure::Export(error @ (ExportError::Io(_) | ExportError::Database(_))) => {
            (Status::Io, error.to_string())
        }
        Failure::Export(error @ ExportError::Invalid(_)) => (Status::Bug, error.to_string()),
    };
    job.fail(status, &format!("deck `{}` was not written: {what}", checked.deck.id));
}

/// One deck being built.
struct Build<'b> {
    deck: &'b CheckedDeck,
    checked: &'b Checked,
    args: &'b BuildArgs,
    build_time: Option<i64>,
    against: Option<&'b Baseline<'static>>,
    disk: &'b Disk,
    terminal: &'b mut Terminal,
}

impl Build<'_> {
    fn run(&mut self) -> Result<Built, Failure> {
        let (args, checked) = (self.args, self.checked);
        let stored = self.deck.found.media.stored_names(&checked.media)?;
        let media = StoredMedia::new(&self.deck.found.media, &stored);
        let output = Output::new(&args.output)?;
        let own = Baseline::Ledger(Cow::Borrowed(&checked.ledger));
        let baseline = self.against.unwrap_or(&own);
        let resources = Resources {
            deck: &checked.deck,
            options: options(args),
            sink: &output,
            media: &media,
            update: &|it| baseline.update(it),
        };
        // A format typed twice is written once.
        let mut seen = BTreeSet::new();
        let formats: Vec<_> = args.to.iter().filter(|it| seen.insert(it.name)).collect();
        let needs_written = formats.iter().any(|it| it.needs_written);
        let begun: Result<Vec<_>, ExportError> =
            formats.into_iter().map(|it| (it.begin)(&resources)).collect();
        let mut exporters = begun?;

        let left_out = LeftOut::new(args.report.json);
        let mut tally = Tally { left_out, ..Tally::default() };
        let mut progress = Progress::new(self.terminal, args.report.quiet);
        let what = format!("building {}", checked.deck.id);
        let mut clock = || self.build_time.unwrap_or_else(now);
        let released = release_deck(checked, &stored, needs_written, &mut clock, &mut |made| {
            tally.add(made);
            progress.tell(&what, tally.entries);
            exporters.iter_mut().try_for_each(|it| it.add(made))
        })?;
        drop(progress);
        for exporter in exporters {
            let summary = exporter.finish(&released.ledger)?;
            tally.media += summary.media;
            tally.skipped.extend(summary.skipped);
        }
        let mut ledger = self.report_of(&released)?;
        // The ledger comes last: whatever fails before, the next build knows what learners had.
        let staged = self.stage(&mut ledger, &released);
        let differs = changes(released.counts).is_some() || self.against.is_some();
        let stale = stale(checked, &args.to, differs, &output);
        let files = output.finish()?;
        for name in &stale {
            Output::remove(&args.output.join(name))?;
        }
        if let Some(staged) = staged {
            match staged.finish() {
                Ok(_) => ledger.written = true,
                Err(error) => self.warn_of_ledger(&error),
            }
        }
        let Tally { notes, cards, media, left_out, skipped, .. } = tally;
        let no_updates = !differs && args.to.iter().any(|it| it.tells_of_changes());
        Ok(Built { files, notes, cards, media, left_out, skipped, no_updates, ledger })
    }

    /// What there is to say of the ledger, which is not written yet; a failure if it must not change.
    fn report_of(&mut self, released: &Released) -> Result<LedgerReport, Failure> {
        let found = &self.deck.found;
        let existed = found.files.ledger.is_some();
        let before = found.files.ledger.map(|it| self.disk.read(it)).transpose()?;
        // Compared as it is written: what a merge left behind is put in order, too.
        let changes_it = before.is_none_or(|it| !ledger::is_as_written(&it, &released.ledger));
        let went = |it: &&Row| self.checked.ledger.row(it.guid()).is_some_and(|it| !it.is_gone);
        let gone: Vec<&str> = released.ledger.gone().filter(went).map(Row::guid).collect();
        let report = LedgerReport {
            path: found.ledger.clone(),
            existed,
            changes_it,
            written: false,
            counts: released.counts,
            search: (!gone.is_empty()).then(|| search::of(&self.checked.deck, &gone)),
            alike: self.checked.alike().to_vec(),
        };
        if changes_it && self.args.locked {
            return Err(Failure::Locked(Box::new(report)));
        }
        // A time that was asked for has been told of before, as `old-build-time`.
        if released.is_dated_back && self.build_time.is_none() {
            self.terminal.warning("the clock of this machine is behind changes that the ledger knows; notes that change again are dated one second after their last change");
        }
        let changed = released.counts.new + released.counts.changed > 0;
        if changed && self.build_time.is_some_and(|it| it > now() + DAY) {
            self.terminal.warning("SOURCE_DATE_EPOCH lies in the future: learners' own changes would be older than these notes until then");
        }
        Ok(report)
    }

    /// The ledger beside its place, to be put there when all else is.
    fn stage(&mut self, report: &mut LedgerReport, released: &Released) -> Option<Output> {
        if self.args.draft || !report.changes_it {
            return None;
        }
        let Some(path) = &report.path else {
            if !self.args.report.quiet {
                self.terminal.note("a deck from a pipe has no ledger: its notes go by their places, and are dated by this build");
            }
            return None;
        };
        let staged = ledger::stage(path, &released.ledger);
        staged.map_err(|error| self.warn_of_ledger(&error)).ok()
    }

    fn warn_of_ledger(&mut self, error: &std::io::Error) {
        self.terminal.warning(&format!(
            "the ledger could not be written ({error}); the next build will not know what this one gave to learners"
        ));
    }
}

/// In seconds: clocks and time zones differ by less.
const DAY: i64 = 24 * 3600;

/// The names that this build did without, and that an earlier one may have left: they would pass for
/// a part of this one. Update files still are those of the last change where nothing `differs`.
fn stale(checked: &Checked, formats: &[&Format], differs: bool, output: &Output) -> Vec<String> {
    let formats = formats.iter().filter(|it| differs || !it.tells_of_changes());
    let names = formats.flat_map(|it| (it.files)(&checked.deck.id));
    names.filter(|it| !output.has(it)).collect()
}

fn locked(report: &LedgerReport) -> String {
    let Some(path) = &report.path else {
        return "a deck from a pipe has no ledger that could be locked".to_owned();
    };
    let what = match changes(report.counts) {
        _ if !report.existed => "it is not there yet".to_owned(),
        None => "items have moved, or words changed that no note shows".to_owned(),
        Some(what) => what,
    };
    format!("{} would change ({what}); build without --locked and commit it", path.display())
}

fn options(args: &BuildArgs) -> Options {
    Options {
        package: match args.package {
            PackageForm::Legacy => Package::Legacy,
            PackageForm::Latest => Package::Latest,
        },
        paper: match args.paper {
            PaperSize::A4 => Paper::A4,
            PaperSize::Letter => Paper::Letter,
        },
        flip: match args.flip {
            FlipEdge::Long => Flip::Long,
            FlipEdge::Short => Flip::Short,
        },
        csv_separator: args.csv_separator.0,
        no_formula_guard: args.no_formula_guard,
    }
}

/// What a deck turns out to hold while it is compiled.
#[derive(Default)]
struct Tally {
    entries: usize,
    notes: [usize; Kind::ALL.len()],
    cards: usize,
    media: usize,
    left_out: LeftOut,
    skipped: Vec<Skipped>,
}

impl Tally {
    fn add(&mut self, made: &Made<'_, '_>) {
        self.entries += 1;
        for note in &made.compiled.notes {
            self.notes[note.kind as usize] += 1;
            self.cards += note.cards.len();
        }
        self.left_out.add(&made.entry.id, made.compiled);
    }
}
