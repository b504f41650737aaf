//! Describes what happens at the edges of a deck, and what learners have to do then.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::pipeline::{CheckedDeck, MovedEntry};

use crate::cli::search;

/// What changes for learners besides notes: the deck's name, and entries that go to other decks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edges {
    renamed: Option<Renamed>,
    /// The entries that came from other decks.
    arrived: Vec<Arrived>,
    /// The entries that left for other decks, with the ids of these.
    left: Vec<(String, String)>,
}

/// A deck with another name than the one that learners know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renamed {
    /// The name that learners know.
    pub(crate) from: String,
    /// The name that the deck has now.
    pub(crate) to: String,
}

/// Entries that came from another deck.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Arrived {
    /// The id of that deck, and its name in Anki.
    deck: String,
    name: String,
    entries: Vec<String>,
    /// The search that finds their notes in Anki's browser.
    search: String,
}

impl Edges {
    /// Returns what changes for a deck since the last release, or the last build where there was no
    /// release. `decks` are all decks of the run, of which this is the one with the number `at`.
    pub(crate) fn of(at: usize, moved: &[MovedEntry], decks: &[Option<&CheckedDeck>]) -> Edges {
        let Some(checked) = decks.get(at).copied().flatten() else { return Edges::default() };
        let from = checked.ledger.old_name(&checked.deck).map(str::to_owned);
        let renamed = from.map(|from| Renamed { from, to: checked.deck.name.clone() });
        let mut arrived: BTreeMap<(&str, &str), Vec<&MovedEntry>> = BTreeMap::new();
        for it in moved.iter().filter(|it| it.to == at) {
            arrived.entry((&it.deck, &it.name)).or_default().push(it);
        }
        let group = |((deck, name), all): ((&str, &str), Vec<&MovedEntry>)| {
            let guids: Vec<&str> =
                all.iter().flat_map(|it| &it.guids).map(String::as_str).collect();
            Arrived {
                deck: deck.to_owned(),
                name: name.to_owned(),
                entries: all.iter().map(|it| it.entry.clone()).collect(),
                search: search::of_all(&guids),
            }
        };
        let left = moved.iter().filter(|it| it.from == Some(at)).filter_map(|it| {
            let to = decks.get(it.to).copied().flatten()?;
            Some((it.entry.clone(), to.deck.id.clone()))
        });
        let left = left.collect();
        Edges { renamed, arrived: arrived.into_iter().map(group).collect(), left }
    }

    /// Returns what concerns learners: before the first release nobody knows the deck by another name.
    pub(crate) fn known_to_learners(&self, is_released: bool) -> Edges {
        let renamed = self.renamed.clone().filter(|_| is_released);
        Edges { renamed, ..self.clone() }
    }

    /// Returns whether learners have to do something.
    pub(crate) fn concern_learners(&self) -> bool {
        self.renamed.is_some() || !self.arrived.is_empty()
    }

    /// Returns the change of the deck's name.
    pub(crate) fn renamed(&self) -> Option<&Renamed> {
        self.renamed.as_ref()
    }

    /// Returns a line for each change, with what learners have to do.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.renamed.iter().map(Renamed::advice).collect();
        for it in &self.arrived {
            let Arrived { deck, name, entries, search } = it;
            lines.push(format!(
                "moved here from the deck `{deck}`, with reviews: {}; the cards that learners have stay in `{name}` until they move them, in Anki's browser with Change Deck: {search}",
                shown(entries)
            ));
        }
        let mut left: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (entry, deck) in &self.left {
            left.entry(deck).or_default().push(entry.clone());
        }
        let left = left.into_iter();
        lines.extend(left.map(|(deck, it)| format!("moved to the deck `{deck}`: {}", shown(&it))));
        lines
    }

    /// Returns the keys of the JSON output.
    pub(crate) fn json(&self) -> [(&'static str, Value); 3] {
        let arrived =
            |it: &Arrived| json!({ "from": it.deck, "entries": it.entries, "search": it.search });
        let left = |(entry, deck): &(String, String)| json!({ "entry": entry, "to": deck });
        [
            ("renamed", self.renamed.as_ref().map_or(Value::Null, Renamed::json)),
            ("moved_here", self.arrived.iter().map(arrived).collect()),
            ("moved_away", self.left.iter().map(left).collect()),
        ]
    }
}

/// The number of entries that are listed.
const MOST_SHOWN: usize = 10;

fn shown(entries: &[String]) -> String {
    let rest = entries.len().saturating_sub(MOST_SHOWN);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    entries.iter().take(MOST_SHOWN).cloned().collect::<Vec<_>>().join(", ") + &more
}

impl Renamed {
    /// Returns what it means for learners, who have the deck under its old name.
    fn advice(&self) -> String {
        let Renamed { from, to } = self;
        format!(
            "the deck `{from}` is now called `{to}`: learners rename it in Anki before they import; otherwise the cards that they have stay in `{from}`, and new ones go to a second deck"
        )
    }

    fn json(&self) -> Value {
        json!({ "from": self.from, "to": self.to })
    }
}

/// Returns the numbers of decks in the order in which they are written: one to which entries moved
/// before the one that they left, so that no row is lost if a build is interrupted.
pub(crate) fn order(count: usize, moved: &[MovedEntry]) -> Vec<usize> {
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    for start in 0..count {
        // A deck is on the stack again when those before it are done.
        let mut stack = vec![(start, false)];
        while let Some((at, is_ready)) = stack.pop() {
            if is_ready {
                order.push(at);
            } else if !std::mem::replace(&mut seen[at], true) {
                stack.push((at, true));
                stack
                    .extend(moved.iter().filter(|it| it.from == Some(at)).map(|it| (it.to, false)));
            }
        }
    }
    order
}

/// Returns the reason why a deck cannot be written, if one of its entries moved to a deck that was
/// not: then only its own ledger knows the entry. `unwritten` returns the name of such a deck.
pub(crate) fn obstacle(
    at: usize,
    moved: &[MovedEntry],
    unwritten: &dyn Fn(usize) -> Option<String>,
) -> Option<String> {
    let left = moved.iter().filter(|it| it.from == Some(at));
    let (entry, deck) = left.filter_map(|it| Some((&it.entry, unwritten(it.to)?))).next()?;
    Some(format!("its entry `{entry}` moved to the deck `{deck}`, which was not written"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_is_written_before_those_that_its_entries_left() {
        let moved = |from, to| MovedEntry { from: Some(from), to, ..MovedEntry::default() };
        assert_eq!(order(3, &[]), [0, 1, 2]);
        assert_eq!(order(3, &[moved(0, 2), moved(2, 1)]), [1, 2, 0]);
        let mut circle = order(2, &[moved(0, 1), moved(1, 0)]);
        circle.sort_unstable();
        assert_eq!(circle, [0, 1]);
    }
}
