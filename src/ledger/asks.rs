//! What the cards of a note ask, and which number each keeps.
//!
//! Anki knows a card by its note and its number. So a gap or a cue keeps its number as long as it is
//! there, wherever it stands in its text or list; a new one gets a number that the note never had.

use std::collections::BTreeSet;
use std::fmt::{self, Display};

use crate::ledger::LedgerRow;

/// The length at which what a card asks is cut, in characters.
const MOST_LETTERS: usize = 120;
/// The similarity from which two words or cues are taken for versions of the same.
const LIKENESS: f64 = 0.6;
/// Shorter words are never similar: "of" and "off" are two words.
const LEAST_LETTERS: usize = 4;
/// The number of characters on each side of a gap by which equal gaps are distinguished.
const CONTEXT: usize = 12;
/// Precedes the words of a gap that stands for the headword.
const HEADWORD: char = '^';
/// Stands between the parts of a gap in several places, such as "put … off".
pub(super) const PARTS: &str = " … ";

/// What the cards of a note ask, by their ordinals, in the order of the note's text: the words of a
/// gap, or the text of a cue. Kinds whose templates decide what is asked have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asks(Vec<Ask>);

/// What one card asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ask {
    /// The ordinal of the card.
    pub ordinal: u16,
    /// Whether the question is no longer in the item. Its ordinal is not used again.
    pub is_gone: bool,
    /// What is asked.
    pub words: String,
}

/// A question of an item as it is in the sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Question {
    /// What is asked, as it is written into the ledger.
    words: String,
    /// The text around it.
    context: String,
}

/// The ordinals of an item's questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbered {
    /// The ordinal of each question; `None` for the newest where none is free.
    pub ordinals: Vec<Option<u16>>,
    /// What the note's cards ask from now on.
    pub asks: Asks,
    /// Whether any question was asked before.
    pub goes_on: bool,
}

impl Numbered {
    /// Returns what has no number, for a person.
    pub(crate) fn waiting(&self, questions: &[Question]) -> Vec<String> {
        let all = self.ordinals.iter().zip(questions);
        all.filter(|it| it.0.is_none()).map(|it| it.1.text().to_owned()).collect()
    }
}

impl Question {
    /// Returns the question of a gap: its right answers, in each of its places, in a text in which
    /// gaps stand in braces.
    pub(super) fn gap(places: &[Vec<String>], is_headword: bool, context: String) -> Question {
        let places: Vec<String> = places.iter().map(|it| it.join("|")).collect();
        let mark = if is_headword { HEADWORD.to_string() } else { String::new() };
        Question { words: mark + &clean(&places.join(PARTS)), context }
    }

    /// Returns the question of a cue.
    pub(crate) fn cue(text: &str) -> Question {
        Question { words: clean(text), context: String::new() }
    }

    /// Returns what is asked, for a person.
    pub(crate) fn text(&self) -> &str {
        self.words.trim_start_matches(HEADWORD)
    }
}

impl Ask {
    /// Returns what is asked, for a person.
    pub(crate) fn text(&self) -> &str {
        self.words.trim_start_matches(HEADWORD)
    }

    /// Returns the first answer of a gap.
    fn first(&self) -> &str {
        first_answer(&self.words)
    }
}

impl Asks {
    /// Parses what [`Asks`] writes.
    pub(crate) fn parse(text: &str) -> Option<Asks> {
        let ask = |it: &str| {
            let (ordinal, words) = it.split_once('=')?;
            let kept = ordinal.strip_suffix('-');
            let ordinal = kept.unwrap_or(ordinal).parse().ok()?;
            Some(Ask { ordinal, is_gone: kept.is_some(), words: words.to_owned() })
        };
        if text.is_empty() {
            return Some(Asks::default());
        }
        text.split(';').map(ask).collect::<Option<_>>().map(Asks)
    }

    /// Returns what the cards of a row of the first form of the ledger ask, as far as its text says
    /// so: there the cards of a phrase stood in the order of its gaps.
    pub(super) fn of_old_row(row: &LedgerRow) -> Asks {
        let gaps: Vec<&str> = braced(row.text()).collect();
        if row.kind() != crate::model::slot::USAGE || gaps.is_empty() {
            return Asks::default();
        }
        let words = match row.cards.len() {
            1 => vec![gaps.join(PARTS)],
            count if count == gaps.len() => gaps.iter().map(|it| (*it).to_owned()).collect(),
            _ => return Asks::default(),
        };
        let asks = row.cards.iter().zip(words);
        let ask = |(ordinal, words): (&u16, String)| Ask {
            ordinal: *ordinal,
            is_gone: false,
            words: clean(&words),
        };
        Asks(asks.map(ask).collect())
    }

    /// Returns what the cards of a row ask.
    pub(crate) fn of(row: &LedgerRow) -> Asks {
        Asks::parse(row.asks()).unwrap_or_default()
    }

    /// Returns them in the order of the note's text.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Ask> {
        self.0.iter()
    }

    /// Whether nothing is known of what the cards ask.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Writes the cell of the ledger.
impl Display for Asks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, it) in self.0.iter().enumerate() {
            let separator = if at > 0 { ";" } else { "" };
            let mark = if it.is_gone { "-" } else { "" };
            write!(f, "{separator}{}{mark}={}", it.ordinal, it.words)?;
        }
        Ok(())
    }
}

/// Numbers the questions of an item: one that `row` knows keeps its ordinal, another gets the first
/// of `ordinals` that the note never had.
pub(crate) fn number(
    row: Option<&LedgerRow>,
    questions: &[Question],
    ordinals: std::ops::Range<u16>,
) -> Numbered {
    let before = row.map(Asks::of).unwrap_or_default();
    let mut found: Vec<Option<u16>> = vec![None; questions.len()];
    let mut used: BTreeSet<u16> = before.iter().map(|it| it.ordinal).collect();
    let known = row.map_or(&[][..], |it| &it.cards).iter().filter(|it| ordinals.contains(it));
    let known: Vec<u16> = known.copied().collect();
    if before.is_empty() {
        // The first form of the ledger did not say what cards ask: they went by their places.
        found.iter_mut().zip(&known).for_each(|(it, ordinal)| *it = Some(*ordinal));
    } else {
        let contexts = row.map(|it| contexts(it.text(), before.iter().map(Ask::first)));
        match_questions(&before, &contexts.unwrap_or_default(), questions, &mut found);
    }
    let goes_on = found.iter().any(Option::is_some);
    used.extend(known);
    let mut free = ordinals.filter(|it| !used.contains(it));
    for it in &mut found {
        *it = it.or_else(|| free.next());
    }
    let kept: BTreeSet<u16> = found.iter().flatten().copied().collect();
    let ask = |(ordinal, it): (&Option<u16>, &Question)| {
        ordinal.map(|ordinal| Ask { ordinal, is_gone: false, words: it.words.clone() })
    };
    let mut asks: Vec<Ask> = found.iter().zip(questions).filter_map(ask).collect();
    let gone = before.0.into_iter().filter(|it| !kept.contains(&it.ordinal));
    asks.extend(gone.map(|it| Ask { is_gone: true, ..it }));
    for ordinal in used.into_iter().filter(|it| !kept.contains(it)) {
        if !asks.iter().any(|it| it.ordinal == ordinal) {
            asks.push(Ask { ordinal, is_gone: true, words: String::new() });
        }
    }
    Numbered { ordinals: found, asks: Asks(asks), goes_on }
}

/// Returns whether one of the questions is one that the row's cards ask, or nothing is known of these.
pub(super) fn goes_on(row: &LedgerRow, questions: &[Question]) -> bool {
    let before = Asks::of(row);
    let mut found = vec![None; questions.len()];
    let contexts = contexts(row.text(), before.iter().map(Ask::first));
    match_questions(&before, &contexts, questions, &mut found);
    before.is_empty() || found.iter().any(Option::is_some)
}

/// Gives each question that was asked before its ordinal: the most similar pairs first.
fn match_questions(
    before: &Asks,
    contexts: &[String],
    questions: &[Question],
    found: &mut [Option<u16>],
) {
    let mut pairs = Vec::new();
    for (at, ask) in before.iter().enumerate() {
        let context = contexts.get(at).map_or("", String::as_str);
        for (number, question) in questions.iter().enumerate() {
            let score = score(ask, &question.words);
            if score > 0.0 {
                let near = strsim::sorensen_dice(context, &question.context) * 0.9;
                pairs.push((score + near, number.abs_diff(at), at, number));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let mut taken = BTreeSet::new();
    for (_, _, at, number) in pairs {
        let Some(ask) = before.0.get(at) else { continue };
        if found[number].is_none() && taken.insert(ask.ordinal) {
            found[number] = Some(ask.ordinal);
        }
    }
}

/// Returns how surely a card of an earlier build asks these words; 0 if it does not.
fn score(ask: &Ask, words: &str) -> f64 {
    if ask.words == words {
        return if ask.is_gone { 3.5 } else { 4.0 };
    }
    if ask.is_gone {
        return 0.0;
    }
    let (one, other) = (ask.text(), words.trim_start_matches(HEADWORD));
    let shares = |it: &str| answers(other).any(|other| other == it);
    if answers(one).any(shares) {
        return 3.0;
    }
    if ask.words.starts_with(HEADWORD) && words.starts_with(HEADWORD) {
        return 2.0;
    }
    let is_long = |it: &str| it.chars().count() >= LEAST_LETTERS;
    let likeness = strsim::sorensen_dice(&one.to_lowercase(), &other.to_lowercase());
    if is_long(one) && is_long(other) && likeness >= LIKENESS { 1.0 + likeness } else { 0.0 }
}

fn answers(words: &str) -> impl Iterator<Item = &str> {
    words.split('|').filter(|it| !it.is_empty())
}

fn first_answer(words: &str) -> &str {
    let words = words.trim_start_matches(HEADWORD);
    let first = words.split(PARTS).next().unwrap_or(words);
    first.split('|').next().unwrap_or(first)
}

/// Returns the text around each gap, whose first answers are in the order of the text.
pub(super) fn contexts<'f>(text: &str, firsts: impl Iterator<Item = &'f str>) -> Vec<String> {
    let mut start = 0;
    let around = |first: &str| {
        let gap = format!("{{{first}}}");
        let rest = text.get(start..).unwrap_or("");
        let Some(at) = rest.find(&gap).map(|it| start + it) else { return String::new() };
        start = at + gap.len();
        let bare = |it: &char| !matches!(it, '{' | '}');
        let before = text.get(..at).unwrap_or("").chars().rev().filter(bare).take(CONTEXT);
        let before: String = before.collect::<Vec<_>>().into_iter().rev().collect();
        let after = text.get(start..).unwrap_or("").chars().filter(bare).take(CONTEXT);
        before + "{}" + &after.collect::<String>()
    };
    firsts.map(around).collect()
}

/// Returns what stands in braces.
fn braced(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|it| it.split_once('}')).map(|it| it.0)
}

/// Returns the words on one line without the sign that separates them in the ledger, cut.
fn clean(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace(';', ",").trim_start_matches(HEADWORD).chars().take(MOST_LETTERS).collect()
}
