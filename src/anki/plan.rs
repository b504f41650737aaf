//! The order of new cards: the position of each entry's cards among all.
//!
//! Related words that are learned together interfere with each other (Tinkham 1993; Waring 1997),
//! so in every wave, synonyms and words that a distinction compares are kept apart.

use std::cmp::Reverse;
use std::collections::VecDeque;
use std::sync::Arc;

use rayon::prelude::*;

use crate::anki::select::{LedPair, Offer, Selection, WAVES, Wave, select};
use crate::check::{Index, Pairs};
use crate::ledger::Had;
use crate::model::{Deck, Order, Profile};

/// The distance between positions, so that a later release can insert cards.
const STEP: i64 = 10;

/// Collects what is needed of each entry to place its cards.
#[derive(Debug)]
pub struct Planner {
    offers: Vec<Arc<Offer>>,
    /// What earlier builds made of the items of each entry.
    had: Vec<Box<[Had]>>,
}

/// The cards of each entry, and their first position in each wave.
#[derive(Debug)]
pub struct Plan {
    chosen: Vec<Chosen>,
    starts: Vec<[u32; WAVES]>,
    cards: u32,
    new_notes: usize,
}

/// The offer of an entry, and the part of it that becomes cards.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) offer: Arc<Offer>,
    /// The distinctions that make a note.
    pub(crate) led: Vec<LedPair>,
    pub(crate) selection: Selection,
}

impl Planner {
    /// Creates a planner for the entries of a deck by their offers. `had` has, for each entry, what
    /// earlier builds made of its items.
    pub fn new(offers: Vec<Arc<Offer>>, had: Vec<Vec<Had>>) -> Planner {
        Planner { offers, had: had.into_iter().map(Vec::into_boxed_slice).collect() }
    }

    /// Replaces what earlier builds made of an entry's items.
    pub fn set_had(&mut self, number: usize, had: Vec<Had>) {
        if let Some(old) = self.had.get_mut(number) {
            *old = had.into();
        }
    }

    /// Chooses and places the cards of all entries.
    pub fn finish(
        self,
        deck: &Deck,
        profile: Option<Profile>,
        index: &Index,
        pairs: &Pairs,
    ) -> Plan {
        let ties = match deck.order {
            Order::Waves => self.ties(index, pairs),
            Order::Source => Vec::new(),
        };
        let lead = deck.dialect;
        let choose = |(number, (offer, had)): (usize, (Arc<Offer>, Box<[Had]>))| {
            let led = offer.led_pairs(number, index, pairs);
            let limits = offer.limits(profile, deck.cards.as_ref());
            let selection = select(&offer, &led, &limits, &had, lead);
            Chosen { offer, led, selection }
        };
        let offers = self.offers.into_par_iter().zip(self.had).enumerate();
        let chosen: Vec<Chosen> = offers.map(choose).collect();
        let sizes: Vec<_> = chosen.iter().map(|it| it.selection.wave_sizes(&it.offer)).collect();
        let starts = match deck.order {
            Order::Waves => waves(&sizes, &ties),
            Order::Source => source(&sizes),
        };
        let new_notes = chosen.iter().map(|it| it.selection.new_notes as usize).sum();
        Plan { chosen, starts, cards: sizes.iter().flatten().sum(), new_notes }
    }

    /// Returns the related entries of each entry, by distinctions and synonyms.
    fn ties(&self, index: &Index, pairs: &Pairs) -> Vec<Vec<usize>> {
        let mut ties = vec![Vec::new(); self.offers.len()];
        let synonyms = self.offers.par_iter().enumerate().flat_map_iter(|(number, offer)| {
            let others = offer.synonyms().filter_map(|it| index.number_of_headword(it));
            others.map(move |it| (number, it))
        });
        let synonyms: Vec<(usize, usize)> = synonyms.collect();
        for (one, other) in pairs.keys().copied().chain(synonyms).filter(|it| it.0 != it.1) {
            ties[one].push(other);
            ties[other].push(one);
        }
        ties.iter_mut().for_each(|it| it.sort_unstable());
        ties
    }
}

/// Returns the first position of each entry in each wave. The waves follow one another, and in each
/// of them related entries are kept apart.
fn waves(sizes: &[[u32; WAVES]], ties: &[Vec<usize>]) -> Vec<[u32; WAVES]> {
    let mut starts = vec![[0; WAVES]; sizes.len()];
    let mut next = 0;
    for wave in 0..WAVES {
        let present: Vec<usize> = (0..sizes.len()).filter(|it| sizes[*it][wave] > 0).collect();
        for number in spread(&present, ties) {
            starts[number][wave] = next;
            next += sizes[number][wave];
        }
    }
    starts
}

/// The minimum distance between related entries, if there are enough others to put between them.
const DISTANCE: usize = 10;
/// The maximum number of waiting entries that are considered for the next position. It bounds the
/// time for decks in which all entries are related.
const MOST_LOOKS: usize = 64;

/// Returns `entries` in their order, except that an entry is moved back if it is too close to an
/// earlier related one.
fn spread(entries: &[usize], ties: &[Vec<usize>]) -> Vec<usize> {
    let mut waiting: VecDeque<usize> = VecDeque::new();
    let mut rest = entries.iter().copied().peekable();
    let mut order: Vec<usize> = Vec::with_capacity(entries.len());
    while order.len() < entries.len() {
        // Most entries have no ties and need not wait.
        if waiting.is_empty()
            && let Some(number) = rest.next_if(|it| ties[*it].is_empty())
        {
            order.push(number);
            continue;
        }
        // Only the last few placed entries can be too close. The ties are sorted, so that a word
        // with many related entries takes hardly more time than another.
        let gap = |number: usize| {
            let recent = order.iter().rev().take(DISTANCE - 1);
            let near = recent.enumerate().find(|(_, it)| ties[number].binary_search(it).is_ok());
            near.map_or(DISTANCE, |(back, _)| back + 1)
        };
        while waiting.len() < MOST_LOOKS
            && waiting.iter().all(|it| gap(*it) < DISTANCE)
            && let Some(number) = rest.next()
        {
            waiting.push_back(number);
        }
        let looks = waiting.iter().enumerate().take(MOST_LOOKS);
        // The first entry that is far enough away is best, or else the one that is farthest away,
        // and of several the first.
        let best = looks.max_by_key(|(at, it)| (gap(**it), Reverse(*at)));
        let Some(number) = best.map(|it| it.0).and_then(|at| waiting.remove(at)) else { break };
        order.push(number);
    }
    order
}

fn source(sizes: &[[u32; WAVES]]) -> Vec<[u32; WAVES]> {
    let mut next = 0;
    let mut start = |size: &[u32; WAVES]| {
        size.map(|it| {
            let here = next;
            next += it;
            here
        })
    };
    sizes.iter().map(&mut start).collect()
}

impl Plan {
    /// Returns whether there is no card at all.
    pub fn is_empty(&self) -> bool {
        self.cards == 0
    }

    /// Returns the number of notes that no earlier build made.
    pub(crate) fn new_notes(&self) -> usize {
        self.new_notes
    }

    /// Returns what was chosen for an entry.
    pub(crate) fn chosen(&self, number: usize) -> &Chosen {
        &self.chosen[number]
    }

    /// Returns the positions of an entry's cards.
    pub(crate) fn places(&self, number: usize) -> Places {
        Places { next: self.starts.get(number).copied().unwrap_or_default() }
    }
}

/// Assigns the positions of one entry's cards.
#[derive(Debug)]
pub(crate) struct Places {
    next: [u32; WAVES],
}

impl Places {
    /// Returns the position of the entry's next card in `wave`.
    pub(crate) fn next(&mut self, wave: Wave) -> i64 {
        let rank = &mut self.next[wave as usize];
        *rank += 1;
        i64::from(*rank) * STEP
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ties(count: usize, pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
        let mut ties = vec![Vec::new(); count];
        for (one, other) in pairs.iter().filter(|it| it.0 != it.1) {
            ties[*one].push(*other);
            ties[*other].push(*one);
        }
        ties.iter_mut().for_each(|it| it.sort_unstable());
        ties
    }

    fn distance(order: &[usize], one: usize, other: usize) -> usize {
        let place = |number| order.iter().position(|it| *it == number).unwrap_or(0);
        place(one).abs_diff(place(other))
    }

    #[test]
    fn without_ties_the_order_is_the_source() {
        let all: Vec<usize> = (0..50).collect();
        assert_eq!(spread(&all, &ties(50, &[])), all);
    }

    #[test]
    fn what_cannot_be_kept_apart_is_still_placed() {
        let pairs: Vec<_> = (0..5).flat_map(|one| (0..5).map(move |other| (one, other))).collect();
        let mut order = spread(&[0, 1, 2, 3, 4], &ties(5, &pairs));
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn waves_follow_each_other_without_a_place_taken_twice() {
        let size = |waves: &[(Wave, u32)]| {
            let mut size = [0; WAVES];
            waves.iter().for_each(|(wave, count)| size[*wave as usize] = *count);
            size
        };
        let one = [(Wave::Recognise, 1), (Wave::Produce, 1), (Wave::Usage, 2), (Wave::Cue, 1)];
        let other = [(Wave::Recognise, 2), (Wave::Produce, 1), (Wave::Question, 1)];
        let starts = waves(&[size(&one), size(&other)], &ties(2, &[]));
        let starts_of = |of: &[(Wave, u32)], number: usize| -> Vec<u32> {
            of.iter().map(|it| starts[number][it.0 as usize]).collect()
        };
        assert_eq!(starts_of(&one, 0), [0, 3, 5, 7]);
        assert_eq!(starts_of(&other, 1), [1, 4, 8]);
    }

    proptest! {
        #[test]
        fn tied_words_are_apart_where_the_deck_allows(
            pairs in prop::collection::vec((0..100_usize, 0..100_usize), 0..12)
        ) {
            let all: Vec<usize> = (0..100).collect();
            let order = spread(&all, &ties(100, &pairs));
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, all);
            for (one, other) in pairs.into_iter().filter(|it| it.0 != it.1) {
                // There are no words left to put between the last ones of a deck.
                let is_late = [one, other].iter().any(|it| *it >= 80);
                prop_assert!(is_late || distance(&order, one, other) >= DISTANCE);
            }
        }
    }
}
