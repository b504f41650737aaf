//! Compiles usage notes: a gap in an example, a pattern or a collocation.

use crate::anki::compile::Work;
use crate::anki::content::Content;
use crate::anki::field::Field;
use crate::anki::note::Note;
use crate::anki::notetype::Kind;
use crate::anki::select::Wave;
use crate::ledger::Question;
use crate::model::{ItemPlace, Phrase, Sense};

/// Adds the notes of the chosen items.
pub(crate) fn compile<'e>(work: &mut Work<'e, '_>, notes: &mut Vec<Note<'e>>) {
    for at in &work.selection.usage {
        let item = work.offer.usage_item(*at);
        let phrase = item.and_then(|it| Some((it, it.phrase(work.entry)?)));
        notes.extend(phrase.map(|(item, it)| note(work, it, item)));
    }
}

fn note<'e>(work: &mut Work<'e, '_>, phrase: &'e Phrase, item: ItemPlace) -> Note<'e> {
    let entry = work.entry;
    let kind = match item {
        ItemPlace::Pattern(_) => "pattern",
        ItemPlace::Example { .. } => "example",
        _ => "collocation",
    };
    let sense = item.sense_of_phrase(entry).and_then(|it| entry.senses.get(it));
    let part_of_speech = sense.and_then(|it| it.part_of_speech.as_ref());
    let part_of_speech = part_of_speech.or(entry.part_of_speech.as_ref());
    let mut draft = work.draft(Kind::Usage, item, part_of_speech);
    let definition = || Content::text(sense.and_then(Sense::meaning));
    let clue =
        || sense.and_then(Sense::clue).map_or(Content::Empty, |it| Content::Blanked(it, None));
    let others = other_answers(phrase);
    let (numbers, questions): (Vec<u16>, Vec<Question>) = work.questions(item).into_iter().unzip();
    let numbered = work.number(item, &questions, 0..MOST_GAP_CARDS);
    draft.note.asks = numbered.asks.to_string();
    draft.note.waiting = numbered.waiting(&questions);
    let ordinals: Vec<(u16, u16)> =
        numbers.into_iter().zip(numbered.ordinals).filter_map(|it| Some((it.0, it.1?))).collect();
    draft.set(Field::Text, Content::Cloze(&phrase.text, in_anki(&ordinals)));
    draft.set(Field::Phrase, Content::Text(&phrase.text));
    draft.set(Field::PhraseKind, Content::plain(kind));
    draft.set(
        Field::Dialect,
        phrase.dialect.map_or(Content::Empty, |it| Content::plain(it.badge())),
    );
    draft.set(Field::Hint, clue());
    draft.set(Field::OtherAnswers, Content::plain(others.clone()));
    draft.set(Field::Definition, definition());
    draft.set(Field::Translations, Content::Translations(&phrase.translations));
    let sound = work.sound(phrase.audio.as_ref());
    draft.set(Field::Audio, sound.map_or(Content::Empty, Content::Sound));
    draft.extra("Phrase", Content::Text(&phrase.text));
    draft.extra("Also right", Content::plain(others));
    draft.extra("Meaning", definition());
    draft.extra("Translations", Content::Translations(&phrase.translations));
    let is_only = ordinals.len() == 1;
    for (number, ordinal) in ordinals {
        let due = work.places.next(Wave::Usage);
        let name = if is_only { "usage".to_owned() } else { format!("usage {}", ordinal + 1) };
        let answers: Vec<_> = phrase
            .text
            .gaps()
            .into_iter()
            .filter(|it| it.number == number)
            .map(|it| it.answers.join(" / "))
            .collect();
        let question = vec![Content::Blanked(&phrase.text, Some(number)), clue()];
        draft.card(
            usize::from(ordinal),
            due,
            name,
            question,
            vec![Content::plain(answers.join(" … "))],
        );
    }
    draft.note.cards.sort_by_key(|it| it.ordinal);
    draft.finish()
}

/// The number of cards that Anki makes of a note's gaps at most.
const MOST_GAP_CARDS: u16 = 500;

/// Returns the numbers of gaps in Anki, by their numbers in the text less one. `ordinals` has the
/// number and the ordinal of each.
fn in_anki(ordinals: &[(u16, u16)]) -> Box<[Option<u16>]> {
    let most = ordinals.iter().map(|it| it.0).max().unwrap_or(0);
    let ordinal = |number| ordinals.iter().find(|it| it.0 == number).map(|it| it.1 + 1);
    (1..=most).map(ordinal).collect()
}

/// Returns the right answers after the first, gap by gap.
fn other_answers(phrase: &Phrase) -> String {
    let gaps = phrase.text.gaps();
    let others = gaps.iter().filter(|it| it.answers.len() > 1).map(|it| it.answers[1..].join(", "));
    others.collect::<Vec<_>>().join("; ")
}
