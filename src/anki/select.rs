//! Which of an entry's items become cards.

use crate::anki::limits::Limits;
use crate::check::{Index, MOST_CUES, Other, Pairs};
use crate::model::inflection::WordClass;
use crate::model::{CardChoice, Entry, Limit, Phrase, Profile, Row, Text};

/// What an entry offers for cards, in numbers: all that a choice needs to know of it.
///
/// It is kept of every entry between the two passes, so it holds no text but what `from` names.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    senses: usize,
    taught: Vec<usize>,
    can_listen: bool,
    can_say: bool,
    /// The gap cards of each usage item, in order of preference.
    usage: Vec<u16>,
    /// The other word and the number of cues of each distinction.
    distinctions: Vec<(String, usize)>,
    /// Other words for it, to keep them apart.
    synonyms: Vec<String>,
    questions: usize,
    quiz: usize,
    cards: Option<CardChoice>,
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

/// The usage items of an entry that have a gap: examples of verb senses first, then patterns,
/// collocations, other examples.
pub(crate) fn usage_items(entry: &Entry) -> Vec<UsageItem> {
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
        .collect()
}

impl Offer {
    /// What `entry` offers. `speaks` says whether Anki can read its headword aloud.
    pub(crate) fn of(entry: &Entry, speaks: bool) -> Offer {
        let has_audio = entry.british.audio.is_some() || entry.american.audio.is_some();
        let has_ipa = entry.british.ipa.is_some() || entry.american.ipa.is_some();
        let has_sense = !entry.senses.is_empty();
        let taught = entry.senses.iter().enumerate().filter(|(at, it)| *at > 0 && it.teach);
        let usage = usage_items(entry);
        Offer {
            senses: entry.senses.len(),
            taught: taught.map(|(at, _)| at).collect(),
            can_listen: has_sense && (has_audio || speaks),
            can_say: has_sense && (has_audio || has_ipa),
            usage: usage.iter().map(|it| it.phrase(entry).text.gap_cards()).collect(),
            distinctions: entry
                .distinctions
                .iter()
                .map(|it| (it.from.clone(), it.cues.len()))
                .collect(),
            synonyms: entry.synonyms.iter().map(Text::plain).collect(),
            questions: entry.questions.len() + entry.mistakes.len(),
            quiz: entry.quiz.len(),
            cards: entry.cards.clone(),
        }
    }

    /// What holds for the entry.
    pub(crate) fn limits(&self, command: Option<Profile>, deck: Option<&CardChoice>) -> Limits {
        Limits::new(command, self.cards.as_ref(), deck)
    }

    /// Other words for it.
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = &str> {
        self.synonyms.iter().map(String::as_str)
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
    pub(crate) listen: bool,
    pub(crate) say: bool,
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

/// Chooses by `limits` among what is offered.
pub(crate) fn select(offer: &Offer, led: &[LedPair], limits: &Limits) -> Selection {
    let mut chosen = Selection { typed: limits.typed, cues: limits.cues, ..Selection::default() };
    let mut room = Room { limits, left: limits.cap, left_out: Vec::new() };
    let first = |row| if limits.row(row) == Limit::AtMost(0) { 0 } else { 1 };
    chosen.recognise = room
        .take(Row::Recognise, 0..offer.senses, |at| limits.taught && offer.taught.contains(&at));
    chosen.produce = room.take(Row::Produce, 0..offer.senses, |_| false);
    chosen.listen =
        offer.can_listen && !room.take(Row::Listen, 0..first(Row::Listen), |_| false).is_empty();
    chosen.say = offer.can_say && !room.take(Row::Say, 0..first(Row::Say), |_| false).is_empty();
    chosen.usage = room.take_usage(&offer.usage);
    let pairs = room.take(Row::Distinction, 0..led.len(), |_| false);
    chosen.distinctions = pairs.into_iter().map(|at| led[at]).collect();
    let has_distinction =
        !offer.distinctions.is_empty() && limits.row(Row::Distinction) != Limit::AtMost(0);
    let questions = if limits.questions_stand_in && has_distinction {
        room.left_out.extend((0..offer.questions).map(|at| (Row::Question, at)));
        0
    } else {
        offer.questions
    };
    chosen.questions = room.take(Row::Question, 0..questions, |_| false);
    chosen.quiz = room.take(Row::Quiz, 0..offer.quiz, |_| false);
    chosen.left_out = room.left_out;
    chosen
}

/// How much may still be taken.
struct Room<'l> {
    limits: &'l Limits,
    left: Option<usize>,
    left_out: Vec<(Row, usize)>,
}

impl Room<'_> {
    fn take(
        &mut self,
        row: Row,
        offered: std::ops::Range<usize>,
        beyond_limit: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut taken = Vec::new();
        for at in offered {
            if (self.admits(row, taken.len(), 1) || beyond_limit(at)) && self.has_room(1) {
                self.spend(1);
                taken.push(at);
            } else {
                self.leave_out(row, at);
            }
        }
        taken
    }

    fn take_usage(&mut self, cards: &[u16]) -> Vec<usize> {
        let (mut taken, mut used) = (Vec::new(), 0);
        for (at, count) in cards.iter().map(|it| usize::from(*it)).enumerate() {
            if self.admits(Row::Usage, used, count) && self.has_room(count) {
                self.spend(count);
                used += count;
                taken.push(at);
            } else {
                self.leave_out(Row::Usage, at);
            }
        }
        taken
    }

    fn admits(&self, row: Row, used: usize, more: usize) -> bool {
        match self.limits.row(row) {
            Limit::All => true,
            Limit::AtMost(most) => used + more <= most as usize,
        }
    }

    fn has_room(&self, cards: usize) -> bool {
        self.left.is_none_or(|it| it >= cards)
    }

    fn spend(&mut self, cards: usize) {
        self.left = self.left.map(|it| it.saturating_sub(cards));
    }

    fn leave_out(&mut self, row: Row, at: usize) {
        if self.limits.tells(row) {
            self.left_out.push((row, at));
        }
    }
}

impl Selection {
    /// The number of cards in each wave, in the order of [`WAVES`].
    pub(crate) fn wave_sizes(&self, offer: &Offer) -> [u32; WAVES] {
        let usage = self.usage.iter().map(|it| u32::from(offer.usage[*it])).sum();
        let cues = if self.cues {
            self.distinctions.iter().map(|it| it.cues.min(MOST_CUES)).sum()
        } else {
            0
        };
        let count = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        [
            count(self.recognise.len()),
            count(self.produce.len()),
            u32::from(self.listen),
            u32::from(self.say),
            usage,
            count(self.distinctions.len()),
            count(cues),
            count(self.questions.len()),
            count(self.quiz.len()),
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
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn offer() -> impl Strategy<Value = Offer> {
        let usage = prop::collection::vec(1..4_u16, 0..8);
        let distinctions = prop::collection::vec(("[a-c]", 0..10_usize), 0..4);
        (0..6_usize, 0..6_usize, usage, distinctions, 0..5_usize, 0..4_usize).prop_map(
            |(senses, taught, usage, distinctions, questions, quiz)| Offer {
                senses,
                taught: (1..senses.min(taught + 1)).collect(),
                can_listen: senses > 0,
                can_say: senses > 1,
                usage,
                distinctions,
                synonyms: Vec::new(),
                questions,
                quiz,
                cards: None,
            },
        )
    }

    fn led(offer: &Offer) -> Vec<LedPair> {
        let pairs = offer.distinctions.iter().enumerate();
        pairs.map(|(at, it)| LedPair { at, other: Other::Outside, cues: it.1 }).collect()
    }

    fn cards(offer: &Offer, profile: Profile) -> [u32; WAVES] {
        select(offer, &led(offer), &offer.limits(Some(profile), None)).wave_sizes(offer)
    }

    proptest! {
        #[test]
        fn no_profile_exceeds_its_cap(offer in offer()) {
            prop_assert!(cards(&offer, Profile::Minimal).iter().sum::<u32>() <= 1);
            let standard = cards(&offer, Profile::Standard);
            prop_assert!(standard.iter().sum::<u32>() <= 6);
            prop_assert!(standard[Wave::Usage as usize] <= 2);
            prop_assert!(standard[Wave::Distinction as usize] <= 1);
            prop_assert_eq!(standard[Wave::Cue as usize] + standard[Wave::Listen as usize], 0);
        }

        #[test]
        fn everything_leaves_nothing_out(offer in offer()) {
            let chosen = select(&offer, &led(&offer), &offer.limits(Some(Profile::Everything), None));
            prop_assert!(chosen.left_out.is_empty());
            prop_assert_eq!(chosen.usage.len(), offer.usage.len());
        }
    }
}
