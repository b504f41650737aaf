//! Compiles definition notes: one for each taught sense, with the whole entry on the back.

use std::borrow::Cow;

use crate::anki::compile::{Draft, Work};
use crate::anki::content::{Content, SenseLine};
use crate::anki::field::Field;
use crate::anki::kinds::sections;
use crate::anki::note::Note;
use crate::anki::notetype::Kind;
use crate::anki::select::Wave;
use crate::model::slot::Digits;
use crate::model::{CardRow, ItemPlace, Phrase, Sense};
use crate::source::shape::ENTRY;

/// The cards of a sense in the order of the templates, which are frozen: the row, the field that
/// makes the card, and the wave.
const CARDS: [(CardRow, Field, Wave); 5] = [
    (CardRow::Recognise, Field::CardRecognise, Wave::Recognise),
    (CardRow::Produce, Field::CardProduce, Wave::Produce),
    (CardRow::Listen, Field::CardListen, Wave::Listen),
    (CardRow::Say, Field::CardSay, Wave::Say),
    (CardRow::Translate, Field::CardTranslate, Wave::Translate),
];

/// Adds the notes of the senses that have a card.
pub(crate) fn compile<'e>(work: &mut Work<'e, '_>, notes: &mut Vec<Note<'e>>) {
    for at in 0..work.entry.senses.len() {
        let rows: Vec<CardRow> = work.selection.rows_of_sense(at).collect();
        if !rows.is_empty() {
            notes.push(note(work, at, &rows));
        }
    }
}

fn note<'e>(work: &mut Work<'e, '_>, at: usize, rows: &[CardRow]) -> Note<'e> {
    let entry = work.entry;
    let sense = &entry.senses[at];
    let mut draft =
        work.draft(Kind::Definition, ItemPlace::Sense(at), sense.part_of_speech.as_ref());
    set_sense(work, &mut draft, at);
    set_entry(work, &mut draft);
    if let Some(example) = work.in_order(&sense.examples).next().filter(|_| at > 0) {
        draft.extra("Example", Content::Text(&example.text));
    }
    for (ordinal, (row, trigger, wave)) in CARDS.into_iter().enumerate() {
        if rows.contains(&row) {
            draft.set(trigger, Content::Holds);
            let due = work.places.next(wave);
            let (question, answer) = cells(work, &draft, sense, row);
            draft.card(ordinal, due, row.key(), question, answer);
        }
    }
    draft.finish()
}

type Cells<'e> = (Vec<Content<'e>>, Vec<Content<'e>>);

/// Returns what tables show for a card.
fn cells<'e>(work: &Work<'e, '_>, draft: &Draft<'e>, sense: &'e Sense, row: CardRow) -> Cells<'e> {
    let headword = || Content::plain(work.entry.notation.plain().as_str());
    let definition = || Content::text(sense.definition.as_ref());
    let translations = || Content::Translations(&sense.translations);
    let field = |it| draft.note.field(it).clone();
    let prompt = || field(Field::Prompt);
    let hints = || [field(Field::GapExample), field(Field::FirstLetter)];
    match row {
        CardRow::Produce => ([prompt()].into_iter().chain(hints()).collect(), vec![headword()]),
        CardRow::Translate => {
            ([translations()].into_iter().chain(hints()).collect(), vec![headword()])
        }
        CardRow::Listen => {
            let question = vec![Content::plain("Listen: which word is it?")];
            (question, vec![headword(), definition(), translations()])
        }
        CardRow::Say => (vec![headword()], vec![sections::pronunciation(work)]),
        _ => (vec![headword(), field(Field::Sense)], vec![definition(), translations()]),
    }
}

fn set_sense<'e>(work: &Work<'e, '_>, draft: &mut Draft<'e>, at: usize) {
    let entry = work.entry;
    let sense = &entry.senses[at];
    draft.set(Field::Definition, Content::text(sense.definition.as_ref()));
    let prompt = sense.hidden.as_ref().or(sense.definition.as_ref());
    draft.set(Field::Prompt, prompt.map_or(Content::Empty, |it| Content::Blanked(it, None)));
    draft.set(Field::Sense, cue(work, at));
    draft.set(Field::Translations, Content::Translations(&sense.translations));
    draft.set(Field::Examples, Content::Phrases(work.lines(&sense.examples)));
    let gap =
        gap_example(work, sense).map_or(Content::Empty, |it| Content::Blanked(&it.text, None));
    draft.set(Field::GapExample, gap);
    draft.set(Field::FirstLetter, first_letters(entry.notation.plain()));
    let others = entry.senses.iter().enumerate().filter(|(it, _)| *it != at);
    let line = |(at, sense): (usize, &'e Sense)| SenseLine {
        number: at + 1,
        sense,
        examples: work.lines(&sense.examples),
    };
    draft.set(Field::OtherSenses, Content::Senses(others.map(line).collect()));
}

fn set_entry<'e>(work: &Work<'e, '_>, draft: &mut Draft<'e>) {
    let entry = work.entry;
    draft.set(Field::Patterns, Content::Phrases(work.lines(&entry.patterns)));
    draft.set(Field::Collocations, Content::Phrases(work.lines(&entry.collocations)));
    draft.set(Field::Mistakes, Content::Mistakes(&entry.mistakes));
    draft.set(Field::Distinctions, Content::Contrasts(work.contrasts()));
    draft.set(Field::Questions, Content::Questions(&entry.questions));
    let mut more = Vec::new();
    if entry.notation.is_more() {
        more.push(("In dictionaries", Content::plain(entry.headword.as_str())));
    }
    for key in ENTRY.keys {
        let Some(heading) = key.section else { continue };
        let content = sections::shown(entry, key.name);
        match key.name {
            "summary" => draft.set(Field::Summary, content),
            "dialects" => draft.set(Field::Dialects, content),
            "contexts" => draft.set(Field::Contexts, content),
            "synonyms" => draft.set(Field::Synonyms, content),
            "antonyms" => draft.set(Field::Antonyms, content),
            "memory" => draft.set(Field::Memory, content),
            _ if content.is_empty() => {}
            // The fields of note types are frozen; later sections are added to this one.
            _ => more.push((heading, content)),
        }
    }
    draft.set(Field::More, Content::Sections(more));
}

/// Returns what distinguishes the sense from the others on a front that shows the headword: nothing
/// if the part of speech does, else its first example, else its number.
fn cue<'e>(work: &Work<'e, '_>, at: usize) -> Content<'e> {
    let senses = &work.entry.senses;
    let own = senses[at].part_of_speech.as_ref();
    let same = |(other, it): (usize, &Sense)| other != at && it.part_of_speech.as_ref() == own;
    if senses.len() == 1 || (own.is_some() && !senses.iter().enumerate().any(same)) {
        return Content::Empty;
    }
    match work.in_order(&senses[at].examples).next() {
        Some(example) => Content::Text(&example.text),
        None => Content::plain(format!("meaning {} of {}", at + 1, senses.len())),
    }
}

/// Returns the first example that hides the headword.
fn gap_example<'e>(work: &Work<'e, '_>, sense: &'e Sense) -> Option<&'e Phrase> {
    work.in_order(&sense.examples).find(|it| it.hides_headword)
}

/// Returns the first letter and the length of each word, which is enough to distinguish the answer
/// from a synonym. Returns nothing for words that are so short that this would reveal them.
fn first_letters(headword: &str) -> Content<'_> {
    let words = || headword.split_whitespace();
    let letters = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).count();
    if words().count() > 6 || words().map(letters).sum::<usize>() < 3 {
        return Content::Empty;
    }
    let mut hint = String::with_capacity(32);
    for (at, start) in words().filter_map(|it| it.chars().next()).enumerate() {
        if at > 0 {
            hint.push(' ');
        }
        hint.push(start);
        hint.push('…');
    }
    for (at, word) in words().enumerate() {
        hint.push_str(if at > 0 { " + " } else { " (" });
        hint.push_str(&Digits::of(letters(word)));
    }
    hint.push_str(" letters)");
    Content::Plain(Cow::Owned(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anki::select::SENSE_ROWS;

    #[test]
    fn the_bits_of_what_learners_have_are_those_of_the_cards() {
        assert!(SENSE_ROWS.iter().eq(CARDS.iter().map(|it| &it.0).chain([&CardRow::Picture])));
    }

    #[test]
    fn first_letters_hint_without_giving_away() {
        let hint = |headword| match first_letters(headword) {
            Content::Plain(letters) => letters.into_owned(),
            _ => String::new(),
        };
        assert_eq!(hint("premiere"), "p… (8 letters)");
        assert_eq!(hint("first night"), "f… n… (5 + 5 letters)");
        assert_eq!(hint("no"), "");
        assert_eq!(hint(""), "");
    }
}
