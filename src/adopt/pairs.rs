//! Decides which entry takes over which note.

use crate::adopt::words::{Keys, Lookup, folded, word};
use crate::adopt::{EntryOutcome, Old, OldNoteOutcome, Target};
use crate::package::OldNote;

/// The number of words from which a definition is not expected to occur by chance within a longer
/// text.
const FEWEST_WORDS: usize = 3;

/// Returns the result for each entry, and sets the results of the old notes.
///
/// Entries that the ledger already has take over nothing, but still count as candidates: otherwise
/// an ambiguous match would become unambiguous once a part of it was adopted.
pub(super) fn matched(
    targets: &[Target],
    olds: &mut [(&OldNote, Old)],
    keys: &[Keys],
    lookup: &Lookup,
) -> Vec<EntryOutcome> {
    let usable = |it: &Old| it.outcome != OldNoteOutcome::Unusable;
    // For each entry its candidates: exact matches of the headword if there are any, else the
    // others.
    let mut notes: Vec<(bool, Vec<usize>)> = vec![(false, Vec::new()); targets.len()];
    for (at, key) in keys.iter().enumerate().filter(|it| usable(&olds[it.0].1)) {
        let (exact, entries) = lookup.entries(key);
        for entry in entries {
            let (is_exact, found) = &mut notes[*entry];
            if exact && !*is_exact {
                found.clear();
            }
            if exact || !*is_exact {
                found.push(at);
            }
            *is_exact |= exact;
        }
    }
    let graph = Graph { targets, olds, keys, lookup, notes: &notes };
    let taken: Vec<Option<usize>> = (0..targets.len()).map(|it| graph.note_of(it)).collect();
    for at in taken.iter().flatten() {
        olds[*at].1.outcome = OldNoteOutcome::Taken;
    }
    let mut outcomes = Vec::with_capacity(targets.len());
    for ((target, taken), (_, notes)) in targets.iter().zip(taken).zip(notes) {
        let is_open = |it: &usize| {
            matches!(olds[*it].1.outcome, OldNoteOutcome::Left | OldNoteOutcome::Ambiguous)
        };
        let open: Vec<usize> = notes.into_iter().filter(is_open).collect();
        outcomes.push(match taken {
            _ if target.is_known => EntryOutcome::Known,
            Some(at) => EntryOutcome::Takes(at),
            None if open.is_empty() => EntryOutcome::New,
            None => {
                open.iter().for_each(|it| olds[*it].1.outcome = OldNoteOutcome::Ambiguous);
                EntryOutcome::Ambiguous(open)
            }
        });
    }
    outcomes
}

/// The entries and their candidates among the old notes.
struct Graph<'g> {
    targets: &'g [Target],
    olds: &'g [(&'g OldNote, Old)],
    keys: &'g [Keys],
    lookup: &'g Lookup,
    notes: &'g [(bool, Vec<usize>)],
}

impl Graph<'_> {
    /// Returns the old note that an entry takes over.
    fn note_of(&self, target: usize) -> Option<usize> {
        let candidates = &self.notes[target].1;
        let found = match candidates.as_slice() {
            [one] if self.entries(*one).len() == 1 => *one,
            [] => return None,
            several => {
                let mut defined = several.iter().filter(|it| self.defines(target, **it));
                let (Some(one), None) = (defined.next(), defined.next()) else { return None };
                let mut entries = self.entries(*one).iter().filter(|it| self.defines(**it, *one));
                (entries.next() == Some(&target) && entries.next().is_none()).then_some(*one)?
            }
        };
        let is_free =
            self.olds[found].1.outcome == OldNoteOutcome::Left && !self.targets[target].is_known;
        is_free.then_some(found)
    }

    /// Returns the entries for which an old note is a candidate.
    fn entries(&self, old: usize) -> &[usize] {
        self.lookup.entries(&self.keys[old]).1
    }

    /// Returns whether an old note contains the definition of an entry.
    fn defines(&self, target: usize, old: usize) -> bool {
        let wanted = folded(&self.targets[target].definition);
        let wanted = wanted.trim_end_matches(['.', ';']);
        let is_long = wanted.split(' ').count() >= FEWEST_WORDS;
        let fits = |html: &String| {
            let text = folded(&word(html));
            text.trim_end_matches(['.', ';']) == wanted || (is_long && has_whole(&text, wanted))
        };
        !wanted.is_empty()
            && self.olds[old].0.fields.iter().filter(|it| it.len() >= wanted.len()).any(fits)
    }
}

/// Returns whether `text` contains `part` with no letter or digit directly before or after it.
fn has_whole(text: &str, part: &str) -> bool {
    text.match_indices(part).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + part.len()..].chars().next();
        [before, after].into_iter().flatten().all(|it| !it.is_alphanumeric())
    })
}
