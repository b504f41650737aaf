//! Tests of the choice of cards.

use proptest::prelude::*;

use super::*;

fn offer() -> impl Strategy<Value = Offer> {
    let usage = prop::collection::vec(1..4_u16, 0..8);
    let distinctions = prop::collection::vec(("[a-c]", 0..10_usize), 0..4);
    (0..6_u32, 0..6_u32, usage, distinctions, 0..5_u32, 0..4_u32).prop_map(
        |(senses, taught, usage, distinctions, questions, quiz)| {
            let lists = [usage.len(), 0, distinctions.len(), 0, questions as usize, quiz as usize];
            let order = ItemOrder::new(vec![0; senses as usize].into_iter(), lists);
            let place = |(at, cards)| (cards, ItemPlace::Pattern(at));
            Offer {
                undefined: Box::default(),
                senses,
                taught: (1..senses.min(taught + 1)).collect(),
                can_listen: senses > 0,
                can_say: senses > 1,
                usage: usage.into_iter().enumerate().map(place).collect(),
                distinctions: distinctions
                    .into_iter()
                    .map(|it| (it.0.as_str().into(), it.1))
                    .collect(),
                synonyms: Box::new([]),
                questions,
                quiz,
                cards: None,
                order,
            }
        },
    )
}

fn led(offer: &Offer) -> Vec<LedPair> {
    let pairs = offer.distinctions.iter().enumerate();
    pairs.map(|(at, it)| LedPair { at, other: Other::Outside, cues: it.1 }).collect()
}

fn chosen(offer: &Offer, profile: Profile, had: &[u16]) -> Selection {
    let had: Vec<Had> = had.iter().map(|it| Had { cards: *it, is_known: true }).collect();
    select(offer, &led(offer), &offer.limits(Some(profile), None), &had)
}

fn cards(offer: &Offer, profile: Profile) -> [u32; WAVES] {
    chosen(offer, profile, &[]).wave_sizes(offer)
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
        let chosen = chosen(&offer, Profile::Everything, &[]);
        prop_assert!(chosen.left_out.is_empty());
        prop_assert_eq!(chosen.usage.len(), offer.usage.len());
    }

    #[test]
    fn what_learners_have_had_comes_first(
        offer in offer(),
        had in prop::collection::vec(0..16_u16, 0..40)
    ) {
        let standard = chosen(&offer, Profile::Standard, &had);
        prop_assert!(standard.wave_sizes(&offer).iter().sum::<u32>() <= 6);
        let first = standard.recognise.first().copied();
        let had_first = (0..offer.senses as usize).find(|it| had.get(*it).is_some_and(|it| it & 1 != 0));
        prop_assert!(had_first.is_none_or(|it| standard.recognise.contains(&it)), "{first:?}");
        // Everything that is unchanged is chosen again, in any order of the list.
        let again: Vec<u16> = (0..offer.senses as usize).map(|it| u16::from(standard.recognise.contains(&it))).collect();
        let kept = chosen(&offer, Profile::Standard, &again);
        prop_assert!(standard.recognise.iter().all(|it| kept.recognise.contains(it)));
    }
}
