//! Entries under new ids: which of them continue entries that are no longer there.
//!
//! An entry is the same if its id or its headword says so, or if its words do: those of a definition,
//! or of half of its notes. Where two entries have the headword of one, the one whose words are more
//! similar continues it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostics;
use crate::ledger::Follower;
use crate::ledger::follow::{Names, Pending};
use crate::ledger::likeness::{LIKENESS, LIKENESS_IN_PLACE, likeness};
use crate::ledger::rules::renamed_entry;
use crate::model::slot;

/// Words that more lost notes than this have in common do not show which entry is which.
const MOST_VOTES: usize = 8;
/// The maximum number of comparisons over the deck, which limits the time for hostile sources.
const MOST_COMPARISONS: usize = 200_000;

/// A new entry, and a lost one that it may continue.
struct Claim<'l> {
    strength: f64,
    at: usize,
    old: &'l str,
}

impl Follower<'_> {
    /// Gives new entries the rows of those that they continue.
    pub(super) fn follow_entries(
        &mut self,
        retired: &BTreeSet<String>,
        names: &Names<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        self.by_headword(retired, names);
        self.by_words(retired, diagnostics);
    }

    /// An entry with a new id and the headword of an old one.
    fn by_headword(&mut self, retired: &BTreeSet<String>, names: &Names<'_>) {
        let owners: BTreeMap<String, usize> =
            self.pending.iter().enumerate().map(|(at, it)| (it.id.clone(), at)).collect();
        let mut claims: BTreeMap<String, Vec<(f64, usize)>> = BTreeMap::new();
        for (at, it) in self.pending.iter().enumerate() {
            if !it.has_id || self.ledger.knows(&it.id) {
                continue;
            }
            let old = (names.default_id)(&it.headword);
            if self.ledger.knows(&old) && !retired.contains(&old) {
                let likeness = self.likeness(it, &old);
                claims.entry(old).or_default().push((likeness, at));
            }
        }
        for (old, mut all) in claims {
            all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let Some((likeness, at)) = all.first().copied() else { continue };
            if self.has_seen(&old) {
                // The id is that of an entry in the sources; what its author wrote counts.
                let Some(owner) = owners.get(&old).map(|it| &self.pending[*it]) else { continue };
                if owner.has_id || self.likeness(owner, &old) >= likeness {
                    continue;
                }
                let owner = owners[&old];
                self.pending[owner].matching.free.clear();
            }
            self.pending[at].matching.free = self.rows_to_match(self.ledger.rows_of(&old));
            self.see(&self.ledger.rows_of(&old));
            self.renamed.insert(self.pending[at].id.clone(), old);
        }
    }

    /// Returns how similar the items of an entry are to the notes of an old one: the sum over its
    /// items.
    fn likeness(&self, it: &Pending, old: &str) -> f64 {
        let rows = &self.ledger.rows()[self.ledger.rows_of(old)];
        let items = it.matching.items.iter();
        let best = items.map(|item| {
            let rows = rows.iter().filter(|row| item.may_be(row));
            let all = rows.map(|row| likeness(&item.text, row.text()));
            all.filter(|it| *it >= LIKENESS_IN_PLACE).fold(0.0, f64::max)
        });
        best.sum()
    }

    /// New entries that share a definition with lost ones, or half of their notes.
    fn by_words(&mut self, retired: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
        let lost = self.lost(retired);
        if lost.is_empty() {
            return;
        }
        let mut claims: Vec<Claim<'_>> = Vec::new();
        for (at, it) in self.pending.iter().enumerate() {
            if self.has_seen(&it.id) || it.matching.free.iter().next().is_some() {
                continue;
            }
            let mut votes: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
            for item in &it.matching.items {
                let rows = lost.get(&item.hash).filter(|it| it.len() <= MOST_VOTES);
                let rows = rows.into_iter().flatten();
                for row in rows.map(|it| &self.ledger.rows()[*it]).filter(|it| item.is(it)) {
                    let vote = votes.entry(row.entry()).or_default();
                    vote.0 += 1;
                    vote.1 |= row.kind() == slot::DEFINITION;
                }
            }
            claims.extend(votes.into_iter().filter_map(|(old, (count, defines))| {
                let is_same = defines || count * 2 >= self.live(old);
                is_same.then_some(Claim { strength: count as f64, at, old })
            }));
        }
        claims.extend(self.similar(&lost));
        claims.sort_by(|a, b| {
            b.strength.total_cmp(&a.strength).then((a.at, a.old).cmp(&(b.at, b.old)))
        });
        let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
        let claims: Vec<(usize, String)> =
            claims.into_iter().map(|it| (it.at, it.old.to_owned())).collect();
        for (at, old) in claims {
            if taken.contains(&at) || !given.insert(old.clone()) {
                continue;
            }
            taken.insert(at);
            let free = self.rows_to_match(self.ledger.rows_of(&old));
            let it = &mut self.pending[at];
            it.matching.free = free;
            self.renamed.insert(it.id.clone(), old.clone());
            if !it.has_id {
                renamed_entry::report(&old, it.place, diagnostics);
            }
        }
        for old in given {
            self.see(&self.ledger.rows_of(&old));
        }
    }

    /// New entries whose headwords are similar to those of lost ones, with a similar definition or
    /// half of their notes.
    fn similar(&self, lost: &BTreeMap<u32, Vec<usize>>) -> Vec<Claim<'_>> {
        let rows = lost.values().flatten().map(|it| self.ledger.rows()[*it].entry());
        let entries: BTreeSet<&str> = rows.collect();
        let new: Vec<usize> = (0..self.pending.len())
            .filter(|it| {
                let it = &self.pending[*it];
                !self.has_seen(&it.id) && it.matching.free.is_empty()
            })
            .collect();
        let rows = lost.values().map(Vec::len).sum::<usize>();
        let items: usize = new.iter().map(|it| self.pending[*it].matching.items.len()).sum();
        if rows.saturating_mul(items) > MOST_COMPARISONS {
            return Vec::new();
        }
        let mut claims = Vec::new();
        for at in new {
            let it = &self.pending[at];
            for old in &entries {
                let count = it.matching.items.iter().filter(|it| self.has_similar(it, old)).count();
                let defines = it
                    .matching
                    .items
                    .iter()
                    .any(|it| it.kind() == slot::DEFINITION && self.has_similar(it, old));
                let headwords = likeness(&it.headword, old);
                let is_like = defines && headwords >= LIKENESS_IN_PLACE;
                if count > 0 && (is_like || count * 2 >= self.live(old).max(2)) {
                    let strength = self.likeness(it, old);
                    claims.push(Claim { strength, at, old });
                }
            }
        }
        claims
    }

    fn has_similar(&self, item: &crate::ledger::matching::Candidate, old: &str) -> bool {
        let rows = &self.ledger.rows()[self.ledger.rows_of(old)];
        let rows = rows.iter().filter(|it| item.may_be(it));
        rows.map(|it| likeness(&item.text, it.text())).any(|it| it >= LIKENESS)
    }

    /// Returns the number of an entry's notes whose items were in the last build.
    fn live(&self, entry: &str) -> usize {
        let rows = &self.ledger.rows()[self.ledger.rows_of(entry)];
        rows.iter().filter(|it| !it.is_gone()).count()
    }

    /// The rows of entries that are no longer there, by the hash of their words.
    fn lost(&self, retired: &BTreeSet<String>) -> BTreeMap<u32, Vec<usize>> {
        let mut lost: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut is_lost = false;
        for (at, row) in self.ledger.rows().iter().enumerate() {
            let before = at.checked_sub(1).map(|it| self.ledger.rows()[it].entry());
            if before != Some(row.entry()) {
                is_lost = !self.seen[at] && !retired.contains(row.entry());
            }
            if is_lost && !row.is_gone() {
                lost.entry(row.words).or_default().push(at);
            }
        }
        lost
    }
}
