//! Checks examples, patterns and collocations.

use crate::check::context::Context;
use crate::check::rules::{
    gap_not_found, invalid_id, invalid_language, missing_media, unclosed_gap, unknown_sense,
};
use crate::diag::Diagnostics;
use crate::model::inflection::Finder;
use crate::model::{Dialect, Gap, Phrase, Text};
use crate::source;

/// Checks a list of phrases. Those without a text are dropped: they were reported when they were
/// read. `senses` are those that a phrase may name.
pub(super) fn phrases(
    written: &[source::Phrase],
    senses: &[source::Sense],
    finder: &Finder,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Box<[Phrase]> {
    let mut one = |it: &source::Phrase| {
        let sense = it.sense.as_ref().and_then(|it| unknown_sense::check(it, senses, diagnostics));
        Some(Phrase { sense, ..phrase(it, finder, context, diagnostics)? })
    };
    written.iter().filter_map(&mut one).collect()
}

fn phrase(
    written: &source::Phrase,
    finder: &Finder,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Phrase> {
    let id = invalid_id::given(written.id.as_ref(), diagnostics);
    let audio = missing_media::check(written.audio.as_ref(), context.media, diagnostics);
    let translations = invalid_language::translations(&written.translations, diagnostics);
    let source = written.text.as_ref()?;
    let (text, stray) = Text::parse_with_gaps(&source.value);
    unclosed_gap::check(&stray, source, diagnostics);
    let has_own_gaps = text.gap_cards() > 0;
    let text = gap_not_found::check(text, !stray.is_empty(), source, finder, diagnostics);
    Some(Phrase {
        id,
        hides_headword: if has_own_gaps { hides(&text, finder) } else { text.gap_cards() > 0 },
        text,
        audio,
        translations,
        dialect: written.dialect.map(|it| match it {
            "gb" => Dialect::British,
            _ => Dialect::American,
        }),
        sense: None,
        number: written.number,
    })
}

/// Returns whether the headword fills one of the author's gaps and does not occur outside them.
fn hides(text: &Text, finder: &Finder) -> bool {
    let in_gap = |gap: &&Gap| gap.answers.first().is_some_and(|it| !finder.find(it).is_empty());
    text.gaps().iter().any(in_gap) && finder.find(&text.blanked()).is_empty()
}
