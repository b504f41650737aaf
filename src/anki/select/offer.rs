//! What an entry offers for cards: everything that the choice depends on.

use crate::anki::limits::Limits;
use crate::check::{Index, Other, Pairs};
use crate::model::inflection::WordClass;
use crate::model::{
    CardChoice, CardRow, Dialect, Entry, ItemNumber, ItemOrder, ItemPlace, PartOfSpeech, Phrase,
    Profile, Sense, Str, Text,
};

/// What an entry offers for cards.
#[derive(Clone, Debug)]
pub struct Offer {
    pub(super) order: ItemOrder,
    pub(super) senses: Box<[SenseOffer]>,
    /// The first sense of another part of speech than the first sense.
    pub(super) other_class: Option<u32>,
    pub(super) questions: u32,
    pub(super) quiz: u32,
    /// The items with gaps, as [`usage_items`] orders them.
    pub(super) usage: Box<[UsageOffer]>,
    /// The other word and the number of cues of each distinction.
    pub(super) distinctions: Box<[(Str, usize)]>,
    /// The synonyms, from which it is kept apart.
    synonyms: Box<[Str]>,
    cards: Option<Box<CardChoice>>,
}

/// What a sense offers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SenseOffer {
    pub(super) is_taught: bool,
    pub(super) can_produce: bool,
    pub(super) can_translate: bool,
    pub(super) has_picture: bool,
    pub(super) can_listen: bool,
    pub(super) can_say: bool,
}

/// What an item with gaps offers.
#[derive(Clone, Copy, Debug)]
pub(super) struct UsageOffer {
    pub(super) place: ItemPlace,
    /// The sense to which it belongs, if it is known.
    pub(super) sense: Option<u32>,
    /// The number of its cards.
    pub(super) cards: u16,
    /// Its place in the order of preference, which several may share.
    pub(super) tier: u8,
    pub(super) dialect: Option<Dialect>,
    /// A hash that two phrases share if they differ only in their spelling.
    pub(super) sound: u32,
}

impl UsageOffer {
    /// Returns whether it belongs to another sense than the first.
    pub(super) fn is_of_later_sense(&self) -> bool {
        self.sense.is_some_and(|it| it > 0)
    }
}

/// The tier of examples of verb senses.
pub(super) const VERBS: u8 = 0;

/// Converts a number of items. Each takes a few bytes in its source, so 32 bits are enough.
pub(super) fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Returns the places of the items of an entry that have a gap: examples of verb senses first, then
/// patterns, collocations and other examples.
pub(crate) fn usage_items(entry: &Entry, order: &ItemOrder) -> Vec<ItemPlace> {
    let has_gap = |it: &ItemPlace| it.phrase(entry).is_some_and(|it| it.text.gap_cards() > 0);
    let mut all: Vec<ItemPlace> = order.places().filter(has_gap).collect();
    all.sort_by_key(|it| tier(entry, *it));
    all
}

fn tier(entry: &Entry, place: ItemPlace) -> u8 {
    let is_verb = |sense: usize| {
        let part_of_speech = entry.senses.get(sense).and_then(|it| it.part_of_speech.as_ref());
        part_of_speech.and_then(PartOfSpeech::class) == Some(WordClass::Verb)
    };
    match place {
        ItemPlace::Example { sense, .. } if is_verb(sense) => VERBS,
        ItemPlace::Pattern(_) => 1,
        ItemPlace::Collocation(_) => 2,
        _ => 3,
    }
}

/// Returns a hash of the consonants of a phrase, which British and American spelling share: the
/// letters that differ, as in `colour`, `theater` or `organise`, do not count.
fn sound(phrase: &Phrase) -> u32 {
    let mut hash = 2_166_136_261_u32;
    let mut last = ' ';
    for letter in phrase.text.letters().chars().flat_map(char::to_lowercase) {
        let letter = match letter {
            'z' | 'c' => 's',
            _ if letter.is_alphanumeric() => letter,
            _ => ' ',
        };
        if letter != last && !"aeiouy".contains(letter) {
            hash = (hash ^ u32::from(letter)).wrapping_mul(16_777_619);
            last = letter;
        }
    }
    hash
}

impl Offer {
    /// Returns the offer of `entry`. `speaks` is whether Anki can read its headword aloud.
    pub fn of(entry: &Entry, speaks: bool) -> Offer {
        let order = ItemOrder::of(entry);
        let usage = |place: ItemPlace| {
            let it = place.phrase(entry)?;
            let (cards, dialect, sound) = (it.text.gap_cards(), it.dialect, sound(it));
            let sense = place.sense_of_phrase(entry).map(short);
            Some(UsageOffer { place, sense, cards, tier: tier(entry, place), dialect, sound })
        };
        let mut classes =
            entry.senses.iter().map(|it| it.part_of_speech.as_ref().map(PartOfSpeech::name));
        let first = classes.next().flatten();
        let other_class = classes.position(|it| it.is_some() && it != first);
        let distinctions = entry.distinctions.iter();
        Offer {
            senses: senses(entry, speaks),
            other_class: other_class.map(|it| short(it + 1)),
            usage: usage_items(entry, &order).into_iter().filter_map(usage).collect(),
            distinctions: distinctions.map(|it| (it.from.clone(), it.cues.len())).collect(),
            synonyms: entry.synonyms.iter().map(Text::shared_letters).collect(),
            questions: short(entry.questions.len() + entry.mistakes.len()),
            quiz: short(entry.quiz.len()),
            cards: entry.cards.clone().map(Box::new),
            order,
        }
    }

    /// Creates an offer of these parts; the last ones are the numbers of questions and quiz items.
    #[cfg(test)]
    pub(super) fn of_test(
        order: ItemOrder,
        senses: Vec<SenseOffer>,
        other_class: Option<u32>,
        usage: Vec<UsageOffer>,
        distinctions: Vec<(Str, usize)>,
        [questions, quiz]: [u32; 2],
    ) -> Offer {
        let (senses, usage, distinctions) = (senses.into(), usage.into(), distinctions.into());
        let (synonyms, cards) = (Box::default(), None);
        Offer { order, senses, other_class, questions, quiz, usage, distinctions, synonyms, cards }
    }

    /// Returns the number of the item at a place of a row.
    pub(crate) fn item(&self, row: CardRow, at: usize, led: &[LedPair]) -> ItemNumber {
        let place = match row {
            CardRow::Recognise
            | CardRow::Produce
            | CardRow::Translate
            | CardRow::Picture
            | CardRow::Listen
            | CardRow::Say => ItemPlace::Sense(at),
            CardRow::Usage => {
                let number = |it| self.order.number(it);
                return self.usage_item(at).map_or_else(ItemNumber::default, number);
            }
            CardRow::Distinction => ItemPlace::Distinction(led.get(at).map_or(0, |it| it.at)),
            CardRow::Question => self.order.mistake_or_question(at),
            CardRow::Quiz => ItemPlace::Quiz(at),
        };
        self.order.number(place)
    }

    /// Returns the place of the usage item with index `at` in the order of preference.
    pub(crate) fn usage_item(&self, at: usize) -> Option<ItemPlace> {
        self.usage.get(at).map(|it| it.place)
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

fn senses(entry: &Entry, speaks: bool) -> Box<[SenseOffer]> {
    let has_audio = entry.pronunciation.iter().any(|it| it.1.audio.is_some());
    let has_ipa = entry.pronunciation.iter().any(|it| it.1.ipa.is_some());
    let offer = |(at, it): (usize, &Sense)| SenseOffer {
        is_taught: at > 0 && it.teach,
        can_produce: it.definition.is_some(),
        can_translate: !it.translations.is_empty(),
        has_picture: false,
        can_listen: at == 0 && (has_audio || speaks),
        can_say: at == 0 && (has_audio || has_ipa),
    };
    entry.senses.iter().enumerate().map(offer).collect()
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
