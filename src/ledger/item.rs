//! The items of an entry that may become notes: their slots, and the words that they are known by.

use crate::model::{
    Distinction, Entry, Gap, Inline, Mistake, Phrase, Question, Quiz, Sense, Text, slot,
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

/// The kind of note that a slot makes: its first part.
pub(super) fn kind_of(slot: &str) -> &str {
    slot.split('/').next().unwrap_or(slot)
}

impl Item<'_> {
    /// The kind of note that it makes: the first part of its slot.
    pub fn kind(&self) -> &str {
        kind_of(&self.slot)
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

    /// The words by which a person knows it, on one line.
    ///
    /// Gaps stand in braces: the same sentence with another gap is another thing to learn.
    pub fn text(&self) -> String {
        let mut text = Short::default();
        match self.content {
            Content::Sense(it) => text.add(&it.definition),
            Content::Phrase(it) => text.add(&it.text),
            Content::Pair(headword, it) => {
                // The same from both sides, so that the pair is known whichever entry leads it.
                let (own, other) = (headword.to_lowercase(), it.from.to_lowercase());
                let (first, second) = if own <= other { (own, other) } else { (other, own) };
                text.letters(&format!("{first} / {second}"));
            }
            Content::Mistake(it) => {
                text.add(&it.wrong);
                text.letters(" → ");
                text.add(&it.right);
            }
            Content::Question(it) => text.add(&it.question),
            Content::Quiz(it) => {
                text.add(&it.question);
                for choice in it.choices.iter().filter(|it| it.is_right) {
                    text.letters(" → ");
                    text.add(&choice.text);
                }
            }
        }
        text.letters
    }
}

/// A text being put on one line, no longer than it may be.
#[derive(Default)]
struct Short {
    letters: String,
    count: usize,
}

impl Short {
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
            if self.count == MOST_LETTERS {
                return;
            }
            let is_blank = letter.is_whitespace() || letter.is_control();
            if is_blank && (self.letters.is_empty() || self.letters.ends_with(' ')) {
                continue;
            }
            self.letters.push(if is_blank { ' ' } else { letter });
            self.count += 1;
        }
    }
}
