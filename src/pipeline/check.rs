//! The first pass: a deck is read and checked, and what the second pass needs is gathered.

use std::collections::BTreeSet;
use std::io;
use std::mem;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use crate::anki::{Kind, Planner};
use crate::check;
use crate::check::rules::{
    foreign_ledger, misplaced_deck, no_cards, no_deck, no_entries, note_type_break, old_build_time,
};
use crate::check::{Allowed, Context, Index, Retired};
use crate::diag::{Diagnostics, FileId, Span};
use crate::ledger::{Follower, Ledger, parse};
use crate::model::{Accent, Deck, Entry, Language};
use crate::pipeline::reading::{Read, Reading, Source, Task, read, tasks};
use crate::pipeline::turns::in_turns;
use crate::pipeline::{Checked, DeckFiles, Outcome, Recorded, Sources, Wishes};
use crate::source;
use crate::source::rules::missing_key;
use crate::source::{Outline, Piece, Tape, Written};

/// Reads and checks a deck. What is wrong is added to `acc`; nothing comes of a deck with an error
/// in its description, and what comes of one with an error elsewhere is not fit to be exported.
///
/// What `acc` holds already is taken as the deck's, too: warnings that the deck allows are dropped.
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
    progress: &mut (dyn FnMut(usize) + Send),
) -> io::Result<Outcome> {
    let Described { deck, id, allowed } = description(files, sources, acc)?;
    let place = id.as_ref().map(|it| it.1);
    let ledger = ledger(files, sources, deck.as_ref(), wishes, acc)?;
    let language = deck.as_ref().map_or(Language::default(), |it| it.language.clone());
    let context = Context { language: &language, media: &files.media, lints: true };
    let pass = Pass {
        records: wishes.releases,
        allowed,
        ..Pass::new(deck.as_ref(), &context, files.description, &ledger, progress)
    };
    let pass = read_files(files, sources, wishes.threads, pass);
    let Pass { mut index, mut planner, follower, retired, media, recorded, seen, allowed, .. } =
        pass;
    acc.append(pass.acc);
    if let Some(error) = pass.failure {
        return Err(error);
    }
    if seen == 0 && !acc.has_errors() {
        no_entries::report(place, files.description, acc);
    }
    for it in &retired {
        check::check_retired(it, &index, &ledger, acc);
    }
    let retired: BTreeSet<String> = retired.into_iter().flat_map(|it| it.ids).collect();
    let identities = follower.finish(&retired, acc);
    let pairs = index.pairs(&|entry, at| identities.leads(entry, at), acc);
    allowed.apply(acc);
    let Some(deck) = deck else { return Ok(Outcome { id, checked: None }) };
    for (number, had) in identities.had(&ledger) {
        planner.set_had(number, had);
    }
    let profile = wishes.profile;
    let plan = planner.finish(&deck, profile, &index, &pairs);
    if let Some(place) = place.filter(|_| plan.is_empty() && !acc.has_errors()) {
        no_cards::report(place, acc);
    }
    let (files, entries) = (files.clone(), index.len());
    let checked = Checked {
        deck,
        entries,
        media,
        files,
        recorded,
        threads: wishes.threads,
        index,
        pairs,
        plan,
        profile,
        ledger,
        identities,
    };
    Ok(Outcome { id, checked: Some(checked) })
}

/// Reads all files on several threads, and takes in what they hold in their order.
fn read_files<'p>(
    files: &DeckFiles,
    sources: &dyn Sources,
    threads: NonZeroUsize,
    mut pass: Pass<'p>,
) -> Pass<'p> {
    let (context, records) = (pass.context, pass.records);
    in_turns(threads, tasks(&files.files, sources), &mut pass, &|task, turn| match task {
        Task::Read(source, piece) => {
            let at_once = !piece.is_for_bit_by_bit();
            let mut reading = if at_once { read(&source, &piece, records, context) } else { None };
            turn.take(|pass| {
                pass.piece(&source, piece, reading.as_mut());
                ControlFlow::Continue(())
            });
        }
        Task::Tell(file, acc) => turn.take(|pass| {
            // The description's bytes were told already.
            if file != pass.description {
                pass.acc.append(acc);
            }
            ControlFlow::Continue(())
        }),
        Task::Fail(error) => turn.take(|pass| {
            pass.failure = Some(error);
            ControlFlow::Break(())
        }),
    });
    pass
}

/// What a description says.
#[derive(Default)]
struct Described {
    deck: Option<Deck>,
    id: Option<(String, Span)>,
    allowed: Allowed,
}

fn description(
    files: &DeckFiles,
    sources: &dyn Sources,
    acc: &mut Diagnostics,
) -> io::Result<Described> {
    let file = files.description;
    let Some(text) = source::decode(file, sources.read(file)?, acc) else {
        return Ok(Described::default());
    };
    // What is wrong around the description is told when the entries are read.
    let mut own = Diagnostics::default();
    let (written, outline) = source::read_deck(file, &text, &mut own);
    match (outline.deck, written) {
        (None, _) if own.has_errors() => Ok(Described::default()),
        (None, _) => {
            let place = Span::new(file, 0..text.lines().next().map_or(0, str::len));
            no_deck::no_key(place, acc);
            Ok(Described::default())
        }
        (Some(key), None) => {
            if !own.has_errors() {
                no_deck::empty(key, acc);
            }
            acc.append(own);
            Ok(Described::default())
        }
        (Some(_), Some(written)) => {
            acc.append(own);
            let id = written.id.as_ref().map(|it| (it.value.clone(), it.span));
            let allowed = Allowed::of_deck(&written);
            Ok(Described { deck: check::deck(&written, acc), id, allowed })
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
    if let Some(deck) = deck {
        foreign_ledger::check(&ledger, deck, file, acc);
    }
    for kind in Kind::ALL.into_iter().filter(|_| !wishes.allows_note_type_break) {
        let before = ledger.notetypes.get(kind.name());
        if before.is_some_and(|it| *it != kind.notetype().fingerprint()) {
            note_type_break::report(&kind.notetype().name, file, acc);
        }
    }
    if let Some(time) = wishes.build_time {
        old_build_time::check(time, &ledger, file, acc);
    }
    Ok(ledger)
}

/// The first pass over the entries of a deck.
struct Pass<'p> {
    deck: Option<&'p Deck>,
    context: &'p Context<'p>,
    description: FileId,
    index: Index,
    planner: Planner,
    follower: Follower<'p>,
    retired: Vec<Retired>,
    media: BTreeSet<String>,
    allowed: Allowed,
    recorded: Vec<Recorded>,
    records: bool,
    seen: usize,
    /// The file that had to be read as a whole; what else is read of it is known already.
    whole: Option<FileId>,
    failure: Option<io::Error>,
    acc: Diagnostics,
    progress: &'p mut (dyn FnMut(usize) + Send),
}

impl<'p> Pass<'p> {
    fn new(
        deck: Option<&'p Deck>,
        context: &'p Context<'p>,
        description: FileId,
        ledger: &'p Ledger,
        progress: &'p mut (dyn FnMut(usize) + Send),
    ) -> Pass<'p> {
        Pass {
            deck,
            context,
            description,
            index: Index::default(),
            planner: Planner::default(),
            follower: Follower::new(ledger),
            retired: Vec::new(),
            media: BTreeSet::new(),
            allowed: Allowed::default(),
            recorded: Vec::new(),
            records: false,
            seen: 0,
            whole: None,
            failure: None,
            acc: Diagnostics::default(),
            progress,
        }
    }
}

impl Pass<'_> {
    /// Takes in a piece and what it holds, which is nothing if its file has to be read as a whole.
    fn piece(&mut self, source: &Source, piece: Piece, reading: Option<&mut Reading>) {
        if self.whole == Some(source.file) {
            return;
        }
        let Some(reading) = reading else { return self.file(source, piece.start()) };
        if piece.start() == 0 {
            self.outline(source.file, reading.outline, &mut reading.acc);
        }
        self.record(source, piece, mem::take(&mut reading.tape), self.index.len());
        for it in &reading.entries {
            self.entry(it, &mut reading.acc);
        }
        self.retired.append(&mut reading.retired);
        self.acc.append(mem::take(&mut reading.acc));
    }

    /// Takes in a whole file entry by entry; those before byte `from` are there already.
    fn file(&mut self, source: &Source, from: usize) {
        self.whole = Some(source.file);
        let first = self.recorded.iter().find(|it| it.file == source.file).map(|it| it.first);
        let first = first.unwrap_or(self.index.len());
        self.recorded.retain(|it| it.file != source.file);
        let (piece, records) = (Piece::whole(&source.text), self.records);
        let mut acc = Diagnostics::default();
        let visit = &mut |written, acc: &mut Diagnostics| {
            match written {
                Written::Entry(it) => {
                    if it.span.range().start >= from {
                        self.entry(&Read::of(it, self.context, acc), acc);
                    }
                }
                Written::Retired(it) => self.retired.extend(check::retired(&it)),
            }
            ControlFlow::Continue(())
        };
        let (file, text) = (source.file, &source.text);
        let read = source::read_piece(file, text, &piece, records, &mut acc, visit);
        let (outline, tape) = read.unwrap_or_default();
        self.record(source, piece, tape, first);
        self.outline(source.file, outline, &mut acc);
        self.acc.append(acc);
    }

    fn record(&mut self, source: &Source, piece: Piece, tape: Tape, first: usize) {
        let (file, hash) = (source.file, source.hash);
        self.recorded.push(Recorded { file, hash, piece, tape, first });
    }

    /// Says what a file lacks, or has too much. It shows at its beginning.
    fn outline(&self, file: FileId, outline: Outline, acc: &mut Diagnostics) {
        if file != self.description {
            check_outline(file, outline, acc);
        }
    }

    fn entry(&mut self, read: &Read, acc: &mut Diagnostics) {
        self.seen += 1;
        if self.seen.is_multiple_of(256) {
            (self.progress)(self.seen);
        }
        self.allowed.add(&read.written);
        let Read { written, entry: Some(entry) } = read else { return };
        let number = self.index.len();
        self.index.add(entry, written, acc);
        let place = self.index.entry(number).span;
        let had = self.follower.add(number, entry, written.id.is_some(), place);
        if let Some(deck) = self.deck {
            self.planner.add(entry, deck, had);
        }
        collect_media(entry, &mut self.media);
    }
}

fn check_outline(file: FileId, outline: Outline, acc: &mut Diagnostics) {
    if let Some(place) = outline.deck {
        misplaced_deck::report(place, acc);
    } else if outline.entries.or(outline.retired).is_none() && !acc.has_errors() {
        missing_key::of_file(Span::new(file, 0..0), acc);
    }
}

fn collect_media(entry: &Entry, found: &mut BTreeSet<String>) {
    let accents =
        [&entry.british, &entry.american].into_iter().map(|it: &Accent| it.audio.as_ref());
    let examples = entry.senses.iter().flat_map(|it| &it.examples);
    let phrases = examples.chain(&entry.patterns).chain(&entry.collocations);
    let names = accents.chain(phrases.map(|it| it.audio.as_ref())).flatten();
    found.extend(names.cloned());
}
