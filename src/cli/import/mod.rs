//! `import`: shows the corrections made in a table, or writes them into the sources.

mod args;
mod list;

pub(crate) use args::ImportArgs;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Diagnostics, FileId, Place};
use crate::import::{self, BookError, Conflict, CurrentDeck, Outcome, Proposal};
use crate::pipeline::{CheckOptions, Sources, check_deck};
use crate::source;

use crate::cli::Status;
use crate::cli::job::{DeckJob, Job};
use crate::cli::returned::{self, ImportReport};
use crate::cli::terminal::Terminal;
use crate::disk::OutputFolder;
use crate::disk::{Disk, named};

const MARK: &[u8] = b"\xEF\xBB\xBF";

pub(crate) fn run(args: &ImportArgs, terminal: &mut Terminal) -> Status {
    let bytes = match read(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            terminal.failure(&error.to_string());
            return Status::Io;
        }
    };
    if let Some(folder) = &args.new {
        return list::run(args, folder, &bytes, terminal);
    }
    let table = match import::read(&bytes) {
        Ok(book) => Table::Ours(book),
        // Without our columns it is a list of the user's own.
        Err(BookError::NoKeys | BookError::NoTable) => match list::read(args, &bytes) {
            Ok(list) => Table::List(list),
            Err(fault) => {
                terminal.failure(&format!("{}: {fault}", args.file.display()));
                return Status::Usage;
            }
        },
        Err(fault) => {
            terminal.failure(&format!("{}: {fault}", args.file.display()));
            let is_ours = matches!(fault, BookError::CardTable);
            return if is_ours { Status::Usage } else { Status::Io };
        }
    };
    let mut job = Job::new(args.reporting(), terminal);
    let options = CheckOptions::default();
    let decks = job.check_paths(args.into.as_slice(), &options);
    let [deck] = decks.as_slice() else {
        if job.status == Status::Done && decks.len() > 1 {
            job.fail(Status::Usage, "a table belongs to one deck; name that deck with --into");
        }
        return job.close("", &[], |_, _, _| "nothing was read".to_owned());
    };
    let name = deck.id.as_ref().map_or("", |it| it.0.as_str());
    if !job.is_fit(deck) {
        return job
            .close("", &[], |_, _, _| format!("{name}: fix the errors in its sources first"));
    }
    job.forget_warnings();
    match take(args, &job.disk, deck, table) {
        Ok(report) => {
            if !report.is_done() {
                job.status = job.status.max(Status::Differences);
            }
            let text = returned::text(&report);
            let document = returned::json(name, &report);
            job.close(&text, &[document], |_, _, _| returned::closing(name, &report))
        }
        Err(error) => {
            job.fail(Status::Io, &error.to_string());
            job.close("", &[], |_, _, _| "nothing was written".to_owned())
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the table is read from the disk")]
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path).map_err(|it| named(path, &it))
}

/// A file that is imported into a deck.
enum Table {
    /// A table of ours that was sent back.
    Ours(import::Book),
    /// A list of the user's own.
    List(import::WordList),
}

/// The sources of a deck, some of them with changed text.
struct Changed<'d> {
    disk: &'d Disk,
    bytes: BTreeMap<FileId, Vec<u8>>,
}

impl Sources for Changed<'_> {
    fn read(&self, file: FileId) -> io::Result<Vec<u8>> {
        self.bytes.get(&file).map_or_else(|| self.disk.read(file), |it| Ok(it.clone()))
    }
}

/// A deck with which a table is compared.
struct Taker<'d> {
    disk: &'d Disk,
    deck: &'d DeckJob,
    /// The current contents of the files.
    bytes: BTreeMap<FileId, Vec<u8>>,
    texts: BTreeMap<FileId, String>,
}

fn take(args: &ImportArgs, disk: &Disk, deck: &DeckJob, table: Table) -> io::Result<ImportReport> {
    let mut taker = Taker { disk, deck, bytes: BTreeMap::new(), texts: BTreeMap::new() };
    let mut now = CurrentDeck::default();
    for file in &deck.found.deck.files.files {
        let bytes = disk.read(*file)?;
        let text = source::decode(*file, bytes.clone(), &mut Diagnostics::default());
        let text = text.unwrap_or_default();
        now.add(*file, &text);
        taker.bytes.insert(*file, bytes);
        taker.texts.insert(*file, text);
    }
    let (outcome, is_lossy) = match table {
        Table::Ours(book) => (import::compare(&book, &now, args.allow_deletions), book.is_lossy),
        Table::List(list) => (import::proposals(&list, &now), list.is_lossy),
    };
    let Outcome { proposals, mut conflicts, missing, stale, known, mangled, unknown } = outcome;
    let (fit, texts, refused) = taker.fit(proposals)?;
    conflicts.extend(refused);
    let files = if args.apply { taker.write(&texts)? } else { Vec::new() };
    Ok(ImportReport {
        proposals: fit,
        conflicts,
        missing,
        stale,
        known,
        mangled,
        unknown,
        is_lossy,
        is_applied: args.apply,
        files,
    })
}

type Texts = BTreeMap<FileId, String>;

impl Taker<'_> {
    /// Returns the proposals that can be written, the resulting texts, and the other proposals as
    /// conflicts.
    ///
    /// An edit that makes the deck invalid is found by checking the deck again: first without any
    /// proposal of the entries that have errors, then with each of them.
    fn fit(&self, all: Vec<Proposal>) -> io::Result<(Vec<Proposal>, Texts, Vec<Conflict>)> {
        let mut conflicts = Vec::new();
        let references: Vec<&Proposal> = all.iter().collect();
        let (mut texts, refused) = import::apply(&self.texts, &references);
        let mut out = BTreeSet::new();
        for (number, refusal) in refused {
            let words = format!("it could not be written to the source: {}", refusal.words());
            conflicts.extend(all.get(number).map(|it| waiting(it, &words)));
            out.insert(number);
        }
        let errors = self.errors(&texts)?;
        if !errors.is_empty() {
            let suspects = suspects(&all, &self.entries_of(&texts, &errors));
            let mut good: BTreeSet<usize> =
                (0..all.len()).filter(|it| !out.contains(it) && !suspects.contains(it)).collect();
            texts = self.with(&all, &good);
            // If errors remain without the suspects, any proposal may be the cause, so each one is
            // tried.
            let base = self.errors(&texts)?;
            let (tried, kept) = if base.is_empty() {
                (suspects, good.clone())
            } else {
                (good.iter().copied().chain(suspects).collect(), BTreeSet::new())
            };
            good = kept;
            for number in tried.into_iter().filter(|it| !out.contains(it)).collect::<BTreeSet<_>>()
            {
                good.insert(number);
                if let Some(error) = self.errors(&self.with(&all, &good))?.first() {
                    good.remove(&number);
                    let words = format!("the deck would have an error: {}", error.message);
                    conflicts.extend(all.get(number).map(|it| waiting(it, &words)));
                    out.insert(number);
                }
            }
            texts = self.with(&all, &good);
        }
        let fit = all.into_iter().enumerate().filter(|it| !out.contains(&it.0));
        Ok((fit.map(|it| it.1).collect(), texts, conflicts))
    }

    /// Returns the texts after some of the proposals.
    fn with(&self, all: &[Proposal], good: &BTreeSet<usize>) -> Texts {
        let chosen: Vec<&Proposal> = good.iter().filter_map(|it| all.get(*it)).collect();
        import::apply(&self.texts, &chosen).0
    }

    /// Returns the errors that the deck would have with these texts.
    fn errors(&self, texts: &Texts) -> io::Result<Vec<Diagnostic>> {
        let sources = Changed { disk: self.disk, bytes: self.encoded(texts) };
        let mut diagnostics = Diagnostics::default();
        let options = CheckOptions::default();
        let files = &self.deck.found.deck.files;
        check_deck(files, &sources, &options, &mut diagnostics, &mut |_| {})?;
        diagnostics.sort();
        Ok(diagnostics.iter().filter(|it| it.is_error()).cloned().collect())
    }

    /// Returns the contents of the files with these texts.
    fn encoded(&self, texts: &Texts) -> BTreeMap<FileId, Vec<u8>> {
        let bytes = |(file, text): (&FileId, &String)| {
            let has_mark = self.bytes.get(file).is_some_and(|it| it.starts_with(MARK));
            let mark = if has_mark { MARK } else { b"" };
            (*file, [mark, text.as_bytes()].concat())
        };
        texts.iter().map(bytes).collect()
    }

    /// Returns the ids and headwords of the entries that have errors.
    fn entries_of(&self, texts: &Texts, errors: &[Diagnostic]) -> BTreeSet<String> {
        let mut now = CurrentDeck::default();
        for (file, text) in texts {
            now.add(*file, text);
        }
        let spans = errors.iter().filter_map(|it| match it.place {
            Place::Span(span) => Some(span),
            Place::File(_) => None,
        });
        spans.flat_map(|it| now.names_at(it)).collect()
    }

    /// Writes the changed files. All of them are written before the first one replaces its target.
    fn write(&self, texts: &Texts) -> io::Result<Vec<PathBuf>> {
        let mut outputs: BTreeMap<PathBuf, OutputFolder> = BTreeMap::new();
        let mut written = Vec::new();
        for (file, bytes) in self.encoded(texts) {
            if self.bytes.get(&file) == Some(&bytes) {
                continue;
            }
            let name = self.disk.names.name(file).to_owned();
            let Some(path) = self.disk.real_path(file) else {
                return Err(io::Error::other(format!("{name} is not a file that can be written")));
            };
            if self.bytes.get(&file) != Some(&self.disk.read(file)?) {
                return Err(io::Error::other(format!(
                    "{name} was changed in the meantime; run the command again"
                )));
            }
            let (Some(folder), Some(own)) =
                (path.parent(), path.file_name().and_then(|it| it.to_str()))
            else {
                return Err(io::Error::other(format!(
                    "the name of {name} is not valid Unicode, so the file cannot be replaced"
                )));
            };
            if !outputs.contains_key(folder) {
                outputs.insert(folder.to_owned(), OutputFolder::new(folder)?);
            }
            if let Some(output) = outputs.get(folder) {
                let mut target = output.create(own)?;
                target.write_all(&bytes).map_err(|it| named(&path, &it))?;
                target.set_permissions(path.metadata()?.permissions())?;
            }
            written.push(PathBuf::from(name));
        }
        for output in outputs.into_values() {
            output.finish()?;
        }
        Ok(written)
    }
}

/// Returns the proposals about entries with these names.
fn suspects(all: &[Proposal], names: &BTreeSet<String>) -> BTreeSet<usize> {
    let is_one = |it: &(usize, &Proposal)| names.contains(&it.1.entry);
    all.iter().enumerate().filter(is_one).map(|it| it.0).collect()
}

/// Turns a proposal into a conflict.
fn waiting(proposal: &Proposal, reason: &str) -> Conflict {
    let only = match proposal.changes.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let all = |side: fn(&import::Change) -> &str| match only {
        Some(it) => side(it).to_owned(),
        None => {
            let parts = proposal.changes.iter().filter(|it| !side(it).is_empty());
            parts.map(|it| format!("{}: {}", it.field, side(it))).collect::<Vec<_>>().join("\n")
        }
    };
    Conflict {
        place: proposal.place.clone(),
        entry: proposal.entry.clone(),
        item: proposal.item.clone(),
        field: only.map(|it| it.field.clone()),
        now: all(|it| &it.before),
        given: all(|it| &it.after),
        reason: reason.to_owned(),
    }
}
