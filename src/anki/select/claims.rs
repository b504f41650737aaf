//! What a profile chooses, claim by claim.

use crate::anki::limits::Limits;
use crate::anki::select::candidates::{Candidate, dialect_rank};
use crate::anki::select::offer::{Offer, VERBS};
use crate::model::{CardRow, Dialect, Limit, Profile};

/// A claim to a place among an entry's cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    /// Recognising the first sense.
    FirstSense,
    /// A pair of words, as a cue if it has one.
    Pair,
    /// A cue, or else a quiz item, or else a question.
    Exercise,
    /// A quiz item.
    Quiz,
    /// A phrase in the leading dialect, verb senses first.
    Usage,
    /// A phrase of a sense that is asked for, or of none.
    KnownUsage,
    /// Recognising the senses with `teach: true`.
    Taught,
    /// Recognising the first sense of another part of speech.
    OtherClass,
    /// A phrase in the other dialect, or else another one.
    OtherUsage,
    /// Producing the headword from the first definition, or from a translation if there is none.
    Produce,
    /// A question of an entry that is not compared with another word.
    Question,
}

/// The claims of the profile `standard`, in their order.
const STANDARD: [Claim; 9] = [
    Claim::FirstSense,
    Claim::Pair,
    Claim::Quiz,
    Claim::Usage,
    Claim::Taught,
    Claim::OtherClass,
    Claim::OtherUsage,
    Claim::Produce,
    Claim::Question,
];
/// Those of the profile `light`. The phrase comes last, because it may make several cards.
const LIGHT: [Claim; 3] = [Claim::FirstSense, Claim::Exercise, Claim::KnownUsage];

/// The maximum number of usage cards of the profile `standard`.
const MOST_USAGE: usize = 2;

/// Chooses among the candidates; returns which of them are taken.
pub(super) fn choose(
    offer: &Offer,
    candidates: &[Candidate],
    limits: &Limits,
    lead: Dialect,
) -> Vec<bool> {
    let mut room = Room {
        offer,
        candidates,
        limits,
        lead,
        taken: vec![false; candidates.len()],
        left: limits.most().unwrap_or(usize::MAX),
    };
    for row in CardRow::ALL {
        if let Some(limit) = limits.row(row) {
            room.fill(row, limit);
        }
    }
    let claims: &[Claim] = match limits.profile {
        Profile::Light => &LIGHT,
        Profile::Standard => &STANDARD,
        Profile::Minimal | Profile::Everything => &[],
    };
    claims.iter().for_each(|it| room.claim(*it));
    if limits.profile == Profile::Standard {
        // What learners have had comes on top, so that it pushes nothing out.
        for (taken, it) in room.taken.iter_mut().zip(candidates) {
            *taken |= it.had && limits.row(it.row).is_none();
        }
    }
    room.taken
}

/// The cards that can still be chosen.
struct Room<'r> {
    offer: &'r Offer,
    candidates: &'r [Candidate],
    limits: &'r Limits,
    lead: Dialect,
    taken: Vec<bool>,
    left: usize,
}

impl Room<'_> {
    /// Takes the candidates of a row up to the author's limit: first what learners have had.
    fn fill(&mut self, row: CardRow, limit: Limit) {
        let mut left = match limit {
            Limit::All => usize::MAX,
            Limit::AtMost(most) => most as usize,
        };
        let mut order: Vec<usize> = self.of_row(row).collect();
        order.sort_by_key(|it| (!self.candidates[*it].had, self.candidates[*it].rank));
        for at in order {
            if self.candidates[at].cards <= left {
                left -= self.candidates[at].cards;
                self.taken[at] = true;
            }
        }
    }

    /// Returns the candidates of a row that are not taken.
    fn of_row(&self, row: CardRow) -> impl Iterator<Item = usize> + use<'_> {
        let all = self.candidates.iter().enumerate();
        all.filter(move |(at, it)| it.row == row && !self.taken[*at]).map(|it| it.0)
    }

    /// Returns the candidates of a row for a claim: none where the author has set a limit.
    fn claimable(&self, row: CardRow) -> impl Iterator<Item = usize> + use<'_> {
        let is_own = self.limits.row(row).is_some();
        self.of_row(row).filter(move |_| !is_own)
    }

    fn claim(&mut self, claim: Claim) {
        match claim {
            Claim::FirstSense => self.take_sense(CardRow::Recognise, 0),
            Claim::Pair => self.take_best(&[CardRow::Distinction], |it| it.is_cue || it.rank == 0),
            Claim::Quiz => self.take_best(&[CardRow::Quiz], |_| true),
            Claim::Exercise => {
                let rows = [CardRow::Distinction, CardRow::Quiz, CardRow::Question];
                let is_open = |it: &Candidate| it.row == CardRow::Distinction && !it.is_cue;
                self.take_best(&rows, |it| !is_open(it));
            }
            Claim::Taught => {
                let all = self.offer.senses.iter().enumerate().filter(|it| it.1.is_taught);
                for (at, _) in all {
                    self.take_sense(CardRow::Recognise, at);
                }
            }
            Claim::OtherClass => {
                if let Some(at) = self.offer.other_class {
                    self.take_sense(CardRow::Recognise, at as usize);
                }
            }
            Claim::Usage | Claim::KnownUsage | Claim::OtherUsage => self.take_usage(claim),
            Claim::Produce => match self.offer.senses.first() {
                Some(it) if it.can_produce => self.take_sense(CardRow::Produce, 0),
                _ => self.take_sense(CardRow::Translate, 0),
            },
            Claim::Question => {
                let no_pairs = self.limits.row(CardRow::Distinction) == Some(Limit::AtMost(0));
                if self.offer.distinctions.is_empty() || no_pairs {
                    self.take_best(&[CardRow::Question], |_| true);
                }
            }
        }
    }

    /// Takes a card of a sense.
    fn take_sense(&mut self, row: CardRow, sense: usize) {
        let found = self.claimable(row).find(|it| self.candidates[*it].at == sense);
        found.into_iter().for_each(|it| self.take(it));
    }

    /// Takes the best candidate of the rows for which `fits` holds. What learners have had comes
    /// first, then the first row.
    fn take_best(&mut self, rows: &[CardRow], fits: impl Fn(&Candidate) -> bool) {
        let all = rows.iter().flat_map(|it| self.claimable(*it));
        let all = all.filter(|it| fits(&self.candidates[*it]));
        let best = all.min_by_key(|it| !self.candidates[*it].had);
        best.into_iter().for_each(|it| self.take(it));
    }

    /// Takes a phrase.
    fn take_usage(&mut self, claim: Claim) {
        let most = if claim == Claim::KnownUsage { usize::MAX } else { MOST_USAGE };
        let is_usage = |it: &(usize, &Candidate)| it.1.row == CardRow::Usage && self.taken[it.0];
        let taken: Vec<&Candidate> =
            self.candidates.iter().enumerate().filter(is_usage).map(|it| it.1).collect();
        let used: usize = taken.iter().map(|it| it.cards).sum();
        let sounds: Vec<u32> = taken.iter().map(|it| self.offer.usage[it.at].sound).collect();
        let all = self.claimable(CardRow::Usage);
        let fitting = all.filter(|it| used + self.candidates[*it].cards <= most);
        let is_new = |it: &usize| {
            let sound = self.offer.usage[self.candidates[*it].at].sound;
            claim != Claim::OtherUsage || !sounds.contains(&sound)
        };
        let best = fitting.filter(is_new).min_by_key(|it| self.usage_key(*it, claim));
        best.into_iter().for_each(|it| self.take(it));
    }

    /// Returns the key by which phrases are ordered for a claim.
    fn usage_key(&self, at: usize, claim: Claim) -> (usize, u8, u8, u8, bool, usize) {
        let it = &self.candidates[at];
        let usage = &self.offer.usage[it.at];
        let dialect = dialect_rank(usage.dialect, self.lead);
        let is_other = u8::from(dialect == 2);
        let not_verb = u8::from(usage.tier != VERBS);
        match claim {
            Claim::OtherUsage => {
                (usize::from(is_other == 0), not_verb, usage.tier, dialect, !it.had, it.at)
            }
            Claim::KnownUsage => {
                let is_unknown = u8::from(usage.is_of_later_sense());
                (it.cards, is_unknown, is_other, usage.tier, !it.had, it.at)
            }
            _ => (usize::from(is_other), not_verb, dialect, usage.tier, !it.had, it.at),
        }
    }

    /// Takes a candidate if there is room for all of its cards.
    fn take(&mut self, at: usize) {
        let cards = self.candidates[at].cards;
        if cards <= self.left && !self.taken[at] {
            self.left -= cards;
            self.taken[at] = true;
        }
    }
}
