//! Senses, pronunciations and translations as they were written.

use crate::diag::{Diagnostics, Span};
use crate::source::mapping::{Fields, text, truth};
use crate::source::node::{Node, Value};
use crate::source::phrase::{Phrase, read_examples, read_translations};
use crate::source::shape::{ACCENT, PRONUNCIATION, SENSE};
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

/// The pronunciation of a headword in one dialect.
#[derive(Clone, Debug)]
pub struct Accent {
    /// The transcription, with or without slashes.
    pub ipa: Option<Text>,
    /// A recording in the deck's `media` folder.
    pub audio: Option<Text>,
}

/// Reads `pronunciation`: one text for both dialects, or `gb` and `us`, each a text or a mapping.
pub(crate) fn read_pronunciation(
    node: Option<&Node<'_>>,
    diagnostics: &mut Diagnostics,
) -> (Option<Accent>, Option<Accent>) {
    let Some(node) = node else { return (None, None) };
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        let accent = text(node, "pronunciation", diagnostics)
            .map(|it| Accent { ipa: Some(it), audio: None });
        return (accent.clone(), accent);
    }
    let Some(fields) = Fields::of(node, &PRONUNCIATION, diagnostics) else { return (None, None) };
    let british = fields.get("gb").and_then(|it| read_accent(it, diagnostics));
    let american = fields.get("us").and_then(|it| read_accent(it, diagnostics));
    (british, american)
}

fn read_accent(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Accent> {
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        return text(node, "ipa", diagnostics).map(|it| Accent { ipa: Some(it), audio: None });
    }
    let fields = Fields::of(node, &ACCENT, diagnostics)?;
    let accent =
        Accent { ipa: fields.text("ipa", diagnostics), audio: fields.text("audio", diagnostics) };
    Some(accent)
}
