//! The four verbs in order: a deck is read and checked entry by entry, then read again, compiled
//! and exported entry by entry.
//!
//! Between the passes only an index is kept, so a dictionary of any size takes little memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::ControlFlow;

use crate::anki::{Compiled, Compiler, Plan, Planner};
use crate::check;
use crate::check::{Context, Index, Pairs};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::export::ExportError;
use crate::model::{Accent, Deck, Entry, Language, Profile};
use crate::source;

/// Where the bytes of source files come from.
pub trait Sources {
    /// The bytes of a file, whole.
    ///
    /// # Errors
    /// What the disk says.
    fn read(&self, file: FileId) -> io::Result<Vec<u8>>;
}

/// The files of a deck.
#[derive(Clone, Debug)]
pub struct DeckFiles {
    /// The file with `deck:`.
    pub description: FileId,
    /// Every file with entries, in the order of paths; the description's among them.
    pub files: Vec<FileId>,
    /// The names of its media files.
    pub media: BTreeSet<String>,
}

/// A deck that was read and checked.
#[derive(Debug)]
pub struct Checked {
    /// The deck.
    pub deck: Deck,
    /// Where its id stands.
    pub id_place: Span,
    /// The number of its entries.
    pub entries: usize,
    /// The names of the media files that its entries refer to.
    pub media: BTreeSet<String>,
    files: DeckFiles,
    index: Index,
    pairs: Pairs,
    plan: Plan,
    profile: Option<Profile>,
}

/// Reads and checks a deck. What is wrong is added to `acc`; nothing comes of a deck with an error
/// in its description, and what comes of one with an error elsewhere is not fit to be exported.
///
/// `progress` is told the number of entries now and then.
///
/// # Errors
/// What reading a file says.
pub fn check_deck(
    files: &DeckFiles,
    sources: &dyn Sources,
    profile: Option<Profile>,
    acc: &mut Diagnostics,
    progress: &mut dyn FnMut(usize),
) -> io::Result<Option<Checked>> {
    let (deck, place) = description(files, sources, acc)?;
    let mut pass = Pass {
        deck: deck.as_ref(),
        index: Index::default(),
        planner: Planner::default(),
        media: BTreeSet::new(),
        available: &files.media,
        seen: 0,
        progress,
    };
    for file in &files.files {
        pass.file(*file, files, sources, acc)?;
    }
    let Pass { mut index, planner, media, seen, .. } = pass;
    if seen == 0 && !acc.has_errors() {
        no_entries(files, place, acc);
    }
    let pairs = index.pairs(acc);
    let Some((deck, id_place)) = deck.zip(place) else { return Ok(None) };
    let plan = planner.finish(&deck, profile, &index, &pairs);
    let (files, entries) = (files.clone(), index.len());
    Ok(Some(Checked { deck, id_place, entries, media, files, index, pairs, plan, profile }))
}

/// Reads a checked deck again and hands over each entry compiled, in the order of the source.
///
/// `stored` gives the names in the package of the media files that [`Checked::media`] lists.
///
/// # Errors
/// What reading a file or `visit` says, or that a source is no longer what was checked.
pub fn compile_deck(
    checked: &Checked,
    sources: &dyn Sources,
    stored: &BTreeMap<String, String>,
    visit: &mut dyn FnMut(&Compiled<'_>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let compiler = Compiler {
        deck: &checked.deck,
        index: &checked.index,
        pairs: &checked.pairs,
        plan: &checked.plan,
        media: stored,
        profile: checked.profile,
    };
    let context =
        Context { language: &checked.deck.language, media: &checked.files.media, lints: false };
    let (mut number, mut failure) = (0, None);
    for file in &checked.files.files {
        let mut acc = Diagnostics::default();
        let bytes = sources.read(*file)?;
        let text = source::decode(*file, bytes, &mut acc).ok_or_else(changed)?;
        source::read_entries(*file, &text, &mut acc, &mut |written, acc| {
            let entry = check::entry(&written, &context, acc);
            let result = match entry.filter(|it| is_indexed(it, number, checked)) {
                Some(entry) => visit(&compiler.compile(number, &entry)),
                None => Err(changed()),
            };
            number += 1;
            match result {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = failure {
            return Err(error);
        }
    }
    if number == checked.entries { Ok(()) } else { Err(changed()) }
}

fn is_indexed(entry: &Entry, number: usize, checked: &Checked) -> bool {
    number < checked.entries && checked.index.entry(number).id == entry.id
}

fn changed() -> ExportError {
    ExportError::Io(io::Error::other(
        "a source file was changed while it was being built; build again",
    ))
}

/// The deck and the place of its id.
fn description(
    files: &DeckFiles,
    sources: &dyn Sources,
    acc: &mut Diagnostics,
) -> io::Result<(Option<Deck>, Option<Span>)> {
    let file = files.description;
    let Some(text) = source::decode(file, sources.read(file)?, acc) else {
        return Ok((None, None));
    };
    // What is wrong around the description is told when the entries are read.
    let mut own = Diagnostics::default();
    let (written, outline) = source::read_deck(file, &text, &mut own);
    match (outline.deck, written) {
        (None, _) if own.has_errors() => Ok((None, None)),
        (None, _) => {
            let message = "the file has no `deck:`";
            let place = Span::new(file, 0..text.lines().next().map_or(0, str::len));
            acc.push(Diagnostic::new(Code::NoDeck, place, message).help(
                "a deck begins with `deck:` and its `id` and `name`; a file of a deck's folder is built with its folder",
            ));
            Ok((None, None))
        }
        (Some(key), None) => {
            if !own.has_errors() {
                acc.push(
                    Diagnostic::new(Code::NoDeck, key, "the description of the deck is empty")
                        .help("give it an `id` and a `name`"),
                );
            }
            acc.append(own);
            Ok((None, None))
        }
        (Some(_), Some(written)) => {
            acc.append(own);
            let place = written.id.as_ref().map(|it| it.span);
            Ok((check::deck(&written, acc), place))
        }
    }
}

/// The first pass over the entries of a deck.
struct Pass<'p> {
    deck: Option<&'p Deck>,
    index: Index,
    planner: Planner,
    media: BTreeSet<String>,
    available: &'p BTreeSet<String>,
    seen: usize,
    progress: &'p mut dyn FnMut(usize),
}

impl Pass<'_> {
    fn file(
        &mut self,
        file: FileId,
        files: &DeckFiles,
        sources: &dyn Sources,
        acc: &mut Diagnostics,
    ) -> io::Result<()> {
        let is_description = file == files.description;
        let mut own = Diagnostics::default();
        let Some(text) = source::decode(file, sources.read(file)?, &mut own) else {
            // The description's bytes were told already.
            if !is_description {
                acc.append(own);
            }
            return Ok(());
        };
        let fallback = Language::default();
        let language = self.deck.map_or(&fallback, |it| &it.language).clone();
        let context = Context { language: &language, media: self.available, lints: true };
        let outline = source::read_entries(file, &text, &mut own, &mut |written, acc| {
            self.entry(&written, &context, acc);
            ControlFlow::Continue(())
        });
        if !is_description {
            check_outline(file, outline, &mut own);
        }
        acc.append(own);
        Ok(())
    }

    fn entry(&mut self, written: &source::Entry, context: &Context<'_>, acc: &mut Diagnostics) {
        self.seen += 1;
        if self.seen.is_multiple_of(256) {
            (self.progress)(self.seen);
        }
        let Some(entry) = check::entry(written, context, acc) else { return };
        self.index.add(&entry, written, acc);
        if let Some(deck) = self.deck {
            self.planner.add(&entry, deck);
        }
        collect_media(&entry, &mut self.media);
    }
}

fn check_outline(file: FileId, outline: source::Outline, acc: &mut Diagnostics) {
    if let Some(place) = outline.deck {
        acc.push(
            Diagnostic::new(
                Code::MisplacedDeck,
                place,
                "only `deck.yaml` describes the deck of a folder",
            )
            .help("move `deck:` there, or this file out of the folder"),
        );
    } else if outline.entries.is_none() && !acc.has_errors() {
        acc.push(
            Diagnostic::new(Code::MissingKey, Span::new(file, 0..0), "the file has no `entries:`")
                .help("add `entries:`, or move the file out of the deck's folder"),
        );
    }
}

fn no_entries(files: &DeckFiles, place: Option<Span>, acc: &mut Diagnostics) {
    let message = "the deck has no entries";
    let diagnostic = match place {
        Some(place) => Diagnostic::new(Code::NoEntries, place, message),
        None => Diagnostic::of_file(Code::NoEntries, files.description, message),
    };
    acc.push(diagnostic.help("add `entries:` with at least one headword"));
}

fn collect_media(entry: &Entry, found: &mut BTreeSet<String>) {
    let accents =
        [&entry.british, &entry.american].into_iter().map(|it: &Accent| it.audio.as_ref());
    let examples = entry.senses.iter().flat_map(|it| &it.examples);
    let phrases = examples.chain(&entry.patterns).chain(&entry.collocations);
    let names = accents.chain(phrases.map(|it| it.audio.as_ref())).flatten();
    found.extend(names.cloned());
}
