//! Compiles quiz notes: a question, its choices, and feedback.

use std::borrow::Cow;

use crate::anki::compile::Work;
use crate::anki::content::Content;
use crate::anki::field::Field;
use crate::anki::note::Note;
use crate::anki::notetype::Kind;
use crate::anki::select::Wave;
use crate::model::ItemPlace;

/// Adds the notes of the chosen items.
pub(crate) fn compile<'e>(work: &mut Work<'e, '_>, notes: &mut Vec<Note<'e>>) {
    for at in &work.selection.quiz {
        notes.push(note(work, *at));
    }
}

fn note<'e>(work: &mut Work<'e, '_>, at: usize) -> Note<'e> {
    let quiz = &work.entry.quiz[at];
    let part_of_speech = work.entry.part_of_speech.as_ref();
    let mut draft = work.draft(Kind::Quiz, ItemPlace::Quiz(at), part_of_speech);
    let right = quiz.choices.iter().filter(|it| it.is_right).count();
    draft.set(Field::Question, Content::Text(&quiz.question));
    draft.set(Field::Choices, Content::Choices(Cow::Borrowed(&quiz.choices)));
    draft.set(Field::Answer, Content::RightChoices(Cow::Borrowed(&quiz.choices)));
    draft.set(Field::Solution, Content::Solution(Cow::Borrowed(&quiz.choices)));
    draft.set(Field::Why, Content::text(quiz.why.as_ref()));
    draft.set(Field::SeveralAnswers, Content::holds(right > 1));
    draft.extra("Why", Content::text(quiz.why.as_ref()));
    if quiz.choices.iter().any(|it| it.feedback.is_some()) {
        draft.extra("Feedback", Content::Solution(Cow::Borrowed(&quiz.choices)));
    }
    let due = work.places.next(Wave::Quiz);
    let question =
        vec![Content::Text(&quiz.question), Content::Choices(Cow::Borrowed(&quiz.choices))];
    draft.card(0, due, "quiz", question, vec![Content::RightChoices(Cow::Borrowed(&quiz.choices))]);
    draft.finish()
}
