//! Chooses which of an entry's items become cards.

use std::collections::BTreeSet;

use crate::anki::limits::Limits;
use crate::check::{Index, MOST_CUES, Other, Pairs};
use crate::ledger::Had;
use crate::model::inflection::WordClass;
use crate::model::{
    CardChoice, CardRow, Entry, ItemNumber, ItemOrder, ItemPlace, Limit, PartOfSpeech, Profile,
    Str, Text,
};

/// What an entry offers for cards: everything that the choice depends on.
#[derive(Clone, Debug)]
pub struct Offer {
    order: ItemOrder,
    senses: u32,
    questions: u32,
    quiz: u32,
    taught: Box<[u32]>,
    /// The senses that have translations only, for which no definition can ask.
    undefined: Box<[u32]>,
    can_listen: bool,
    can_say: bool,
    /// The number of gap cards and the place of each usage item, in order of preference.
    usage: Box<[(u16, ItemPlace)]>,
    /// The other word and the number of cues of each distinction.
    distinctions: Box<[(Str, usize)]>,
    /// The synonyms, from which it is kept apart.
    synonyms: Box<[Str]>,
    cards: Option<Box<CardChoice>>,
}

/// Converts a number of items. Each takes a few bytes in its source, so 32 bits are enough.
fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Returns the places of the items of an entry that have a gap: examples of verb senses first, then
/// patterns, collocations and other examples.
pub(crate) fn usage_items(entry: &Entry, order: &ItemOrder) -> Vec<ItemPlace> {
    let is_verb = |sense: usize| {
        let part_of_speech = entry.senses.get(sense).and_then(|it| it.part_of_speech.as_ref());
        part_of_speech.and_then(PartOfSpeech::class) == Some(WordClass::Verb)
    };
    let has_gap = |it: &ItemPlace| it.phrase(entry).is_some_and(|it| it.text.gap_cards() > 0);
    let mut all: Vec<ItemPlace> = order.places().filter(has_gap).collect();
    all.sort_by_key(|it| match it {
        ItemPlace::Example { sense, .. } if is_verb(*sense) => 0,
        ItemPlace::Pattern(_) => 1,
        ItemPlace::Collocation(_) => 2,
        _ => 3,
    });
    all
}

impl Offer {
    /// Returns the offer of `entry`. `speaks` is whether Anki can read its headword aloud.
    pub fn of(entry: &Entry, speaks: bool) -> Offer {
        let order = ItemOrder::of(entry);
        let usage = usage_items(entry, &order);
        let cards = |it: &ItemPlace| it.phrase(entry).map_or(0, |it| it.text.gap_cards());
        let has_audio = entry.pronunciation.iter().any(|it| it.1.audio.is_some());
        let has_ipa = entry.pronunciation.iter().any(|it| it.1.ipa.is_some());
        let has_sense = !entry.senses.is_empty();
        let taught = entry.senses.iter().enumerate().filter(|(at, it)| *at > 0 && it.teach);
        let undefined = entry.senses.iter().enumerate().filter(|(_, it)| it.definition.is_none());
        Offer {
            undefined: undefined.map(|(at, _)| short(at)).collect(),
            senses: short(entry.senses.len()),
            taught: taught.map(|(at, _)| short(at)).collect(),
            can_listen: has_sense && (has_audio || speaks),
            can_say: has_sense && (has_audio || has_ipa),
            usage: usage.into_iter().map(|it| (cards(&it), it)).collect(),
            distinctions: entry
                .distinctions
                .iter()
                .map(|it| (it.from.clone(), it.cues.len()))
                .collect(),
            synonyms: entry.synonyms.iter().map(Text::shared_letters).collect(),
            questions: short(entry.questions.len() + entry.mistakes.len()),
            quiz: short(entry.quiz.len()),
            cards: entry.cards.clone().map(Box::new),
            order,
        }
    }

    /// Returns the number of the item at a place of a row.
    pub(crate) fn item(&self, row: CardRow, at: usize, led: &[LedPair]) -> ItemNumber {
        let place = match row {
            CardRow::Recognise | CardRow::Produce | CardRow::Listen | CardRow::Say => {
                ItemPlace::Sense(at)
            }
            CardRow::Usage => {
                return self
                    .usage_item(at)
                    .map_or_else(ItemNumber::default, |it| self.order.number(it));
            }
            CardRow::Distinction => ItemPlace::Distinction(led.get(at).map_or(0, |it| it.at)),
            CardRow::Question => self.order.mistake_or_question(at),
            CardRow::Quiz => ItemPlace::Quiz(at),
        };
        self.order.number(place)
    }

    /// Returns the place of the usage item with index `at` in the order of preference.
    pub(crate) fn usage_item(&self, at: usize) -> Option<ItemPlace> {
        self.usage.get(at).map(|it| it.1)
    }

    /// Returns the order of the entry's items.
    pub(crate) fn order(&self) -> &ItemOrder {
        &self.order
    }

    /// Returns the limits of the entry.
    pub(crate) fn limits(&self, command: Option<Profile>, deck: Option<&CardChoice>) -> Limits {
        Limits::new(command, self.cards.as_deref(), deck)
    }

    /// Returns its synonyms.
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = &str> {
        self.synonyms.iter().map(Str::as_str)
    }

    /// Returns the distinctions that make a note: the first of each pair that the entry leads, with
    /// the number of cues of the pair.
    pub(crate) fn led_pairs(&self, number: usize, index: &Index, pairs: &Pairs) -> Vec<LedPair> {
        let mut led: Vec<LedPair> = Vec::new();
        for (at, (from, cues)) in self.distinctions.iter().enumerate() {
            let other = index.other(from);
            let pair = match other {
                Other::Entry(it) => pairs.get(&(number.min(it), number.max(it))),
                Other::Outside => None,
            };
            if pair.is_some_and(|it| it.leader != number) {
                continue;
            }
            let same = |it: &&mut LedPair| {
                it.other == other
                    && (other != Other::Outside || self.distinctions[it.at].0 == *from)
            };
            match led.iter_mut().find(same) {
                Some(earlier) => earlier.cues += cues,
                None => {
                    let foreign = pair.map_or(0, |it| it.cues.len());
                    led.push(LedPair { at, other, cues: cues + foreign });
                }
            }
        }
        led
    }
}

/// A distinction that makes a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LedPair {
    /// Its place among the entry's distinctions.
    pub(crate) at: usize,
    /// The other word.
    pub(crate) other: Other,
    /// The cues of the pair, from both sides.
    pub(crate) cues: usize,
}

/// The chosen items of an entry, by their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) recognise: Vec<usize>,
    pub(crate) produce: Vec<usize>,
    /// The sense whose note has the listening card.
    pub(crate) listen: Option<usize>,
    /// The sense whose note asks the learner to say the headword.
    pub(crate) say: Option<usize>,
    /// Places among [`usage_items`].
    pub(crate) usage: Vec<usize>,
    pub(crate) distinctions: Vec<LedPair>,
    pub(crate) cues: bool,
    /// Places among the mistakes, then the questions.
    pub(crate) questions: Vec<usize>,
    pub(crate) quiz: Vec<usize>,
    pub(crate) typed: bool,
    /// The items that a limit excluded: the row and the place.
    pub(crate) left_out: Vec<(CardRow, usize)>,
    /// The number of items of which no earlier build made a note.
    pub(crate) new_notes: u32,
}

/// Chooses cards from the offer within `limits`. Cards that learners have, according to what
/// earlier builds made of each item, come before new ones.
pub(crate) fn select(offer: &Offer, led: &[LedPair], limits: &Limits, had: &[Had]) -> Selection {
    let candidates = candidates(offer, led, limits, had);
    let mut room = Room { limits, left: limits.cap, used: [0; CardRow::ALL.len()] };
    let mut taken = vec![false; candidates.len()];
    for had in [true, false] {
        for (at, it) in candidates.iter().enumerate().filter(|it| it.1.had == had) {
            taken[at] = room.take(it);
        }
    }
    let mut chosen = Selection { typed: limits.typed, cues: limits.cues, ..Selection::default() };
    let mut new = BTreeSet::new();
    for (it, is_taken) in candidates.iter().zip(taken) {
        if is_taken {
            let item = offer.item(it.row, it.at, led);
            if had.get(item.index()).is_none_or(|it| !it.is_known) {
                new.insert(item);
            }
            chosen.add(it, led);
        } else if limits.reports(it.row) {
            chosen.left_out.push((it.row, it.at));
        }
    }
    chosen.new_notes = short(new.len());
    chosen.shrink();
    chosen
}

/// An item that may become one or several cards.
struct Candidate {
    row: CardRow,
    /// Its place in the list of its row.
    at: usize,
    cards: usize,
    /// Whether learners have had it.
    had: bool,
    /// Whether it is chosen regardless of the row's limit.
    beyond_limit: bool,
    /// Whether it is chosen only if learners have had it.
    only_had: bool,
}

/// Returns all that is offered, row by row in the order of the table.
fn candidates(offer: &Offer, led: &[LedPair], limits: &Limits, had: &[Had]) -> Vec<Candidate> {
    let had = |row: CardRow, at: usize, bits: u16| {
        had.get(offer.item(row, at, led).index()).is_some_and(|it| it.cards & bits != 0)
    };
    let mut all = Vec::new();
    let mut add = |row, at, cards, bits, beyond_limit, only_had| {
        let had = had(row, at, bits);
        all.push(Candidate { row, at, cards, had, beyond_limit, only_had });
    };
    let senses = offer.senses as usize;
    for at in 0..senses {
        let is_taught = limits.taught && offer.taught.contains(&short(at));
        add(CardRow::Recognise, at, 1, 1, is_taught, false);
    }
    for at in (0..senses).filter(|it| !offer.undefined.contains(&short(*it))) {
        add(CardRow::Produce, at, 1, 2, false, false);
    }
    for (row, bit, can) in
        [(CardRow::Listen, 4, offer.can_listen), (CardRow::Say, 8, offer.can_say)]
    {
        if can {
            // One sense has the cards for the sound of the word: the first one, or the one that had
            // them before.
            let at = (0..senses).find(|it| had(row, *it, bit)).unwrap_or(0);
            add(row, at, 1, bit, false, false);
        }
    }
    for (at, (cards, _)) in offer.usage.iter().enumerate() {
        add(CardRow::Usage, at, usize::from(*cards), u16::MAX, false, false);
    }
    for at in 0..led.len() {
        add(CardRow::Distinction, at, 1, u16::MAX, false, false);
    }
    let stands_in = limits.questions_stand_in
        && !offer.distinctions.is_empty()
        && limits.row(CardRow::Distinction) != Limit::AtMost(0);
    for at in 0..offer.questions as usize {
        add(CardRow::Question, at, 1, u16::MAX, false, stands_in);
    }
    for at in 0..offer.quiz as usize {
        add(CardRow::Quiz, at, 1, u16::MAX, false, false);
    }
    all
}

/// The number of cards that can still be chosen.
struct Room<'l> {
    limits: &'l Limits,
    left: Option<usize>,
    used: [usize; CardRow::ALL.len()],
}

impl Room<'_> {
    /// Chooses a candidate if there is room for all of its cards.
    fn take(&mut self, it: &Candidate) -> bool {
        let used = &mut self.used[it.row as usize];
        let is_admitted = match self.limits.row(it.row) {
            Limit::All => true,
            Limit::AtMost(most) => it.beyond_limit || *used + it.cards <= most as usize,
        };
        let is_taken = is_admitted
            && self.left.is_none_or(|left| left >= it.cards)
            && (it.had || !it.only_had);
        if is_taken {
            *used += if it.beyond_limit { 0 } else { it.cards };
            self.left = self.left.map(|left| left - it.cards);
        }
        is_taken
    }
}

impl Selection {
    /// Releases the unused capacity of the lists, since a selection is kept for every entry.
    fn shrink(&mut self) {
        for it in [&mut self.recognise, &mut self.produce, &mut self.usage] {
            it.shrink_to_fit();
        }
        for it in [&mut self.questions, &mut self.quiz] {
            it.shrink_to_fit();
        }
        self.distinctions.shrink_to_fit();
        self.left_out.shrink_to_fit();
    }

    fn add(&mut self, it: &Candidate, led: &[LedPair]) {
        match it.row {
            CardRow::Recognise => self.recognise.push(it.at),
            CardRow::Produce => self.produce.push(it.at),
            CardRow::Listen => self.listen = Some(it.at),
            CardRow::Say => self.say = Some(it.at),
            CardRow::Usage => self.usage.push(it.at),
            CardRow::Distinction => self.distinctions.push(led[it.at]),
            CardRow::Question => self.questions.push(it.at),
            CardRow::Quiz => self.quiz.push(it.at),
        }
    }

    /// Returns the number of cards in each wave, in the order of [`WAVES`].
    pub(crate) fn wave_sizes(&self, offer: &Offer) -> [u32; WAVES] {
        let usage = self.usage.iter().map(|it| u32::from(offer.usage[*it].0)).sum();
        let cues = if self.cues {
            self.distinctions.iter().map(|it| it.cues.min(MOST_CUES)).sum()
        } else {
            0
        };
        [
            short(self.recognise.len()),
            short(self.produce.len()),
            u32::from(self.listen.is_some()),
            u32::from(self.say.is_some()),
            usage,
            short(self.distinctions.len()),
            short(cues),
            short(self.questions.len()),
            short(self.quiz.len()),
        ]
    }
}

/// The number of waves of new cards.
pub(crate) const WAVES: usize = 9;

/// A wave of new cards: first all words are met, then they are produced, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wave {
    Recognise,
    Produce,
    Listen,
    Say,
    Usage,
    Distinction,
    Cue,
    Question,
    Quiz,
}

#[cfg(test)]
mod tests;
