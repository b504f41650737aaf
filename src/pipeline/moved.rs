//! Entries that move from one deck of a run to another, or a deck that is divided: the rows of the
//! ledger go along, so that learners keep their reviews.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ledger::{Ledger, LedgerRow};
use crate::model::Entry;
use crate::pipeline::check::ReadDeck;

/// An entry that moved from one deck of a run to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MovedEntry {
    /// Its id.
    pub entry: String,
    /// The number of the deck that it left among those of the run; `None` if only its ledger is left.
    pub from: Option<usize>,
    /// The number of the deck where it is now.
    pub to: usize,
    /// The id of the deck that it left, and the name that learners know that deck by.
    pub deck: String,
    pub name: String,
    /// The GUIDs of its notes.
    pub guids: Vec<String>,
}

/// The rows that a deck gets, and those that leave it.
#[derive(Default)]
struct Changes {
    rows: Vec<LedgerRow>,
    unmade: BTreeMap<String, Vec<u32>>,
    gone: BTreeSet<String>,
}

/// Finds the entries that are no longer in the deck whose ledger knows them and are new in another
/// deck of the run, and moves their rows to the ledger of that deck. `orphans` are ledgers without a
/// source, as a deck that was divided may leave behind.
///
/// A deck with errors gives nothing away: an entry may only seem to be missing.
pub(crate) fn follow_between(
    decks: &mut [Option<ReadDeck>],
    orphans: &[Ledger],
) -> Vec<MovedEntry> {
    let given = decks.iter().enumerate().map(|(at, it)| (Some(at), lost_entries(it.as_ref())));
    let left = orphans
        .iter()
        .map(|it| (None, it.own_entries().into_iter().map(str::to_owned).collect::<Vec<_>>()));
    let lost: Vec<(Option<usize>, Vec<String>)> = given.chain(left).collect();
    if lost.iter().all(|it| it.1.is_empty()) {
        return Vec::new();
    }
    let entries: Vec<BTreeMap<&str, &Entry>> = decks
        .iter()
        .map(|it| it.iter().flat_map(|it| it.entries()).map(|it| (it.id.as_str(), it)).collect())
        .collect();
    let mut changes: Vec<Changes> = decks.iter().map(|_| Changes::default()).collect();
    let mut moved = Vec::new();
    for (giver, (from, lost)) in lost.iter().enumerate() {
        let ledger = match from {
            Some(at) => decks[*at].as_ref().map(ReadDeck::ledger),
            None => giver.checked_sub(decks.len()).and_then(|it| orphans.get(it)),
        };
        let Some(ledger) = ledger else { continue };
        for entry in lost {
            let rows: Vec<&LedgerRow> = ledger.own_rows(entry).collect();
            // A ledger without a source is never written again, so it may have given them before.
            let is_known =
                |it: &ReadDeck| rows.iter().any(|row| it.ledger().row(row.guid()).is_some());
            if from.is_none() && decks.iter().flatten().any(is_known) {
                continue;
            }
            for to in (0..decks.len()).filter(|it| Some(*it) != *from) {
                let (Some(taker), Some(found)) = (&decks[to], entries[to].get(entry.as_str()))
                else {
                    continue;
                };
                let known: BTreeSet<&str> =
                    taker.ledger().own_rows(entry).map(LedgerRow::guid).collect();
                let guids: Vec<String> = rows.iter().map(|it| it.guid().to_owned()).collect();
                let is_new = known.is_empty() && !changes[to].unmade.contains_key(entry);
                if is_new && taker.can_take() && ledger.resembles(found) {
                    from.iter().for_each(|it| changes[*it].gone.extend(guids.iter().cloned()));
                    changes[to].rows.extend(rows.iter().map(|it| (*it).clone()));
                    changes[to].unmade.insert(entry.clone(), ledger.unmade_of(entry));
                    moved.push(moved_entry(entry, *from, to, ledger, guids));
                    break;
                }
                // An earlier run took them along and did not come to this ledger.
                let taken = guids.into_iter().filter(|it| known.contains(it.as_str()));
                if let Some(at) = from {
                    changes[*at].gone.extend(taken);
                }
            }
        }
    }
    drop(entries);
    for (deck, changes) in decks.iter_mut().zip(changes) {
        if let Some(deck) = deck {
            apply(deck, changes);
        }
    }
    moved
}

fn moved_entry(
    entry: &str,
    from: Option<usize>,
    to: usize,
    ledger: &Ledger,
    guids: Vec<String>,
) -> MovedEntry {
    let known = ledger.deck.as_ref();
    let name = known.map_or("", |it| if it.released.is_empty() { &it.name } else { &it.released });
    let deck = known.map_or(&ledger.uid, |it| &it.id).clone();
    MovedEntry { entry: entry.to_owned(), from, to, deck, name: name.to_owned(), guids }
}

/// Returns the entries that the ledger of a deck knows and its sources no longer have.
fn lost_entries(deck: Option<&ReadDeck>) -> Vec<String> {
    let Some(deck) = deck.filter(|it| it.can_give()) else { return Vec::new() };
    let present: BTreeSet<&str> = deck.entries().map(|it| it.id.as_str()).collect();
    let retired = deck.retired_ids();
    let lost = deck.ledger().own_entries().into_iter();
    lost.filter(|it| !present.contains(it) && !retired.contains(*it)).map(str::to_owned).collect()
}

fn apply(deck: &mut ReadDeck, changes: Changes) {
    let Changes { rows, unmade, gone } = changes;
    let mut ledger: Option<Ledger> = None;
    if !gone.is_empty() {
        ledger = Some(deck.ledger().moved_out(&gone));
    }
    if let Some(own) = deck.description().filter(|_| !rows.is_empty()) {
        ledger = Some(ledger.as_ref().unwrap_or(deck.ledger()).moved_in(&own, rows, unmade));
    }
    if let Some(ledger) = ledger {
        deck.set_ledger(Arc::new(ledger));
    }
}
