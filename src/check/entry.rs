//! Checks an entry.

use crate::check::complete::{Complete, hints, phrases};
use crate::check::context::Context;
use crate::check::index::Brief;
use crate::check::rules::{
    complete_entry, duplicate_id, invalid_id, reserved_tag, unknown_level, unknown_part_of_speech,
    written_entry, written_quiz,
};
use crate::check::texts::{register, text, texts};
use crate::check::{allow, deck, phrase, pronunciation, sense};
use crate::diag::{Diagnostics, Span};
use crate::model::inflection::{Finder, WordClass};
use crate::model::{
    Choice, Cue, Distinction, Entry, Form, Gender, ItemOrder, Labelled, Mistake, PartOfSpeech,
    Question, Quiz, Str,
};
use crate::source;
use crate::source::rules::missing_key;

/// Checks an entry. Returns the valid entry with a `Brief` about its written form.
///
/// Returns `None` if a required key is missing or invalid. If only parts are invalid, the entry is
/// returned without them. All problems are reported.
pub fn entry(
    written: &source::Entry,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<(Entry, Brief)> {
    written_entry(written, diagnostics);
    allow::check(&written.allow, diagnostics);
    let headword = missing_key::required(
        written.headword.as_ref(),
        "headword",
        "an entry",
        written.span,
        diagnostics,
    );
    let word = headword.map_or_else(Str::default, |it| it.value.clone());
    let finder = Finder::new(&word, &classes(written), context.language.tag());
    let entry = values(written, &word, &finder, context, diagnostics);
    reserved_tag::check(&written.tags, diagnostics);
    headword?;
    let order = ItemOrder::of(&entry);
    let hints = hints(&entry);
    let phrases = phrases(&entry, written, &hints);
    // No item was dropped, so written and valid items have the same places.
    if order == written.item_order() {
        duplicate_id::check(&entry, &order, written, diagnostics);
        let language = context.language.tag();
        let complete =
            Complete { entry: &entry, written, finder: &finder, language, phrases: &phrases };
        complete_entry(&complete, diagnostics);
    }
    let brief = Brief::of(&entry, written, &hints, &phrases);
    drop(phrases);
    Some((entry, brief))
}

/// Checks the values of an entry with this headword.
fn values(
    written: &source::Entry,
    word: &Str,
    finder: &Finder,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Entry {
    let id = invalid_id::given(written.id.as_ref(), diagnostics);
    let part_of_speech =
        written.part_of_speech.as_ref().map(|it| unknown_part_of_speech::check(it, diagnostics));
    let cards = written.cards.as_ref().and_then(|it| deck::card_choice(it, diagnostics));
    let id = id.unwrap_or_else(|| invalid_id::id_from(word));
    Entry {
        headword: word.clone(),
        level: written.level.as_ref().map(|it| unknown_level::check(it, diagnostics)),
        register: register(written.register.as_ref()),
        forms: forms(&written.forms),
        gender: written.gender.as_ref().map(|it| Gender::new(it.value.clone())),
        reading: written.reading.as_ref().map(|it| it.value.clone()),
        frequency: written.frequency,
        summary: written.summary.as_ref().map(text),
        pronunciation: pronunciation::check(&written.pronunciation, context, diagnostics),
        senses: sense::senses(written, part_of_speech.as_ref(), finder, context, diagnostics),
        part_of_speech,
        dialects: labelled(&written.dialects),
        patterns: phrase::phrases(&written.patterns, &written.senses, finder, context, diagnostics),
        collocations: phrase::phrases(
            &written.collocations,
            &written.senses,
            finder,
            context,
            diagnostics,
        ),
        contexts: labelled(&written.contexts),
        synonyms: texts(&written.synonyms),
        antonyms: texts(&written.antonyms),
        mistakes: written.mistakes.iter().filter_map(|it| mistake(it, diagnostics)).collect(),
        distinctions: written
            .distinctions
            .iter()
            .filter_map(|it| distinction(it, [&id, word], diagnostics))
            .collect(),
        questions: written.questions.iter().filter_map(|it| question(it, diagnostics)).collect(),
        memory: labelled(&written.memory),
        notes: written.notes.as_ref().map(text),
        source: written.source.as_ref().map(text),
        fields: written.fields.iter().map(|(name, it)| (name.value.clone(), text(it))).collect(),
        quiz: written.quiz.iter().filter_map(|it| quiz(it, diagnostics)).collect(),
        cards,
        tags: written.tags.iter().map(|it| it.value.clone()).collect(),
        id,
    }
}

fn forms(written: &[(Option<source::Text>, source::Text)]) -> Box<[Form]> {
    let name = |it: &Option<source::Text>| it.as_ref().map(|it| it.value.clone());
    written.iter().map(|(it, form)| Form { name: name(it), text: form.value.clone() }).collect()
}

fn labelled(written: &[(&'static str, source::Text)]) -> Box<[Labelled]> {
    written.iter().map(|(key, it)| Labelled { key, text: text(it) }).collect()
}

/// Returns how the headword inflects in its senses; empty if the part of speech of one of them does
/// not determine it.
fn classes(written: &source::Entry) -> Vec<WordClass> {
    let all = written
        .senses
        .iter()
        .map(|it| it.part_of_speech.as_ref().or(written.part_of_speech.as_ref()))
        .chain([written.part_of_speech.as_ref()].into_iter().filter(|it| it.is_some()));
    let class = |it: Option<&source::Text>| PartOfSpeech::class_of(&it?.value);
    let mut classes: Vec<WordClass> = Vec::new();
    for one in all {
        let Some(class) = class(one) else { return Vec::new() };
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    classes
}

fn mistake(written: &source::Mistake, diagnostics: &mut Diagnostics) -> Option<Mistake> {
    let id = invalid_id::given(written.id.as_ref(), diagnostics);
    let mut required =
        |it, key| missing_key::required(it, key, "a mistake", written.span, diagnostics).map(text);
    let wrong = required(written.wrong.as_ref(), "wrong");
    let right = required(written.right.as_ref(), "right");
    Some(Mistake { id, wrong: wrong?, right: right?, why: written.why.as_ref().map(text) })
}

fn distinction(
    written: &source::Distinction,
    own: [&str; 2],
    diagnostics: &mut Diagnostics,
) -> Option<Distinction> {
    let id = invalid_id::given(written.id.as_ref(), diagnostics);
    let place = written.span;
    let from =
        missing_key::required(written.from.as_ref(), "from", "a distinction", place, diagnostics);
    let difference = missing_key::required(
        written.difference.as_ref(),
        "difference",
        "a distinction",
        place,
        diagnostics,
    );
    let cues = written.cues.iter().filter_map(|it| cue(it, own, from, diagnostics)).collect();
    Some(Distinction {
        id,
        from: from?.value.clone(),
        difference: text(difference?),
        this: written.this.as_ref().map(text),
        other: written.other.as_ref().map(text),
        cues,
    })
}

fn cue(
    written: &source::Cue,
    own: [&str; 2],
    from: Option<&source::Text>,
    diagnostics: &mut Diagnostics,
) -> Option<Cue> {
    let cue_text =
        missing_key::required(written.text.as_ref(), "text", "a cue", written.span, diagnostics);
    let answer = missing_key::required(
        written.answer.as_ref(),
        "answer",
        "a cue",
        written.span,
        diagnostics,
    );
    let is_other = from.is_some_and(|it| it.value == answer.map_or("", |it| it.value.as_str()));
    Some(Cue {
        text: text(cue_text?),
        is_this: !is_other && names(own, &answer?.value),
        why: written.why.as_ref().map(text),
    })
}

/// Returns whether `answer` is the id or the headword of an entry, which are given in `own`.
fn names(own: [&str; 2], answer: &str) -> bool {
    own[0] == answer || own[1].to_lowercase() == answer.to_lowercase()
}

fn question(written: &source::Question, diagnostics: &mut Diagnostics) -> Option<Question> {
    let id = invalid_id::given(written.id.as_ref(), diagnostics);
    let mut required =
        |it, key| missing_key::required(it, key, "a question", written.span, diagnostics).map(text);
    let question = required(written.question.as_ref(), "question");
    let answer = required(written.answer.as_ref(), "answer");
    Some(Question { id, question: question?, answer: answer? })
}

fn quiz(written: &source::Quiz, diagnostics: &mut Diagnostics) -> Option<Quiz> {
    let id = invalid_id::given(written.id.as_ref(), diagnostics);
    let place: Span = written.span;
    let question = missing_key::required(
        written.question.as_ref(),
        "question",
        "a quiz item",
        place,
        diagnostics,
    );
    if written.answers.is_empty() {
        missing_key::report("answer", "a quiz item", place, diagnostics);
    }
    written_quiz(written, diagnostics);
    let choice = |it: &source::Text| {
        let feedback = written.feedback.iter().find(|(key, _)| key.value == it.value);
        Choice {
            text: text(it),
            is_right: written.answers.iter().any(|answer| answer.value == it.value),
            feedback: feedback.filter(|(_, it)| !it.value.is_empty()).map(|(_, it)| text(it)),
        }
    };
    Some(Quiz {
        id,
        question: text(question?),
        choices: written.choices.iter().map(choice).collect(),
        why: written.why.as_ref().map(text),
    })
}
