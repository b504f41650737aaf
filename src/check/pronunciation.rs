//! Checks pronunciations.

use crate::check::context::Context;
use crate::check::rules::{invalid_language, missing_media};
use crate::diag::Diagnostics;
use crate::model::{Accent, Dialect, Pronunciation, Region};
use crate::source;

/// Checks the pronunciations of a headword or a sense. In English, one without a region belongs to
/// both dialects.
pub(super) fn check(
    written: &source::Pronunciation,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Pronunciation {
    let mut accents = Vec::new();
    let own = written.own.as_ref().map(|it| accent(it, context, diagnostics));
    let mut of = |it: &Option<source::Accent>, region, diagnostics: &mut Diagnostics| {
        let found = it.as_ref().map(|it| accent(it, context, diagnostics));
        let is_english = context.language.is_english();
        let found = found.or_else(|| own.clone().filter(|_| is_english));
        accents.extend(found.map(|it| (region, it)));
    };
    of(&written.british, Region::Dialect(Dialect::British), diagnostics);
    of(&written.american, Region::Dialect(Dialect::American), diagnostics);
    if !context.language.is_english() {
        accents.splice(0..0, own.map(|it| (Region::Everywhere, it)));
    }
    for (tag, it) in &written.regions {
        let region = invalid_language::region(tag, context.language, diagnostics);
        let accent = accent(it, context, diagnostics);
        accents.extend(region.map(|it| (Region::Tag(it), accent)));
    }
    Pronunciation::new(accents)
}

fn accent(
    written: &source::Accent,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Accent {
    let bare = |it: &source::Text| {
        let bare = it.value.trim_matches(['/', '[', ']']).trim();
        if bare.is_empty() { it.value.clone() } else { it.value.part(bare) }
    };
    Accent {
        ipa: written.ipa.as_ref().map(bare),
        audio: missing_media::check(written.audio.as_ref(), context.media, diagnostics),
    }
}
