//! Who takes which note.

use crate::adopt::words::{Keys, Lookup, folded, word};
use crate::adopt::{Fate, Old, OldFate, Target};
use crate::package::OldNote;

/// A definition of so many words is no chance find within a longer text.
const FEWEST_WORDS: usize = 3;

/// Finds for each entry what becomes of it, and sets the fates of the old notes.
///
/// What the ledger has already takes nothing, but still counts as a candidate: else what was ambiguous would seem to be
/// plain once a part of it was taken over.
pub(super) fn matched(
    targets: &[Target],
    olds: &mut [(&OldNote, Old)],
    keys: &[Keys],
    lookup: &Lookup,
) -> Vec<Fate> {
    let usable = |it: &Old| it.fate != OldFate::Unusable;
    // For each entry the old notes that may be it, those that are it to the letter first.
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
        olds[*at].1.fate = OldFate::Taken;
    }
    let mut fates = Vec::with_capacity(targets.len());
    for ((target, taken), (_, notes)) in targets.iter().zip(taken).zip(notes) {
        let is_open = |it: &usize| matches!(olds[*it].1.fate, OldFate::Left | OldFate::Ambiguous);
        let open: Vec<usize> = notes.into_iter().filter(is_open).collect();
        fates.push(match taken {
            _ if target.is_known => Fate::Known,
            Some(at) => Fate::Takes(at),
            None if open.is_empty() => Fate::New,
            None => {
                open.iter().for_each(|it| olds[*it].1.fate = OldFate::Ambiguous);
                Fate::Ambiguous(open)
            }
        });
    }
    fates
}

/// Entries and the old notes that they may be.
struct Graph<'g> {
    targets: &'g [Target],
    olds: &'g [(&'g OldNote, Old)],
    keys: &'g [Keys],
    lookup: &'g Lookup,
    notes: &'g [(bool, Vec<usize>)],
}

impl Graph<'_> {
    /// The old note that an entry takes.
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
        let is_free = self.olds[found].1.fate == OldFate::Left && !self.targets[target].is_known;
        is_free.then_some(found)
    }

    /// The entries that an old note may be.
    fn entries(&self, old: usize) -> &[usize] {
        self.lookup.entries(&self.keys[old]).1
    }

    /// Whether an old note has the definition of an entry.
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

/// Whether `text` has `part` with no letter directly before or behind it.
fn has_whole(text: &str, part: &str) -> bool {
    text.match_indices(part).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + part.len()..].chars().next();
        [before, after].into_iter().flatten().all(|it| !it.is_alphanumeric())
    })
}
