//! Shuffles items in an order that is the same in every build.

use crate::anki::stable_id;

/// Shuffles items in an order that depends only on `seed` and their keys. If no item would move,
/// all of them are rotated by one place.
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
    fn the_order_is_reproducible_and_never_the_original_one() {
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
