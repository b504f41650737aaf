//! The order in which new cards come: where each entry's cards stand among all.

use crate::anki::select::{Offer, WAVES, Wave, limits_of, select};
use crate::check::{Index, Pairs};
use crate::model::{Deck, Entry, Order, Profile};

/// Positions are this far apart, so that a later release can put cards between.
const STEP: i64 = 10;

/// What is remembered of each entry to place its cards, filled in the first pass.
#[derive(Debug, Default)]
pub struct Planner {
    offers: Vec<Offer>,
}

/// Where each entry's cards begin in each wave.
#[derive(Debug)]
pub struct Plan {
    starts: Vec<[u32; WAVES]>,
}

impl Planner {
    /// Adds the next entry of the deck.
    pub fn add(&mut self, entry: &Entry, deck: &Deck) {
        self.offers.push(Offer::of(entry, deck.language.is_english()));
    }

    /// Places the cards of all entries.
    pub fn finish(
        self,
        deck: &Deck,
        profile: Option<Profile>,
        index: &Index,
        pairs: &Pairs,
    ) -> Plan {
        let size = |(number, offer): (usize, &Offer)| {
            let led = offer.led_pairs(number, index, pairs);
            select(offer, &led, &limits_of(offer, profile, deck.cards.as_ref())).wave_sizes(offer)
        };
        let sizes: Vec<_> = self.offers.iter().enumerate().map(size).collect();
        Plan {
            starts: match deck.order {
                Order::Waves => waves(&sizes),
                Order::Source => source(&sizes),
            },
        }
    }
}

fn waves(sizes: &[[u32; WAVES]]) -> Vec<[u32; WAVES]> {
    let mut starts = vec![[0; WAVES]; sizes.len()];
    let mut next = 0;
    for wave in 0..WAVES {
        for (start, size) in starts.iter_mut().zip(sizes) {
            start[wave] = next;
            next += size[wave];
        }
    }
    starts
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
    /// The places of an entry's cards.
    pub(crate) fn places(&self, number: usize) -> Places {
        Places { next: self.starts.get(number).copied().unwrap_or_default() }
    }
}

/// Hands out the places of one entry's cards.
#[derive(Debug)]
pub(crate) struct Places {
    next: [u32; WAVES],
}

impl Places {
    /// The place of the entry's next card in `wave`.
    pub(crate) fn next(&mut self, wave: Wave) -> i64 {
        let rank = &mut self.next[wave as usize];
        *rank += 1;
        i64::from(*rank) * STEP
    }
}
