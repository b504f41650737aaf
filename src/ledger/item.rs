//! The items of an entry that may become notes: their slots, and the words that they are known by.

use crate::ledger::asks::{Question as Asked, contexts};
use crate::ledger::hash::item_hash;
use crate::ledger::line::Line;
use crate::model::{
    Distinction, Entry, Gap, ItemOrder, ItemPlace, Mistake, PartOfSpeech, Phrase, Question, Quiz,
    Sense, Str, slot,
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
    /// A phrase of an entry with this headword.
    Phrase(&'e str, &'e Phrase),
    /// A pair of words, by the headword of the entry and the other word.
    Pair(&'e str, &'e Distinction),
    Mistake(&'e Mistake),
    Question(&'e Question),
    Quiz(&'e Quiz),
}

/// The similarity from which a gap in a phrase with several gaps is one for the headword.
const HEADWORD_LIKENESS: f64 = 0.5;
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
            item(
                it.id.as_deref(),
                |id| slot::pattern(it.number, id),
                Content::Phrase(&entry.headword, it),
            )
        }
        ItemPlace::Collocation(_) => {
            let it = place.phrase(entry)?;
            item(
                it.id.as_deref(),
                |id| slot::collocation(it.number, id),
                Content::Phrase(&entry.headword, it),
            )
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
    Item { slot, numbered, content: Content::Phrase(&entry.headword, it) }
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
            Content::Phrase(_, it) => it.id.is_some(),
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

    /// The other word of the pair, if it is a distinction.
    pub(super) fn other_word(&self) -> Option<&str> {
        match self.content {
            Content::Pair(_, it) => Some(&it.from),
            _ => None,
        }
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

    /// Returns what the gaps of a phrase ask, with the number of each in the text, in the order of
    /// the text.
    pub(crate) fn questions(&self) -> Vec<(u16, Asked)> {
        let Content::Phrase(headword, phrase) = self.content else { return Vec::new() };
        let mut numbers: Vec<(u16, Vec<&Gap>)> = Vec::new();
        for gap in phrase.text.gaps() {
            match numbers.iter_mut().find(|it| it.0 == gap.number) {
                Some((_, places)) => places.push(gap),
                None => numbers.push((gap.number, vec![gap])),
            }
        }
        let is_only = numbers.len() == 1;
        let is_headword = |gap: &Gap| {
            let first = gap.answers.first().map_or("", Str::as_str).to_lowercase();
            let likeness = strsim::sorensen_dice(&first, &headword.to_lowercase());
            phrase.hides_headword && (is_only || likeness >= HEADWORD_LIKENESS)
        };
        let text = self.text();
        let first = |it: &(u16, Vec<&'_ Gap>)| {
            it.1.first().and_then(|it| it.answers.first()).map_or(String::new(), Str::to_string)
        };
        let firsts: Vec<String> = numbers.iter().map(first).collect();
        let contexts = contexts(&text, firsts.iter().map(String::as_str));
        let question = |((number, gaps), context): ((u16, Vec<&Gap>), String)| {
            let is_headword = gaps.first().is_some_and(|it| is_headword(it));
            let answers = |it: &&Gap| it.answers.iter().map(Str::to_string).collect::<Vec<_>>();
            let places: Vec<Vec<String>> = gaps.iter().map(answers).collect();
            (number, Asked::gap(&places, is_headword, context))
        };
        numbers.into_iter().zip(contexts).map(question).collect()
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
            Content::Phrase(..) | Content::Pair(..) | Content::Mistake(_) => {}
        }
    }

    fn write_words(&self, line: &mut Line) {
        match self.content {
            Content::Sense(it) => it.meaning().into_iter().for_each(|it| line.add(it)),
            Content::Phrase(_, it) => line.add(&it.text),
            Content::Pair(headword, it) => write_pair(headword, &it.from, line),
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

/// Writes a pair of words, the same from both sides, so that it is known whichever entry leads it.
fn write_pair(own: &str, other: &str, line: &mut Line) {
    let (own, other) = (own.to_lowercase(), other.to_lowercase());
    let (first, second) = if own <= other { (own, other) } else { (other, own) };
    line.letters(&first);
    line.letters(" / ");
    line.letters(&second);
}

/// Returns the hash and the text of a distinction between two words.
pub(super) fn pair_words(own: &str, other: &str) -> (u32, String) {
    let mut reader = Reader::default();
    reader.line.begin(slot::DISTINCTION);
    write_pair(own, other, &mut reader.line);
    let (hash, text) = reader.end();
    (hash, text.to_owned())
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
        self.cut(end)
    }

    /// Ends a line of words only.
    fn end(&mut self) -> (u32, &str) {
        self.cut(self.line.letters.len())
    }

    /// Returns the hash of the line, and its words up to `end`, cut.
    fn cut(&mut self, end: usize) -> (u32, &str) {
        let line = &mut self.line;
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
