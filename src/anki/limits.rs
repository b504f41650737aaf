//! The number of cards of each kind that an entry makes: the profiles, and the settings that change
//! them.

use crate::model::{CardChoice, CardRow, Limit, Profile};

/// The limits of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    rows: [Limit; CardRow::ALL.len()],
    /// The rows that the author limited. Items that such a limit of 0 excludes are not reported as
    /// left out.
    own: [bool; CardRow::ALL.len()],
    /// Whether senses marked `teach: true` get recognition cards beyond the limit.
    pub(crate) taught: bool,
    /// Whether cues make cards.
    pub(crate) cues: bool,
    /// Whether questions make cards only for entries without a distinction.
    pub(crate) questions_stand_in: bool,
    /// The maximum number of cards in total.
    pub(crate) cap: Option<usize>,
    /// Whether answers are typed.
    pub(crate) typed: bool,
}

impl Limits {
    /// Returns the limits of an entry. The option of the command line overrides those of the entry,
    /// which override those of the deck.
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

    /// Returns the limit of a row.
    pub(crate) fn row(&self, row: CardRow) -> Limit {
        self.rows[row as usize]
    }

    /// Returns whether items of a row for which there is no card are reported. They are not if the
    /// author set the limit to 0, nor for listening and speaking, which only `everything` makes.
    pub(crate) fn reports(&self, row: CardRow) -> bool {
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

    /// Sets a limit of the author's, which replaces that of the profile and its conditions.
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
