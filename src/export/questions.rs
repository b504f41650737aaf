//! Questions about an entry for e-learning platforms: every quiz item, and every gap of a phrase.
//!
//! The choice of cards does not matter here, as teachers choose from a question bank.

use std::collections::BTreeSet;

use crate::anki::{Kind, note_tags, usage_items};
use crate::export::exporter::Skipped;
use crate::export::{plain, web};
use crate::ledger::slot_at;
use crate::model::{
    Deck, Entry, Gap, ItemOrder, ItemPlace, OPEN_GAP, PartOfSpeech, Phrase, Quiz, Sense, Str,
};

/// The maximum length of an ID number in Moodle, in characters (lib/db/install.xml, the column
/// `idnumber` of `question_bank_entries`).
const MOST_LETTERS_OF_ID: usize = 100;

/// A question.
pub(crate) struct Asked<'e> {
    /// The entry that it is about.
    pub(crate) entry: &'e Entry,
    /// The slot of the item from which it is made.
    pub(crate) slot: String,
    /// The kind of question, with its data.
    pub(crate) what: What<'e>,
}

/// The kind of a question.
pub(crate) enum What<'e> {
    /// Choose an answer.
    Choice(&'e Quiz),
    /// Fill a gap.
    Gap(GapQuestion<'e>),
}

/// A phrase in which the gaps of one number are open.
pub(crate) struct GapQuestion<'e> {
    /// The phrase.
    pub(crate) phrase: &'e Phrase,
    /// The number of the gaps.
    pub(crate) number: u16,
    /// The gaps; several if the headword is split, as in `took his shoes off`.
    pub(crate) gaps: Vec<&'e Gap>,
    /// The sense of which the phrase is an example.
    pub(crate) sense: Option<&'e Sense>,
}

/// Returns all questions about `entry`: the quiz items, then the gaps.
pub(crate) fn of(entry: &Entry) -> Vec<Asked<'_>> {
    let quiz = entry.quiz.iter().enumerate().map(|(at, it)| Asked {
        entry,
        slot: slot_at(entry, ItemPlace::Quiz(at)),
        what: What::Choice(it),
    });
    let items = usage_items(entry, &ItemOrder::of(entry));
    let phrases = items.into_iter().filter_map(|it| Some((it, it.phrase(entry)?)));
    let gaps = phrases.flat_map(|(item, phrase)| {
        let slot = slot_at(entry, item);
        let sense = item.sense_of_phrase(entry).and_then(|it| entry.senses.get(it));
        let numbers = phrase.text.gap_cards();
        (1..=numbers).map(move |number| Asked {
            entry,
            slot: if numbers == 1 { slot.clone() } else { format!("{slot}/gap/{number}") },
            what: What::Gap(GapQuestion { phrase, number, gaps: gaps(phrase, number), sense }),
        })
    });
    quiz.chain(gaps).filter(Asked::is_open).collect()
}

/// Returns the quiz items of `entry` with their slots.
pub(crate) fn quiz(entry: &Entry) -> Vec<(String, &Quiz)> {
    let items = entry.quiz.iter().enumerate();
    items.map(|(at, it)| (slot_at(entry, ItemPlace::Quiz(at)), it)).collect()
}

fn gaps(phrase: &Phrase, number: u16) -> Vec<&Gap> {
    phrase.text.gaps().into_iter().filter(|it| it.number == number).collect()
}

impl Asked<'_> {
    /// Returns whether there is anything to answer.
    fn is_open(&self) -> bool {
        match &self.what {
            What::Choice(_) => true,
            What::Gap(it) => !it.gaps.is_empty(),
        }
    }

    /// Returns a name that is unique in the deck: the entry's id and the slot.
    pub(crate) fn name(&self) -> String {
        format!("{}/{}", self.entry.id, self.slot)
    }

    /// Returns its ID number in Moodle, which is its name, or `None` if that is too long.
    pub(crate) fn id_number(&self) -> Option<String> {
        Some(self.name()).filter(|it| it.chars().count() <= MOST_LETTERS_OF_ID)
    }

    /// Returns the tags that its note has, or would have.
    pub(crate) fn tags(&self, deck: &Deck) -> Vec<String> {
        let own = self.entry.part_of_speech.as_ref();
        let (kind, part_of_speech) = match &self.what {
            What::Choice(_) => (Kind::Quiz, own),
            What::Gap(it) => {
                (Kind::Usage, it.sense.and_then(|it| it.part_of_speech.as_ref()).or(own))
            }
        };
        note_tags(deck, self.entry, kind, part_of_speech.map_or("", PartOfSpeech::name))
    }

    /// Returns the record that a format cannot represent it.
    pub(crate) fn skipped(&self, format: &'static str, reason: impl Into<String>) -> Skipped {
        skipped(format, &self.entry.id, &self.slot, reason)
    }
}

impl GapQuestion<'_> {
    /// Returns the phrase with an open gap, as HTML.
    pub(crate) fn html(&self, open: &dyn Fn(&Gap) -> String) -> String {
        web::with_gaps(&self.phrase.text, &|gap| {
            if gap.number == self.number { open(gap) } else { web::escaped(&gap.joined("/")) }
        })
    }

    /// Returns the question, the phrase with the meaning, as HTML.
    pub(crate) fn question(&self, open: &dyn Fn(&Gap) -> String) -> String {
        let phrase = format!("<p>{}{}</p>", dialect(self.phrase), self.html(open));
        match self.sense.and_then(Sense::meaning) {
            Some(meaning) => format!("{phrase}<p>({})</p>", web::filled(meaning)),
            None => phrase,
        }
    }

    /// Returns the question as plain text.
    pub(crate) fn plain_question(&self, open: &dyn Fn(&Gap) -> String) -> String {
        let phrase = format!("{}{}", dialect(self.phrase), self.plain(open));
        match self.sense.and_then(Sense::meaning) {
            Some(meaning) => format!("{phrase} ({})", plain::filled(meaning)),
            None => phrase,
        }
    }

    /// Returns the phrase with an open gap, as plain text.
    fn plain(&self, open: &dyn Fn(&Gap) -> String) -> String {
        plain::with_gaps(&self.phrase.text, &|gap| (gap.number == self.number).then(|| open(gap)))
    }

    /// Returns whether there are only punctuation marks around the gap and no meaning is known, so
    /// that nobody could know the answer.
    pub(crate) fn is_bare(&self) -> bool {
        let is_sign = |it: char| {
            it.is_whitespace() || it.is_ascii_punctuation() || "…–—‘’“”«»¿¡".contains(it)
        };
        self.sense.is_none() && self.plain(&|_| String::new()).chars().all(is_sign)
    }

    /// Returns the feedback, the whole phrase.
    pub(crate) fn feedback(&self) -> String {
        format!("<p>{}</p>", web::filled(&self.phrase.text))
    }

    /// Returns the right answers, or `None` if the gap has several pieces.
    pub(crate) fn answers(&self) -> Option<&[Str]> {
        match self.gaps.as_slice() {
            [gap] => Some(&gap.answers),
            _ => None,
        }
    }
}

/// Returns the dialect of a phrase, to be written before it. It is not in square brackets, which
/// Blackboard would read as a gap.
pub(crate) fn dialect(phrase: &Phrase) -> String {
    phrase.dialect.map_or(String::new(), |it| format!("({}) ", it.badge()))
}

/// The reason for leaving out a gap that gives no clue.
pub(crate) const BARE: &str =
    "its phrase is nothing but the gap, and there is no meaning that could be asked for";

/// Returns an open gap as a line.
pub(crate) fn line(_: &Gap) -> String {
    OPEN_GAP.to_owned()
}

/// Returns the record that a format cannot represent an item.
pub(crate) fn skipped(
    format: &'static str,
    entry: &str,
    slot: &str,
    reason: impl Into<String>,
) -> Skipped {
    Skipped { format, entry: entry.to_owned(), item: slot.to_owned(), reason: reason.into() }
}

/// The maximum number of choices on the screens of Kahoot and Blooket.
const MOST_CHOICES: usize = 4;

/// A multiple-choice question of a classroom game.
pub(crate) struct Game {
    /// The question, as plain text.
    pub(crate) question: String,
    /// The two to four choices.
    pub(crate) choices: Vec<String>,
    /// The numbers of the right choices, from 1, separated by commas.
    pub(crate) right: String,
    /// The time to answer in seconds, which depends on the length of the texts.
    pub(crate) seconds: u16,
}

impl Game {
    /// Converts a quiz item into a question of a game.
    ///
    /// # Errors
    /// Returns the reason if a game cannot ask it.
    pub(crate) fn of(quiz: &Quiz) -> Result<Game, String> {
        if quiz.choices.len() > MOST_CHOICES {
            return Err(format!("it has more than {MOST_CHOICES} choices"));
        }
        let question = plain::filled(&quiz.question);
        let choices: Vec<_> = quiz.choices.iter().map(|it| plain::filled(&it.text)).collect();
        if are_alike(&choices) {
            return Err(ALIKE.to_owned());
        }
        let right = quiz.choices.iter().enumerate().filter(|it| it.1.is_right);
        let right: Vec<_> = right.map(|(at, _)| (at + 1).to_string()).collect();
        let letters = length(&question) + choices.iter().map(|it| length(it)).sum::<usize>();
        let seconds = match letters {
            0..=120 => 20,
            121..=240 => 30,
            _ => 60,
        };
        Ok(Game { question, choices, right: right.join(","), seconds })
    }
}

/// The reason for leaving out choices that are equal as plain text.
pub(crate) const ALIKE: &str = "its choices are the same without marks";

/// Returns whether two choices are equal as plain text.
pub(crate) fn are_alike(choices: &[String]) -> bool {
    let mut seen = BTreeSet::new();
    !choices.iter().all(|it| seen.insert(on_one_line(it)))
}

/// Returns the length of a text in UTF-16 units, as browsers and spreadsheets count it.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Returns a text on one line without tabs, for formats in which line breaks and tabs have a
/// meaning. Empty lines are left out.
pub(crate) fn on_one_line(text: &str) -> String {
    let is_end = |it: char| matches!(it, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let lines = text.trim().split(is_end).filter(|it| !it.trim().is_empty());
    lines.map(|it| it.replace('\t', " ")).collect::<Vec<_>>().join(" · ")
}

/// Returns the parts of the deck's name: `English::Film words` has two.
pub(crate) fn steps(deck: &Deck) -> impl Iterator<Item = &str> {
    deck.name.split("::")
}

/// Returns the path of Moodle's category. Slashes in names are doubled, and a space separates a
/// slash at the end of a name from the separator (question/format.php, assemble_category_path).
pub(crate) fn moodle_category(deck: &Deck) -> String {
    let step = |name: &str| {
        let doubled = name.replace('/', "//");
        let before = if doubled.starts_with('/') { " " } else { "" };
        let after = if doubled.ends_with('/') { " " } else { "" };
        format!("{before}{doubled}{after}")
    };
    format!("$course$/top/{}", steps(deck).map(step).collect::<Vec<_>>().join("/"))
}

/// The fractions of the mark that Moodle supports, in percent, by the number of right choices
/// (question/engine/bank.php, fraction_options_full).
const SHARES: [&str; 10] =
    ["100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10"];

/// Returns the fraction of the mark for each right choice and the penalty for each wrong one, in
/// percent. If several choices are right, ticking all choices scores nothing. Returns `None` if
/// Moodle does not support the fraction.
pub(crate) fn shares(quiz: &Quiz) -> Option<(&'static str, String)> {
    let right = quiz.choices.iter().filter(|it| it.is_right).count();
    let wrong = quiz.choices.len() - right;
    let share = SHARES.get(right.checked_sub(1)?)?;
    let loss = match (right, wrong) {
        (1, _) | (_, 0) => "0".to_owned(),
        _ => format!("-{}", SHARES.get(wrong - 1).or(SHARES.last())?),
    };
    Some((share, loss))
}

/// The reason for leaving out an item for which Moodle has no fraction.
pub(crate) const NO_SHARE: &str =
    "more than 10 choices are right, and Moodle cannot divide the mark among so many";
