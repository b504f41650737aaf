//! `build`: check decks, then write those without a fault.

use lexideck::anki::{Kind, LeftOut};
use lexideck::export::{
    ExportError, Flip, Format, Made, Options, Package, Paper, Resources, Skipped,
};
use lexideck::forecast::Baseline;
use lexideck::ledger::{Counts, Released, Row};
use lexideck::pipeline::{Checked, Wishes, release_deck};

use crate::cli::Status;
use crate::cli::args::{BuildArgs, FlipEdge, PackageForm, PaperSize};
use crate::cli::disk::{Disk, StoredMedia};
use crate::cli::environment::{build_time, now};
use crate::cli::job::{Built, CheckedDeck, Job, LedgerReport, Report};
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
    let against = match args.against.as_deref().map(baseline::open).transpose() {
        Ok(against) => against,
        Err(what) => {
            terminal.failure(&what);
            return Status::Io;
        }
    };
    let mut job = Job::new(&args.report, terminal);
    let decks = job.check(&args.decks.decks, &wishes);
    if against.is_some() && decks.len() > 1 {
        job.terminal.failure("--against tells of one deck: name the one that it is about");
        return Status::Usage;
    }
    let mut outcomes = Vec::new();
    for deck in &decks {
        let checked = deck.checked.as_ref();
        let built = checked.filter(|_| job.is_fit(deck)).and_then(|checked| {
            let mut build = Build {
                deck,
                checked,
                args,
                build_time,
                against: against.as_ref(),
                disk: &job.disk,
                terminal: job.terminal,
            };
            let built = build.run();
            built.map_err(|failure| fail(&mut job, checked, &failure)).ok()
        });
        outcomes.push(Report {
            id: deck.id.as_ref().map(|it| it.0.clone()),
            entries: checked.map(|it| it.entries),
            built,
        });
    }
    job.report(&outcomes)
}

/// Why a deck was not built.
enum Failure {
    Export(ExportError),
    /// The ledger would change, and must not.
    Locked(String),
}

impl<E: Into<ExportError>> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::Export(error.into())
    }
}

fn fail(job: &mut Job<'_>, checked: &Checked, failure: &Failure) {
    let (status, what) = match failure {
        Failure::Locked(what) => (Status::Differences, what.clone()),
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
    against: Option<&'b Baseline>,
    disk: &'b Disk,
    terminal: &'b mut Terminal,
}

impl Build<'_> {
    fn run(&mut self) -> Result<Built, Failure> {
        let (args, checked) = (self.args, self.checked);
        let stored = self.deck.found.media.stored_names(&checked.media)?;
        let media = StoredMedia::new(&self.deck.found.media, &stored);
        let output = Output::new(&args.output)?;
        let own = Baseline::Ledger(checked.ledger.clone());
        let baseline = self.against.unwrap_or(&own);
        let resources = Resources {
            deck: &checked.deck,
            options: options(args),
            sink: &output,
            media: &media,
            differences: &|it| baseline.differences(it),
        };
        let begun: Result<Vec<_>, ExportError> =
            args.to.iter().map(|it| (it.begin)(&resources)).collect();
        let mut exporters = begun?;

        let mut tally = Tally::default();
        let mut progress = Progress::new(self.terminal, args.report.quiet);
        let what = format!("building {}", checked.deck.id);
        let mut clock = || self.build_time.unwrap_or_else(now);
        let released = release_deck(checked, self.disk, &stored, &mut clock, &mut |made| {
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
        let ledger = self.keep(&released)?;
        remove_stale(checked, &args.to, &output)?;
        let files = output.finish()?;
        let Tally { notes, cards, media, left_out, skipped, .. } = tally;
        Ok(Built { files, notes, cards, media, left_out, skipped, ledger })
    }

    /// Writes the ledger, before what it tells of: if the rest fails, the next build makes the same.
    fn keep(&mut self, released: &Released) -> Result<LedgerReport, Failure> {
        let path = self.deck.found.ledger.clone();
        let existed = self.deck.found.files.ledger.is_some();
        let changes_it = !existed || released.ledger != self.checked.ledger;
        if changes_it && self.args.locked && path.is_some() {
            return Err(Failure::Locked(locked(
                existed,
                released.counts,
                &ledger::name(path.as_ref()),
            )));
        }
        let mut written = false;
        if changes_it && !self.args.draft {
            match &path {
                Some(path) => match ledger::write(path, &released.ledger) {
                    Ok(()) => written = true,
                    Err(error) => self.terminal.warning(&format!(
                        "the ledger could not be written ({error}); the next build will not know what this one gave to learners"
                    )),
                },
                None if !self.args.report.quiet => self.terminal.note(
                    "a deck from a pipe has no ledger: its notes go by their places, and are dated by this build",
                ),
                None => {}
            }
        }
        let went = |it: &&Row| self.checked.ledger.row(&it.guid).is_some_and(|it| !it.is_gone);
        let gone: Vec<&str> = released.ledger.gone().filter(went).map(|it| &*it.guid).collect();
        let search = (!gone.is_empty()).then(|| search::of(&self.checked.deck, &gone));
        let alike = self.checked.alike().to_vec();
        Ok(LedgerReport { path, existed, written, counts: released.counts, search, alike })
    }
}

/// Removes what an earlier build left under names that this one did without: it would pass for a
/// part of this release.
fn remove_stale(checked: &Checked, formats: &[&Format], output: &Output) -> std::io::Result<()> {
    let names = formats.iter().flat_map(|it| (it.files)(&checked.deck.id));
    names.filter(|it| !output.has(it)).try_for_each(|it| output.remove(&it))
}

fn locked(existed: bool, counts: Counts, name: &str) -> String {
    let what = match changes(counts) {
        _ if !existed => "it is not there yet".to_owned(),
        None => "items have moved, or words changed that no note shows".to_owned(),
        Some(what) => what,
    };
    format!("{name} would change ({what}); build without --locked and commit it")
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
    }
}

/// What a deck turns out to hold while it is compiled.
#[derive(Default)]
struct Tally {
    entries: usize,
    notes: [usize; Kind::ALL.len()],
    cards: usize,
    media: usize,
    left_out: Vec<LeftOut>,
    skipped: Vec<Skipped>,
}

impl Tally {
    fn add(&mut self, made: &Made<'_, '_>) {
        self.entries += 1;
        for note in &made.compiled.notes {
            self.notes[note.kind as usize] += 1;
            self.cards += note.cards.len();
        }
        self.left_out.extend(made.compiled.left_out.iter().cloned());
    }
}
