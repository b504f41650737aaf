//! The items of an entry that may become notes, and the order in which they are counted.
//!
//! A note's GUID belongs to an item. The numbers of items are computed only here, so that no sum
//! elsewhere can give a note another item's GUID.

use crate::model::entry::{Entry, Phrase};

/// The place of an item in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ItemPlace {
    /// A sense.
    Sense(usize),
    /// An example of a sense.
    Example {
        /// The sense.
        sense: usize,
        /// The place among its examples.
        at: usize,
    },
    /// A grammar pattern.
    Pattern(usize),
    /// A collocation.
    Collocation(usize),
    /// A difference from another word.
    Distinction(usize),
    /// A common mistake.
    Mistake(usize),
    /// A question.
    Question(usize),
    /// A multiple-choice question.
    Quiz(usize),
}

impl ItemPlace {
    /// Returns the phrase at this place, or `None` if the item is not a phrase.
    pub(crate) fn phrase(self, entry: &Entry) -> Option<&Phrase> {
        match self {
            ItemPlace::Example { sense, at } => entry.senses.get(sense)?.examples.get(at),
            ItemPlace::Pattern(at) => entry.patterns.get(at),
            ItemPlace::Collocation(at) => entry.collocations.get(at),
            _ => None,
        }
    }

    /// Returns the sense to which a phrase belongs: that of an example, the one that the author
    /// named, or the only one.
    pub(crate) fn sense_of_phrase(self, entry: &Entry) -> Option<usize> {
        match self {
            ItemPlace::Example { sense, .. } => Some(sense),
            _ => self.phrase(entry)?.sense.or_else(|| (entry.senses.len() == 1).then_some(0)),
        }
    }
}

/// The number of an item among all items of its entry, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemNumber(u32);

impl ItemNumber {
    /// Returns the number as an index into a list of all items of the entry.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The numbers of the items of an entry: senses, examples, patterns, collocations, distinctions,
/// mistakes, questions and quiz items, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ItemOrder {
    /// The number of the first example of each sense.
    examples: Box<[u32]>,
    /// The number of the first item of each list after the examples, followed by the number of all
    /// items.
    starts: [u32; LISTS + 1],
}

/// The lists after the examples.
const LISTS: usize = 6;

impl ItemOrder {
    /// Returns the order of an entry. `examples` yields the number of examples of each sense; the
    /// other arguments are the numbers of patterns, collocations, distinctions, mistakes, questions
    /// and quiz items.
    pub(crate) fn new(
        examples: impl ExactSizeIterator<Item = usize>,
        lists: [usize; LISTS],
    ) -> ItemOrder {
        let mut next = short(examples.len());
        let mut advance = |count: usize| {
            let start = next;
            next = next.saturating_add(short(count));
            start
        };
        let examples = examples.map(&mut advance).collect();
        let mut starts = [0; LISTS + 1];
        for (start, count) in starts.iter_mut().zip(lists.into_iter().chain([0])) {
            *start = advance(count);
        }
        ItemOrder { examples, starts }
    }

    /// Returns the order of an entry.
    pub(crate) fn of(entry: &Entry) -> ItemOrder {
        let lists = [
            entry.patterns.len(),
            entry.collocations.len(),
            entry.distinctions.len(),
            entry.mistakes.len(),
            entry.questions.len(),
            entry.quiz.len(),
        ];
        ItemOrder::new(entry.senses.iter().map(|it| it.examples.len()), lists)
    }

    /// Returns the number of items.
    pub(crate) fn count(&self) -> usize {
        self.starts[LISTS] as usize
    }

    /// Returns the number of the item at a place.
    pub(crate) fn number(&self, place: ItemPlace) -> ItemNumber {
        let (start, at) = match place {
            ItemPlace::Sense(at) => (0, at),
            ItemPlace::Example { sense, at } => {
                (self.examples.get(sense).copied().unwrap_or(0), at)
            }
            ItemPlace::Pattern(at) => (self.starts[0], at),
            ItemPlace::Collocation(at) => (self.starts[1], at),
            ItemPlace::Distinction(at) => (self.starts[2], at),
            ItemPlace::Mistake(at) => (self.starts[3], at),
            ItemPlace::Question(at) => (self.starts[4], at),
            ItemPlace::Quiz(at) => (self.starts[5], at),
        };
        ItemNumber(start.saturating_add(short(at)))
    }

    /// Returns the place of the mistake or question with index `at`, where the questions follow the
    /// mistakes.
    pub(crate) fn mistake_or_question(&self, at: usize) -> ItemPlace {
        match at.checked_sub(self.length(3)) {
            None => ItemPlace::Mistake(at),
            Some(at) => ItemPlace::Question(at),
        }
    }

    /// Returns the places of all items, in the order of their numbers.
    pub(crate) fn places(&self) -> impl Iterator<Item = ItemPlace> + Clone + '_ {
        let senses = (0..self.examples.len()).map(ItemPlace::Sense);
        let ends = self.examples.iter().skip(1).chain(&self.starts).copied();
        let examples =
            self.examples.iter().zip(ends).enumerate().flat_map(|(sense, (start, end))| {
                let count = end.saturating_sub(*start) as usize;
                (0..count).map(move |at| ItemPlace::Example { sense, at })
            });
        let list = |list: usize, place: fn(usize) -> ItemPlace| (0..self.length(list)).map(place);
        senses
            .chain(examples)
            .chain(list(0, ItemPlace::Pattern))
            .chain(list(1, ItemPlace::Collocation))
            .chain(list(2, ItemPlace::Distinction))
            .chain(list(3, ItemPlace::Mistake))
            .chain(list(4, ItemPlace::Question))
            .chain(list(5, ItemPlace::Quiz))
    }

    fn length(&self, list: usize) -> usize {
        self.starts[list + 1].saturating_sub(self.starts[list]) as usize
    }
}

/// Converts a number of items. Each takes a few bytes in its source, so 32 bits are enough.
fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_have_the_numbers_of_their_order(
            examples in prop::collection::vec(0..4_usize, 0..4),
            lists in prop::array::uniform6(0..4_usize),
        ) {
            let all = examples.len() + examples.iter().sum::<usize>() + lists.iter().sum::<usize>();
            let order = ItemOrder::new(examples.into_iter(), lists);
            let numbers: Vec<usize> =
                order.places().map(|it| order.number(it).index()).collect();
            prop_assert_eq!(numbers, (0..all).collect::<Vec<_>>());
            prop_assert_eq!(order.count(), all);
            let questions = (0..lists[3] + lists[4]).map(|it| order.mistake_or_question(it));
            let is_one = |it: &ItemPlace| {
                matches!(it, ItemPlace::Mistake(_) | ItemPlace::Question(_))
            };
            prop_assert!(questions.eq(order.places().filter(is_one)));
        }
    }
}
