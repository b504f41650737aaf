//! Everything that an entry could make cards of.

use crate::anki::select::offer::{LedPair, Offer, UsageOffer};
use crate::check::MOST_CUES;
use crate::ledger::Had;
use crate::model::{CardRow, Dialect};

/// An item that may become one or several cards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) row: CardRow,
    /// Its place in the list of its row.
    pub(super) at: usize,
    /// Whether it is a cue, and not the open question about the two words.
    pub(super) is_cue: bool,
    pub(super) cards: usize,
    /// Whether learners have had it.
    pub(super) had: bool,
    /// Its place in the order of preference within its row, which several may share.
    pub(super) rank: u32,
}

/// The rows of the cards of a definition note, in the order of its templates, which is that of the
/// cards' bits.
pub(crate) const SENSE_ROWS: [CardRow; 6] = [
    CardRow::Recognise,
    CardRow::Produce,
    CardRow::Listen,
    CardRow::Say,
    CardRow::Translate,
    CardRow::Picture,
];
/// The bit of the open question of a distinction note. The others are those of cues.
const OPEN: u16 = 1;

/// Returns all that is offered, row by row in the order of the table, and in each row in the order
/// of the source.
pub(super) fn candidates(
    offer: &Offer,
    led: &[LedPair],
    had: &[Had],
    lead: Option<Dialect>,
) -> Vec<Candidate> {
    let bits = |row: CardRow, at: usize| {
        had.get(offer.item(row, at, led).index()).map_or(0, |it| it.cards)
    };
    let mut all = Vec::new();
    let mut add = |row, at, cards, had, rank| {
        all.push(Candidate { row, at, is_cue: false, cards, had, rank });
    };
    for row in CardRow::ALL {
        match row {
            CardRow::Usage => {
                for (at, it) in offer.usage.iter().enumerate() {
                    let rank = usage_rank(it, lead);
                    add(row, at, usize::from(it.cards), bits(row, at) != 0, rank);
                }
            }
            CardRow::Distinction => {}
            CardRow::Question => {
                (0..offer.questions as usize).for_each(|at| add(row, at, 1, bits(row, at) != 0, 0));
            }
            CardRow::Quiz => {
                (0..offer.quiz as usize).for_each(|at| add(row, at, 1, bits(row, at) != 0, 0));
            }
            _ => {
                let bit = SENSE_ROWS.iter().position(|it| *it == row).map_or(0, |it| 1 << it);
                let had = |at: usize| bits(row, at) & bit != 0;
                senses(offer, row, &had).into_iter().for_each(|at| add(row, at, 1, had(at), 0));
            }
        }
    }
    let bits = |at: usize| bits(CardRow::Distinction, at);
    led.iter().enumerate().for_each(|(at, it)| pair(at, it, bits(at), &mut all));
    // The sort is stable, so it keeps the order within each row.
    all.sort_by_key(|it| it.row);
    all
}

/// Returns the senses that can have the card of a row.
fn senses(offer: &Offer, row: CardRow, had: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let is_of_word = matches!(row, CardRow::Listen | CardRow::Say);
    let can = |at: &usize| {
        offer.senses.get(*at).is_some_and(|it| match row {
            CardRow::Produce => it.can_produce,
            CardRow::Translate => it.can_translate,
            CardRow::Picture => it.has_picture,
            CardRow::Listen => it.can_listen,
            CardRow::Say => it.can_say,
            _ => true,
        })
    };
    let all = 0..offer.senses.len();
    if is_of_word && can(&0) {
        // Another sense may have had the cards for the sound of the word before.
        let first = all.clone().find(|it| had(*it)).unwrap_or(0);
        return [first]
            .into_iter()
            .chain(all.filter(|it| *it > 0 && *it != first && can(it)))
            .collect();
    }
    all.filter(can).collect()
}

/// Adds the cards of a pair of words: its first cue, or the open question if there is none; then the
/// other cues, then the open question. Which cues learners have had is decided when they are
/// numbered; here only their number matters.
fn pair(at: usize, it: &LedPair, bits: u16, all: &mut Vec<Candidate>) {
    let cues = it.cues.min(MOST_CUES);
    let had = (bits & !OPEN).count_ones() as usize;
    let row = CardRow::Distinction;
    for cue in 0..cues {
        let rank = u32::from(cue > 0);
        all.push(Candidate { row, at, is_cue: true, cards: 1, had: cue < had, rank });
    }
    let (had, rank) = (bits & OPEN != 0, if cues > 0 { 2 } else { 0 });
    all.push(Candidate { row, at, is_cue: false, cards: 1, had, rank });
}

/// Returns the rank of an item with gaps: by its tier, and in each tier the leading dialect first.
fn usage_rank(it: &UsageOffer, lead: Option<Dialect>) -> u32 {
    let dialect = lead.map_or(0, |lead| dialect_rank(it.dialect, lead));
    u32::from(it.tier) * 4 + u32::from(dialect)
}

/// Returns 0 for the leading dialect, 1 for none, 2 for the other.
pub(super) fn dialect_rank(dialect: Option<Dialect>, lead: Dialect) -> u8 {
    match dialect {
        Some(it) if it == lead => 0,
        None => 1,
        Some(_) => 2,
    }
}
