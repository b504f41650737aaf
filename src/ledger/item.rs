//! The items of an entry that may become notes: their slots, and the words that they are known by.

use crate::ledger::hash::item_hash;
use crate::model::{
    Distinction, Entry, Gap, Inline, Mistake, PartOfSpeech, Phrase, Question, Quiz, Sense, Text,
    slot,
};

/// An item of an entry: a sense, an example, a pattern and so on.
#[derive(Clone, Debug)]
pub struct Item<'e> {
    /// Its slot.
    pub slot: String,
    /// The slot that it would have without its `id`, where it has one.
    numbered: Option<String>,
    content: Content<'e>,
}

#[derive(Clone, Copy, Debug)]
enum Content<'e> {
    Sense(&'e Sense),
    Phrase(&'e Phrase),
    /// A pair of words, by the headword of the entry and the other word.
    Pair(&'e str, &'e Distinction),
    Mistake(&'e Mistake),
    Question(&'e Question),
    Quiz(&'e Quiz),
}

/// The words in the ledger are cut here, in characters.
const MOST_LETTERS: usize = 120;

/// The items of an entry: senses, examples, patterns, collocations, distinctions, mistakes,
/// questions, quiz items.
pub fn items(entry: &Entry) -> Vec<Item<'_>> {
    let mut all = Vec::new();
    for (at, it) in entry.senses.iter().enumerate() {
        all.push(item(it.id.as_deref(), |id| slot::definition(at + 1, id), Content::Sense(it)));
    }
    for (at, sense) in entry.senses.iter().enumerate() {
        let name = slot::sense_name(at + 1, sense.id.as_deref());
        let number = slot::sense_name(at + 1, None);
        for it in &sense.examples {
            let slot = slot::example(it, it.id.as_deref(), &name);
            let has_id = it.id.is_some() || sense.id.is_some();
            let numbered = has_id.then(|| slot::example(it, None, &number));
            all.push(Item { slot, numbered, content: Content::Phrase(it) });
        }
    }
    for it in &entry.patterns {
        all.push(item(it.id.as_deref(), |id| slot::pattern(it.number, id), Content::Phrase(it)));
    }
    for it in &entry.collocations {
        let slot = |id: Option<&str>| slot::collocation(it.number, id);
        all.push(item(it.id.as_deref(), slot, Content::Phrase(it)));
    }
    for (at, it) in entry.distinctions.iter().enumerate() {
        let content = Content::Pair(&entry.headword, it);
        all.push(item(it.id.as_deref(), |id| slot::distinction(at + 1, id), content));
    }
    for (at, it) in entry.mistakes.iter().enumerate() {
        all.push(item(it.id.as_deref(), |id| slot::mistake(at + 1, id), Content::Mistake(it)));
    }
    for (at, it) in entry.questions.iter().enumerate() {
        all.push(item(it.id.as_deref(), |id| slot::question(at + 1, id), Content::Question(it)));
    }
    for (at, it) in entry.quiz.iter().enumerate() {
        all.push(item(it.id.as_deref(), |id| slot::quiz(at + 1, id), Content::Quiz(it)));
    }
    all
}

fn item<'e>(
    id: Option<&str>,
    slot: impl Fn(Option<&str>) -> String,
    content: Content<'e>,
) -> Item<'e> {
    Item { slot: slot(id), numbered: id.map(|_| slot(None)), content }
}

impl Item<'_> {
    /// The kind of note that it makes: the first part of its slot.
    pub fn kind(&self) -> &str {
        slot::kind(&self.slot)
    }

    /// Whether the author gave it an `id`.
    pub(super) fn has_id(&self) -> bool {
        match self.content {
            Content::Sense(it) => it.id.is_some(),
            Content::Phrase(it) => it.id.is_some(),
            Content::Pair(_, it) => it.id.is_some(),
            Content::Mistake(it) => it.id.is_some(),
            Content::Question(it) => it.id.is_some(),
            Content::Quiz(it) => it.id.is_some(),
        }
    }

    /// The slot that it would have without its `id`, where it has one.
    pub(super) fn numbered(&self) -> Option<&str> {
        self.numbered.as_deref()
    }

    /// Whether it is a distinction.
    pub(super) fn is_distinction(&self) -> bool {
        matches!(self.content, Content::Pair(..))
    }

    /// The words by which a person knows it, on one line and no longer than 120 letters.
    ///
    /// Gaps stand in braces: the same sentence with another gap is another thing to learn.
    pub fn text(&self) -> String {
        self.words(Line::new(MOST_LETTERS)).letters
    }

    /// A hash of all its words: those that a person knows it by, uncut, and those that tell it from
    /// others of the same text, such as the answer to a question.
    pub fn hash(&self) -> u32 {
        let mut line = self.words(Line::new(usize::MAX));
        match self.content {
            Content::Sense(it) => {
                line.letters(" / ");
                line.letters(it.part_of_speech.as_ref().map_or("", PartOfSpeech::name));
            }
            Content::Question(it) => {
                line.letters(" / ");
                line.add(&it.answer);
            }
            Content::Quiz(it) => {
                for choice in &it.choices {
                    line.letters(" / ");
                    line.add(&choice.text);
                }
            }
            Content::Phrase(_) | Content::Pair(..) | Content::Mistake(_) => {}
        }
        item_hash(self.kind(), &line.letters)
    }

    fn words(&self, mut line: Line) -> Line {
        match self.content {
            Content::Sense(it) => line.add(&it.definition),
            Content::Phrase(it) => line.add(&it.text),
            Content::Pair(headword, it) => {
                // The same from both sides, so that the pair is known whichever entry leads it.
                let (own, other) = (headword.to_lowercase(), it.from.to_lowercase());
                let (first, second) = if own <= other { (own, other) } else { (other, own) };
                line.letters(&format!("{first} / {second}"));
            }
            Content::Mistake(it) => {
                line.add(&it.wrong);
                line.letters(" → ");
                line.add(&it.right);
            }
            Content::Question(it) => line.add(&it.question),
            Content::Quiz(it) => {
                line.add(&it.question);
                for choice in it.choices.iter().filter(|it| it.is_right) {
                    line.letters(" → ");
                    line.add(&choice.text);
                }
            }
        }
        line
    }
}

/// A text being put on one line, no longer than it may be.
struct Line {
    letters: String,
    /// How many more letters it may have.
    room: usize,
}

impl Line {
    fn new(room: usize) -> Line {
        Line { letters: String::new(), room }
    }

    fn add(&mut self, text: &Text) {
        self.inlines(&text.0);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Plain(letters) | Inline::Code(letters) => self.letters(letters),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                    self.inlines(inner);
                }
                Inline::Gap(gap) => self.gap(gap),
            }
        }
    }

    fn gap(&mut self, gap: &Gap) {
        self.letters("{");
        self.letters(gap.answers.first().map_or("", String::as_str));
        self.letters("}");
    }

    fn letters(&mut self, letters: &str) {
        for letter in letters.chars() {
            if self.room == 0 {
                return;
            }
            let is_blank = letter.is_whitespace() || letter.is_control();
            if is_blank && (self.letters.is_empty() || self.letters.ends_with(' ')) {
                continue;
            }
            self.letters.push(if is_blank { ' ' } else { letter });
            self.room -= 1;
        }
    }
}
