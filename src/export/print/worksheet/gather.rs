//! Collects what an entry offers to practise on paper.

use crate::anki::{Content, Contrast};
use crate::export::exporter::{Made, Skipped};
use crate::export::plain;
use crate::export::print::measure::lines;
use crate::export::print::worksheet::left_out;
use crate::export::print::{escaped, pieces};
use crate::model::{BLANK, Deck, Dialect, Entry, Phrase, Quiz, Sense, Text, slot};

/// The rendered exercises of an entry; each list is in the order in which its items are used.
#[derive(Debug, Default)]
pub(super) struct Practice {
    /// Sentences from which the headword is missing.
    pub(super) gaps: Vec<Gapped>,
    /// The headword and its meaning.
    pub(super) meanings: Vec<Meaning>,
    /// Phrases from which other words are missing.
    pub(super) phrases: Vec<Gapped>,
    /// Situations in which one of two words fits.
    pub(super) pairs: Vec<Pair>,
    /// Mistakes to correct.
    pub(super) mistakes: Vec<Correction>,
    /// Multiple-choice questions.
    pub(super) quiz: Vec<Test>,
}

/// A text with gaps.
#[derive(Debug)]
pub(super) struct Gapped {
    /// The id of the entry and the slot of the item, on two lines, by which items are shuffled.
    pub(super) key: String,
    /// The dialect of the text, if it has one.
    pub(super) dialect: Option<Dialect>,
    /// The text with open gaps.
    pub(super) text: String,
    /// The first answer of each gap.
    pub(super) bank: String,
    /// All right answers.
    pub(super) answer: String,
}

/// A word and its meaning.
#[derive(Debug)]
pub(super) struct Meaning {
    pub(super) key: String,
    pub(super) word: String,
    pub(super) part_of_speech: String,
    pub(super) definition: String,
}

/// A situation in which one of two words fits.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) words: [String; 2],
    pub(super) answer: String,
    pub(super) why: String,
}

/// A mistake and its correction.
#[derive(Debug)]
pub(super) struct Correction {
    pub(super) key: String,
    pub(super) wrong: String,
    /// The number of letters for which there must be space to write.
    pub(super) letters: usize,
    pub(super) right: String,
    pub(super) why: String,
}

/// A multiple-choice question.
#[derive(Debug)]
pub(super) struct Test {
    pub(super) key: String,
    pub(super) question: String,
    pub(super) choices: String,
    /// The number of right choices.
    pub(super) right: usize,
    pub(super) answer: String,
}

/// Collects the exercises of one entry.
pub(super) fn gather(made: &Made<'_, '_>, deck: &Deck, skipped: &mut Vec<Skipped>) -> Practice {
    let entry = made.entry;
    let mut work = Gatherer { deck, entry, skipped, practice: Practice::default() };
    work.examples();
    work.phrases();
    work.meanings();
    for section in made.compiled.sections.iter() {
        if let Content::Contrasts(all) = &section.content {
            work.cues(all);
        }
    }
    work.mistakes();
    work.quiz();
    work.practice
}

/// Collects the exercises of one entry.
struct Gatherer<'g> {
    deck: &'g Deck,
    entry: &'g Entry,
    skipped: &'g mut Vec<Skipped>,
    practice: Practice,
}

/// The maximum number of lines of an item; a longer one might not fit on a page with its heading.
const MOST_LINES: u64 = 24;

/// The width of a line in thousandths of an em, on the narrower paper and without the indentation.
const LINE_WIDTH: u64 = 38_000;

impl Gatherer<'_> {
    /// Returns the key of an item, or `None` if its texts are too long for a page.
    fn key(&mut self, slot: &str, texts: &[&Text]) -> Option<String> {
        let key = format!("{}\n{slot}", self.entry.id);
        let taken: u64 = texts.iter().map(|it| lines(&plain::filled(it), LINE_WIDTH, false)).sum();
        if taken > MOST_LINES {
            self.skipped.push(left_out(&key, "too long for an exercise"));
            return None;
        }
        Some(key)
    }

    fn html(&self, it: &Text) -> String {
        pieces::text(it, &self.deck.language)
    }

    fn why(&self, it: Option<&Text>) -> String {
        it.map_or(String::new(), |it| self.html(it))
    }

    /// Adds examples: the first of each sense, then the second of each, starting with those of the
    /// deck's dialect.
    fn examples(&mut self) {
        let entry = self.entry;
        let lead = self.deck.dialect;
        let is_far = |it: &Phrase| it.dialect.is_some() && lead.is_some() && it.dialect != lead;
        let mut found = Vec::new();
        for (at, sense) in entry.senses.iter().enumerate() {
            let name = slot::sense_name(at + 1, sense.id.as_deref());
            let fit = sense.examples.iter().filter(|it| it.hides_headword);
            found.extend(fit.enumerate().map(|(turn, it)| {
                (is_far(it), turn, slot::example(it, it.id.as_deref(), &name), it)
            }));
        }
        found.sort_by_key(|it| (it.0, it.1));
        for (_, _, slot, phrase) in found {
            self.gapped(phrase, &slot);
        }
    }

    fn phrases(&mut self) {
        let entry = self.entry;
        for it in &entry.patterns {
            self.gapped(it, &slot::pattern(it.number, it.id.as_deref()));
        }
        for it in &entry.collocations {
            self.gapped(it, &slot::collocation(it.number, it.id.as_deref()));
        }
    }

    /// Adds a phrase with gaps: to the exercise with a box if the gaps hide the headword, else to
    /// that with phrases.
    fn gapped(&mut self, phrase: &Phrase, slot: &str) {
        let gaps = phrase.text.gaps();
        if gaps.is_empty() {
            return;
        }
        if phrase.text.blanked().chars().all(says_nothing) {
            let key = format!("{}\n{slot}", self.entry.id);
            self.skipped.push(left_out(
                &key,
                "nothing but its gap, so there is no clue to what is missing",
            ));
            return;
        }
        let Some(key) = self.key(slot, &[&phrase.text]) else { return };
        let first: Vec<String> = gaps
            .iter()
            .filter_map(|it| it.answers.first())
            .map(|it| as_in_dictionary(it, &self.entry.headword))
            .collect();
        let all: Vec<String> = gaps.iter().map(|it| it.answers.join(" / ")).collect();
        let open = Content::Blanked(&phrase.text, None);
        let item = Gapped {
            key,
            dialect: phrase.dialect,
            text: pieces::html(&open, &self.deck.language),
            bank: first.join(" … "),
            answer: all.join(" … "),
        };
        if phrase.hides_headword {
            self.practice.gaps.push(item);
        } else {
            self.practice.phrases.push(item);
        }
    }

    fn meanings(&mut self) {
        let entry = self.entry;
        for (at, sense) in entry.senses.iter().enumerate() {
            let slot = slot::definition(at + 1, sense.id.as_deref());
            let Some(meaning) = sense.meaning() else { continue };
            let Some(key) = self.key(&slot, &[meaning]) else { continue };
            self.practice.meanings.push(Meaning {
                key,
                word: entry.headword.to_string(),
                part_of_speech: part_of_speech(entry, sense).to_owned(),
                definition: self.html(meaning),
            });
        }
    }

    /// Adds the cues of the entry's distinctions; `contrasts` contains the other words.
    fn cues(&mut self, contrasts: &[Contrast<'_>]) {
        let entry = self.entry;
        for ((at, it), contrast) in entry.distinctions.iter().enumerate().zip(contrasts) {
            let slot = slot::distinction(at + 1, it.id.as_deref());
            for (number, cue) in it.cues.iter().enumerate() {
                let slot = format!("{slot}/cue/{}", number + 1);
                let Some(key) = self.key(&slot, &[&cue.text]) else { continue };
                let words = [contrast.this_word, contrast.other_word].map(str::to_owned);
                let [this, other] = &words;
                self.practice.pairs.push(Pair {
                    key,
                    text: self.html(&cue.text),
                    answer: if cue.is_this { this.clone() } else { other.clone() },
                    words,
                    why: self.why(cue.why.as_ref()),
                });
            }
        }
    }

    fn mistakes(&mut self) {
        for (at, it) in self.entry.mistakes.iter().enumerate() {
            let slot = slot::mistake(at + 1, it.id.as_deref());
            let Some(key) = self.key(&slot, &[&it.wrong, &it.right]) else { continue };
            let correction = Correction {
                key,
                wrong: self.html(&it.wrong),
                letters: plain::filled(&it.right).chars().count(),
                right: self.html(&it.right),
                why: self.why(it.why.as_ref()),
            };
            self.practice.mistakes.push(correction);
        }
    }

    fn quiz(&mut self) {
        for (at, it) in self.entry.quiz.iter().enumerate() {
            let slot = slot::quiz(at + 1, it.id.as_deref());
            let texts: Vec<&Text> =
                [&it.question].into_iter().chain(it.choices.iter().map(|it| &it.text)).collect();
            let Some(key) = self.key(&slot, &texts) else { continue };
            let test = self.test(key, it);
            self.practice.quiz.push(test);
        }
    }

    fn test(&self, key: String, quiz: &Quiz) -> Test {
        let language = &self.deck.language;
        let choices = pieces::shuffled(&quiz.choices, &format!("{}\n{key}", self.deck.id));
        let why = quiz.why.as_ref().map_or(String::new(), |it| format!(" {}", self.html(it)));
        Test {
            question: self.html(&quiz.question),
            choices: pieces::choices(&choices, language),
            right: choices.iter().filter(|it| it.is_right).count(),
            answer: format!("<b>{}</b>{why}", escaped(&pieces::right_letters(&choices))),
            key,
        }
    }
}

/// Returns whether a character of a phrase with open gaps gives no clue to what is missing.
fn says_nothing(letter: char) -> bool {
    let is_mark = letter.is_ascii_punctuation() || "…–—«»‹›“”„‘’¿¡。、".contains(letter);
    letter == BLANK || letter.is_whitespace() || is_mark
}

/// Returns a form of the headword without a capital letter that only the start of a sentence
/// requires.
fn as_in_dictionary(form: &str, headword: &str) -> String {
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if headword.starts_with(char::is_lowercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => form.to_owned(),
    }
}

fn part_of_speech<'s>(entry: &'s Entry, sense: &'s Sense) -> &'s str {
    let own = sense.part_of_speech.as_ref().or(entry.part_of_speech.as_ref());
    own.map_or("", |it| it.name())
}
