//! Compiles question notes: what learners ask, and what they get wrong.

use std::borrow::Cow;

use crate::anki::compile::Work;
use crate::anki::content::Content;
use crate::anki::field::Field;
use crate::anki::guid::stable_id;
use crate::anki::note::Note;
use crate::anki::notetype::Kind;
use crate::anki::select::Wave;
use crate::model::{Choice, ItemPlace, Mistake, OPEN_GAP, Question, Text};

/// Adds the notes of the chosen items: mistakes first, then questions.
pub(crate) fn compile<'e>(work: &mut Work<'e, '_>, notes: &mut Vec<Note<'e>>) {
    for at in &work.selection.questions {
        let entry = work.entry;
        let item = work.offer.order().mistake_or_question(*at);
        match item {
            ItemPlace::Mistake(at) => notes.push(mistake(work, &entry.mistakes[at], item)),
            ItemPlace::Question(at) => notes.push(question(work, &entry.questions[at], item)),
            _ => {}
        }
    }
}

fn question<'e>(work: &mut Work<'e, '_>, it: &'e Question, item: ItemPlace) -> Note<'e> {
    let mut draft = work.draft(Kind::Question, item, work.entry.part_of_speech.as_ref());
    draft.set(Field::Question, Content::Text(&it.question));
    draft.set(Field::Answer, Content::Text(&it.answer));
    let due = work.places.next(Wave::Question);
    draft.card(
        0,
        due,
        "question",
        vec![Content::Text(&it.question)],
        vec![Content::Text(&it.answer)],
    );
    draft.finish()
}

/// Adds the note of a mistake: a choice between the two wordings. The wrong one is never alone on a
/// front. The sentence has a gap where the two differ; if no gap can be cut, they are two whole
/// sentences.
fn mistake<'e>(work: &mut Work<'e, '_>, it: &'e Mistake, item: ItemPlace) -> Note<'e> {
    let mut draft = work.draft(Kind::Question, item, work.entry.part_of_speech.as_ref());
    let (sentence, right, wrong) = match gap(&it.wrong.plain(), &it.right.plain()) {
        Some(gap) => {
            let text = |letters: String| Text::plain_from(letters);
            (Content::plain(gap.sentence), text(gap.answer), text(gap.wrong))
        }
        None => (Content::plain("Which of the two is right?"), it.right.clone(), it.wrong.clone()),
    };
    let choice = |text, is_right| Choice { text, is_right, feedback: None };
    let mut choices = vec![choice(right, true), choice(wrong, false)];
    // The order depends on nothing that a learner could use to guess the answer.
    if stable_id("first", &draft.note.guid) % 2 == 0 {
        choices.reverse();
    }
    let all = || Cow::Owned(choices.clone());
    draft.set(Field::Hint, Content::plain(PROMPT));
    draft.set(Field::Question, sentence.clone());
    draft.set(Field::Choices, Content::Choices(all()));
    draft.set(Field::Answer, Content::RightChoices(all()));
    draft.set(Field::Solution, Content::Solution(all()));
    draft.set(Field::Wrong, Content::Text(&it.wrong));
    draft.set(Field::Right, Content::Text(&it.right));
    draft.set(Field::Why, Content::text(it.why.as_ref()));
    draft.extra("Right", Content::Text(&it.right));
    draft.extra("Not", Content::Text(&it.wrong));
    draft.extra("Why", Content::text(it.why.as_ref()));
    let due = work.places.next(Wave::Question);
    let question = vec![Content::plain(PROMPT), sentence, Content::Choices(all())];
    draft.card(0, due, "question", question, vec![Content::RightChoices(all())]);
    draft.finish()
}

/// What the card of a mistake asks for.
const PROMPT: &str = "Choose the right one.";

/// A sentence with one gap, and what may stand there.
struct Gapped {
    sentence: String,
    answer: String,
    wrong: String,
}

/// Returns `right` with a gap for the words in which it differs from `wrong`, if these are few in
/// both and the words around them give enough context.
fn gap(wrong: &str, right: &str) -> Option<Gapped> {
    const MOST_WORDS: usize = 4;
    let (wrong, right): (Vec<_>, Vec<_>) =
        (wrong.split_whitespace().collect(), right.split_whitespace().collect());
    let before = wrong.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let rest = wrong.len().min(right.len()) - before;
    let after =
        wrong.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count().min(rest);
    let gap = right.get(before..right.len() - after)?;
    let lure = wrong.get(before..wrong.len() - after)?;
    let is_few = |it: &[&str]| !it.is_empty() && it.len() <= MOST_WORDS;
    if !is_few(gap) || !is_few(lure) || before + after < 2 {
        return None;
    }
    let (gap, lure) = (gap.join(" "), lure.join(" "));
    let bare = |it: &str| it.trim_end_matches(['.', ',', '!', '?', ';', ':']).len();
    let (answer, lure_end) = (gap.get(..bare(&gap))?, bare(&lure));
    let lure = lure.get(..lure_end)?;
    if answer.is_empty() || lure.is_empty() || answer == lure {
        return None;
    }
    let mut words: Vec<String> = right[..before].iter().map(ToString::to_string).collect();
    words.push(format!("{OPEN_GAP}{}", &gap[answer.len()..]));
    words.extend(right[right.len() - after..].iter().map(ToString::to_string));
    let (answer, wrong) = (answer.to_owned(), lure.to_owned());
    Some(Gapped { sentence: words.join(" "), answer, wrong })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(wrong: &str, right: &str) -> Option<(String, String, String)> {
        gap(wrong, right).map(|it| (it.sentence, it.answer, it.wrong))
    }

    #[test]
    fn the_differing_words_become_the_gap() {
        let found =
            cut("The premiere from the film was packed.", "The premiere of the film was packed.");
        assert_eq!(
            found,
            Some(("The premiere _____ the film was packed.".into(), "of".into(), "from".into()))
        );
        let found = cut("We liked the music.", "We liked the soundtrack.");
        assert_eq!(
            found,
            Some(("We liked the _____.".into(), "soundtrack".into(), "music".into()))
        );
    }

    #[test]
    fn without_context_or_without_a_word_there_is_no_gap() {
        assert_eq!(cut("musics", "music"), None);
        assert_eq!(cut("I like to the film", "I like the film"), None);
        assert_eq!(cut("same", "same"), None);
        assert_eq!(cut("", ""), None);
    }
}
