//! How many cards of each kind an entry makes: the contract's table, and what changes it.

use crate::model::{CardChoice, CardRow, Limit, Profile};

/// What holds for one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    rows: [Limit; CardRow::ALL.len()],
    /// Rows that the author limited; what a row of theirs does without is not cut but not wanted.
    own: [bool; CardRow::ALL.len()],
    /// Senses marked `teach: true` are recognised beyond the limit.
    pub(crate) taught: bool,
    /// Cues make cards.
    pub(crate) cues: bool,
    /// Questions are asked only of entries without a distinction.
    pub(crate) questions_stand_in: bool,
    /// At most so many cards in all.
    pub(crate) cap: Option<usize>,
    /// Answers are typed.
    pub(crate) typed: bool,
}

impl Limits {
    /// What holds, the command line's word before the entry's before the deck's.
    pub(crate) fn new(
        command: Option<Profile>,
        entry: Option<&CardChoice>,
        deck: Option<&CardChoice>,
    ) -> Limits {
        let mut limits = Limits::of(command.unwrap_or_default());
        if command.is_none() {
            limits.apply(deck);
            limits.apply(entry);
        }
        limits
    }

    /// The limit of a row.
    pub(crate) fn row(&self, row: CardRow) -> Limit {
        self.rows[row as usize]
    }

    /// Whether what a row does not make is to be told. Listening and speaking are extras that only
    /// `everything` makes, and nobody misses them.
    pub(crate) fn tells(&self, row: CardRow) -> bool {
        let is_extra = matches!(row, CardRow::Listen | CardRow::Say);
        self.row(row) != Limit::AtMost(0) || !(self.own[row as usize] || is_extra)
    }

    fn of(profile: Profile) -> Limits {
        let most = |most: [u32; 8]| most.map(Limit::AtMost);
        let (rows, everything) = match profile {
            Profile::Minimal => (most([1, 0, 0, 0, 0, 0, 0, 0]), false),
            Profile::Standard => (most([1, 1, 0, 0, 2, 1, 1, 1]), false),
            Profile::Everything => ([Limit::All; 8], true),
        };
        let standard = profile == Profile::Standard;
        Limits {
            rows,
            own: [false; CardRow::ALL.len()],
            taught: standard,
            cues: everything,
            questions_stand_in: standard,
            cap: standard.then_some(6),
            typed: false,
        }
    }

    fn apply(&mut self, choice: Option<&CardChoice>) {
        match choice {
            None => {}
            Some(CardChoice::Profile(profile)) => *self = Limits::of(*profile),
            Some(CardChoice::Limits { rows, typed }) => {
                self.typed = typed.unwrap_or(self.typed);
                for (row, limit) in rows {
                    self.set(*row, *limit);
                }
            }
        }
    }

    /// A limit of the author's own takes the place of the profile's, with its conditions.
    fn set(&mut self, row: CardRow, limit: Limit) {
        self.rows[row as usize] = limit;
        self.own[row as usize] = true;
        self.cap = None;
        match row {
            CardRow::Recognise => self.taught = false,
            CardRow::Distinction => self.cues = limit == Limit::All,
            CardRow::Question => self.questions_stand_in = false,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_wins_over_the_entry_and_the_entry_over_the_deck() {
        let profile = CardChoice::Profile;
        let (minimal, everything) = (profile(Profile::Minimal), profile(Profile::Everything));
        let limits = |command, entry, deck| Limits::new(command, entry, deck);
        assert_eq!(limits(None, None, None), Limits::of(Profile::Standard));
        assert_eq!(limits(None, None, Some(&minimal)), Limits::of(Profile::Minimal));
        assert_eq!(
            limits(None, Some(&everything), Some(&minimal)),
            Limits::of(Profile::Everything)
        );
        let command = Some(Profile::Minimal);
        assert_eq!(limits(command, Some(&everything), None), Limits::of(Profile::Minimal));
    }

    #[test]
    fn a_map_changes_only_its_rows() {
        let map = CardChoice::Limits {
            rows: vec![(CardRow::Usage, Limit::AtMost(5))],
            typed: Some(true),
        };
        let limits = Limits::new(None, Some(&map), None);
        assert_eq!(limits.row(CardRow::Usage), Limit::AtMost(5));
        assert_eq!(limits.row(CardRow::Produce), Limit::AtMost(1));
        assert!(limits.typed && limits.taught && limits.cap.is_none());
    }
}
