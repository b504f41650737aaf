//! Compiles question notes: what learners ask, and what they get wrong.

use crate::anki::compile::Work;
use crate::anki::content::Content;
use crate::anki::field::Field;
use crate::anki::guid::stable_id;
use crate::anki::note::Note;
use crate::anki::notetype::Kind;
use crate::anki::select::Wave;
use crate::model::{ItemPlace, Mistake, OPEN_GAP, Question};

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

/// Adds the note of a mistake. The wrong sentence is never alone on a front: the card asks for the
/// right sentence with a gap, or, if no gap can be cut, shows both sentences and asks which one is
/// right.
fn mistake<'e>(work: &mut Work<'e, '_>, it: &'e Mistake, item: ItemPlace) -> Note<'e> {
    let mut draft = work.draft(Kind::Question, item, work.entry.part_of_speech.as_ref());
    let (wrong, right) = (it.wrong.plain(), it.right.plain());
    let (prompt, lines, answer) = match gap(&wrong, &right) {
        Some(gap) => {
            let prompt = match gap.answer.split_whitespace().count() {
                1 => "Fill the gap with one word.".to_owned(),
                words => format!("Fill the gap with {words} words."),
            };
            (prompt, vec![Content::plain(gap.sentence)], Content::plain(gap.answer))
        }
        None => {
            let mut both = vec![Content::Text(&it.right), Content::Text(&it.wrong)];
            // The order depends on nothing that a learner could use to guess the answer.
            if stable_id("first", &draft.note.guid) % 2 == 0 {
                both.reverse();
            }
            ("Which one is right?".to_owned(), both, Content::Text(&it.right))
        }
    };
    draft.set(Field::Hint, Content::plain(prompt.clone()));
    draft.set(Field::Question, Content::Stack(lines.clone()));
    draft.set(Field::Answer, answer.clone());
    draft.set(Field::Wrong, Content::Text(&it.wrong));
    draft.set(Field::Right, Content::Text(&it.right));
    draft.set(Field::Why, Content::text(it.why.as_ref()));
    draft.extra("Right", Content::Text(&it.right));
    draft.extra("Not", Content::Text(&it.wrong));
    draft.extra("Why", Content::text(it.why.as_ref()));
    let due = work.places.next(Wave::Question);
    let question = [Content::plain(prompt)].into_iter().chain(lines).collect();
    draft.card(0, due, "question", question, vec![answer]);
    draft.finish()
}

/// A sentence with one gap, and its answer.
struct Gapped {
    sentence: String,
    answer: String,
}

/// Returns `right` with a gap for the words in which it differs from `wrong`, if these are few and
/// the words around them give enough context.
fn gap(wrong: &str, right: &str) -> Option<Gapped> {
    const MOST_WORDS: usize = 4;
    let (wrong, right): (Vec<_>, Vec<_>) =
        (wrong.split_whitespace().collect(), right.split_whitespace().collect());
    let before = wrong.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let rest = wrong.len().min(right.len()) - before;
    let after =
        wrong.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count().min(rest);
    let gap = right.get(before..right.len() - after)?;
    if gap.is_empty() || gap.len() > MOST_WORDS || before + after < 2 {
        return None;
    }
    let gap = gap.join(" ");
    let answer = gap.trim_end_matches(['.', ',', '!', '?', ';', ':']);
    if answer.is_empty() {
        return None;
    }
    let mut words: Vec<String> = right[..before].iter().map(ToString::to_string).collect();
    words.push(format!("{OPEN_GAP}{}", &gap[answer.len()..]));
    words.extend(right[right.len() - after..].iter().map(ToString::to_string));
    Some(Gapped { sentence: words.join(" "), answer: answer.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(wrong: &str, right: &str) -> Option<(String, String)> {
        gap(wrong, right).map(|it| (it.sentence, it.answer))
    }

    #[test]
    fn the_differing_words_become_the_gap() {
        let found =
            cut("The premiere from the film was packed.", "The premiere of the film was packed.");
        assert_eq!(found, Some(("The premiere _____ the film was packed.".into(), "of".into())));
        let found = cut("We liked the music.", "We liked the soundtrack.");
        assert_eq!(found, Some(("We liked the _____.".into(), "soundtrack".into())));
    }

    #[test]
    fn without_context_or_without_a_word_there_is_no_gap() {
        assert_eq!(cut("musics", "music"), None);
        assert_eq!(cut("I like to the film", "I like the film"), None);
        assert_eq!(cut("same", "same"), None);
        assert_eq!(cut("", ""), None);
    }
}
