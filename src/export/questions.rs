//! What can be asked of an entry on a school's platform: every quiz item, and every gap of a phrase.
//!
//! The choice of cards has no say here: a teacher picks from a bank of questions.

use std::collections::BTreeSet;

use crate::anki::{Kind, note_tags, usage_items};
use crate::export::format::Skipped;
use crate::export::{plain, web};
use crate::ledger::slot_at;
use crate::model::{
    Deck, Entry, Gap, ItemOrder, ItemPlace, OPEN_GAP, PartOfSpeech, Phrase, Quiz, Sense, Str,
};

/// The longest ID number that Moodle keeps, in characters (lib/db/install.xml, the column `idnumber`
/// of `question_bank_entries`).
const MOST_LETTERS_OF_ID: usize = 100;

/// A question.
pub(crate) struct Asked<'e> {
    /// The entry.
    pub(crate) entry: &'e Entry,
    /// The slot of the item that it asks for.
    pub(crate) slot: String,
    /// What is asked.
    pub(crate) what: What<'e>,
}

/// What is asked.
pub(crate) enum What<'e> {
    /// To choose.
    Choice(&'e Quiz),
    /// To fill a gap.
    Gap(GapQuestion<'e>),
}

/// A phrase in which the gaps of one number are open.
pub(crate) struct GapQuestion<'e> {
    /// The phrase.
    pub(crate) phrase: &'e Phrase,
    /// The number of the gaps.
    pub(crate) number: u16,
    /// The gaps; several where the headword stands in pieces, as in `took his shoes off`.
    pub(crate) gaps: Vec<&'e Gap>,
    /// The sense that the phrase is an example of.
    pub(crate) sense: Option<&'e Sense>,
}

/// What can be asked of `entry`: the quiz items, then the gaps.
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
        let sense = match item {
            ItemPlace::Example { sense, .. } => entry.senses.get(sense),
            ItemPlace::Collocation(_) => entry.senses.first(),
            _ => None,
        };
        let numbers = phrase.text.gap_cards();
        (1..=numbers).map(move |number| Asked {
            entry,
            slot: if numbers == 1 { slot.clone() } else { format!("{slot}/gap/{number}") },
            what: What::Gap(GapQuestion { phrase, number, gaps: gaps(phrase, number), sense }),
        })
    });
    quiz.chain(gaps).filter(Asked::is_open).collect()
}

/// The quiz items of `entry` alone.
pub(crate) fn quiz(entry: &Entry) -> Vec<(String, &Quiz)> {
    let items = entry.quiz.iter().enumerate();
    items.map(|(at, it)| (slot_at(entry, ItemPlace::Quiz(at)), it)).collect()
}

fn gaps(phrase: &Phrase, number: u16) -> Vec<&Gap> {
    phrase.text.gaps().into_iter().filter(|it| it.number == number).collect()
}

impl Asked<'_> {
    /// Whether there is anything to answer.
    fn is_open(&self) -> bool {
        match &self.what {
            What::Choice(_) => true,
            What::Gap(it) => !it.gaps.is_empty(),
        }
    }

    /// A name that no other question of the deck has: the entry's id and the slot.
    pub(crate) fn name(&self) -> String {
        format!("{}/{}", self.entry.id, self.slot)
    }

    /// Its ID number in Moodle: its name, unless that is longer than Moodle keeps.
    pub(crate) fn id_number(&self) -> Option<String> {
        Some(self.name()).filter(|it| it.chars().count() <= MOST_LETTERS_OF_ID)
    }

    /// The tags that its note has, or would have.
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

    /// Tells that a format cannot hold it.
    pub(crate) fn skipped(&self, format: &'static str, reason: impl Into<String>) -> Skipped {
        skipped(format, &self.entry.id, &self.slot, reason)
    }
}

impl GapQuestion<'_> {
    /// The phrase with its gap open, as HTML.
    pub(crate) fn html(&self, open: &dyn Fn(&Gap) -> String) -> String {
        web::with_gaps(&self.phrase.text, &|gap| {
            if gap.number == self.number { open(gap) } else { web::escaped(&gap.joined("/")) }
        })
    }

    /// What is asked, as HTML: the phrase and the meaning.
    pub(crate) fn question(&self, open: &dyn Fn(&Gap) -> String) -> String {
        let phrase = format!("<p>{}{}</p>", dialect(self.phrase), self.html(open));
        match self.sense {
            Some(sense) => format!("{phrase}<p>({})</p>", web::filled(&sense.definition)),
            None => phrase,
        }
    }

    /// What is asked, as letters alone.
    pub(crate) fn plain_question(&self, open: &dyn Fn(&Gap) -> String) -> String {
        let phrase = format!("{}{}", dialect(self.phrase), self.plain(open));
        match self.sense {
            Some(sense) => format!("{phrase} ({})", plain::filled(&sense.definition)),
            None => phrase,
        }
    }

    /// The phrase with its gap open, as letters alone.
    fn plain(&self, open: &dyn Fn(&Gap) -> String) -> String {
        plain::with_gaps(&self.phrase.text, &|gap| (gap.number == self.number).then(|| open(gap)))
    }

    /// Whether nothing but signs stands around the gap and no meaning behind it, so that nobody could
    /// know the answer.
    pub(crate) fn is_bare(&self) -> bool {
        let is_sign = |it: char| {
            it.is_whitespace() || it.is_ascii_punctuation() || "…–—‘’“”«»¿¡".contains(it)
        };
        self.sense.is_none() && self.plain(&|_| String::new()).chars().all(is_sign)
    }

    /// What to say to one who has answered: the whole phrase.
    pub(crate) fn feedback(&self) -> String {
        format!("<p>{}</p>", web::filled(&self.phrase.text))
    }

    /// The right answers, if the gap is in one piece.
    pub(crate) fn answers(&self) -> Option<&[Str]> {
        match self.gaps.as_slice() {
            [gap] => Some(&gap.answers),
            _ => None,
        }
    }
}

/// The dialect of a phrase, to stand before it: not in square brackets, which Blackboard takes for a
/// gap.
pub(crate) fn dialect(phrase: &Phrase) -> String {
    phrase.dialect.map_or(String::new(), |it| format!("({}) ", it.badge()))
}

/// Why a gap cannot be asked for.
pub(crate) const BARE: &str =
    "its phrase is nothing but the gap, and no sense is there to ask with";

/// An open gap, as it is read.
pub(crate) fn line(_: &Gap) -> String {
    OPEN_GAP.to_owned()
}

/// Tells that a format cannot hold an item.
pub(crate) fn skipped(
    format: &'static str,
    entry: &str,
    slot: &str,
    reason: impl Into<String>,
) -> Skipped {
    Skipped { format, entry: entry.to_owned(), item: slot.to_owned(), reason: reason.into() }
}

/// So many choices fit on the screens of Kahoot and Blooket.
const MOST_CHOICES: usize = 4;

/// A multiple-choice question of a classroom game.
pub(crate) struct Game {
    /// The question, letters alone.
    pub(crate) question: String,
    /// Two to four choices.
    pub(crate) choices: Vec<String>,
    /// The numbers of the right ones, from 1, with commas between them.
    pub(crate) right: String,
    /// How long there is to answer: more for more to read.
    pub(crate) seconds: u16,
}

impl Game {
    /// A quiz item as a game asks it, or why it cannot.
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

/// Why a choice between letters alone cannot be asked for.
pub(crate) const ALIKE: &str = "choices are the same without marks";

/// Whether two choices read alike in a format of letters alone.
pub(crate) fn are_alike(choices: &[String]) -> bool {
    let mut seen = BTreeSet::new();
    !choices.iter().all(|it| seen.insert(on_one_line(it)))
}

/// The length of a text as browsers and spreadsheets count it, in units of UTF-16.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A text on one line without tabs, for formats in which both have a meaning; blank lines are left
/// out.
pub(crate) fn on_one_line(text: &str) -> String {
    let is_end = |it: char| matches!(it, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let lines = text.trim().split(is_end).filter(|it| !it.trim().is_empty());
    lines.map(|it| it.replace('\t', " ")).collect::<Vec<_>>().join(" · ")
}

/// The deck's name as a path: `English::Film words` has two steps.
pub(crate) fn steps(deck: &Deck) -> impl Iterator<Item = &str> {
    deck.name.split("::")
}

/// The path of Moodle's category: a slash in a name is doubled, and a blank keeps one at its end from
/// the dividing one (question/format.php, assemble_category_path).
pub(crate) fn moodle_category(deck: &Deck) -> String {
    let step = |name: &str| {
        let doubled = name.replace('/', "//");
        let before = if doubled.starts_with('/') { " " } else { "" };
        let after = if doubled.ends_with('/') { " " } else { "" };
        format!("{before}{doubled}{after}")
    };
    format!("$course$/top/{}", steps(deck).map(step).collect::<Vec<_>>().join("/"))
}

/// The shares of the mark that Moodle knows, in percent (question/engine/bank.php,
/// fraction_options_full), by the number of choices that share it.
const SHARES: [&str; 10] =
    ["100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10"];

/// The share of the mark of each right choice, and what each wrong one takes away, in percent.
/// Where several are right, ticking everything is worth nothing. None if Moodle has no such share.
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

/// Why Moodle cannot mark an item.
pub(crate) const NO_SHARE: &str =
    "more than 10 choices are right, and Moodle has no marks for that";
