//! Finds the ledger of a deck whose source was renamed or moved, under the name of the old source.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::check;
use crate::check::rules::{duplicate_uid, several_ledgers};
use crate::diag::Diagnostics;
use crate::ledger::{Ledger, Owner, parse};
use crate::model::Deck;
use crate::pipeline::Sources;
use crate::source;

use crate::disk::discover::{LEDGER, LEDGER_EXTENSION, ledger_file};
use crate::disk::walk::{Item, entries, has_description, is_yaml};
use crate::disk::{Disk, FoundDeck, shown};

/// More than this of a ledger is not needed to know whose it is.
const HEAD: u64 = 64 << 10;

/// Looks for the ledger of a deck: where it belongs, or else beside it, where no source of its name
/// is left. Several such ledgers are reported, and one of a deck with the same `uid` that is still
/// there.
///
/// # Errors
/// Returns an error if there is something else in the place of the ledger, or if the deck's
/// description cannot be read.
pub(crate) fn find_ledger(
    deck: &mut FoundDeck,
    disk: &mut Disk,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let Some(own) = deck.ledger.clone() else { return Ok(()) };
    if deck.files.ledger.is_none() {
        deck.files.ledger = ledger_file(&own, disk)?;
    }
    if deck.files.ledger.is_some() {
        return Ok(());
    }
    let near = ledgers_near(&own);
    if near.is_empty() {
        return Ok(());
    }
    let Some(description) = description(deck, disk)? else { return Ok(()) };
    let mut found = Vec::new();
    for Near { path, is_orphan } in near {
        let Some(owner) = owner(&path) else { continue };
        if is_orphan && owner.is_of(&description) {
            found.push(path);
        } else if !is_orphan && owner.is_of_original(&description) {
            duplicate_uid::beside(&shown(&path), &description, deck.files.description, diagnostics);
            return Ok(());
        }
    }
    match found.as_slice() {
        [] => {}
        [only] => {
            deck.files.ledger = ledger_file(only, disk)?;
            deck.former_ledger = Some(only.clone());
        }
        several => {
            let names: Vec<String> = several.iter().map(|it| shown(it)).collect();
            several_ledgers::report(&names, &shown(&own), deck.files.description, diagnostics);
        }
    }
    Ok(())
}

/// Reads the ledgers without a source in the folders of the ledgers of `decks`. What is no ledger, or
/// a damaged one, is passed over; so is one that goes with a renamed source.
pub(crate) fn orphans(decks: &[&FoundDeck], disk: &mut Disk) -> Vec<Ledger> {
    let own = decks.iter().filter_map(|it| it.ledger.as_deref());
    let folders: BTreeSet<PathBuf> = own.map(folder_of).collect();
    let former: Vec<&PathBuf> = decks.iter().filter_map(|it| it.former_ledger.as_ref()).collect();
    let items =
        folders.iter().flat_map(|it| ledgers(&entries(it).unwrap_or_default()).collect::<Vec<_>>());
    let left = items.filter(|it| it.is_orphan && !former.contains(&&it.path));
    let paths: Vec<PathBuf> =
        left.filter(|it| owner(&it.path).is_some()).map(|it| it.path).collect();
    let read = |path: PathBuf| {
        let file = disk.add(&path);
        let mut acc = Diagnostics::default();
        parse(file, &source::decode(file, disk.read(file).ok()?, &mut acc)?, &mut acc)
    };
    paths.into_iter().filter_map(read).collect()
}

/// A ledger near a deck.
struct Near {
    path: PathBuf,
    /// Whether its source is gone.
    is_orphan: bool,
}

/// Returns the ledgers near the place of a ledger: in its folder, directly in the folders beside a
/// single file, and for the ledger of a folder beside that folder as well.
fn ledgers_near(own: &Path) -> Vec<Near> {
    let folder = folder_of(own);
    let is_of_folder = own.file_name().is_some_and(|it| it == LEDGER);
    let mut places = vec![folder.clone()];
    if is_of_folder && let Ok(real) = folder.canonicalize() {
        let outer = match folder.parent().filter(|it| !it.as_os_str().is_empty()) {
            Some(outer) => outer.to_owned(),
            None if folder == Path::new(".") => real.parent().unwrap_or(&real).to_owned(),
            None => PathBuf::from("."),
        };
        places.push(outer);
    }
    let mut found = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let items = entries(place).unwrap_or_default();
        found.extend(ledgers(&items));
        if at + 1 < places.len() {
            continue;
        }
        for inner in items.iter().filter(|it| !it.is_hidden() && it.is_dir()) {
            let inside = entries(&inner.path).unwrap_or_default();
            let of_deck = |it: &Near| it.path.file_name().is_some_and(|it| it == LEDGER);
            found.extend(ledgers(&inside).filter(of_deck));
        }
    }
    let own = own.strip_prefix(".").unwrap_or(own);
    found.retain(|it| it.path != own);
    found
}

/// Returns the ledgers among the items of a folder.
fn ledgers(items: &[Item]) -> impl Iterator<Item = Near> {
    let is_ledger = |it: &&Item| {
        let has_name = it.path.extension().is_some_and(|it| it == LEDGER_EXTENSION);
        has_name && !it.is_hidden() && it.is_file()
    };
    let near = |it: &Item| {
        let (name, stem) = (it.path.file_name(), it.path.file_stem());
        let has_source = match name.is_some_and(|it| it == LEDGER) {
            true => has_description(items),
            false => items.iter().any(|it| is_yaml(&it.path) && it.path.file_stem() == stem),
        };
        // As the paths of decks in the working directory are shown.
        let path = it.path.strip_prefix(".").unwrap_or(&it.path);
        Near { path: path.to_owned(), is_orphan: !has_source }
    };
    items.iter().filter(is_ledger).map(near)
}

/// Returns whose ledger a file is, if it is one.
#[expect(clippy::disallowed_methods, reason = "this file looks for ledgers")]
fn owner(path: &Path) -> Option<Owner> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(HEAD).read_to_end(&mut bytes).ok()?;
    Owner::read(&String::from_utf8_lossy(&bytes))
}

/// Returns the description of a deck; `None` if it has an error, which is reported when the deck is
/// read.
fn description(deck: &FoundDeck, disk: &Disk) -> io::Result<Option<Deck>> {
    let (file, mut acc) = (deck.files.description, Diagnostics::default());
    let Some(text) = source::decode(file, disk.read(file)?, &mut acc) else { return Ok(None) };
    let written = source::read_deck(file, &text.into(), &mut acc).0;
    Ok(written.and_then(|it| check::deck(&it, &mut acc)))
}

fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}
