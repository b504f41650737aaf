//! The first pass: a deck is read and checked, and what the second pass needs is gathered.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::ControlFlow;

use crate::anki::{Kind, Planner};
use crate::check;
use crate::check::{Context, Index, Retired};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::ledger::{Follower, Ledger, parse};
use crate::model::{Accent, Deck, Entry, Language};
use crate::pipeline::{Checked, DeckFiles, Outcome, Sources, Wishes, hash};
use crate::source;

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
    wishes: &Wishes,
    acc: &mut Diagnostics,
    progress: &mut dyn FnMut(usize),
) -> io::Result<Outcome> {
    let Described { deck, id } = description(files, sources, acc)?;
    let place = id.as_ref().map(|it| it.1);
    let ledger = ledger(files, sources, deck.as_ref(), wishes, acc)?;
    let mut pass = Pass {
        deck: deck.as_ref(),
        index: Index::default(),
        planner: Planner::default(),
        follower: Follower::new(&ledger),
        retired: Vec::new(),
        media: BTreeSet::new(),
        available: &files.media,
        hashes: BTreeMap::new(),
        seen: 0,
        progress,
    };
    for file in &files.files {
        pass.file(*file, files, sources, acc)?;
    }
    let Pass { mut index, mut planner, follower, retired, media, hashes, seen, .. } = pass;
    if seen == 0 && !acc.has_errors() {
        no_entries(files, place, acc);
    }
    for it in &retired {
        check::check_retired(it, &index, &ledger, acc);
    }
    let retired: BTreeSet<String> = retired.into_iter().flat_map(|it| it.ids).collect();
    let identities = follower.finish(&retired, acc);
    let pairs = index.pairs(&|entry, at| identities.leads(entry, at), acc);
    let Some(deck) = deck else { return Ok(Outcome { id, checked: None }) };
    for (number, had) in identities.had(&ledger) {
        planner.set_had(number, had);
    }
    let profile = wishes.profile;
    let plan = planner.finish(&deck, profile, &index, &pairs);
    if let Some(place) = place.filter(|_| plan.is_empty() && !acc.has_errors()) {
        no_cards(place, acc);
    }
    let (files, entries) = (files.clone(), index.len());
    let checked = Checked {
        deck,
        entries,
        media,
        files,
        hashes,
        index,
        pairs,
        plan,
        profile,
        ledger,
        identities,
    };
    Ok(Outcome { id, checked: Some(checked) })
}

/// What a description says.
struct Described {
    deck: Option<Deck>,
    id: Option<(String, Span)>,
}

const NOTHING: Described = Described { deck: None, id: None };

fn description(
    files: &DeckFiles,
    sources: &dyn Sources,
    acc: &mut Diagnostics,
) -> io::Result<Described> {
    let file = files.description;
    let Some(text) = source::decode(file, sources.read(file)?, acc) else {
        return Ok(NOTHING);
    };
    // What is wrong around the description is told when the entries are read.
    let mut own = Diagnostics::default();
    let (written, outline) = source::read_deck(file, &text, &mut own);
    match (outline.deck, written) {
        (None, _) if own.has_errors() => Ok(NOTHING),
        (None, _) => {
            let message = "the file has no `deck:`";
            let place = Span::new(file, 0..text.lines().next().map_or(0, str::len));
            acc.push(Diagnostic::new(Code::NoDeck, place, message).help(
                "a deck begins with `deck:` and its `id` and `name`; a file of a deck's folder is built with its folder",
            ));
            Ok(NOTHING)
        }
        (Some(key), None) => {
            if !own.has_errors() {
                acc.push(
                    Diagnostic::new(Code::NoDeck, key, "the description of the deck is empty")
                        .help("give it an `id` and a `name`"),
                );
            }
            acc.append(own);
            Ok(NOTHING)
        }
        (Some(_), Some(written)) => {
            acc.append(own);
            let id = written.id.as_ref().map(|it| (it.value.clone(), it.span));
            Ok(Described { deck: check::deck(&written, acc), id })
        }
    }
}

/// The deck's ledger; an empty one where there is none, or where it is damaged.
fn ledger(
    files: &DeckFiles,
    sources: &dyn Sources,
    deck: Option<&Deck>,
    wishes: &Wishes,
    acc: &mut Diagnostics,
) -> io::Result<Ledger> {
    let Some(file) = files.ledger else { return Ok(Ledger::default()) };
    let text = source::decode(file, sources.read(file)?, acc);
    let Some(ledger) = text.and_then(|it| parse(file, &it, acc)) else {
        return Ok(Ledger::default());
    };
    if let Some(deck) = deck.filter(|it| it.uid != ledger.uid) {
        let message = format!(
            "the ledger is that of the deck with the uid `{}`, not of `{}`",
            ledger.uid, deck.uid
        );
        acc.push(
            Diagnostic::of_file(Code::ForeignLedger, file, message)
                .help("remove it if this is a copy of that deck; else put the old `uid` back"),
        );
    }
    for kind in Kind::ALL.into_iter().filter(|_| !wishes.allows_note_type_break) {
        let before = ledger.notetypes.get(kind.name());
        if before.is_some_and(|it| *it != kind.notetype().fingerprint()) {
            let name = &kind.notetype().name;
            let message =
                format!("the last release had other fields or templates in the note type `{name}`");
            acc.push(Diagnostic::of_file(Code::NoteTypeBreak, file, message).help(
                "build with the Lexideck of the last release, or read `lexideck explain note-type-break`",
            ));
        }
    }
    if let (Some(time), Some(latest)) = (wishes.build_time, ledger.latest())
        && time < latest
    {
        let message =
            format!("SOURCE_DATE_EPOCH is {time}, but the ledger knows a change at {latest}");
        acc.push(
            Diagnostic::of_file(Code::OldBuildTime, file, message)
                .help("set it to a later time, or leave it out"),
        );
    }
    Ok(ledger)
}

/// The first pass over the entries of a deck.
struct Pass<'p> {
    deck: Option<&'p Deck>,
    index: Index,
    planner: Planner,
    follower: Follower<'p>,
    retired: Vec<Retired>,
    media: BTreeSet<String>,
    available: &'p BTreeSet<String>,
    hashes: BTreeMap<FileId, u64>,
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
        let bytes = sources.read(file)?;
        self.hashes.insert(file, hash(&bytes));
        let Some(text) = source::decode(file, bytes, &mut own) else {
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
            match written {
                source::Written::Entry(it) => self.entry(&it, &context, acc),
                source::Written::Retired(it) => self.retired.extend(check::retired(&it)),
            }
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
        let number = self.index.len();
        self.index.add(&entry, written, acc);
        let place = self.index.entry(number).span;
        let had = self.follower.add(number, &entry, written.id.is_some(), place);
        if let Some(deck) = self.deck {
            self.planner.add(&entry, deck, had);
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
    } else if outline.entries.or(outline.retired).is_none() && !acc.has_errors() {
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

fn no_cards(place: Span, acc: &mut Diagnostics) {
    acc.push(
        Diagnostic::new(Code::NoCards, place, "the deck makes no card with this choice of cards")
            .help("choose more kinds of cards, with `cards:` or `--cards`: from a package without notes Anki imports nothing"),
    );
}

fn collect_media(entry: &Entry, found: &mut BTreeSet<String>) {
    let accents =
        [&entry.british, &entry.american].into_iter().map(|it: &Accent| it.audio.as_ref());
    let examples = entry.senses.iter().flat_map(|it| &it.examples);
    let phrases = examples.chain(&entry.patterns).chain(&entry.collocations);
    let names = accents.chain(phrases.map(|it| it.audio.as_ref())).flatten();
    found.extend(names.cloned());
}
