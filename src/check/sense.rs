//! Checks senses.

use crate::check::context::Context;
use crate::check::rules::{
    circular_definition, invalid_id, invalid_language, unknown_level, unknown_part_of_speech,
};
use crate::check::texts::{register, text, texts};
use crate::check::{phrase, pronunciation};
use crate::diag::Diagnostics;
use crate::model::inflection::Finder;
use crate::model::{PartOfSpeech, Sense, Text};
use crate::source;
use crate::source::rules::missing_key;

/// Checks the senses of an entry with this part of speech. Those without a meaning are reported and
/// left out.
pub(super) fn senses(
    written: &source::Entry,
    part_of_speech: Option<&PartOfSpeech>,
    finder: &Finder,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Box<[Sense]> {
    let mut one = |it: &source::Sense| sense(it, part_of_speech, finder, context, diagnostics);
    written.senses.iter().filter_map(&mut one).collect()
}

/// Returns a definition with gaps for the headword, if it contains it.
fn without_headword(definition: &Text, finder: &Finder) -> Option<Text> {
    let mut found: Vec<_> = finder.find(&definition.letters()).into_iter().flatten().collect();
    found.sort_by_key(|it| it.start);
    (!found.is_empty()).then(|| definition.with_gaps_at(&found))
}

fn sense(
    it: &source::Sense,
    part_of_speech: Option<&PartOfSpeech>,
    finder: &Finder,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Sense> {
    let id = invalid_id::given(it.id.as_ref(), diagnostics);
    let own = it.part_of_speech.as_ref().map(|it| unknown_part_of_speech::check(it, diagnostics));
    let translations = invalid_language::translations(&it.translations, diagnostics);
    let examples = phrase::phrases(&it.examples, &[], finder, context, diagnostics);
    let definition = it.definition.as_ref().map(|written| {
        let parsed = text(written);
        circular_definition::check(&parsed, written, finder, diagnostics);
        parsed
    });
    let hidden = definition.as_ref().and_then(|it| without_headword(it, finder));
    if definition.is_none() && it.translations.iter().all(|it| it.1.value.is_empty()) {
        missing_key::of_sense(it.span, diagnostics);
        return None;
    }
    Some(Sense {
        id,
        definition,
        hidden,
        part_of_speech: own.or_else(|| part_of_speech.cloned()),
        level: it.level.as_ref().map(|it| unknown_level::check(it, diagnostics)),
        register: register(it.register.as_ref()),
        pronunciation: pronunciation::check(&it.pronunciation, context, diagnostics),
        translations,
        synonyms: texts(&it.synonyms),
        antonyms: texts(&it.antonyms),
        examples,
        teach: it.teach,
    })
}
