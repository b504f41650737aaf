//! Makes one deck: its files and its ledger.

use std::borrow::Cow;
use std::io;

use crate::anki::Kind;
use crate::export::{ExportError, Format, Made, Resources, Skipped};
use crate::forecast::{Baseline, Forecaster};
use crate::ledger::{Counts, Ledger, Released, TakenIds};
use crate::pipeline::{CheckedDeck, Exported, Sources, StoredMedia, export_deck, stored_names};

use crate::cli::edges::Edges;
use crate::cli::environment::now;
use crate::cli::job::DeckJob;
use crate::cli::left_out::LeftOut;
use crate::cli::make_args::MakeArgs;
use crate::cli::outcome::{Built, LedgerReport};
use crate::cli::progress::Progress;
use crate::cli::publication::Publication;
use crate::cli::report::{MessageFormat, Reporting};
use crate::cli::search;
use crate::cli::summary::changes;
use crate::cli::terminal::Terminal;
use crate::disk;
use crate::disk::{Disk, OutputFolder};

/// Why a deck is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// As a trial.
    Build { locked: bool, draft: bool },
    /// For learners.
    Release { markdown: bool },
}

impl Purpose {
    /// Returns whether learners will have the result.
    pub(crate) fn is_release(self) -> bool {
        matches!(self, Purpose::Release { .. })
    }

    /// Returns whether the changes for learners are printed as Markdown.
    fn is_markdown(self) -> bool {
        matches!(self, Purpose::Release { markdown: true })
    }

    fn is_locked(self) -> bool {
        matches!(self, Purpose::Build { locked: true, .. })
    }

    fn is_draft(self) -> bool {
        matches!(self, Purpose::Build { draft: true, .. })
    }
}

/// The reason why a deck was not built.
pub(crate) enum Failure {
    Export(ExportError),
    /// The ledger cannot be written.
    Ledger(io::Error),
    /// The ledger would change, and must not.
    Locked(Box<LedgerReport>),
}

impl<E: Into<ExportError>> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::Export(error.into())
    }
}

/// One deck being built.
pub(crate) struct Build<'b> {
    pub(crate) deck: &'b DeckJob,
    pub(crate) checked: &'b CheckedDeck,
    pub(crate) args: &'b MakeArgs,
    pub(crate) purpose: Purpose,
    pub(crate) reporting: Reporting,
    pub(crate) build_time: Option<i64>,
    pub(crate) against: Option<&'b Baseline<'static>>,
    pub(crate) edges: Edges,
    pub(crate) disk: &'b Disk,
    pub(crate) terminal: &'b mut Terminal,
    /// The ids of the notes of all decks of the run.
    pub(crate) ids: &'b mut TakenIds,
}

impl<'b> Build<'b> {
    /// Makes the deck, and puts its files and its ledger in place.
    ///
    /// # Errors
    /// Returns the reason why it was not made.
    pub(crate) fn run(&mut self) -> Result<Built, Failure> {
        let (args, checked) = (self.args, self.checked);
        let stored = stored_names(&self.deck.found.deck.media, &checked.media)?;
        let media = StoredMedia::new(&self.deck.found.deck.media, &stored);
        let output = OutputFolder::new(&args.output)?;
        let own = Baseline::Ledger(self.known());
        let baseline = self.against.unwrap_or(&own);
        let resources = Resources {
            deck: &checked.deck,
            options: args.options(),
            sink: &output,
            media: &media,
            update: &|it| baseline.update(it),
        };
        let formats = self.formats();
        let mut forecaster = self.purpose.is_release().then(|| Forecaster::new(baseline));

        let left_out = LeftOut::new(self.reporting.format == MessageFormat::Json);
        let mut tally = Tally { left_out, ..Tally::default() };
        let mut progress = Progress::new(self.terminal, self.reporting.quiet);
        let what = format!("building {}", checked.deck.id);
        let mut clock = || self.build_time.unwrap_or_else(now);
        let mut visit = |made: &Made<'_, '_>| {
            tally.add(made);
            if let Some(it) = &mut forecaster {
                made.notes.iter().for_each(|note| it.add(note, &made.words(note)));
            }
            progress.report(&what, tally.entries);
        };
        let Exported { mut released, summaries } =
            export_deck(checked, &stored, &formats, &resources, &mut clock, self.ids, &mut visit)?;
        drop(progress);
        for summary in summaries {
            tally.media += summary.media;
            tally.skipped.extend(summary.skipped);
        }
        let release = forecaster.map(|it| self.publish(it, &mut released));
        let mut ledger = self.report_of(&released)?;
        let differs = changes(released.counts).is_some() || self.against.is_some();
        for name in stale(checked, &formats, differs, &output) {
            output.remove(args.output.join(name));
        }
        // The ledger comes last: whatever fails before, the next build knows what learners had.
        let is_staged = self.stage(&ledger, &released, &output)?;
        let files = output.finish()?;
        ledger.written = is_staged;
        let Tally { notes, cards, media, left_out, skipped, .. } = tally;
        let no_updates = !differs && args.to.iter().any(|it| it.contains_only_changes());
        Ok(Built { files, notes, cards, media, left_out, skipped, no_updates, ledger, release })
    }

    /// Returns what learners have according to the ledger: before the first release, nothing.
    fn known(&self) -> Cow<'b, Ledger> {
        let ledger = &*self.checked.ledger;
        let is_first = self.purpose.is_release() && ledger.last_release().is_none();
        if is_first { Cow::Owned(Ledger::default()) } else { Cow::Borrowed(ledger) }
    }

    /// Returns the formats to write, each once. A release has update files.
    fn formats(&self) -> Vec<&'static Format> {
        let mut formats: Vec<&Format> = Vec::new();
        let update = self.purpose.is_release().then(Format::update);
        for it in self.args.to.iter().copied().chain(update) {
            if !formats.iter().any(|known| known.name == it.name) {
                formats.push(it);
            }
        }
        formats
    }

    /// Marks the notes as released, unless nothing has changed since the last release.
    fn publish(&self, forecaster: Forecaster<'_>, released: &mut Released) -> Publication {
        let before = self.checked.ledger.last_release().map(|it| it.number);
        let forecast = forecaster.finish(&released.ledger, &self.known());
        let is_same = changes(released.counts).is_none()
            && released.missing.is_empty()
            && !self.edges.concern_learners();
        if before.is_none() || !is_same {
            let time = self.build_time.unwrap_or_else(now);
            released.ledger = std::mem::take(&mut released.ledger).released(time);
        }
        let number = released.ledger.last_release().map_or(0, |it| it.number);
        let (deck, is_markdown) = (&self.checked.deck, self.purpose.is_markdown());
        let edges = self.edges.known_to_learners(before.is_some());
        Publication::new(deck, [before, Some(number)], &forecast, &edges, is_markdown)
    }

    /// Compares the ledger with the old one. Returns an error if it changes and must not.
    fn report_of(&mut self, released: &Released) -> Result<LedgerReport, Failure> {
        let found = &self.deck.found;
        let existed = found.deck.files.ledger.is_some();
        let before = found.deck.files.ledger.map(|it| self.disk.read(it)).transpose()?;
        // The bytes are compared, so that the leftovers of a merge are cleaned up too.
        let changes_it = before.is_none_or(|it| !disk::is_as_written(&it, &released.ledger))
            || found.deck.former_ledger.is_some();
        let missing: Vec<_> =
            released.missing.iter().filter(|it| it.was_released).cloned().collect();
        let notes = missing.iter().filter(|it| it.ordinal.is_none());
        let gone: Vec<&str> = notes.map(|it| it.guid.as_str()).collect();
        let report = LedgerReport {
            path: found.deck.ledger.clone(),
            existed,
            moved_from: found.deck.former_ledger.clone(),
            changes_it,
            written: false,
            since: self.checked.ledger.last_release().map(|it| it.number),
            counts: Counts { gone: gone.len(), ..released.counts },
            since_build: released.since_build,
            edges: self.edges.clone(),
            search: (!gone.is_empty()).then(|| search::of(&self.checked.deck, &gone)),
            alike: self.checked.alike().to_vec(),
            missing,
            waiting: released.waiting.clone(),
        };
        if changes_it && self.purpose.is_locked() {
            return Err(Failure::Locked(Box::new(report)));
        }
        // A time that was given is reported by the rule `old-build-time`.
        if released.is_dated_back && self.build_time.is_none() {
            self.terminal.warning("the clock of this machine is behind changes that the ledger knows; notes that change again are dated one second after their last change");
        }
        let changed = released.counts.new + released.counts.changed > 0;
        if changed && self.build_time.is_some_and(|it| it > now() + DAY) {
            self.terminal.warning("SOURCE_DATE_EPOCH lies in the future: learners' own changes would be older than these notes until then");
        }
        Ok(report)
    }

    /// Writes the ledger to a temporary file, which replaces the old one together with the files of
    /// the build. Returns whether it did.
    fn stage(
        &mut self,
        report: &LedgerReport,
        released: &Released,
        output: &OutputFolder,
    ) -> Result<bool, Failure> {
        if self.purpose.is_draft() || !report.changes_it {
            return Ok(false);
        }
        let Some(path) = &report.path else {
            if !self.reporting.quiet {
                self.terminal.note("a deck from a pipe has no ledger: its notes go by their places, and are dated by this build");
            }
            return Ok(false);
        };
        match disk::stage_ledger(path, &released.ledger, output) {
            Ok(()) => {
                report.moved_from.iter().for_each(|it| output.remove(it.clone()));
                Ok(true)
            }
            Err(error) => Err(Failure::Ledger(error)),
        }
    }
}

/// A day in seconds: clocks and time zones differ by less.
const DAY: i64 = 24 * 3600;

/// Returns the names of files that an earlier build may have written and that this one did not
/// write: they could be mistaken for a part of it. Update files stay if no note `differs`.
fn stale(
    checked: &CheckedDeck,
    formats: &[&Format],
    differs: bool,
    output: &OutputFolder,
) -> Vec<String> {
    let formats = formats.iter().filter(|it| differs || !it.contains_only_changes());
    let names = formats.flat_map(|it| (it.files)(&checked.deck.id));
    names.filter(|it| !output.has(it)).collect()
}

/// The numbers of what was compiled.
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
