//! Entries as they were written: every value has a place, and nothing has been checked.

use crate::diag::{Diagnostics, Span};
use crate::model::{ItemOrder, ItemPlace};
use crate::source::cards::{Cards, read_cards};
use crate::source::exercise::{Distinction, Mistake, Question, Quiz};
use crate::source::forms::{rank, read_fields, read_forms};
use crate::source::mapping::{Fields, list};
use crate::source::node::Node;
use crate::source::phrase::{Phrase, read_phrases};
use crate::source::pronunciation::{Pronunciation, read_pronunciation};
use crate::source::sense::Sense;
use crate::source::shape::{COLLOCATION, CONTEXTS, DIALECTS, ENTRY, MEMORY, PATTERN, Shape};
use crate::source::text::Text;

/// An entry of a deck's `entries:`.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The whole entry.
    pub span: Span,
    /// Whether it has anything to learn, valid or not.
    pub has_matter: bool,
    /// The word or phrase that the entry is about.
    pub headword: Option<Text>,
    /// Its identity in the deck.
    pub id: Option<Text>,
    /// Its inflected forms, each with the name that the author gave it.
    pub forms: Vec<(Option<Text>, Text)>,
    /// The gender of a noun.
    pub gender: Option<Text>,
    /// How a headword in another script is read.
    pub reading: Option<Text>,
    /// The part of speech of senses that have none of their own.
    pub part_of_speech: Option<Text>,
    /// A level of the CEFR or of another scale.
    pub level: Option<Text>,
    /// The register, a known word or free text.
    pub register: Option<Text>,
    /// The quick answer.
    pub summary: Option<Text>,
    /// Its pronunciation.
    pub pronunciation: Pronunciation,
    /// Its rank by frequency.
    pub frequency: Option<u32>,
    /// The senses, in the author's order.
    pub senses: Vec<Sense>,
    /// Spelling, meaning and frequency in British and American use.
    pub dialects: Vec<(&'static str, Text)>,
    /// Grammar patterns.
    pub patterns: Vec<Phrase>,
    /// Collocations.
    pub collocations: Vec<Phrase>,
    /// Use in business, academic, everyday and technical contexts.
    pub contexts: Vec<(&'static str, Text)>,
    /// Synonyms.
    pub synonyms: Vec<Text>,
    /// Antonyms.
    pub antonyms: Vec<Text>,
    /// Common mistakes.
    pub mistakes: Vec<Mistake>,
    /// Differences from other words.
    pub distinctions: Vec<Distinction>,
    /// Questions that learners ask.
    pub questions: Vec<Question>,
    /// Mnemonic and metaphor.
    pub memory: Vec<(&'static str, Text)>,
    /// What else there is to know.
    pub notes: Option<Text>,
    /// Where the entry is from.
    pub source: Option<Text>,
    /// The author's own sections, by their names.
    pub fields: Vec<(Text, Text)>,
    /// Multiple-choice questions.
    pub quiz: Vec<Quiz>,
    /// Which cards the entry makes.
    pub cards: Option<Cards>,
    /// Tags of the entry's notes.
    pub tags: Vec<Text>,
    /// The codes of warnings that the entry allows.
    pub allow: Vec<Text>,
}

impl Entry {
    /// Returns the order of its items.
    pub(crate) fn item_order(&self) -> ItemOrder {
        let lists = [
            self.patterns.len(),
            self.collocations.len(),
            self.distinctions.len(),
            self.mistakes.len(),
            self.questions.len(),
            self.quiz.len(),
        ];
        ItemOrder::new(self.senses.iter().map(|it| it.examples.len()), lists)
    }

    /// Returns the `id` that the item at a place gives.
    pub(crate) fn id_at(&self, place: ItemPlace) -> Option<&Text> {
        match place {
            ItemPlace::Sense(at) => self.senses.get(at)?.id.as_ref(),
            ItemPlace::Example { sense, at } => {
                self.senses.get(sense)?.examples.get(at)?.id.as_ref()
            }
            ItemPlace::Pattern(at) => self.patterns.get(at)?.id.as_ref(),
            ItemPlace::Collocation(at) => self.collocations.get(at)?.id.as_ref(),
            ItemPlace::Distinction(at) => self.distinctions.get(at)?.id.as_ref(),
            ItemPlace::Mistake(at) => self.mistakes.get(at)?.id.as_ref(),
            ItemPlace::Question(at) => self.questions.get(at)?.id.as_ref(),
            ItemPlace::Quiz(at) => self.quiz.get(at)?.id.as_ref(),
        }
    }
}

/// The value of a key whose value cards only show.
pub(crate) enum Section<'e> {
    /// A text.
    Text(Option<&'e Text>),
    /// A list of texts.
    Texts(&'e [Text]),
    /// A mapping of texts.
    Map(&'e [(&'static str, Text)]),
}

impl Section<'_> {
    /// Returns whether the entry does not have the key.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Section::Text(text) => text.is_none(),
            Section::Texts(all) => all.is_empty(),
            Section::Map(all) => all.is_empty(),
        }
    }
}

impl Entry {
    /// Returns the value of a key that is declared to have a section or a column.
    pub(crate) fn section(&self, key: &str) -> Section<'_> {
        match key {
            "summary" => Section::Text(self.summary.as_ref()),
            "dialects" => Section::Map(&self.dialects),
            "contexts" => Section::Map(&self.contexts),
            "synonyms" => Section::Texts(&self.synonyms),
            "antonyms" => Section::Texts(&self.antonyms),
            "memory" => Section::Map(&self.memory),
            "notes" => Section::Text(self.notes.as_ref()),
            "source" => Section::Text(self.source.as_ref()),
            _ => Section::Text(None),
        }
    }
}

/// Reads one value of `entries:`.
///
/// Returns `None` if the value is not a mapping.
pub(crate) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Entry> {
    let fields = Fields::of(node, &ENTRY, diagnostics)?;
    let is_there = |key: &str| fields.get(key).is_some_and(|it| list(it).next().is_some());
    let has_matter = ENTRY.keys.iter().any(|it| it.is_matter && is_there(it.name));
    let entry = Entry {
        span: fields.span(),
        has_matter,
        headword: fields.text("headword", diagnostics),
        id: fields.text("id", diagnostics),
        forms: fields.get("forms").map(|it| read_forms(it, diagnostics)).unwrap_or_default(),
        gender: fields.text("gender", diagnostics),
        reading: fields.text("reading", diagnostics),
        part_of_speech: fields.text("part_of_speech", diagnostics),
        level: fields.text("level", diagnostics),
        register: fields.text("register", diagnostics),
        summary: fields.text("summary", diagnostics),
        pronunciation: read_pronunciation(fields.get("pronunciation"), diagnostics),
        frequency: fields.get("frequency").and_then(|it| rank(it, "frequency", diagnostics)),
        senses: items(&fields, "senses", Sense::read, diagnostics),
        dialects: named(&fields, "dialects", &DIALECTS, diagnostics),
        patterns: read_phrases(fields.get("patterns"), &PATTERN, diagnostics),
        collocations: read_phrases(fields.get("collocations"), &COLLOCATION, diagnostics),
        contexts: named(&fields, "contexts", &CONTEXTS, diagnostics),
        synonyms: fields.texts("synonyms", diagnostics),
        antonyms: fields.texts("antonyms", diagnostics),
        mistakes: items(&fields, "mistakes", Mistake::read, diagnostics),
        distinctions: items(&fields, "distinctions", Distinction::read, diagnostics),
        questions: items(&fields, "questions", Question::read, diagnostics),
        memory: named(&fields, "memory", &MEMORY, diagnostics),
        notes: fields.text("notes", diagnostics),
        source: fields.text("source", diagnostics),
        fields: read_fields(fields.get("fields"), diagnostics),
        quiz: items(&fields, "quiz", Quiz::read, diagnostics),
        cards: fields.get("cards").and_then(|it| read_cards(it, diagnostics)),
        tags: fields.texts("tags", diagnostics),
        allow: fields.texts("allow", diagnostics),
    };
    Some(entry)
}

fn items<'n, 't, T>(
    fields: &Fields<'n, 't>,
    key: &'static str,
    read: fn(&Node<'_>, &mut Diagnostics) -> Option<T>,
    diagnostics: &mut Diagnostics,
) -> Vec<T> {
    let Some(node) = fields.get(key) else { return Vec::new() };
    list(node).filter_map(|it| read(it, diagnostics)).collect()
}

/// Reads a mapping of a few known keys, each with a text.
fn named(
    fields: &Fields<'_, '_>,
    key: &'static str,
    shape: &'static Shape,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'static str, Text)> {
    let Some(inner) = fields.get(key).and_then(|it| Fields::of(it, shape, diagnostics)) else {
        return Vec::new();
    };
    shape.names().filter_map(|it| Some((it, inner.text(it, diagnostics)?))).collect()
}
