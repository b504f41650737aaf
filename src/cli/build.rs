//! `build`: check decks, then write those without a fault.

use lexideck::anki::{Kind, LeftOut};
use lexideck::export::{Apkg, Csv, ExportError, Options, Package};
use lexideck::pipeline::{Checked, compile_deck};

use crate::cli::Status;
use crate::cli::args::{BuildArgs, PackageForm};
use crate::cli::disk::{Disk, StoredMedia};
use crate::cli::environment::build_time;
use crate::cli::formats::Format;
use crate::cli::job::{Built, CheckedDeck, Job, Report};
use crate::cli::output::{Output, buffered, flush};
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;

pub(crate) fn run(args: &BuildArgs, terminal: &mut Terminal) -> Status {
    let options = match build_time() {
        Ok(modified) => Options { package: package(args.package), modified },
        Err(what) => {
            terminal.failure(&what);
            return Status::Usage;
        }
    };
    let mut job = Job::new(&args.report, terminal);
    let decks = job.check(&args.decks.decks, args.cards);
    let mut outcomes = Vec::new();
    for deck in &decks {
        let checked = deck.checked.as_ref();
        let built = checked.filter(|_| job.is_fit(deck)).and_then(|checked| {
            let built = build(deck, checked, args, options, &job.disk, job.terminal);
            built.map_err(|error| fail(&mut job, checked, &error)).ok()
        });
        outcomes.push(Report {
            id: deck.id.as_ref().map(|it| it.0.clone()),
            entries: checked.map(|it| it.entries),
            built,
        });
    }
    job.report(&outcomes)
}

fn package(form: PackageForm) -> Package {
    match form {
        PackageForm::Legacy => Package::Legacy,
        PackageForm::Latest => Package::Latest,
    }
}

fn fail(job: &mut Job<'_>, checked: &Checked, error: &ExportError) {
    let status = match error {
        ExportError::Io(_) | ExportError::Database(_) => Status::Io,
        ExportError::Invalid(_) => Status::Bug,
    };
    job.fail(status, &format!("deck `{}` was not written: {error}", checked.deck.id));
}

fn build(
    deck: &CheckedDeck,
    checked: &Checked,
    args: &BuildArgs,
    options: Options,
    disk: &Disk,
    terminal: &mut Terminal,
) -> Result<Built, ExportError> {
    let stored = deck.found.media.stored_names(&checked.media)?;
    let media = StoredMedia::new(&deck.found.media, &stored);
    let mut output = Output::new(&args.output)?;
    let wants = |format| args.to.contains(&format);
    let mut create =
        |format: Format| output.create(&format.file_name(&checked.deck.id)).map(buffered);
    let mut package_file = wants(Format::Apkg).then(|| create(Format::Apkg)).transpose()?;
    let mut csv =
        wants(Format::Csv).then(|| create(Format::Csv)).transpose()?.map(Csv::new).transpose()?;
    let scratch = package_file.is_some().then(|| output.scratch()).transpose()?;
    let mut apkg = scratch.as_ref().map(|it| Apkg::new(it, &checked.deck, options)).transpose()?;

    let mut tally = Tally::default();
    let mut progress = Progress::new(terminal, args.report.quiet);
    let what = format!("building {}", checked.deck.id);
    compile_deck(checked, disk, &stored, &mut |compiled| {
        tally.add(compiled);
        progress.tell(&what, tally.entries);
        if let Some(apkg) = &mut apkg {
            apkg.add(compiled)?;
        }
        if let Some(csv) = &mut csv {
            csv.add(compiled)?;
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
    let files = output.finish()?;
    let Tally { notes, cards, media, left_out, .. } = tally;
    Ok(Built { files, notes, cards, media, left_out })
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
    fn add(&mut self, compiled: &lexideck::anki::Compiled<'_>) {
        self.entries += 1;
        for note in &compiled.notes {
            self.notes[note.kind as usize] += 1;
            self.cards += note.cards.len();
        }
        self.left_out.extend(compiled.left_out.iter().cloned());
    }
}
