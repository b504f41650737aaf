//! The ids of notes and cards: times of first builds, each used once.

use std::collections::BTreeMap;

use crate::ledger::LedgerRow;

/// The number of milliseconds for a note, from its own time on: its cards have ids from these.
pub(crate) const ID_STEP: i64 = 10;

/// The ids that notes have, so that no other note gets them.
#[derive(Clone, Debug, Default)]
pub struct TakenIds {
    /// In ascending order.
    ids: Vec<i64>,
}

impl TakenIds {
    /// Adds the ids of notes.
    pub fn add(&mut self, ids: impl IntoIterator<Item = i64>) {
        let known = self.ids.len();
        self.ids.extend(ids);
        if self.ids.len() > known {
            self.ids.sort_unstable();
            self.ids.dedup();
        }
    }

    /// Returns the first of `count` ids, each `ID_STEP` after the one before, of which none is
    /// after `latest` and all are free, and takes them.
    pub fn take(&mut self, count: usize, latest: i64) -> i64 {
        let length = i64::try_from(count).unwrap_or(i64::MAX / ID_STEP).saturating_mul(ID_STEP);
        let first = self.free(latest, length);
        let at = self.ids.partition_point(|it| *it < first);
        let new = (0..count).map_while(|it| i64::try_from(it).ok()).map(|it| first + it * ID_STEP);
        self.ids.splice(at..at, new);
        first
    }

    /// Returns the start of a free range of this length that ends at `latest` or earlier. Only where
    /// time has no room, it ends later.
    fn free(&self, latest: i64, length: i64) -> i64 {
        let mut first = latest.saturating_sub(length);
        while let Some(taken) = self.first_within(first, length) {
            if taken.saturating_sub(length) < 1 {
                break;
            }
            first = taken - length;
        }
        first = first.max(1);
        while let Some(taken) = self.first_within(first, length) {
            first = taken + ID_STEP;
        }
        first
    }

    /// Returns the first id whose range meets the range of this length.
    fn first_within(&self, first: i64, length: i64) -> Option<i64> {
        let at = self.ids.partition_point(|it| *it <= first - ID_STEP);
        self.ids.get(at).copied().filter(|it| *it < first + length)
    }
}

/// Gives an id to the rows that have none: those of an older form of the ledger and of adopted notes,
/// of which only the last change is known. Where a merge brought two notes with ids that meet, the
/// later one gets another.
pub(super) fn assign(rows: &mut [LedgerRow]) {
    let mut known: Vec<i64> = rows.iter().map(|it| it.created).collect();
    known.sort_unstable();
    let meets = |it: &[i64]| it[0] < 1 || it[1].saturating_sub(it[0]) < ID_STEP;
    if known.first().is_none_or(|it| *it > 0) && !known.windows(2).any(meets) {
        return;
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let key = |it: &LedgerRow| (it.created, it.release == 0, it.release);
    order.sort_by(|a, b| (key(&rows[*a]), rows[*a].guid()).cmp(&(key(&rows[*b]), rows[*b].guid())));
    let (mut taken, mut last) = (TakenIds::default(), 1 - ID_STEP);
    let mut without = Vec::new();
    for at in order {
        if rows[at].created >= last + ID_STEP {
            last = rows[at].created;
            taken.ids.push(last);
        } else {
            without.push(at);
        }
    }
    without.sort_unstable();
    let mut groups: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for at in without {
        groups.entry(rows[at].modified).or_default().push(at);
    }
    for (modified, group) in groups {
        let mut id = taken.take(group.len(), modified.saturating_mul(1000));
        for at in group {
            rows[at].created = id;
            id += ID_STEP;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_end_at_the_time_of_the_build_and_go_down_from_what_is_taken() {
        let mut taken = TakenIds::default();
        assert_eq!(taken.take(3, 1_000_000), 999_970);
        assert_eq!(taken.take(1, 1_000_000), 999_960);
        assert_eq!(taken.take(1, 2_000_000), 1_999_990);
        // There is no room before the first millisecond.
        assert_eq!([taken.take(2, 15), taken.take(1, 0)], [1, 21]);
    }

    proptest! {
        #[test]
        fn no_two_ranges_meet(requests in prop::collection::vec((1..20_usize, 0..5_000_i64), 1..20)) {
            let mut taken = TakenIds::default();
            for (count, latest) in requests {
                let first = taken.take(count, latest);
                prop_assert!(first > 0);
            }
            prop_assert!(taken.ids.windows(2).all(|it| it[1] - it[0] >= ID_STEP));
        }
    }
}
