//! A deck read and checked: its files each by itself, then its entries against each other.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use crate::anki::Planner;
use crate::check;
use crate::check::rules::{no_cards, no_entries, placeholder_text};
use crate::check::{Context, Index, Other};
use crate::diag::{Diagnostics, FileId};
use crate::ledger::{Follower, Had, Identities, Ledger, Looked, Names, parse};
use crate::model::{Deck, Entry, Language, Pronunciation, Str};
use crate::pipeline::describe::{Described, check_ledger, describe};
use crate::pipeline::reading::{CheckedEntry, CheckedFile, FileText, Progress};
use crate::pipeline::{CheckOptions, CheckedDeck, DeckFiles, Outcome, Sources};
use crate::source;

/// Reads and checks a deck, and adds its problems to `diagnostics`. There is no checked deck if the
/// description has an error; one with errors elsewhere must not be exported.
///
/// Problems that `diagnostics` has already count as the deck's: warnings that the deck allows are
/// dropped.
///
/// `progress` is called with the number of entries from time to time.
///
/// # Errors
/// Returns the error of the first file that cannot be read.
pub fn check_deck(
    files: &DeckFiles,
    sources: &dyn Sources,
    options: &CheckOptions,
    diagnostics: &mut Diagnostics,
    progress: &mut (dyn FnMut(usize) + Send),
) -> io::Result<Outcome> {
    Ok(ReadDeck::read(files, sources, diagnostics, progress)?.check(options, diagnostics))
}

/// The files of a deck, each read and checked by itself.
#[derive(Debug)]
pub struct ReadDeck {
    files: DeckFiles,
    described: Described,
    ledger: Arc<Ledger>,
    /// The file of the ledger, if it could be read as one.
    ledger_file: Option<FileId>,
    /// In the order of [`DeckFiles::files`].
    checked: Vec<Arc<CheckedFile>>,
    /// The problems of the description and of the form of the ledger.
    diagnostics: Diagnostics,
}

impl ReadDeck {
    /// Reads the files of a deck and checks each by itself.
    ///
    /// `progress` is called with the number of entries from time to time.
    ///
    /// # Errors
    /// Returns the error of a file that cannot be read. The problems of the files before it are
    /// added to `diagnostics`.
    pub fn read(
        files: &DeckFiles,
        sources: &dyn Sources,
        diagnostics: &mut Diagnostics,
        progress: &mut (dyn FnMut(usize) + Send),
    ) -> io::Result<ReadDeck> {
        let read = |it: &FileId| FileText::read(*it, sources);
        let results: Vec<io::Result<FileText>> = files.files.par_iter().map(read).collect();
        let (mut texts, mut failure) = (Vec::with_capacity(results.len()), None);
        for it in results {
            match it {
                Ok(text) if failure.is_none() => texts.push(text),
                Ok(_) => {}
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        let mut deck = ReadDeck {
            files: files.clone(),
            described: Described::default(),
            ledger: Arc::default(),
            ledger_file: None,
            checked: Vec::new(),
            diagnostics: Diagnostics::default(),
        };
        let text = texts.iter().find(|it| it.file == files.description);
        deck.described = text.map(|it| describe(it, &mut deck.diagnostics)).unwrap_or_default();
        deck.read_ledger(sources)?;
        let progress = Progress::new(progress);
        let check = |it| Arc::new(deck.check_file(it, &progress));
        deck.checked = texts.into_par_iter().map(check).collect();
        match failure {
            None => Ok(deck),
            Some(error) => {
                diagnostics.append(deck.diagnostics);
                deck.checked.iter().for_each(|it| diagnostics.append(it.diagnostics.clone()));
                Err(error)
            }
        }
    }

    /// Reads one of the files again, and keeps the results of the others.
    ///
    /// # Errors
    /// Returns the error of the file if it cannot be read. Then nothing has changed.
    pub fn reread(&mut self, file: FileId, sources: &dyn Sources) -> io::Result<()> {
        let text = FileText::read(file, sources)?;
        let before = (self.language(), self.described.allowed.clone());
        if file == self.files.description {
            self.diagnostics = Diagnostics::default();
            self.described = describe(&text, &mut self.diagnostics);
            self.read_ledger(sources)?;
        }
        let progress = &mut |_| {};
        let progress = Progress::new(progress);
        let changed = Arc::new(self.check_file(text, &progress));
        let same = (self.language(), &self.described.allowed) == (before.0, &before.1);
        let check = |it: &Arc<CheckedFile>| match () {
            () if it.file == file => Arc::clone(&changed),
            () if same => Arc::clone(it),
            () => Arc::new(self.check_file(it.to_text(), &progress)),
        };
        self.checked = self.checked.par_iter().map(check).collect();
        Ok(())
    }

    /// Returns the valid entries, in the order of the source.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.checked.iter().flat_map(|it| &it.entries).map(|it| &it.entry)
    }

    /// Returns the ledger.
    pub(super) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Replaces the ledger for [`ReadDeck::check`].
    pub(super) fn set_ledger(&mut self, ledger: Arc<Ledger>) {
        self.ledger = ledger;
    }

    /// Returns the deck with its `uid`, if its description has no error.
    pub(super) fn description(&self) -> Option<Deck> {
        self.described.deck.clone().map(|it| with_uid(it, &self.ledger))
    }

    /// Returns the ids of entries that are retired.
    pub(super) fn retired_ids(&self) -> BTreeSet<&str> {
        let retired = self.checked.iter().flat_map(|it| &it.retired);
        retired.flat_map(|it| &it.ids).map(String::as_str).collect()
    }

    /// Returns whether the deck's ledger can get rows of others.
    pub(super) fn can_take(&self) -> bool {
        let is_readable = self.files.ledger.is_none() || self.ledger_file.is_some();
        let is_own = |it: &Deck| self.ledger_file.is_none() || self.ledger.is_of(it);
        is_readable && self.described.deck.as_ref().is_some_and(is_own)
    }

    /// Returns whether what its ledger knows and its sources do not have is no longer in the deck:
    /// no entry has an error.
    pub(super) fn can_give(&self) -> bool {
        let is_whole =
            |it: &Arc<CheckedFile>| it.seen == it.entries.len() && !it.diagnostics.has_errors();
        let has_errors = self.diagnostics.has_errors();
        self.can_take() && !has_errors && self.checked.iter().all(is_whole)
    }

    /// Returns the text of one of the source files, without a byte-order mark.
    pub fn text(&self, file: FileId) -> Option<String> {
        let file = self.checked.iter().find(|it| it.file == file)?;
        file.to_text().text.map(|it| it.to_string())
    }

    /// Reads the deck's ledger. If there is none, or if it is damaged, it is empty.
    fn read_ledger(&mut self, sources: &dyn Sources) -> io::Result<()> {
        let Some(file) = self.files.ledger else { return Ok(()) };
        let text = source::decode(file, sources.read(file)?, &mut self.diagnostics);
        let ledger = text.and_then(|it| parse(file, &it, &mut self.diagnostics));
        self.ledger_file = ledger.is_some().then_some(file);
        self.ledger = Arc::new(ledger.unwrap_or_default());
        Ok(())
    }

    fn language(&self) -> Language {
        self.described.deck.as_ref().map_or(Language::default(), |it| it.language.clone())
    }

    fn check_file(&self, text: FileText, progress: &Progress<'_>) -> CheckedFile {
        let context = Context { language: &self.language(), media: &self.files.media };
        let is_description = text.file == self.files.description;
        CheckedFile::of(text, is_description, &context, &self.described.allowed, progress)
    }

    /// Checks the entries of all files against each other and against the ledger, and plans their
    /// cards. The problems of the deck are added to `diagnostics`.
    pub fn check(&self, options: &CheckOptions, diagnostics: &mut Diagnostics) -> Outcome {
        let ReadDeck { files, described, ledger, checked, diagnostics: own, .. } = self;
        let Described { deck, id, allowed } = described;
        let deck = deck.clone().map(|it| with_uid(it, ledger));
        diagnostics.append(own.clone());
        checked.iter().for_each(|it| diagnostics.append(it.diagnostics.clone()));
        if let Some(file) = self.ledger_file {
            check_ledger(file, ledger, deck.as_ref(), options, diagnostics);
        }
        self.check_placeholders(options, diagnostics);
        let place = id.as_ref().map(|it| it.1);
        let entries: Vec<&CheckedEntry> = checked.iter().flat_map(|it| &it.entries).collect();
        let briefs: Vec<_> = entries.iter().map(|it| (&it.entry, &it.brief)).collect();
        let mut index = Index::of(&briefs, diagnostics);
        if checked.iter().all(|it| it.seen == 0) && !diagnostics.has_errors() {
            no_entries::report(place, files.description, diagnostics);
        }
        for it in checked.iter().flat_map(|it| &it.retired) {
            check::check_retired(it, &index, ledger, diagnostics);
        }
        let mut follower = Follower::new(ledger);
        let looked: Vec<Looked> = entries.par_iter().map(|it| follower.look(&it.entry)).collect();
        let add = |(number, (it, looked)): (usize, (&&CheckedEntry, Looked))| {
            follower.add(number, &it.entry, it.brief.has_id, it.brief.place, looked)
        };
        let had: Vec<Vec<Had>> = entries.iter().zip(looked).enumerate().map(add).collect();
        let retired = checked.iter().flat_map(|it| &it.retired).flat_map(|it| &it.ids);
        let retired = retired.cloned().collect();
        let identities = follow(follower, &retired, &index, diagnostics);
        let pairs = index.pairs(&|entry, at| identities.leads(entry, at), diagnostics);
        let mut allowed = allowed.clone();
        checked.iter().flat_map(|it| &it.allowed).for_each(|it| allowed.add(it.clone()));
        allowed.apply(diagnostics);
        let Some(mut deck) = deck else { return Outcome { id: id.clone(), checked: None } };
        options.apply(&mut deck);
        let offers = entries.iter().map(|it| Arc::clone(&it.offer)).collect();
        let mut planner = Planner::new(offers, had);
        for (number, had) in identities.had(ledger) {
            planner.set_had(number, had);
        }
        let plan = planner.finish(&deck, options.profile, &index, &pairs);
        if let Some(place) = place.filter(|_| plan.is_empty() && !diagnostics.has_errors()) {
            no_cards::report(place, diagnostics);
        }
        let mut media = BTreeSet::new();
        if !files.media.is_empty() {
            entries.iter().for_each(|it| collect_media(&it.entry, &mut media));
        }
        let checked = CheckedDeck {
            deck,
            entries: index.len(),
            media,
            files: checked.clone(),
            index,
            pairs,
            plan,
            ledger: Arc::clone(ledger),
            identities,
            is_release: options.is_release,
        };
        Outcome { id: id.clone(), checked: Some(checked) }
    }
}

impl ReadDeck {
    /// Reports the texts of the template that are left in a deck that is to be released.
    fn check_placeholders(&self, options: &CheckOptions, diagnostics: &mut Diagnostics) {
        if !options.is_release {
            return;
        }
        if let Some(text) = self.text(self.files.description) {
            // Its problems were reported when it was read.
            let own = &mut Diagnostics::default();
            let (deck, _) = source::read_deck(self.files.description, &text.into(), own);
            deck.iter().for_each(|it| placeholder_text::check_deck(it, diagnostics));
        }
        for file in &self.checked {
            let entries = (0..file.pieces()).flat_map(|it| file.written(it));
            entries.for_each(|it| placeholder_text::check(&it, diagnostics));
        }
    }
}

/// Returns the deck with the `uid` that its ledger keeps, if the author wrote none.
fn with_uid(deck: Deck, ledger: &Ledger) -> Deck {
    if deck.has_uid || ledger.uid.is_empty() || !ledger.is_of(&deck) {
        return deck;
    }
    Deck { uid: ledger.uid.clone(), ..deck }
}

/// Matches what is still open over the whole deck.
fn follow(
    follower: Follower<'_>,
    retired: &BTreeSet<String>,
    index: &Index,
    acc: &mut Diagnostics,
) -> Identities {
    let entry = |from: &str| match index.other(from) {
        Other::Entry(it) => {
            let it = index.entry(it);
            Some([it.id.to_owned(), it.headword.to_owned()])
        }
        Other::Outside => None,
    };
    let default_id = |headword: &str| check::entry_id(None, headword);
    follower.finish(retired, &Names { default_id: &default_id, entry: &entry }, acc)
}

fn collect_media(entry: &Entry, found: &mut BTreeSet<String>) {
    let senses = entry.senses.iter().map(|it| &it.pronunciation);
    let accents = [&entry.pronunciation].into_iter().chain(senses).flat_map(Pronunciation::iter);
    let accents = accents.map(|it| it.1.audio.as_ref());
    let examples = entry.senses.iter().flat_map(|it| &it.examples);
    let phrases = examples.chain(&entry.patterns).chain(&entry.collocations);
    let names = accents.chain(phrases.map(|it| it.audio.as_ref())).flatten();
    found.extend(names.map(Str::to_string));
}
