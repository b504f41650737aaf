//! `build`: check decks, then write those without a fault.

use lexideck::anki::{Kind, LeftOut};
use lexideck::export::{ExportError, Package};
use lexideck::forecast::Baseline;
use lexideck::ledger::{Counts, Released, Row};
use lexideck::pipeline::{Checked, Made, Wishes, release_deck};

use crate::cli::Status;
use crate::cli::args::{BuildArgs, PackageForm};
use crate::cli::disk::{Disk, StoredMedia};
use crate::cli::environment::{build_time, now};
use crate::cli::exports::{Exports, Written, remove_stale};
use crate::cli::formats::Format;
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
        let mut output = Output::new(&args.output)?;
        let wants_package = args.to.contains(&Format::Apkg);
        let scratch = wants_package.then(|| output.scratch()).transpose()?;
        let own = Baseline::Ledger(checked.ledger.clone());
        let baseline = self.against.unwrap_or(&own);
        let form = package_form(args.package);
        let mut exports =
            Exports::begin(&checked.deck, &args.to, form, baseline, scratch.as_ref(), &mut output)?;

        let (mut tally, mut written) = (Tally::default(), Written::default());
        let mut progress = Progress::new(self.terminal, args.report.quiet);
        let what = format!("building {}", checked.deck.id);
        let mut clock = || self.build_time.unwrap_or_else(now);
        let released = release_deck(checked, self.disk, &stored, &mut clock, &mut |made| {
            tally.add(made);
            progress.tell(&what, tally.entries);
            exports.add(made, &mut output, &mut written)
        })?;
        drop(progress);

        exports.finish(&released.ledger, &media, &mut output, &mut written)?;
        drop(scratch);
        let ledger = self.keep(&released)?;
        remove_stale(&checked.deck, &args.to, &output)?;
        let files = output.finish()?;
        let Tally { notes, cards, left_out, .. } = tally;
        Ok(Built { files, notes, cards, written, left_out, ledger })
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

fn locked(existed: bool, counts: Counts, name: &str) -> String {
    let what = match changes(counts) {
        _ if !existed => "it is not there yet".to_owned(),
        None => "items have moved, or words changed that no note shows".to_owned(),
        Some(what) => what,
    };
    format!("{name} would change ({what}); build without --locked and commit it")
}

fn package_form(form: PackageForm) -> Package {
    match form {
        PackageForm::Legacy => Package::Legacy,
        PackageForm::Latest => Package::Latest,
    }
}

/// What a deck turns out to hold while it is compiled.
#[derive(Default)]
struct Tally {
    entries: usize,
    notes: [usize; Kind::ALL.len()],
    cards: usize,
    left_out: Vec<LeftOut>,
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
