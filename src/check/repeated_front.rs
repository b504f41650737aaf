//! `repeated-front`: two notes ask the same, and a learner cannot know which answer is meant.
//!
//! What counts as the front: of a recognition card the headword with its part of speech; of a
//! production card the definition; of a phrase its words around the gap, with the definition that
//! stands beside it; of a cue, a question and a quiz item their text, with the headword where the
//! card shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::check::ambiguous_gap::around_gaps;
use crate::check::lint::phrases;
use crate::check::lure_is_right::folded;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::model::{Entry, PartOfSpeech};
use crate::source;

/// A front by its hash, and where it was written: little enough to be kept of every note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Front {
    hash: u64,
    place: Span,
}

/// The fronts that an entry may make.
pub(super) fn fronts(entry: &Entry, written: &source::Entry) -> Vec<Front> {
    let mut found = Vec::new();
    let mut add = |kind: &str, front: &str, place: Span| {
        let mut hasher = DefaultHasher::new();
        (kind, front).hash(&mut hasher);
        found.push(Front { hash: hasher.finish(), place });
    };
    let mut parts_of_speech = BTreeSet::new();
    for (sense, it) in entry.senses.iter().zip(&written.senses) {
        let part_of_speech = sense.part_of_speech.as_ref().map_or("", PartOfSpeech::name);
        // Senses of one entry are told apart on their fronts by an example or a number.
        if parts_of_speech.insert(part_of_speech) {
            let place = written.headword.as_ref().map_or(it.span, |it| it.span);
            add("recognise", &format!("{}/{part_of_speech}", entry.headword), place);
        }
        let place = it.definition.as_ref().map_or(it.span, |it| it.span);
        add("produce", &folded(&sense.definition.plain()), place);
    }
    for (front, place) in usage(entry, written) {
        add("usage", &front, place);
    }
    for it in &written.distinctions {
        let from = it.from.as_ref().map_or("", |it| it.value.as_str());
        for text in it.cues.iter().filter_map(|it| it.text.as_ref()) {
            add("cue", &format!("{}/{from}/{}", entry.headword, folded(&text.value)), text.span);
        }
    }
    for (question, it) in entry.questions.iter().zip(&written.questions) {
        let place = it.question.as_ref().map_or(it.span, |it| it.span);
        add(
            "question",
            &format!("{}/{}", entry.headword, folded(&question.question.plain())),
            place,
        );
    }
    for (quiz, it) in entry.quiz.iter().zip(&written.quiz) {
        let choices: Vec<_> = quiz.choices.iter().map(|it| folded(&it.text.plain())).collect();
        let place = it.question.as_ref().map_or(it.span, |it| it.span);
        add("quiz", &format!("{}/{}", folded(&quiz.question.plain()), choices.join("/")), place);
    }
    found
}

/// The fronts of an entry's phrases. One that differs from an earlier only in its answers is told
/// as `ambiguous-gap`.
fn usage(entry: &Entry, written: &source::Entry) -> Vec<(String, Span)> {
    let mut answers: BTreeMap<String, Vec<&[String]>> = BTreeMap::new();
    let mut found = Vec::new();
    for it in phrases(entry, written).iter().filter(|it| it.phrase.text.gap_cards() > 0) {
        let own: Vec<&[String]> =
            it.phrase.text.gaps().iter().map(|it| it.answers.as_slice()).collect();
        let around = around_gaps(&it.phrase.text);
        if *answers.entry(around.clone()).or_insert_with(|| own.clone()) == own {
            let hint = it.hint.map_or(String::new(), |it| folded(&it.plain()));
            found.push((format!("{around}/{hint}"), it.text.span));
        }
    }
    found
}

/// Reports each front that stands twice among the fronts of a deck.
pub(super) fn check(mut fronts: Vec<Front>, acc: &mut Diagnostics) {
    fronts.sort_unstable();
    for pair in fronts.chunk_by(|a, b| a.hash == b.hash).filter(|it| it.len() > 1) {
        for later in &pair[1..] {
            acc.push(
                Diagnostic::new(Code::RepeatedFront, later.place, "another note asks the same")
                    .related(pair[0].place, "here")
                    .help("say what is meant by this one: a learner cannot tell the two apart"),
            );
        }
    }
}
