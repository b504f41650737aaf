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
    /// What it means.
    pub definition: Option<Text>,
    /// The part of speech, where it is not the entry's.
    pub part_of_speech: Option<Text>,
    /// Translations by language.
    pub translations: Vec<(Text, Text)>,
    /// Example sentences.
    pub examples: Vec<Phrase>,
    /// Whether it is taught on cards of its own though it is not the first.
    pub teach: bool,
}

impl Sense {
    pub(crate) fn read(node: &Node<'_>, acc: &mut Diagnostics) -> Option<Sense> {
        let fields = Fields::of(node, &SENSE, acc)?;
        let sense = Sense {
            span: fields.span(),
            id: fields.text("id", acc),
            definition: fields.text("definition", acc),
            part_of_speech: fields.text("part_of_speech", acc),
            translations: read_translations(fields.get("translations"), acc),
            examples: read_examples(fields.get("examples"), acc),
            teach: fields.get("teach").and_then(|it| truth(it, "teach", acc)).unwrap_or(false),
        };
        Some(sense)
    }
}

/// How a headword sounds in one dialect.
#[derive(Clone, Debug)]
pub struct Accent {
    /// The transcription, without slashes or with them.
    pub ipa: Option<Text>,
    /// A recording in the deck's `media` folder.
    pub audio: Option<Text>,
}

/// Reads `pronunciation`: one text for both dialects, or `gb` and `us`, each a text or a mapping.
pub(crate) fn read_pronunciation(
    node: Option<&Node<'_>>,
    acc: &mut Diagnostics,
) -> (Option<Accent>, Option<Accent>) {
    let Some(node) = node else { return (None, None) };
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        let accent =
            text(node, "pronunciation", acc).map(|it| Accent { ipa: Some(it), audio: None });
        return (accent.clone(), accent);
    }
    let Some(fields) = Fields::of(node, &PRONUNCIATION, acc) else { return (None, None) };
    let british = fields.get("gb").and_then(|it| read_accent(it, acc));
    let american = fields.get("us").and_then(|it| read_accent(it, acc));
    (british, american)
}

fn read_accent(node: &Node<'_>, acc: &mut Diagnostics) -> Option<Accent> {
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        return text(node, "ipa", acc).map(|it| Accent { ipa: Some(it), audio: None });
    }
    let fields = Fields::of(node, &ACCENT, acc)?;
    let accent = Accent { ipa: fields.text("ipa", acc), audio: fields.text("audio", acc) };
    Some(accent)
}
