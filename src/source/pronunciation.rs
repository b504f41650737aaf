//! Pronunciations as they were written.

use crate::diag::Diagnostics;
use crate::model::{Dialect, Language};
use crate::source::mapping::{Fields, text};
use crate::source::node::{Node, Value};
use crate::source::shape::{ACCENT, PRONUNCIATION};
use crate::source::text::Text;

/// The pronunciation of a headword: of the language itself, or by region.
#[derive(Clone, Debug, Default)]
pub struct Pronunciation {
    /// That of the language itself.
    pub own: Option<Accent>,
    /// British pronunciation.
    pub british: Option<Accent>,
    /// American pronunciation.
    pub american: Option<Accent>,
    /// Those of other regions, by language tag.
    pub regions: Vec<(Text, Accent)>,
}

/// A transcription, a recording, or both.
#[derive(Clone, Debug)]
pub struct Accent {
    /// The transcription, with or without slashes.
    pub ipa: Option<Text>,
    /// A recording in the deck's `media` folder.
    pub audio: Option<Text>,
}

impl Pronunciation {
    /// Returns the pronunciation in a dialect of English: its own, else that of the language.
    pub(crate) fn of(&self, dialect: Dialect) -> Option<&Accent> {
        let own = match dialect {
            Dialect::British => self.british.as_ref(),
            Dialect::American => self.american.as_ref(),
        };
        own.or(self.own.as_ref())
    }

    /// Returns all accents, that of the language itself first.
    pub(crate) fn accents(&self) -> impl Iterator<Item = &Accent> {
        let fixed = [&self.own, &self.british, &self.american].into_iter().flatten();
        fixed.chain(self.regions.iter().map(|it| &it.1))
    }
}

/// Reads `pronunciation`: a text, a mapping with `ipa` and `audio`, or a mapping by region.
pub(crate) fn read_pronunciation(
    node: Option<&Node<'_>>,
    diagnostics: &mut Diagnostics,
) -> Pronunciation {
    let mut read = Pronunciation::default();
    let Some(node) = node else { return read };
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        read.own = read_accent(node, diagnostics);
        return read;
    }
    let Some((fields, others)) = Fields::with_others(node, &PRONUNCIATION, &is_region, diagnostics)
    else {
        return read;
    };
    read.own = accent(&fields, diagnostics);
    read.british = fields.get("gb").and_then(|it| read_accent(it, diagnostics));
    read.american = fields.get("us").and_then(|it| read_accent(it, diagnostics));
    for (region, value) in others {
        read.regions.extend(read_accent(value, diagnostics).map(|it| (region, it)));
    }
    read
}

/// Returns whether a key is a language tag with a language of two or three letters. Tags of other
/// lengths are registered for no language in use, so such a key is a misspelt one.
fn is_region(key: &str) -> bool {
    let language = key.split('-').next().unwrap_or(key);
    matches!(language.len(), 2 | 3) && Language::new(key).is_some()
}

fn read_accent(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Accent> {
    if !matches!(node.resolve().value, Value::Mapping { .. }) {
        return text(node, "ipa", diagnostics).map(|it| Accent { ipa: Some(it), audio: None });
    }
    accent(&Fields::of(node, &ACCENT, diagnostics)?, diagnostics)
}

fn accent(fields: &Fields<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Accent> {
    let accent =
        Accent { ipa: fields.text("ipa", diagnostics), audio: fields.text("audio", diagnostics) };
    (accent.ipa.is_some() || accent.audio.is_some()).then_some(accent)
}
