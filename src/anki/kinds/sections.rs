//! The sections of an entry: labelled contents that backs and tables show in addition to a card's
//! own texts.

use std::mem;

use crate::anki::compile::Work;
use crate::anki::content::{Content, SenseLine};
use crate::anki::note::Section;
use crate::model::{Dialect, Entry};
use crate::source::shape::ENTRY;

/// Returns the sections of the entry that are not empty.
pub(crate) fn of<'e>(work: &Work<'e, '_>) -> Vec<Section<'e>> {
    let entry = work.entry;
    let mut examples = entry.senses.iter().flat_map(|it| work.lines(&it.examples)).collect();
    let line = |(at, sense)| SenseLine { number: at + 1, sense, examples: Vec::new() };
    let mut senses = entry.senses.iter().enumerate().map(line).collect();
    let mut all = Vec::new();
    let mut add = |label, content: Content<'e>| {
        if !content.is_empty() {
            all.push(Section { label, content });
        }
    };
    if entry.notation.is_more() {
        add("In dictionaries", Content::plain(entry.headword.as_str()));
    }
    for key in ENTRY.keys {
        match key.name {
            "pronunciation" => add("Pronunciation", pronunciation(work)),
            "senses" => {
                add("Meanings", Content::Senses(mem::take(&mut senses)));
                add("Examples", Content::Phrases(mem::take(&mut examples)));
            }
            "patterns" => add("Patterns", Content::Phrases(work.lines(&entry.patterns))),
            "collocations" => {
                add("Collocations", Content::Phrases(work.lines(&entry.collocations)));
            }
            "mistakes" => add("Mistakes", Content::Mistakes(&entry.mistakes)),
            "distinctions" => add("Distinctions", Content::Contrasts(work.contrasts())),
            "questions" => add("Questions", Content::Questions(&entry.questions)),
            _ => key.section.into_iter().for_each(|it| add(it, shown(entry, key.name))),
        }
    }
    all
}

/// Returns the value of a key whose value cards only show.
pub(crate) fn shown<'e>(entry: &'e Entry, key: &str) -> Content<'e> {
    match key {
        "summary" => Content::text(entry.summary.as_ref()),
        "dialects" => Content::Labelled(&entry.dialects),
        "contexts" => Content::Labelled(&entry.contexts),
        "synonyms" => Content::Row(&entry.synonyms),
        "antonyms" => Content::Row(&entry.antonyms),
        "memory" => Content::Labelled(&entry.memory),
        "notes" => Content::text(entry.notes.as_ref()),
        "source" => Content::text(entry.source.as_ref()),
        _ => Content::Empty,
    }
}

/// Returns the transcriptions, starting with the deck's dialect; only one if both are the same.
pub(crate) fn pronunciation<'e>(work: &Work<'e, '_>) -> Content<'e> {
    let pronunciation = &work.entry.pronunciation;
    let (british, american) =
        (pronunciation.ipa(Dialect::British), pronunciation.ipa(Dialect::American));
    if british.is_none() && american.is_none() {
        let ipa = pronunciation.iter().find_map(|it| it.1.ipa.as_ref());
        return ipa.map_or(Content::Empty, |it| Content::plain(format!("/{it}/")));
    }
    let mut written = String::with_capacity(48);
    let mut add = |parts: [&str; 4]| parts.iter().for_each(|it| written.push_str(it));
    if let Some(both) = british.filter(|_| british == american) {
        add(["/", both, "/", ""]);
        return Content::plain(written);
    }
    let mut all = [(Dialect::British, british), (Dialect::American, american)];
    if work.deck.dialect == Some(Dialect::American) {
        all.reverse();
    }
    let mut between = "";
    for (dialect, ipa) in all {
        let Some(ipa) = ipa else { continue };
        add([between, dialect.badge(), " /", ipa]);
        add(["/", "", "", ""]);
        between = ", ";
    }
    Content::plain(written)
}
