//! Compiles distinction notes: one for each pair of words. It belongs to the entry that leads the
//! pair.

use crate::anki::compile::{Draft, Work};
use crate::anki::content::{Content, CueLine};
use crate::anki::field::{CUES, Field};
use crate::anki::note::Note;
use crate::anki::notetype::Kind;
use crate::anki::select::{ChosenPair, LedPair, Wave};
use crate::check::Other;
use crate::ledger::Question;
use crate::model::{Cue, ItemPlace};

/// Adds the notes of the chosen pairs.
pub(crate) fn compile<'e>(work: &mut Work<'e, '_>, notes: &mut Vec<Note<'e>>) {
    for pair in &work.selection.distinctions {
        notes.push(note(work, *pair));
    }
}

fn note<'e>(work: &mut Work<'e, '_>, chosen: ChosenPair) -> Note<'e> {
    let (entry, pair) = (work.entry, chosen.pair);
    let distinction = &entry.distinctions[pair.at];
    let other = work.other_word(distinction);
    let item = ItemPlace::Distinction(pair.at);
    let mut draft = work.draft(Kind::Distinction, item, entry.part_of_speech.as_ref());
    draft.set(Field::OtherWord, Content::plain(other));
    draft.set(Field::Difference, Content::Text(&distinction.difference));
    draft.set(Field::ThisMeaning, Content::text(distinction.this.as_ref()));
    draft.set(Field::OtherMeaning, Content::text(distinction.other.as_ref()));
    draft.set(Field::CardDistinction, Content::holds(chosen.is_open));
    let word = |cue: &Cue| if cue.is_this { entry.notation.plain().as_str() } else { other };
    let cues = numbered(work, pair, &mut draft);
    let is_card = chosen_cues(&chosen, &cues);
    add_extra(&mut draft, pair.at, work);
    if chosen.is_open {
        let question =
            format!("What is the difference between {} and {other}?", entry.notation.plain());
        let due = work.places.next(Wave::Distinction);
        let answer = vec![Content::Text(&distinction.difference)];
        draft.card(0, due, "distinction", vec![Content::plain(question)], answer);
    }
    let line = |it: &'e Cue| CueLine { text: &it.text, answer: word(it), why: it.why.as_ref() };
    draft.set(Field::Cues, Content::Cues(cues.iter().map(|it| line(it.1)).collect()));
    for (at, ((ordinal, cue), is_card)) in cues.into_iter().zip(is_card).enumerate() {
        let fields = ordinal.and_then(|it| CUES.get(usize::from(it).checked_sub(1)?).copied());
        let (Some(ordinal), Some([text, answer, why]), true) = (ordinal, fields, is_card) else {
            // A cue without a number is reported as one that waits.
            if ordinal.is_some() {
                let number = u16::try_from(at + 1).unwrap_or(u16::MAX);
                work.cues_left_out.push((draft.note.item, number));
            }
            continue;
        };
        draft.set(text, Content::Text(&cue.text));
        draft.set(answer, Content::plain(word(cue)));
        draft.set(why, Content::text(cue.why.as_ref()));
        let due = work.places.next(Wave::Cue);
        let question = vec![
            Content::Text(&cue.text),
            Content::plain(format!("{} or {other}?", entry.notation.plain())),
        ];
        let mut answer = vec![Content::plain(word(cue))];
        answer.extend(cue.why.as_ref().map(Content::Text));
        draft.card(usize::from(ordinal), due, format!("cue {ordinal}"), question, answer);
    }
    draft.note.cards.sort_by_key(|it| it.ordinal);
    draft.finish()
}

/// Returns which of the cues become cards: first those that learners have had.
fn chosen_cues(chosen: &ChosenPair, cues: &[(Option<u16>, &Cue)]) -> Vec<bool> {
    let had = |ordinal: Option<u16>| ordinal.is_some_and(|it| chosen.had(it));
    let mut is_card: Vec<bool> = cues.iter().map(|it| had(it.0)).collect();
    let mut left = chosen.cues;
    if chosen.keeps_had {
        // What learners have had stays; another cue is for a pair without one.
        left = usize::from(left > 0 && !is_card.contains(&true));
    } else {
        for it in &mut is_card {
            *it &= left > 0;
            left -= usize::from(*it);
        }
    }
    for (is_card, (ordinal, _)) in is_card.iter_mut().zip(cues) {
        if !*is_card && ordinal.is_some() && left > 0 {
            *is_card = true;
            left -= 1;
        }
    }
    is_card
}

/// Returns the cues with the ordinals of their cards. A new one for which no ordinal is free waits.
fn numbered<'e>(
    work: &Work<'e, '_>,
    pair: LedPair,
    draft: &mut Draft<'e>,
) -> Vec<(Option<u16>, &'e Cue)> {
    let cues = cues(work, pair);
    let questions: Vec<Question> = cues.iter().map(|it| Question::cue(&it.text.plain())).collect();
    let numbered = work.number(ItemPlace::Distinction(pair.at), &questions, CUE_ORDINALS);
    draft.note.asks = numbered.asks.to_string();
    draft.note.waiting = numbered.waiting(&questions);
    numbered.ordinals.into_iter().zip(cues).collect()
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
