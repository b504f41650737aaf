//! Senses as they were written.

use crate::diag::{Diagnostics, Span};
use crate::source::mapping::{Fields, truth};
use crate::source::node::Node;
use crate::source::phrase::{Phrase, read_examples, read_translations};
use crate::source::pronunciation::{Pronunciation, read_pronunciation};
use crate::source::shape::SENSE;
use crate::source::text::Text;

/// One meaning of a headword.
#[derive(Clone, Debug)]
pub struct Sense {
    /// The whole sense.
    pub span: Span,
    /// Its identity in the entry.
    pub id: Option<Text>,
    /// The definition.
    pub definition: Option<Text>,
    /// The part of speech, if it differs from that of the entry.
    pub part_of_speech: Option<Text>,
    /// The level, if it differs from that of the entry.
    pub level: Option<Text>,
    /// The register, if it differs from that of the entry.
    pub register: Option<Text>,
    /// The pronunciation, if it differs from that of the entry.
    pub pronunciation: Pronunciation,
    /// Synonyms of this sense.
    pub synonyms: Vec<Text>,
    /// Antonyms of this sense.
    pub antonyms: Vec<Text>,
    /// Translations by language.
    pub translations: Vec<(Text, Text)>,
    /// Example sentences.
    pub examples: Vec<Phrase>,
    /// Whether it has cards of its own although it is not the first sense.
    pub teach: bool,
}

impl Sense {
    pub(crate) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Sense> {
        let fields = Fields::of(node, &SENSE, diagnostics)?;
        let sense = Sense {
            span: fields.span(),
            id: fields.text("id", diagnostics),
            definition: fields.text("definition", diagnostics),
            part_of_speech: fields.text("part_of_speech", diagnostics),
            level: fields.text("level", diagnostics),
            register: fields.text("register", diagnostics),
            pronunciation: read_pronunciation(fields.get("pronunciation"), diagnostics),
            synonyms: fields.texts("synonyms", diagnostics),
            antonyms: fields.texts("antonyms", diagnostics),
            translations: read_translations(fields.get("translations"), diagnostics),
            examples: read_examples(fields.get("examples"), diagnostics),
            teach: fields
                .get("teach")
                .and_then(|it| truth(it, "teach", diagnostics))
                .unwrap_or(false),
        };
        Some(sense)
    }
}
