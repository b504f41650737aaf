//! Which of an entry's items become cards.

use crate::anki::limits::Limits;
use crate::check::{Index, MOST_CUES, Other, Pairs};
use crate::model::inflection::WordClass;
use crate::model::{CardChoice, Entry, Limit, Phrase, Profile, Row};

/// What an entry offers for cards, in numbers: all that a choice needs to know of it.
///
/// It is made of every entry at once, so it holds no text but what `from` names.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    senses: u32,
    questions: u32,
    quiz: u32,
    /// The number of the first distinction among the items.
    first_distinction: u32,
    taught: Box<[u32]>,
    can_listen: bool,
    can_say: bool,
    /// The gap cards of each usage item, in order of preference, and its number among the items.
    usage: Box<[(u16, u32)]>,
    /// The other word and the number of cues of each distinction.
    distinctions: Box<[(Box<str>, usize)]>,
    /// Other words for it, to keep them apart.
    synonyms: Box<[Box<str>]>,
    cards: Option<Box<CardChoice>>,
}

/// A number of items, of which no entry has more: each takes a few bytes in its source.
fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A usage item: where it stands in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UsageItem {
    Example { sense: usize, at: usize },
    Pattern(usize),
    Collocation(usize),
}

impl UsageItem {
    /// The phrase that it stands for.
    pub(crate) fn phrase(self, entry: &Entry) -> &Phrase {
        match self {
            UsageItem::Example { sense, at } => &entry.senses[sense].examples[at],
            UsageItem::Pattern(at) => &entry.patterns[at],
            UsageItem::Collocation(at) => &entry.collocations[at],
        }
    }
}

/// The number of phrases of an entry.
fn phrase_count(entry: &Entry) -> usize {
    let examples: usize = entry.senses.iter().map(|it| it.examples.len()).sum();
    examples + entry.patterns.len() + entry.collocations.len()
}

/// The usage items of an entry that have a gap: examples of verb senses first, then patterns,
/// collocations, other examples; with the number of each among [`crate::ledger::items`].
pub(crate) fn usage_items(entry: &Entry) -> Vec<(UsageItem, usize)> {
    let mut next = entry.senses.len();
    let starts: Vec<usize> = entry
        .senses
        .iter()
        .map(|it| {
            let start = next;
            next += it.examples.len();
            start
        })
        .collect();
    let number = |it: UsageItem| match it {
        UsageItem::Example { sense, at } => starts[sense] + at,
        UsageItem::Pattern(at) => next + at,
        UsageItem::Collocation(at) => next + entry.patterns.len() + at,
    };
    let is_verb = |sense: usize| {
        entry.senses[sense].part_of_speech.as_ref().and_then(|it| it.class())
            == Some(WordClass::Verb)
    };
    let examples = |of_verbs: bool| {
        let senses = (0..entry.senses.len()).filter(move |it| is_verb(*it) == of_verbs);
        senses.flat_map(|sense| {
            let all = 0..entry.senses[sense].examples.len();
            all.map(move |at| UsageItem::Example { sense, at })
        })
    };
    let patterns = (0..entry.patterns.len()).map(UsageItem::Pattern);
    let collocations = (0..entry.collocations.len()).map(UsageItem::Collocation);
    examples(true)
        .chain(patterns)
        .chain(collocations)
        .chain(examples(false))
        .filter(|it| it.phrase(entry).text.gap_cards() > 0)
        .map(|it| (it, number(it)))
        .collect()
}

impl Offer {
    /// What `entry` offers. `speaks` says whether Anki can read its headword aloud.
    pub(crate) fn of(entry: &Entry, speaks: bool) -> Offer {
        Offer::with(entry, &usage_items(entry), speaks)
    }

    /// The same, where `usage` is at hand: the [`usage_items`] of the entry.
    pub(crate) fn with(entry: &Entry, usage: &[(UsageItem, usize)], speaks: bool) -> Offer {
        let has_audio = entry.british.audio.is_some() || entry.american.audio.is_some();
        let has_ipa = entry.british.ipa.is_some() || entry.american.ipa.is_some();
        let has_sense = !entry.senses.is_empty();
        let taught = entry.senses.iter().enumerate().filter(|(at, it)| *at > 0 && it.teach);
        Offer {
            senses: short(entry.senses.len()),
            taught: taught.map(|(at, _)| short(at)).collect(),
            can_listen: has_sense && (has_audio || speaks),
            can_say: has_sense && (has_audio || has_ipa),
            usage: usage
                .iter()
                .map(|(it, number)| (it.phrase(entry).text.gap_cards(), short(*number)))
                .collect(),
            first_distinction: short(entry.senses.len() + phrase_count(entry)),
            distinctions: entry
                .distinctions
                .iter()
                .map(|it| (it.from.as_str().into(), it.cues.len()))
                .collect(),
            synonyms: entry.synonyms.iter().map(|it| it.plain().into()).collect(),
            questions: short(entry.questions.len() + entry.mistakes.len()),
            quiz: short(entry.quiz.len()),
            cards: entry.cards.clone().map(Box::new),
        }
    }

    /// Where distinctions, questions and quiz items begin among [`crate::ledger::items`].
    pub(crate) fn firsts(&self) -> Firsts {
        let distinction = self.first_distinction as usize;
        let question = distinction + self.distinctions.len();
        Firsts { distinction, question, quiz: question + self.questions as usize }
    }

    /// The number among [`crate::ledger::items`] of what stands at a place of a row.
    pub(crate) fn item(&self, row: Row, at: usize, led: &[LedPair]) -> usize {
        let firsts = self.firsts();
        match row {
            Row::Recognise | Row::Produce | Row::Listen | Row::Say => at,
            Row::Usage => self.usage[at].1 as usize,
            Row::Distinction => firsts.distinction + led[at].at,
            Row::Question => firsts.question + at,
            Row::Quiz => firsts.quiz + at,
        }
    }

    /// What holds for the entry.
    pub(crate) fn limits(&self, command: Option<Profile>, deck: Option<&CardChoice>) -> Limits {
        Limits::new(command, self.cards.as_deref(), deck)
    }

    /// Other words for it.
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = &str> {
        self.synonyms.iter().map(|it| &**it)
    }

    /// Which of the distinctions make a note: the first of each pair that the entry leads, with
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

/// The numbers of an entry's first items of some kinds; mistakes are the first questions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Firsts {
    pub(crate) distinction: usize,
    pub(crate) question: usize,
    pub(crate) quiz: usize,
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

/// The items of an entry that become cards, by their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) recognise: Vec<usize>,
    pub(crate) produce: Vec<usize>,
    /// The sense that is listened for.
    pub(crate) listen: Option<usize>,
    /// The sense whose note asks to say the headword.
    pub(crate) say: Option<usize>,
    /// Places among [`usage_items`].
    pub(crate) usage: Vec<usize>,
    pub(crate) distinctions: Vec<LedPair>,
    pub(crate) cues: bool,
    /// Places among the mistakes, then the questions.
    pub(crate) questions: Vec<usize>,
    pub(crate) quiz: Vec<usize>,
    pub(crate) typed: bool,
    /// What a limit cut: the row and the place.
    pub(crate) left_out: Vec<(Row, usize)>,
}

/// Chooses by `limits` among what is offered. What learners have had, by the bits of their cards
/// for each item, comes before anything new.
pub(crate) fn select(offer: &Offer, led: &[LedPair], limits: &Limits, had: &[u16]) -> Selection {
    let candidates = candidates(offer, led, limits, had);
    let mut room = Room { limits, left: limits.cap, used: [0; Row::ALL.len()] };
    let mut taken = vec![false; candidates.len()];
    for had in [true, false] {
        for (at, it) in candidates.iter().enumerate().filter(|it| it.1.had == had) {
            taken[at] = room.take(it);
        }
    }
    let mut chosen = Selection { typed: limits.typed, cues: limits.cues, ..Selection::default() };
    for (it, is_taken) in candidates.iter().zip(taken) {
        if is_taken {
            chosen.add(it, led);
        } else if limits.tells(it.row) {
            chosen.left_out.push((it.row, it.at));
        }
    }
    chosen
}

/// Something that may become a card, or a few.
struct Candidate {
    row: Row,
    /// Its place in its list.
    at: usize,
    cards: usize,
    /// Whether learners have had it.
    had: bool,
    /// Whether it is wanted whatever the row's limit.
    beyond_limit: bool,
    /// Whether it comes only where learners have had it.
    only_had: bool,
}

/// What is offered, row by row in the order of the table.
fn candidates(offer: &Offer, led: &[LedPair], limits: &Limits, had: &[u16]) -> Vec<Candidate> {
    let had = |item: usize, bits: u16| had.get(item).is_some_and(|it| it & bits != 0);
    let mut all = Vec::new();
    let mut add = |row, at, cards, had, beyond_limit, only_had| {
        all.push(Candidate { row, at, cards, had, beyond_limit, only_had });
    };
    let senses = offer.senses as usize;
    for at in 0..senses {
        let is_taught = limits.taught && offer.taught.contains(&short(at));
        add(Row::Recognise, at, 1, had(at, 1), is_taught, false);
    }
    for at in 0..senses {
        add(Row::Produce, at, 1, had(at, 2), false, false);
    }
    for (row, bit, can) in [(Row::Listen, 4, offer.can_listen), (Row::Say, 8, offer.can_say)] {
        if can {
            // One sense stands for the sound of the word: the first, or the one that has done so.
            let at = (0..senses).find(|it| had(*it, bit)).unwrap_or(0);
            add(row, at, 1, had(at, bit), false, false);
        }
    }
    for (at, (cards, item)) in offer.usage.iter().enumerate() {
        add(Row::Usage, at, usize::from(*cards), had(*item as usize, u16::MAX), false, false);
    }
    let firsts = offer.firsts();
    for (at, pair) in led.iter().enumerate() {
        add(Row::Distinction, at, 1, had(firsts.distinction + pair.at, u16::MAX), false, false);
    }
    let stands_in = limits.questions_stand_in
        && !offer.distinctions.is_empty()
        && limits.row(Row::Distinction) != Limit::AtMost(0);
    for at in 0..offer.questions as usize {
        add(Row::Question, at, 1, had(firsts.question + at, u16::MAX), false, stands_in);
    }
    for at in 0..offer.quiz as usize {
        add(Row::Quiz, at, 1, had(firsts.quiz + at, u16::MAX), false, false);
    }
    all
}

/// How much may still be taken.
struct Room<'l> {
    limits: &'l Limits,
    left: Option<usize>,
    used: [usize; Row::ALL.len()],
}

impl Room<'_> {
    /// Takes a candidate if there is room for all of it.
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
    fn add(&mut self, it: &Candidate, led: &[LedPair]) {
        match it.row {
            Row::Recognise => self.recognise.push(it.at),
            Row::Produce => self.produce.push(it.at),
            Row::Listen => self.listen = Some(it.at),
            Row::Say => self.say = Some(it.at),
            Row::Usage => self.usage.push(it.at),
            Row::Distinction => self.distinctions.push(led[it.at]),
            Row::Question => self.questions.push(it.at),
            Row::Quiz => self.quiz.push(it.at),
        }
    }

    /// The number of cards in each wave, in the order of [`WAVES`].
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

/// The waves in which new cards come.
pub(crate) const WAVES: usize = 9;

/// A wave of new cards: all first meetings, then production, and so on.
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
