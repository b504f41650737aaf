//! The index of all entries: enough of each to check entries against each other and to compile them
//! one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::check::complete::Located;
use crate::check::names::{Indexed, NameHashes, Names};
use crate::check::rules::repeated_front::Front;
use crate::check::rules::{
    ambiguous_from, cue_answer, distinction_from_itself, duplicate_id, one_sided_distinction,
    repeated_front, similar_from, too_many_cues,
};
use crate::diag::{Diagnostics, Span};
use crate::model::{Cue, Distinction, Entry};
use crate::source;
use crate::source::Text;

/// The word that `from` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// An entry, by its number.
    Entry(usize),
    /// A word outside the deck.
    Outside,
}

/// Two words that a distinction compares. They share a note, which belongs to the first one.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The entry that the note belongs to: the one that led the pair in earlier releases, or else
    /// the first that names the other.
    pub leader: usize,
    /// Whether the leader led the pair in earlier releases.
    has_led: bool,
    /// The cues of the other entry, from the leader's point of view.
    pub cues: Vec<Cue>,
}

/// The pairs of a deck, by the numbers of their entries, the smaller first.
pub type Pairs = BTreeMap<(usize, usize), Pair>;

/// The index of all entries.
#[derive(Debug, Default)]
pub struct Index {
    names: Names,
    /// The distinctions, each with the number of its entry.
    distinctions: Vec<(usize, Named)>,
    fronts: Vec<Front>,
}

/// The facts about an entry's written form that the index needs. It depends on nothing else, so
/// entries can be processed in parallel, and the written entry can be dropped.
#[derive(Debug)]
pub struct Brief {
    /// The place of the headword, or of the entry if it has no headword.
    pub place: Span,
    /// The place of the id, or else of the headword.
    id_place: Span,
    /// Whether the entry has an explicit id.
    pub has_id: bool,
    fronts: Box<[Front]>,
    distinctions: Box<[Named]>,
    hashes: NameHashes,
}

impl Brief {
    /// Returns the brief of `written`, from which `entry` was made.
    pub(super) fn of(
        entry: &Entry,
        written: &source::Entry,
        hints: &[Rc<str>],
        phrases: &[Located<'_>],
    ) -> Brief {
        let place = written.headword.as_ref().map_or(written.span, |it| it.span);
        let mut fronts = Vec::new();
        repeated_front::fronts(entry, written, hints, phrases, &mut fronts);
        let mut models = entry.distinctions.iter().enumerate().peekable();
        let named = |it: &source::Distinction| {
            let from = it.from.as_ref()?;
            // Invalid distinctions were dropped; the valid ones are in the same order.
            let model = models.next_if(|it| it.1.from == from.value);
            Some(Named::of(entry, it, from, model))
        };
        Brief {
            place,
            id_place: written.id.as_ref().map_or(place, |it| it.span),
            has_id: written.id.is_some(),
            fronts: fronts.into(),
            hashes: NameHashes::of(&entry.id, &entry.headword),
            distinctions: written.distinctions.iter().filter_map(named).collect(),
        }
    }
}

/// The indexed facts of a distinction. Its cues are kept because they may belong to another entry's
/// note.
#[derive(Clone, Debug)]
struct Named {
    /// Its place among the valid distinctions of its entry.
    at: usize,
    from: Text,
    cue_count: usize,
    cues: Box<[Cue]>,
    /// The answers that are neither the headword nor `from`.
    odd_answers: Vec<Text>,
}

impl Named {
    fn of(
        entry: &Entry,
        written: &source::Distinction,
        from: &Text,
        model: Option<(usize, &Distinction)>,
    ) -> Named {
        let headword = entry.headword.to_lowercase();
        let answers = written.cues.iter().filter_map(|it| it.answer.as_ref());
        let is_odd = |it: &&Text| {
            it.value != from.value && it.value != entry.id && it.value.to_lowercase() != headword
        };
        Named {
            at: model.map_or(usize::MAX, |it| it.0),
            from: from.clone(),
            cue_count: written.cues.len(),
            cues: model.map(|it| it.1.cues.clone()).unwrap_or_default(),
            odd_answers: answers.filter(is_odd).cloned().collect(),
        }
    }
}

impl Index {
    /// Creates the index of all entries from their briefs, and reports ids that are already used.
    pub fn of(entries: &[(&Entry, &Brief)], diagnostics: &mut Diagnostics) -> Index {
        let names = entries.iter().map(|(entry, brief)| {
            let headword = entry.headword.as_str();
            (Indexed { id: &entry.id, headword, span: brief.place }, brief.hashes)
        });
        let names = Names::of(names);
        for (number, first) in names.repeated_ids() {
            let (entry, brief) = entries[number];
            let first = names.get(first).span;
            duplicate_id::report(&entry.id, brief.id_place, first, diagnostics);
        }
        let fronts = entries.iter().flat_map(|it| &it.1.fronts).copied().collect();
        let named = |(number, (_, brief)): (usize, &(&Entry, &Brief))| {
            brief.distinctions.iter().map(|it| (number, it.clone())).collect::<Vec<_>>()
        };
        let distinctions = entries.iter().enumerate().flat_map(named).collect();
        Index { names, distinctions, fronts }
    }

    /// Returns the number of entries.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Returns whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the id, the headword and the place of an entry.
    pub fn entry(&self, number: usize) -> Indexed<'_> {
        self.names.get(number)
    }

    /// Returns the word that `from` names: an entry by id, else an entry by headword, else a word
    /// outside the deck.
    ///
    /// If several entries have the headword, which is an error, the first one is returned.
    pub fn other(&self, from: &str) -> Other {
        let by_id = self.names.with_id(from);
        let found = by_id.or_else(|| self.names.with_headword(from).next());
        found.map_or(Other::Outside, Other::Entry)
    }

    /// Returns the first entry with this headword, ignoring case.
    pub fn number_of_headword(&self, headword: &str) -> Option<usize> {
        self.names.with_folded(&headword.to_lowercase())
    }

    fn is_ambiguous(&self, from: &str) -> bool {
        self.names.with_id(from).is_none() && self.names.with_headword(from).nth(1).is_some()
    }

    fn by_folded_headword(&self, folded: &str) -> Option<Indexed<'_>> {
        self.names.with_folded(folded).map(|it| self.entry(it))
    }

    /// Returns the first entry with this id.
    pub fn by_id(&self, id: &str) -> Option<Indexed<'_>> {
        self.names.with_id(id).map(|it| self.entry(it))
    }

    /// Checks the distinctions of all entries against each other and joins them into pairs.
    /// `has_led` returns whether the distinction at a place of an entry led its pair in the last
    /// release; if so, it continues to lead it.
    ///
    /// Also reports fronts that two notes share, and removes the fronts from the index.
    pub fn pairs(
        &mut self,
        has_led: &dyn Fn(usize, usize) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Pairs {
        repeated_front::check(std::mem::take(&mut self.fronts), diagnostics);
        let named = self.named_pairs();
        let mut pairs = Pairs::new();
        let mut counts: BTreeMap<(usize, usize, &str), (usize, Span)> = BTreeMap::new();
        for (entry, it) in &self.distinctions {
            let entry = *entry;
            let other = self.other(&it.from.value);
            self.check(entry, it, other, diagnostics);
            if let Other::Entry(other) = other
                && other != entry
                && !named.contains(&(other, entry))
                && !self.is_ambiguous(&it.from.value)
            {
                let (own, other) = (self.entry(entry), self.entry(other));
                one_sided_distinction::report(&it.from, other, own, diagnostics);
            }
            let key = match other {
                Other::Entry(other) => (entry.min(other), entry.max(other), ""),
                Other::Outside => (entry, entry, it.from.value.as_str()),
            };
            let count = counts.entry(key).or_insert((0, it.from.span));
            count.0 += it.cue_count;
            if let Other::Entry(other) = other {
                lead(&mut pairs, (entry, it.at), other, has_led);
            }
        }
        for (entry, it) in &self.distinctions {
            if let Other::Entry(other) = self.other(&it.from.value) {
                join(&mut pairs, *entry, it, other);
            }
        }
        for (count, place) in counts.values() {
            too_many_cues::check(*count, *place, diagnostics);
        }
        pairs
    }

    /// Returns which entry names which.
    fn named_pairs(&self) -> BTreeSet<(usize, usize)> {
        let pair = |(entry, it): &(usize, Named)| match self.other(&it.from.value) {
            Other::Entry(other) => Some((*entry, other)),
            Other::Outside => None,
        };
        self.distinctions.iter().filter_map(pair).collect()
    }

    fn check(&self, entry: usize, it: &Named, other: Other, diagnostics: &mut Diagnostics) {
        let own = self.entry(entry).headword;
        let word = match other {
            Other::Entry(other) => {
                if other == entry {
                    distinction_from_itself::report(it.from.span, own, diagnostics);
                }
                if self.is_ambiguous(&it.from.value) {
                    let same = self.names.with_headword(&it.from.value);
                    let candidates: Vec<_> =
                        same.take(ambiguous_from::MOST).map(|it| self.entry(it)).collect();
                    ambiguous_from::report(&it.from, &candidates, diagnostics);
                }
                self.entry(other).headword
            }
            Other::Outside => {
                similar_from::check(&it.from, |it| self.by_folded_headword(it), diagnostics);
                it.from.value.as_str()
            }
        };
        for answer in &it.odd_answers {
            cue_answer::check(answer, [own, word], diagnostics);
        }
    }
}

/// Adds the pair of two entries, or changes its leader: the first entry that names a pair leads it,
/// unless another has led it before.
fn lead(
    pairs: &mut Pairs,
    (entry, at): (usize, usize),
    other: usize,
    has_led: &dyn Fn(usize, usize) -> bool,
) {
    let key = (entry.min(other), entry.max(other));
    let has_led = has_led(entry, at);
    let pair = pairs.entry(key).or_insert(Pair { leader: entry, has_led, cues: Vec::new() });
    if has_led && !pair.has_led {
        (pair.leader, pair.has_led) = (entry, true);
    }
}

/// Adds the cues of the entry that does not lead the pair, from the leader's point of view. The
/// leader's own cues are available when it is compiled.
fn join(pairs: &mut Pairs, entry: usize, it: &Named, other: usize) {
    let key = (entry.min(other), entry.max(other));
    if let Some(pair) = pairs.get_mut(&key).filter(|pair| pair.leader != entry) {
        let turned = it.cues.iter().cloned().map(|cue| Cue { is_this: !cue.is_this, ..cue });
        pair.cues.extend(turned);
    }
}
