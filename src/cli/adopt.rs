//! `adopt`: takes over the GUIDs of a deck that another tool made.

use std::path::Path;

use crate::adopt::{Adoption, Skip, Target};
use crate::export::ExportError;
use crate::package::OldPackage;
use crate::pipeline::{CheckOptions, CheckedDeck};

use crate::cli::adoption::{self, AdoptionReport};
use crate::cli::args::AdoptArgs;
use crate::cli::counted::counted;
use crate::cli::environment::{build_time, now};
use crate::cli::job::{DeckJob, Job};
use crate::cli::progress::Progress;
use crate::cli::report::ReportArgs;
use crate::cli::terminal::Terminal;
use crate::cli::{Status, baseline};
use crate::disk;
use crate::disk::shown;

pub(crate) fn run(args: &AdoptArgs, terminal: &mut Terminal) -> Status {
    let build_time = match build_time() {
        Ok(time) => time,
        Err(what) => {
            terminal.failure(&what);
            return Status::Usage;
        }
    };
    if args.deck == Path::new("-") {
        terminal.failure(
            "a deck from standard input has no ledger in which the old GUIDs could be kept",
        );
        return Status::Usage;
    }
    let old = match baseline::open_package(&args.old) {
        Ok(old) => old,
        Err(what) => {
            terminal.failure(&what);
            return Status::Io;
        }
    };
    let mut job = Job::new(args.report.reporting(), terminal);
    let decks = check(&mut job, args, build_time);
    if decks.len() > 1 {
        job.terminal
            .failure("there are several decks here; name the one that takes over the notes");
        return Status::Usage;
    }
    let (mut text, mut documents, mut closing) = (String::new(), Vec::new(), None);
    for deck in &decks {
        let Some(checked) = deck.checked.as_ref().filter(|_| job.is_fit(deck)) else { continue };
        let mut work =
            Work { args, deck, checked, old: &old, time: build_time.unwrap_or_else(now) };
        match work.run(&mut job) {
            Ok(report) => {
                text = adoption::text(&report);
                documents.push(adoption::json(&report));
                closing = Some(closing_words(&report));
            }
            Err((status, what)) => job.fail(status, &what),
        }
    }
    job.close(&text, &documents, |_, _, _| {
        closing.clone().unwrap_or_else(|| "no notes were taken over".to_owned())
    })
}

/// Gives the notes of a new deck the GUIDs of the package that it was made of, and returns their
/// number. `path` names the package in messages, and `field` its field with the headwords.
///
/// # Errors
/// Returns a message if the deck has errors, or its ledger cannot be written.
pub(crate) fn adopt_package(
    package: &OldPackage,
    path: &Path,
    deck: &Path,
    field: &str,
    terminal: &mut Terminal,
) -> Result<usize, String> {
    let build_time = build_time()?;
    let args = AdoptArgs {
        old: path.to_owned(),
        deck: deck.to_owned(),
        field: Some(field.to_owned()),
        apply: true,
        report: ReportArgs::silent(),
    };
    let mut job = Job::new(args.report.reporting(), terminal);
    let decks = check(&mut job, &args, build_time);
    let fit = decks.first().filter(|it| job.is_fit(it));
    let Some((deck, checked)) = fit.and_then(|it| Some((it, it.checked.as_ref()?))) else {
        return Err(format!(
            "the GUIDs of the old notes were not taken over, because the deck has errors; run lexideck check \"{deck}\", and then lexideck adopt \"{package}\" \"{deck}\" --apply",
            deck = args.deck.display(),
            package = args.old.display()
        ));
    };
    let time = build_time.unwrap_or_else(now);
    let mut work = Work { args: &args, deck, checked, old: package, time };
    let report = work.run(&mut job).map_err(|it| it.1)?;
    Ok(report.adoption.taken().count())
}

/// Finds and checks the decks.
fn check(job: &mut Job<'_>, args: &AdoptArgs, build_time: Option<i64>) -> Vec<DeckJob> {
    // This command builds nothing, so a changed note type is not its concern.
    let options =
        CheckOptions { build_time, allows_note_type_break: true, ..CheckOptions::default() };
    job.check_paths(std::slice::from_ref(&args.deck), &options)
}

fn closing_words(report: &AdoptionReport<'_>) -> String {
    let taken = report.adoption.taken().count();
    match (taken, report.is_applied) {
        (0, _) => "there are no notes to take over; nothing was written".to_owned(),
        (_, true) => format!("{} taken over into {}", counted(taken, "note"), report.ledger),
        (_, false) => {
            format!("{} can be taken over; nothing was written", counted(taken, "note"))
        }
    }
}

struct Work<'w> {
    args: &'w AdoptArgs,
    deck: &'w DeckJob,
    checked: &'w CheckedDeck,
    old: &'w OldPackage,
    time: i64,
}

impl<'w> Work<'w> {
    fn run(&mut self, job: &mut Job<'_>) -> Result<AdoptionReport<'w>, (Status, String)> {
        let (args, checked) = (self.args, self.checked);
        let path = self.deck.found.deck.ledger.as_ref();
        let Some(path) = path else {
            let what = format!("{}: a deck cannot have a ledger here", args.deck.display());
            return Err((Status::Usage, what));
        };
        let failed = |error: &dyn std::fmt::Display| {
            (Status::Io, format!("deck `{}`: {error}", checked.deck.id))
        };
        let targets = self.targets(job).map_err(|it| failed(&it))?;
        let wordless = checked.entries - targets.len();
        let field = args.field.as_deref();
        let adoption = Adoption::new(self.old, targets, field, &checked.ledger);
        let lacks_field = |it: &Result<_, Skip>| matches!(it, Err(Skip::NoField));
        if field.is_some() && !adoption.sources.iter().any(|it| it.field.is_ok()) {
            let has_one = adoption.sources.iter().any(|it| lacks_field(&it.field));
            if has_one {
                return Err((Status::Usage, self.no_field(field.unwrap_or_default())));
            }
        }
        let rows = adoption.rows(self.time);
        if args.apply && !rows.is_empty() {
            let extended = checked.ledger.extended(&checked.deck, rows);
            disk::write_ledger(path, self.deck.found.deck.former_ledger.as_ref(), &extended)
                .map_err(|it| failed(&it))?;
        } else if !rows.is_empty() {
            job.status = job.status.max(Status::Differences);
        }
        Ok(AdoptionReport {
            deck: &checked.deck,
            deck_path: args.deck.display().to_string(),
            old: args.old.display().to_string(),
            field,
            ledger: shown(path),
            is_applied: args.apply,
            adoption,
            wordless,
        })
    }

    /// Returns the first definition note of each entry.
    fn targets(&self, job: &mut Job<'_>) -> Result<Vec<Target>, ExportError> {
        let checked = self.checked;
        let progress = Progress::new(job.terminal, self.args.report.quiet);
        let mut targets = Vec::new();
        self.deck.compile(checked, "reading", Some(self.time), progress, &mut |made| {
            let target = |it| Target::of(it, made.item(it)?, &checked.ledger);
            targets.extend(made.notes.iter().find_map(target));
        })?;
        Ok(targets)
    }

    fn no_field(&self, name: &str) -> String {
        let fields = self.old.notetypes.values().flat_map(|it| &it.fields);
        let mut names: Vec<String> = fields.map(|it| format!("`{}`", it.name)).collect();
        names.sort();
        names.dedup();
        format!(
            "no note type of {} has a field `{name}`; there are {}",
            self.args.old.display(),
            names.join(", ")
        )
    }
}
