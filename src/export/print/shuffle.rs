//! An order that looks like chance and is the same in every build.

use crate::anki::stable_id;

/// Puts items into an order that depends on nothing but `seed` and what `key` says of each. Where
/// that leaves all of several items in their places, they move by one.
pub(super) fn shuffle<T>(items: &mut Vec<T>, seed: &str, key: impl Fn(&T) -> String) {
    let mut keyed: Vec<(i64, usize, T)> = std::mem::take(items)
        .into_iter()
        .enumerate()
        .map(|(at, it)| (stable_id(seed, &key(&it)), at, it))
        .collect();
    keyed.sort_by_key(|it| (it.0, it.1));
    if keyed.len() > 1 && keyed.iter().enumerate().all(|(place, it)| it.1 == place) {
        keyed.rotate_left(1);
    }
    items.extend(keyed.into_iter().map(|it| it.2));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_same_each_time_and_never_the_old_one() {
        for count in 2..6 {
            for seed in 0..50 {
                let seed = format!("seed {seed}");
                let shuffled = || {
                    let mut items: Vec<usize> = (0..count).collect();
                    shuffle(&mut items, &seed, usize::to_string);
                    items
                };
                assert_eq!(shuffled(), shuffled());
                assert_ne!(shuffled(), (0..count).collect::<Vec<_>>());
            }
        }
    }
}
