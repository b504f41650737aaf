//! Everything that an entry holds, by label: what backs and tables show beside a card's own text.

use crate::anki::compile::Work;
use crate::anki::content::{Content, SenseLine};
use crate::anki::note::Section;
use crate::model::Dialect;

/// The sections of the entry that hold something.
pub(crate) fn of<'e>(work: &Work<'e, '_>) -> Vec<Section<'e>> {
    let entry = work.entry;
    let examples = entry.senses.iter().flat_map(|it| work.lines(&it.examples)).collect();
    let line = |(at, sense)| SenseLine { number: at + 1, sense, examples: Vec::new() };
    let senses = entry.senses.iter().enumerate().map(line).collect();
    let all = [
        ("Summary", Content::text(entry.summary.as_ref())),
        ("Pronunciation", pronunciation(work)),
        ("Meanings", Content::Senses(senses)),
        ("Examples", Content::Phrases(examples)),
        ("British and American", Content::Labelled(&entry.dialects)),
        ("Patterns", Content::Phrases(work.lines(&entry.patterns))),
        ("Collocations", Content::Phrases(work.lines(&entry.collocations))),
        ("Contexts", Content::Labelled(&entry.contexts)),
        ("Synonyms", Content::Row(&entry.synonyms)),
        ("Antonyms", Content::Row(&entry.antonyms)),
        ("Mistakes", Content::Mistakes(&entry.mistakes)),
        ("Distinctions", Content::Contrasts(work.contrasts())),
        ("Questions", Content::Questions(&entry.questions)),
        ("Memory", Content::Labelled(&entry.memory)),
    ];
    let section = |(label, content): (&'static str, Content<'e>)| Section { label, content };
    all.into_iter().filter(|it| !it.1.is_empty()).map(section).collect()
}

/// The transcriptions, the leading dialect's first; one where both are alike.
pub(crate) fn pronunciation<'e>(work: &Work<'e, '_>) -> Content<'e> {
    let (british, american) = (&work.entry.british.ipa, &work.entry.american.ipa);
    let named = |dialect: Dialect, ipa: &str| format!("{} /{ipa}/", dialect.badge());
    let written = match (british, american) {
        (None, None) => return Content::Empty,
        (Some(both), Some(other)) if both == other => format!("/{both}/"),
        _ => {
            let mut parts: Vec<String> = [
                british.as_ref().map(|it| named(Dialect::British, it)),
                american.as_ref().map(|it| named(Dialect::American, it)),
            ]
            .into_iter()
            .flatten()
            .collect();
            if work.deck.dialect == Some(Dialect::American) {
                parts.reverse();
            }
            parts.join(", ")
        }
    };
    Content::plain(written)
}
