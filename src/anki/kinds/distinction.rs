//! Compiles distinction notes: one for each pair of words. It belongs to the entry that leads the
//! pair.

use crate::anki::compile::{Draft, Work};
use crate::anki::content::Content;
use crate::anki::field::{CUES, Field};
use crate::anki::note::Note;
use crate::anki::notetype::Kind;
use crate::anki::select::{LedPair, Wave};
use crate::check::Other;
use crate::ledger::Question;
use crate::model::{Cue, ItemPlace};

/// Adds the notes of the chosen pairs.
pub(crate) fn compile<'e>(work: &mut Work<'e, '_>, notes: &mut Vec<Note<'e>>) {
    for pair in &work.selection.distinctions {
        notes.push(note(work, *pair));
    }
}

fn note<'e>(work: &mut Work<'e, '_>, pair: LedPair) -> Note<'e> {
    let entry = work.entry;
    let distinction = &entry.distinctions[pair.at];
    let other = work.other_word(distinction);
    let item = ItemPlace::Distinction(pair.at);
    let mut draft = work.draft(Kind::Distinction, item, entry.part_of_speech.as_ref());
    draft.set(Field::OtherWord, Content::plain(other));
    draft.set(Field::Difference, Content::Text(&distinction.difference));
    draft.set(Field::ThisMeaning, Content::text(distinction.this.as_ref()));
    draft.set(Field::OtherMeaning, Content::text(distinction.other.as_ref()));
    draft.set(Field::CardDistinction, Content::Holds);
    draft.set(Field::CardCues, Content::holds(work.selection.cues));
    let word = |cue: &Cue| if cue.is_this { entry.notation.plain().as_str() } else { other };
    let cues = numbered(work, pair, &mut draft);
    for (ordinal, cue) in &cues {
        let Some([text, answer, why]) = CUES.get(usize::from(*ordinal) - 1).copied() else {
            continue;
        };
        draft.set(text, Content::Text(&cue.text));
        draft.set(answer, Content::plain(word(cue)));
        draft.set(why, Content::text(cue.why.as_ref()));
    }
    add_extra(&mut draft, pair.at, work);
    let question =
        format!("What is the difference between {} and {other}?", entry.notation.plain());
    let due = work.places.next(Wave::Distinction);
    let answer = vec![Content::Text(&distinction.difference)];
    draft.card(0, due, "distinction", vec![Content::plain(question)], answer);
    if work.selection.cues {
        for (ordinal, cue) in cues {
            let due = work.places.next(Wave::Cue);
            let question = vec![
                Content::Text(&cue.text),
                Content::plain(format!("{} or {other}?", entry.notation.plain())),
            ];
            let mut answer = vec![Content::plain(word(cue))];
            answer.extend(cue.why.as_ref().map(Content::Text));
            draft.card(usize::from(ordinal), due, format!("cue {ordinal}"), question, answer);
        }
    }
    draft.note.cards.sort_by_key(|it| it.ordinal);
    draft.finish()
}

/// Returns the cues with the ordinals of their cards. A new one for which no ordinal is free waits.
fn numbered<'e>(work: &Work<'e, '_>, pair: LedPair, draft: &mut Draft<'e>) -> Vec<(u16, &'e Cue)> {
    let cues = cues(work, pair);
    let questions: Vec<Question> = cues.iter().map(|it| Question::cue(&it.text.plain())).collect();
    let numbered = work.number(ItemPlace::Distinction(pair.at), &questions, CUE_ORDINALS);
    draft.note.asks = numbered.asks.to_string();
    draft.note.waiting = numbered.waiting(&questions);
    let ordinals = numbered.ordinals.into_iter().zip(cues);
    ordinals.filter_map(|(ordinal, cue)| Some((ordinal?, cue))).collect()
}

/// The ordinals of the templates that show cues.
const CUE_ORDINALS: std::ops::Range<u16> = 1..9;

/// Returns the entry's own cues for the pair, followed by those of the other entry.
fn cues<'e>(work: &Work<'e, '_>, pair: LedPair) -> Vec<&'e Cue> {
    if pair.cues == 0 {
        return Vec::new();
    }
    let entry = work.entry;
    let from = &entry.distinctions[pair.at].from;
    let is_same = |it: &str| match pair.other {
        Other::Entry(_) => work.index.other(it) == pair.other,
        Other::Outside => *from == *it,
    };
    let own = entry.distinctions.iter().filter(|it| is_same(&it.from)).flat_map(|it| &it.cues);
    let foreign = match pair.other {
        Other::Entry(it) => work.pairs.get(&(work.number.min(it), work.number.max(it))),
        Other::Outside => None,
    };
    own.chain(foreign.into_iter().flat_map(|it| &it.cues)).collect()
}

fn add_extra<'e>(draft: &mut Draft<'e>, at: usize, work: &Work<'e, '_>) {
    let contrast = work.contrast(&work.entry.distinctions[at]);
    draft.extra("Distinctions", Content::Contrasts(vec![contrast]));
}
