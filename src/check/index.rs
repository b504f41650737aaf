//! What is remembered of every entry, so that entries can be checked against each other and
//! compiled one by one.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::names::{Indexed, Names};
use crate::check::rules::repeated_front::Front;
use crate::check::rules::{
    ambiguous_from, cue_answer, distinction_from_itself, duplicate_id, one_sided_distinction,
    repeated_front, similar_from, too_many_cues,
};
use crate::diag::{Diagnostics, Span};
use crate::model::{Cue, Distinction, Entry};
use crate::source;
use crate::source::Text;

/// What `from` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// An entry, by its number.
    Entry(usize),
    /// A word outside the deck.
    Outside,
}

/// Two entries told apart: a note of the first one.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The entry whose note it is: the one that has led it before, else the first that names it.
    pub leader: usize,
    /// Whether it has led it before.
    has_led: bool,
    /// The cues of the other entry, as the leader sees them.
    pub cues: Vec<Cue>,
}

/// The pairs of a deck, by the numbers of their entries, the smaller first.
pub type Pairs = BTreeMap<(usize, usize), Pair>;

/// Every entry in short, filled while entries are checked.
#[derive(Debug, Default)]
pub struct Index {
    names: Names,
    distinctions: Vec<Remembered>,
    fronts: Vec<Front>,
}

/// A distinction in short. Its cues are kept because they may belong to another entry's note.
#[derive(Debug)]
struct Remembered {
    entry: usize,
    /// Its place among the valid distinctions of its entry.
    at: usize,
    from: Text,
    cue_count: usize,
    cues: Vec<Cue>,
    /// Answers that are neither the headword nor `from`.
    odd_answers: Vec<Text>,
}

impl Index {
    /// Adds an entry and what was written of it, and reports an id that is taken.
    pub fn add(&mut self, entry: &Entry, written: &source::Entry, acc: &mut Diagnostics) {
        let number = self.len();
        let place = written.headword.as_ref().map_or(written.span, |it| it.span);
        let id_place = written.id.as_ref().map_or(place, |it| it.span);
        if let Some(first) = self.by_id(&entry.id) {
            duplicate_id::report(&entry.id, id_place, first.span, acc);
        }
        self.names.add(Indexed { id: &entry.id, headword: &entry.headword, span: place });
        repeated_front::fronts(entry, written, &mut self.fronts);
        let mut models = entry.distinctions.iter().enumerate().peekable();
        for distinction in &written.distinctions {
            if let Some(from) = &distinction.from {
                // One that lacks something did not come through, the others did in their order.
                let model = models.next_if(|it| it.1.from == from.value);
                self.remember(number, from, distinction, model);
            }
        }
    }

    fn remember(
        &mut self,
        entry: usize,
        from: &Text,
        written: &source::Distinction,
        model: Option<(usize, &Distinction)>,
    ) {
        let own = self.entry(entry);
        let (id, headword) = (own.id, own.headword.to_lowercase());
        let answers = written.cues.iter().filter_map(|it| it.answer.as_ref());
        let is_odd = |it: &&Text| {
            it.value != from.value && it.value != id && it.value.to_lowercase() != headword
        };
        self.distinctions.push(Remembered {
            entry,
            at: model.map_or(usize::MAX, |it| it.0),
            from: from.clone(),
            cue_count: written.cues.len(),
            cues: model.map(|it| it.1.cues.clone()).unwrap_or_default(),
            odd_answers: answers.filter(is_odd).cloned().collect(),
        });
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An entry in short.
    pub fn entry(&self, number: usize) -> Indexed<'_> {
        self.names.get(number)
    }

    /// What `from` names: an entry by id, else by headword, else a word outside the deck.
    ///
    /// Where several entries have the headword, which is an error, the first.
    pub fn other(&self, from: &str) -> Other {
        let by_id = self.names.with_id(from);
        let found = by_id.or_else(|| self.names.with_headword(from).next());
        found.map_or(Other::Outside, Other::Entry)
    }

    /// The first entry with this headword, whatever its case.
    pub fn number_of_headword(&self, headword: &str) -> Option<usize> {
        self.names.with_folded(&headword.to_lowercase())
    }

    fn is_ambiguous(&self, from: &str) -> bool {
        self.names.with_id(from).is_none() && self.names.with_headword(from).nth(1).is_some()
    }

    fn by_folded_headword(&self, folded: &str) -> Option<Indexed<'_>> {
        self.names.with_folded(folded).map(|it| self.entry(it))
    }

    /// The first entry with this id.
    pub fn by_id(&self, id: &str) -> Option<Indexed<'_>> {
        self.names.with_id(id).map(|it| self.entry(it))
    }

    /// Checks the distinctions of all entries against each other and joins them to pairs. `has_led`
    /// says whether the distinction at a place of an entry led its pair in the last release: it
    /// goes on to do so.
    ///
    /// Also tells of fronts that two notes share, and forgets the fronts.
    pub fn pairs(
        &mut self,
        has_led: &dyn Fn(usize, usize) -> bool,
        acc: &mut Diagnostics,
    ) -> Pairs {
        repeated_front::check(std::mem::take(&mut self.fronts), acc);
        let named = self.named_pairs();
        let mut pairs = Pairs::new();
        let mut counts: BTreeMap<(usize, usize, &str), (usize, Span)> = BTreeMap::new();
        for it in &self.distinctions {
            let other = self.other(&it.from.value);
            self.check(it, other, acc);
            if let Other::Entry(other) = other
                && other != it.entry
                && !named.contains(&(other, it.entry))
                && !self.is_ambiguous(&it.from.value)
            {
                let (own, other) = (self.entry(it.entry), self.entry(other));
                one_sided_distinction::report(&it.from, other, own, acc);
            }
            let key = match other {
                Other::Entry(other) => (it.entry.min(other), it.entry.max(other), ""),
                Other::Outside => (it.entry, it.entry, it.from.value.as_str()),
            };
            let count = counts.entry(key).or_insert((0, it.from.span));
            count.0 += it.cue_count;
            if let Other::Entry(other) = other {
                lead(&mut pairs, it, other, has_led);
            }
        }
        for it in &self.distinctions {
            if let Other::Entry(other) = self.other(&it.from.value) {
                join(&mut pairs, it, other);
            }
        }
        for (count, place) in counts.values() {
            too_many_cues::check(*count, *place, acc);
        }
        pairs
    }

    /// Which entry names which.
    fn named_pairs(&self) -> BTreeSet<(usize, usize)> {
        let pair = |it: &Remembered| match self.other(&it.from.value) {
            Other::Entry(other) => Some((it.entry, other)),
            Other::Outside => None,
        };
        self.distinctions.iter().filter_map(pair).collect()
    }

    fn check(&self, it: &Remembered, other: Other, acc: &mut Diagnostics) {
        let own = self.entry(it.entry).headword;
        let word = match other {
            Other::Entry(other) => {
                if other == it.entry {
                    distinction_from_itself::report(it.from.span, own, acc);
                }
                if self.is_ambiguous(&it.from.value) {
                    let same = self.names.with_headword(&it.from.value);
                    let candidates: Vec<_> =
                        same.take(ambiguous_from::MOST).map(|it| self.entry(it)).collect();
                    ambiguous_from::report(&it.from, &candidates, acc);
                }
                self.entry(other).headword
            }
            Other::Outside => {
                similar_from::check(&it.from, |it| self.by_folded_headword(it), acc);
                it.from.value.as_str()
            }
        };
        for answer in &it.odd_answers {
            cue_answer::check(answer, [own, word], acc);
        }
    }
}

/// The first entry that names a pair leads it, but for one that has led it before.
fn lead(pairs: &mut Pairs, it: &Remembered, other: usize, has_led: &dyn Fn(usize, usize) -> bool) {
    let key = (it.entry.min(other), it.entry.max(other));
    let has_led = has_led(it.entry, it.at);
    let pair = pairs.entry(key).or_insert(Pair { leader: it.entry, has_led, cues: Vec::new() });
    if has_led && !pair.has_led {
        (pair.leader, pair.has_led) = (it.entry, true);
    }
}

/// The leader's own cues are at hand when it is compiled; the other's are turned to its side.
fn join(pairs: &mut Pairs, it: &Remembered, other: usize) {
    let key = (it.entry.min(other), it.entry.max(other));
    if let Some(pair) = pairs.get_mut(&key).filter(|pair| pair.leader != it.entry) {
        let turned = it.cues.iter().cloned().map(|cue| Cue { is_this: !cue.is_this, ..cue });
        pair.cues.extend(turned);
    }
}
