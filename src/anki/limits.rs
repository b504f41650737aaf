//! The number of cards of each kind that an entry makes: the profiles, and the settings that change
//! them.

use crate::model::{CardChoice, CardRow, Limit, Profile};

/// The limits of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// The profile that decides about the rows without a limit of the author's.
    pub(crate) profile: Profile,
    /// The limits of the author's, which replace the profile's choice of a row.
    own: [Option<Limit>; CardRow::ALL.len()],
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

    /// Returns the limit of a row, or `None` if the claims of the profile decide, see
    /// [`Limits::most`].
    pub(crate) fn row(&self, row: CardRow) -> Option<Limit> {
        self.own[row as usize].or(match self.profile {
            Profile::Minimal if row == CardRow::Recognise => Some(Limit::AtMost(1)),
            Profile::Minimal => Some(Limit::AtMost(0)),
            Profile::Everything => Some(Limit::All),
            Profile::Light | Profile::Standard => None,
        })
    }

    /// Returns the maximum number of cards in total: none where the author has set a limit.
    pub(crate) fn most(&self) -> Option<usize> {
        match self.profile {
            _ if self.own.iter().any(Option::is_some) => None,
            Profile::Minimal | Profile::Everything => None,
            Profile::Light => Some(3),
            Profile::Standard => Some(6),
        }
    }

    fn of(profile: Profile) -> Limits {
        Limits { profile, own: [None; CardRow::ALL.len()], typed: false }
    }

    fn apply(&mut self, choice: Option<&CardChoice>) {
        match choice {
            None => {}
            Some(CardChoice::Profile(profile)) => *self = Limits::of(*profile),
            Some(CardChoice::Limits { rows, typed }) => {
                self.typed = typed.unwrap_or(self.typed);
                for (row, limit) in rows {
                    self.own[*row as usize] = Some(*limit);
                }
            }
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
        assert_eq!(limits.row(CardRow::Usage), Some(Limit::AtMost(5)));
        assert_eq!(limits.row(CardRow::Produce), None);
        assert!(limits.typed && limits.most().is_none());
        assert_eq!(Limits::of(Profile::Standard).most(), Some(6));
    }

    #[test]
    fn a_map_is_no_profile_of_its_own() {
        let typed = CardChoice::Limits { rows: Vec::new(), typed: Some(true) };
        let light = CardChoice::Profile(Profile::Light);
        let limits = Limits::new(None, Some(&typed), Some(&light));
        assert!(limits.typed && limits.most() == Some(3));
    }
}
