//! Compiles usage notes: a gap in an example, a pattern or a collocation.

use crate::anki::compile::Work;
use crate::anki::content::Content;
use crate::anki::field::Field;
use crate::anki::note::Note;
use crate::anki::notetype::Kind;
use crate::anki::select::Wave;
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
    let (kind, sense) = match item {
        ItemPlace::Pattern(_) => ("pattern", None),
        ItemPlace::Example { sense, .. } => ("example", entry.senses.get(sense)),
        _ => ("collocation", entry.senses.first()),
    };
    let part_of_speech = sense.and_then(|it| it.part_of_speech.as_ref());
    let part_of_speech = part_of_speech.or(entry.part_of_speech.as_ref());
    let mut draft = work.draft(Kind::Usage, item, part_of_speech);
    let definition = || Content::text(sense.map(|it: &Sense| &it.definition));
    let others = other_answers(phrase);
    draft.set(Field::Text, Content::Cloze(&phrase.text));
    draft.set(Field::Phrase, Content::Text(&phrase.text));
    draft.set(Field::PhraseKind, Content::plain(kind));
    draft.set(
        Field::Dialect,
        phrase.dialect.map_or(Content::Empty, |it| Content::plain(it.badge())),
    );
    draft.set(Field::Hint, definition());
    draft.set(Field::OtherAnswers, Content::plain(others.clone()));
    draft.set(Field::Definition, definition());
    draft.set(Field::Translations, Content::Translations(&phrase.translations));
    let sound = work.sound(phrase.audio.as_ref());
    draft.set(Field::Audio, sound.map_or(Content::Empty, Content::Sound));
    draft.extra("Phrase", Content::Text(&phrase.text));
    draft.extra("Also right", Content::plain(others));
    draft.extra("Meaning", definition());
    draft.extra("Translations", Content::Translations(&phrase.translations));
    let cards = phrase.text.gap_cards();
    for number in 1..=cards {
        let due = work.places.next(Wave::Usage);
        let name = if cards == 1 { "usage".to_owned() } else { format!("usage {number}") };
        let answers: Vec<_> = phrase
            .text
            .gaps()
            .into_iter()
            .filter(|it| it.number == number)
            .map(|it| it.answers.join(" / "))
            .collect();
        let question = vec![Content::Blanked(&phrase.text, Some(number)), definition()];
        draft.card(
            usize::from(number - 1),
            due,
            name,
            question,
            vec![Content::plain(answers.join(" … "))],
        );
    }
    draft.finish()
}

/// Returns the right answers after the first, gap by gap.
fn other_answers(phrase: &Phrase) -> String {
    let gaps = phrase.text.gaps();
    let others = gaps.iter().filter(|it| it.answers.len() > 1).map(|it| it.answers[1..].join(", "));
    others.collect::<Vec<_>>().join("; ")
}
