//! `build`: check decks, then write those without a fault.

use lexideck::anki::{Kind, LeftOut};
use lexideck::export::{Apkg, Csv, ExportError, Package};
use lexideck::ledger::{Counts, Released};
use lexideck::pipeline::{Checked, Made, Wishes, release_deck};

use crate::cli::Status;
use crate::cli::args::{BuildArgs, PackageForm};
use crate::cli::disk::{Disk, StoredMedia};
use crate::cli::environment::{build_time, now};
use crate::cli::formats::Format;
use crate::cli::job::{Built, CheckedDeck, Job, LedgerReport, Report};
use crate::cli::ledger;
use crate::cli::output::{Output, buffered, flush};
use crate::cli::progress::Progress;
use crate::cli::summary::changes;
use crate::cli::terminal::Terminal;

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
    let mut outcomes = Vec::new();
    for deck in &decks {
        let checked = deck.checked.as_ref();
        let built = checked.filter(|_| job.is_fit(deck)).and_then(|checked| {
            let mut build =
                Build { deck, checked, args, build_time, disk: &job.disk, terminal: job.terminal };
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
    disk: &'b Disk,
    terminal: &'b mut Terminal,
}

impl Build<'_> {
    fn run(&mut self) -> Result<Built, Failure> {
        let (args, checked) = (self.args, self.checked);
        let stored = self.deck.found.media.stored_names(&checked.media)?;
        let media = StoredMedia::new(&self.deck.found.media, &stored);
        let mut output = Output::new(&args.output)?;
        let wants = |format| args.to.contains(&format);
        let mut create =
            |format: Format| output.create(&format.file_name(&checked.deck.id)).map(buffered);
        let mut package_file = wants(Format::Apkg).then(|| create(Format::Apkg)).transpose()?;
        let csv = wants(Format::Csv).then(|| create(Format::Csv)).transpose()?;
        let mut csv = csv.map(Csv::new).transpose()?;
        let scratch = package_file.is_some().then(|| output.scratch()).transpose()?;
        let form = package_form(args.package);
        let mut apkg = scratch.as_ref().map(|it| Apkg::new(it, &checked.deck, form)).transpose()?;

        let mut tally = Tally::default();
        let mut progress = Progress::new(self.terminal, args.report.quiet);
        let what = format!("building {}", checked.deck.id);
        let mut clock = || self.build_time.unwrap_or_else(now);
        let released = release_deck(checked, self.disk, &stored, &mut clock, &mut |made| {
            tally.add(made);
            progress.tell(&what, tally.entries);
            if let Some(apkg) = &mut apkg {
                made.notes.iter().try_for_each(|it| apkg.add(it))?;
            }
            if let Some(csv) = &mut csv {
                csv.add(made.compiled)?;
            }
            Ok(())
        })?;
        drop(progress);

        if let (Some(apkg), Some(file)) = (apkg, &mut package_file) {
            tally.media = apkg.finish(file, &media)?;
        }
        package_file.map(flush).transpose()?;
        csv.map(|it| it.finish().and_then(flush)).transpose()?;
        drop(scratch);
        let ledger = self.keep(&released)?;
        let files = output.finish()?;
        let Tally { notes, cards, media, left_out, .. } = tally;
        Ok(Built { files, notes, cards, media, left_out, ledger })
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
        let alike = self.checked.alike().to_vec();
        Ok(LedgerReport { path, existed, written, counts: released.counts, alike })
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
    media: usize,
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
