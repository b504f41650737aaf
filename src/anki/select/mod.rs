//! Chooses which of an entry's items become cards.

mod candidates;
mod claims;
mod offer;

use std::collections::BTreeSet;

#[cfg(test)]
pub(crate) use candidates::SENSE_ROWS;
use candidates::{Candidate, candidates};
use offer::short;

use crate::anki::limits::Limits;
use crate::check::MOST_CUES;
use crate::ledger::Had;
use crate::model::{CardRow, Dialect, Profile};

pub use offer::Offer;
pub(crate) use offer::{LedPair, usage_items};

/// The chosen items of an entry, by their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    /// The senses with each card of a definition note: the row and the sense, in the order of the
    /// senses.
    pub(crate) senses: Vec<(CardRow, usize)>,
    /// Places among [`usage_items`].
    pub(crate) usage: Vec<usize>,
    pub(crate) distinctions: Vec<ChosenPair>,
    /// Places among the mistakes, then the questions.
    pub(crate) questions: Vec<usize>,
    pub(crate) quiz: Vec<usize>,
    pub(crate) typed: bool,
    /// The items for which there is no card. Cues of chosen pairs are not among them: which of
    /// these have a card is known when they are numbered.
    pub(crate) left_out: Vec<(CardRow, usize)>,
    /// The pairs of words without a card, by their places among the led ones.
    pub(crate) lost_pairs: Vec<usize>,
    /// The number of items of which no earlier build made a note.
    pub(crate) new_notes: u32,
}

/// A pair of words that makes a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChosenPair {
    /// Its place among the led pairs.
    pub(crate) led: usize,
    pub(crate) pair: LedPair,
    /// Whether there is a card with the open question.
    pub(crate) is_open: bool,
    /// The number of cues that are cards.
    pub(crate) cues: usize,
    /// The cards that learners have had, as bits. Their cues come first.
    pub(crate) had: u16,
    /// Whether all cues that learners have had are cards, however many are chosen.
    pub(crate) keeps_had: bool,
}

impl ChosenPair {
    /// Returns whether learners have had the card with this ordinal.
    pub(crate) fn had(&self, ordinal: u16) -> bool {
        self.had & 1_u16.checked_shl(u32::from(ordinal)).unwrap_or(0) != 0
    }
}

/// Chooses cards from the offer within `limits`. `had` is what earlier builds made
/// of each item; `lead` is the dialect of the deck; in a deck for both, British leads.
pub(crate) fn select(
    offer: &Offer,
    led: &[LedPair],
    limits: &Limits,
    had: &[Had],
    lead: Option<Dialect>,
) -> Selection {
    let candidates = candidates(offer, led, had, lead);
    let taken = claims::choose(offer, &candidates, limits, lead.unwrap_or(Dialect::British));
    let mut chosen = Selection { typed: limits.typed, ..Selection::default() };
    let of_item = |row, at| had.get(offer.item(row, at, led).index());
    let mut new = BTreeSet::new();
    for (it, is_taken) in candidates.iter().zip(taken) {
        if it.row == CardRow::Distinction {
            let had = of_item(it.row, it.at).map_or(0, |it| it.cards);
            let keeps_had = limits.profile == Profile::Standard && limits.row(it.row).is_none();
            chosen.add_pair(it, is_taken, led, (had, keeps_had));
        } else if is_taken {
            chosen.add(it);
        } else {
            chosen.left_out.push((it.row, it.at));
        }
        if is_taken && of_item(it.row, it.at).is_none_or(|it| !it.is_known) {
            new.insert(offer.item(it.row, it.at, led));
        }
    }
    let ranks = candidates.iter().filter(|it| it.row == CardRow::Usage).map(|it| it.rank);
    let ranks: Vec<u32> = ranks.collect();
    chosen.usage.sort_by_key(|at| (ranks.get(*at).copied(), *at));
    chosen.senses.sort_by_key(|it| it.1);
    let (with_card, without): (Vec<_>, Vec<_>) =
        chosen.distinctions.into_iter().partition(|it| it.is_open || it.cues > 0);
    chosen.distinctions = with_card;
    chosen.lost_pairs = without.into_iter().map(|it| it.led).collect();
    chosen.new_notes = short(new.len());
    chosen.shrink();
    chosen
}

impl Selection {
    /// Releases the unused capacity of the lists, since a selection is kept for every entry.
    fn shrink(&mut self) {
        for it in [&mut self.usage, &mut self.questions, &mut self.quiz, &mut self.lost_pairs] {
            it.shrink_to_fit();
        }
        self.senses.shrink_to_fit();
        self.distinctions.shrink_to_fit();
        self.left_out.shrink_to_fit();
    }

    fn add(&mut self, it: &Candidate) {
        match it.row {
            CardRow::Usage => self.usage.push(it.at),
            CardRow::Question => self.questions.push(it.at),
            CardRow::Quiz => self.quiz.push(it.at),
            row => self.senses.push((row, it.at)),
        }
    }

    /// Adds a card of a pair of words, or only the pair if the card is not taken.
    fn add_pair(
        &mut self,
        it: &Candidate,
        is_taken: bool,
        led: &[LedPair],
        (had, keeps_had): (u16, bool),
    ) {
        if self.distinctions.last().is_none_or(|last| last.led != it.at) {
            let pair = led[it.at];
            let new = ChosenPair { led: it.at, pair, is_open: false, cues: 0, had, keeps_had };
            self.distinctions.push(new);
        }
        if let Some(chosen) = self.distinctions.last_mut().filter(|_| is_taken) {
            chosen.is_open |= !it.is_cue;
            chosen.cues += usize::from(it.is_cue);
        }
    }

    /// Returns the rows of which a sense has a card.
    pub(crate) fn rows_of_sense(&self, sense: usize) -> impl Iterator<Item = CardRow> {
        let start = self.senses.partition_point(|it| it.1 < sense);
        let rest = self.senses.get(start..).unwrap_or(&[]);
        rest.iter().take_while(move |it| it.1 == sense).map(|it| it.0)
    }

    /// Returns the number of cards in each wave, in the order of [`Wave`]. A pair may turn out to
    /// have fewer cues.
    pub(crate) fn wave_sizes(&self, offer: &Offer) -> [u32; WAVES] {
        let of_row = |row| short(self.senses.iter().filter(|it| it.0 == row).count());
        let usage = self.usage.iter().filter_map(|it| offer.usage.get(*it));
        let cues = self.distinctions.iter().map(|it| it.cues.min(MOST_CUES)).sum();
        let mut sizes = [0; WAVES];
        sizes[Wave::Recognise as usize] = of_row(CardRow::Recognise);
        sizes[Wave::Produce as usize] = of_row(CardRow::Produce);
        sizes[Wave::Translate as usize] = of_row(CardRow::Translate);
        sizes[Wave::Picture as usize] = of_row(CardRow::Picture);
        sizes[Wave::Listen as usize] = of_row(CardRow::Listen);
        sizes[Wave::Say as usize] = of_row(CardRow::Say);
        sizes[Wave::Usage as usize] = usage.map(|it| u32::from(it.cards)).sum();
        sizes[Wave::Cue as usize] = short(cues);
        sizes[Wave::Distinction as usize] =
            short(self.distinctions.iter().filter(|it| it.is_open).count());
        sizes[Wave::Question as usize] = short(self.questions.len());
        sizes[Wave::Quiz as usize] = short(self.quiz.len());
        sizes
    }
}

/// The number of waves of new cards.
pub(crate) const WAVES: usize = 11;

/// A wave of new cards: first all words are met, then they are produced, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wave {
    Recognise,
    Produce,
    Translate,
    Picture,
    Listen,
    Say,
    Usage,
    Cue,
    Distinction,
    Question,
    Quiz,
}

#[cfg(test)]
mod tests;
