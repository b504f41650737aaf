//! Tests of the choice of cards.

use proptest::prelude::*;

use super::offer::{SenseOffer, UsageOffer};
use super::*;
use crate::check::Other;
use crate::model::{CardChoice, ItemOrder, ItemPlace, Limit};

fn sense() -> impl Strategy<Value = SenseOffer> {
    (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|it| SenseOffer {
        is_taught: it.0,
        can_produce: it.1,
        can_translate: it.2 || !it.1,
        has_picture: it.3,
        can_listen: false,
        can_say: false,
    })
}

fn usage() -> impl Strategy<Value = UsageOffer> {
    let dialect =
        prop_oneof![Just(None), Just(Some(Dialect::British)), Just(Some(Dialect::American))];
    (1..4_u16, 0..4_u8, dialect, 0..6_u32).prop_map(|(cards, tier, dialect, sound)| UsageOffer {
        place: ItemPlace::Pattern(0),
        sense: None,
        cards,
        tier,
        dialect,
        sound,
    })
}

fn offer() -> impl Strategy<Value = Offer> {
    let usage = prop::collection::vec(usage(), 0..8);
    let distinctions = prop::collection::vec(("[a-c]", 0..10_usize), 0..4);
    let senses = prop::collection::vec(sense(), 0..6);
    let other_class = prop::option::of(1..3_u32);
    (senses, other_class, usage, distinctions, 0..5_u32, 0..4_u32).prop_map(
        |(mut senses, other_class, mut usage, distinctions, questions, quiz)| {
            let lists = [usage.len(), 0, distinctions.len(), 0, questions as usize, quiz as usize];
            let order = ItemOrder::new(vec![0; senses.len()].into_iter(), lists);
            if let Some(first) = senses.first_mut() {
                *first = SenseOffer { is_taught: false, can_listen: true, can_say: true, ..*first };
            }
            usage.sort_by_key(|it| it.tier);
            for (at, it) in usage.iter_mut().enumerate() {
                it.place = ItemPlace::Pattern(at);
            }
            let distinctions =
                distinctions.into_iter().map(|it| (it.0.as_str().into(), it.1)).collect();
            Offer::of_test(order, senses, other_class, usage, distinctions, [questions, quiz])
        },
    )
}

fn led(offer: &Offer) -> Vec<LedPair> {
    let pairs = offer.distinctions.iter().enumerate();
    pairs.map(|(at, it)| LedPair { at, other: Other::Outside, cues: it.1 }).collect()
}

fn chosen(offer: &Offer, profile: Profile, had: &[u16]) -> Selection {
    let limits = offer.limits(Some(profile), None);
    let had: Vec<Had> = had.iter().map(|it| Had { cards: *it, is_known: true }).collect();
    select(offer, &led(offer), &limits, &had, None)
}

fn total(offer: &Offer, chosen: &Selection) -> u32 {
    chosen.wave_sizes(offer).iter().sum()
}

fn in_wave(offer: &Offer, chosen: &Selection, wave: Wave) -> u32 {
    chosen.wave_sizes(offer)[wave as usize]
}

/// The number of cards that the entry could make.
fn possible(offer: &Offer) -> u32 {
    total(offer, &chosen(offer, Profile::Everything, &[]))
}

/// The cards of a selection as bits by item, as a release would leave them.
fn released(offer: &Offer, chosen: &Selection) -> Vec<u16> {
    let mut had = vec![0; offer.order().count()];
    let led = led(offer);
    let bits = [
        (CardRow::Recognise, 1),
        (CardRow::Produce, 2),
        (CardRow::Listen, 4),
        (CardRow::Say, 8),
        (CardRow::Translate, 16),
        (CardRow::Picture, 32),
    ];
    for (row, at) in &chosen.senses {
        let bit = bits.iter().find(|it| it.0 == *row).map_or(0, |it| it.1);
        had[offer.item(*row, *at, &led).index()] |= bit;
    }
    let lists = [
        (CardRow::Usage, &chosen.usage),
        (CardRow::Question, &chosen.questions),
        (CardRow::Quiz, &chosen.quiz),
    ];
    for (row, all) in lists {
        all.iter().for_each(|at| had[offer.item(row, *at, &led).index()] = 1);
    }
    for it in &chosen.distinctions {
        let cues = (0..it.cues).fold(u16::from(it.is_open), |bits, cue| bits | 2 << cue);
        had[offer.item(CardRow::Distinction, it.led, &led).index()] = cues;
    }
    had
}

proptest! {
    #[test]
    fn no_profile_exceeds_its_cap(offer in offer()) {
        prop_assert!(total(&offer, &chosen(&offer, Profile::Minimal, &[])) <= 1);
        let light = chosen(&offer, Profile::Light, &[]);
        prop_assert!(total(&offer, &light) <= 3);
        for wave in [Wave::Produce, Wave::Translate, Wave::Distinction, Wave::Listen, Wave::Say] {
            prop_assert_eq!(in_wave(&offer, &light, wave), 0);
        }
        let standard = chosen(&offer, Profile::Standard, &[]);
        prop_assert!(total(&offer, &standard) <= 6);
        prop_assert!(in_wave(&offer, &standard, Wave::Usage) <= 2);
        let pairs = in_wave(&offer, &standard, Wave::Distinction);
        prop_assert!(pairs + in_wave(&offer, &standard, Wave::Cue) <= 1);
        prop_assert_eq!(in_wave(&offer, &standard, Wave::Listen), 0);
        prop_assert_eq!(in_wave(&offer, &standard, Wave::Picture), 0);
    }

    #[test]
    fn standard_has_every_claim_for_which_there_is_room(offer in offer()) {
        let it = chosen(&offer, Profile::Standard, &[]);
        let has = |wave| in_wave(&offer, &it, wave) > 0;
        let room = total(&offer, &it) < 6;
        prop_assert_eq!(it.senses.contains(&(CardRow::Recognise, 0)), !offer.senses.is_empty());
        prop_assert_eq!(has(Wave::Cue) || has(Wave::Distinction), !offer.distinctions.is_empty());
        prop_assert_eq!(has(Wave::Quiz), offer.quiz > 0);
        let fits = offer.usage.iter().any(|it| it.cards <= 2);
        prop_assert_eq!(has(Wave::Usage), fits);
        let taught = offer.senses.iter().enumerate().filter(|it| it.1.is_taught);
        let asked = |at: usize| it.senses.contains(&(CardRow::Recognise, at));
        prop_assert!(!room || taught.into_iter().all(|it| asked(it.0)));
        let meant = offer.senses.first();
        prop_assert!(!room || !meant.is_some_and(|it| it.can_produce) || has(Wave::Produce));
        let translates = meant.is_some_and(|it| !it.can_produce);
        prop_assert!(!room || has(Wave::Translate) == translates);
    }

    #[test]
    fn what_is_not_chosen_is_left_out(offer in offer()) {
        for profile in Profile::ALL {
            let it = chosen(&offer, profile, &[]);
            let led = led(&offer);
            let cues: usize = it.lost_pairs.iter().map(|it| led[*it].cues.min(MOST_CUES)).sum();
            let in_pairs = |it: &ChosenPair| {
                it.pair.cues.min(MOST_CUES) - it.cues + usize::from(!it.is_open)
            };
            let in_pairs: usize = it.distinctions.iter().map(in_pairs).sum();
            let gaps = |at: &usize| usize::from(offer.usage[*at].cards);
            let is_usage = |it: &&(CardRow, usize)| it.0 == CardRow::Usage;
            let usage: usize = it.left_out.iter().filter(is_usage).map(|it| gaps(&it.1)).sum();
            let others = it.left_out.iter().filter(|it| !is_usage(it)).count();
            let left = usage + others + cues + it.lost_pairs.len() + in_pairs;
            prop_assert_eq!(total(&offer, &it) as usize + left, possible(&offer) as usize);
        }
    }

    #[test]
    fn everything_leaves_nothing_out(offer in offer()) {
        let chosen = chosen(&offer, Profile::Everything, &[]);
        prop_assert!(chosen.left_out.is_empty() && chosen.lost_pairs.is_empty());
        prop_assert_eq!(chosen.usage.len(), offer.usage.len());
        prop_assert!(chosen.distinctions.iter().all(|it| it.is_open));
    }

    #[test]
    fn what_is_released_comes_on_top_of_standard(offer in offer(), had in 0..3_usize) {
        let profile = [Profile::Minimal, Profile::Light, Profile::Everything][had];
        let had = released(&offer, &chosen(&offer, profile, &[]));
        let standard = chosen(&offer, Profile::Standard, &had);
        let kept = released(&offer, &standard);
        for (had, kept) in had.iter().zip(&kept) {
            prop_assert_eq!(had & kept, *had);
        }
        // What is chosen without a release is chosen now, or a like item that was released.
        let by_row = |it: &Selection| {
            let mut sizes = it.wave_sizes(&offer);
            sizes[Wave::Cue as usize] += std::mem::take(&mut sizes[Wave::Distinction as usize]);
            sizes
        };
        let fresh = by_row(&chosen(&offer, Profile::Standard, &[]));
        for (now, fresh) in by_row(&standard).into_iter().zip(fresh) {
            prop_assert!(now >= fresh.min(1));
        }
        // The next build chooses the same.
        let again = chosen(&offer, Profile::Standard, &kept);
        prop_assert_eq!(again.wave_sizes(&offer), standard.wave_sizes(&offer));
    }

    #[test]
    fn a_number_is_a_limit_of_its_row(offer in offer(), most in 0..5_u32) {
        for row in CardRow::ALL {
            let map = |limit| CardChoice::Limits { rows: vec![(row, limit)], typed: None };
            let count = |limit| {
                let limits = offer.limits(None, Some(&map(limit)));
                let it = select(&offer, &led(&offer), &limits, &[], None);
                let pairs: usize =
                    it.distinctions.iter().map(|it| it.cues + usize::from(it.is_open)).sum();
                let usage: u16 = it.usage.iter().map(|it| offer.usage[*it].cards).sum();
                match row {
                    CardRow::Usage => u32::from(usage),
                    CardRow::Distinction => short(pairs),
                    CardRow::Question => short(it.questions.len()),
                    CardRow::Quiz => short(it.quiz.len()),
                    _ => short(it.senses.iter().filter(|it| it.0 == row).count()),
                }
            };
            let all = count(Limit::All);
            let some = count(Limit::AtMost(most));
            prop_assert!(some <= most.min(all), "{row:?}");
            prop_assert!(row == CardRow::Usage || some == most.min(all), "{row:?}");
        }
    }
}
