//! The items of an entry that may become notes: their slots, and the words that they are known by.

use crate::ledger::hash::item_hash;
use crate::model::{
    Distinction, Entry, Gap, Inline, ItemOrder, ItemPlace, Mistake, PartOfSpeech, Phrase, Question,
    Quiz, Sense, Str, Text, slot,
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

/// The items of an entry, in the order of [`ItemOrder`].
pub(crate) fn items(entry: &Entry) -> Vec<Item<'_>> {
    items_in(entry, &ItemOrder::of(entry))
}

/// The same, where the order is at hand.
pub(crate) fn items_in<'e>(entry: &'e Entry, order: &ItemOrder) -> Vec<Item<'e>> {
    let mut all = Vec::with_capacity(order.count());
    all.extend(order.places().filter_map(|it| item_at(entry, it)));
    all
}

/// The slot of the item at a place of an entry.
pub(crate) fn slot_at(entry: &Entry, place: ItemPlace) -> String {
    item_at(entry, place).map_or_else(String::new, |it| it.slot)
}

/// The item at a place of an entry.
fn item_at(entry: &Entry, place: ItemPlace) -> Option<Item<'_>> {
    Some(match place {
        ItemPlace::Sense(at) => {
            let it = entry.senses.get(at)?;
            item(it.id.as_deref(), |id| slot::definition(at + 1, id), Content::Sense(it))
        }
        ItemPlace::Example { sense, .. } => example(entry, sense, place.phrase(entry)?),
        ItemPlace::Pattern(_) => {
            let it = place.phrase(entry)?;
            item(it.id.as_deref(), |id| slot::pattern(it.number, id), Content::Phrase(it))
        }
        ItemPlace::Collocation(_) => {
            let it = place.phrase(entry)?;
            item(it.id.as_deref(), |id| slot::collocation(it.number, id), Content::Phrase(it))
        }
        ItemPlace::Distinction(at) => {
            let it = entry.distinctions.get(at)?;
            let content = Content::Pair(&entry.headword, it);
            item(it.id.as_deref(), |id| slot::distinction(at + 1, id), content)
        }
        ItemPlace::Mistake(at) => {
            let it = entry.mistakes.get(at)?;
            item(it.id.as_deref(), |id| slot::mistake(at + 1, id), Content::Mistake(it))
        }
        ItemPlace::Question(at) => {
            let it = entry.questions.get(at)?;
            item(it.id.as_deref(), |id| slot::question(at + 1, id), Content::Question(it))
        }
        ItemPlace::Quiz(at) => {
            let it = entry.quiz.get(at)?;
            item(it.id.as_deref(), |id| slot::quiz(at + 1, id), Content::Quiz(it))
        }
    })
}

fn example<'e>(entry: &'e Entry, sense: usize, it: &'e Phrase) -> Item<'e> {
    let sense_id = entry.senses.get(sense).and_then(|it| it.id.as_deref());
    let slot = slot::example(it, it.id.as_deref(), &slot::sense_name(sense + 1, sense_id));
    let has_id = it.id.is_some() || sense_id.is_some();
    let numbered = has_id.then(|| slot::example(it, None, &slot::sense_name(sense + 1, None)));
    Item { slot, numbered, content: Content::Phrase(it) }
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
        Reader::default().words(self).1.to_owned()
    }

    /// A hash of all its words: those that a person knows it by, uncut, and those that tell it from
    /// others of the same text, such as the answer to a question.
    pub fn hash(&self) -> u32 {
        Reader::default().hash(self)
    }

    fn write_rest(&self, line: &mut Line) {
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
    }

    fn write_words(&self, line: &mut Line) {
        match self.content {
            Content::Sense(it) => line.add(&it.definition),
            Content::Phrase(it) => line.add(&it.text),
            Content::Pair(headword, it) => {
                // The same from both sides, so that the pair is known whichever entry leads it.
                let (own, other) = (headword.to_lowercase(), it.from.to_lowercase());
                let (first, second) = if own <= other { (own, other) } else { (other, own) };
                line.letters(&first);
                line.letters(" / ");
                line.letters(&second);
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
    }
}

/// Reads one item after the other, in the same room.
#[derive(Default)]
pub(super) struct Reader {
    line: Line,
}

impl Reader {
    /// See [`Item::hash`].
    pub(super) fn hash(&mut self, item: &Item<'_>) -> u32 {
        self.words(item).0
    }

    /// See [`Item::hash`] and [`Item::text`].
    pub(super) fn words(&mut self, item: &Item<'_>) -> (u32, &str) {
        let line = &mut self.line;
        // Hashed are the kind and the words, each with a sign behind it that is in neither.
        line.begin(item.kind());
        item.write_words(line);
        let end = line.letters.len();
        item.write_rest(line);
        line.letters.push('\0');
        let text = line.letters.get(line.start..end).unwrap_or("");
        let is_short = text.len() <= MOST_LETTERS;
        let cut = if is_short { None } else { text.char_indices().nth(MOST_LETTERS) };
        let text = cut.and_then(|it| text.get(..it.0)).unwrap_or(text);
        (item_hash(line.letters.as_bytes()), text)
    }
}

/// The hashes and texts of an entry's items, see [`Item::hash`] and [`Item::text`]. They depend on
/// nothing else, so those of several entries may be worked out at once.
#[derive(Debug)]
pub(crate) struct Words {
    hashes: Vec<u32>,
    /// One after the other, and where each ends.
    texts: String,
    ends: Vec<usize>,
}

impl Words {
    /// Those of `items`.
    pub(crate) fn of(items: &[Item<'_>]) -> Words {
        let mut reader = Reader::default();
        let (mut hashes, mut ends) =
            (Vec::with_capacity(items.len()), Vec::with_capacity(items.len()));
        let mut texts = String::new();
        for item in items {
            let (hash, text) = reader.words(item);
            hashes.push(hash);
            texts.push_str(text);
            ends.push(texts.len());
        }
        Words { hashes, texts, ends }
    }

    pub(super) fn hash(&self, item: usize) -> u32 {
        self.hashes.get(item).copied().unwrap_or(0)
    }

    pub(super) fn text(&self, item: usize) -> &str {
        let start = item.checked_sub(1).and_then(|it| self.ends.get(it)).copied().unwrap_or(0);
        let end = self.ends.get(item).copied().unwrap_or(start);
        self.texts.get(start..end).unwrap_or("")
    }
}

/// Texts being put on one line.
#[derive(Default)]
struct Line {
    letters: String,
    /// Where the line begins.
    start: usize,
}

impl Line {
    fn begin(&mut self, kind: &str) {
        self.letters.clear();
        self.letters.push_str(kind);
        self.letters.push('\0');
        self.start = self.letters.len();
    }

    fn add(&mut self, text: &Text) {
        self.inlines(text.inlines());
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
        self.letters(gap.answers.first().map_or("", Str::as_str));
        self.letters("}");
    }

    /// Adds letters, of blanks and control characters in a row one blank, and none at the start.
    fn letters(&mut self, letters: &str) {
        let mut rest = letters;
        while !rest.is_empty() {
            let mut is_after_blank = self.is_after_blank();
            let mut run = 0;
            for letter in rest.bytes() {
                if !letter.is_ascii_graphic() && (letter != b' ' || is_after_blank) {
                    break;
                }
                is_after_blank = letter == b' ';
                run += 1;
            }
            let (as_it_is, other) = rest.split_at(run);
            self.letters.push_str(as_it_is);
            let mut others = other.chars();
            if let Some(letter) = others.next() {
                self.letter(letter);
            }
            rest = others.as_str();
        }
    }

    fn letter(&mut self, letter: char) {
        let is_blank = letter.is_whitespace() || letter.is_control();
        if !is_blank {
            self.letters.push(letter);
        } else if !self.is_after_blank() {
            self.letters.push(' ');
        }
    }

    fn is_after_blank(&self) -> bool {
        self.letters.len() == self.start || self.letters.ends_with(' ')
    }
}
