//! `repeated-front`: two notes ask the same question.
//!
//! The fronts are: of a recognition card, the headword with its part of speech; of a production
//! card, the definition; of a phrase, the words around its gap and the definition that is shown as
//! a hint; of a cue, a question and a quiz item, the text, with the headword if the card shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use rayon::prelude::*;

use crate::check::complete::Located;
use crate::check::fold::fold_into;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};
use crate::model::{Entry, PartOfSpeech, Sense};
use crate::source;

pub(crate) static RULE: Rule = Rule {
    code: "repeated-front",
    severity: Severity::Warning,
    meaning: "Two notes ask the same question, so a learner cannot know which answer is meant.",
    fix: "Say in each what distinguishes it from the other.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
  - headword: sign
    senses:
      - definition: A signal to begin.
"#,
        )],
        corrected: &[(
            "definition: A signal to begin.",
            "definition: a movement of the hand that means something",
        )],
        output: r#"warning[repeated-front]: another note asks the same question
  --> cues.yaml:10:21
   |
 7 |       - definition: a signal to begin
   |                     ----------------- here
...
10 |       - definition: A signal to begin.
   |                     ^^^^^^^^^^^^^^^^^^
   |
   = help: add what distinguishes this one: a learner cannot know which of the two is meant
"#,
    },
};

/// The hash and the place of a front, which is little enough to be kept for every note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Front {
    hash: u64,
    place: Span,
}

/// The fronts that an entry may make, while they are collected.
struct Fronts<'f> {
    found: &'f mut Vec<Front>,
    /// The current front, a buffer that is allocated once.
    front: String,
}

impl Fronts<'_> {
    fn add(&mut self, kind: &str, place: Span, write: impl FnOnce(&mut String)) {
        self.front.clear();
        write(&mut self.front);
        let mut hasher = DefaultHasher::new();
        (kind, self.front.as_str()).hash(&mut hasher);
        self.found.push(Front { hash: hasher.finish(), place });
    }
}

/// Adds the front that asks for the word: by the definition of a sense, or by its translations.
fn by_meaning(sense: &Sense, place: Span, hint: &str, fronts: &mut Fronts<'_>) {
    if sense.definition.is_some() {
        return fronts.add("produce", place, |front| front.push_str(hint));
    }
    fronts.add("translate", place, |front| {
        for (language, text) in &sense.translations {
            for part in [language.tag(), &text.plain().to_lowercase()] {
                front.push_str(part);
                front.push('/');
            }
        }
    });
}

/// Adds the fronts that an entry may make to `found`. `hints` are its folded definitions, `phrases`
/// its phrases.
pub(crate) fn fronts(
    entry: &Entry,
    written: &source::Entry,
    hints: &[Rc<str>],
    phrases: &[Located<'_>],
    found: &mut Vec<Front>,
) {
    let mut fronts = Fronts { found, front: String::new() };
    let under_headword = |front: &mut String| {
        front.push_str(entry.notation.plain());
        front.push('/');
    };
    let mut parts_of_speech = BTreeSet::new();
    for ((sense, it), hint) in entry.senses.iter().zip(&written.senses).zip(hints) {
        let part_of_speech = sense.part_of_speech.as_ref().map_or("", PartOfSpeech::name);
        // On their fronts, senses of one entry are distinguished by an example or a number.
        if parts_of_speech.insert(part_of_speech) {
            let place = written.headword.as_ref().map_or(it.span, |it| it.span);
            fronts.add("recognise", place, |front| {
                under_headword(front);
                front.push_str(part_of_speech);
            });
        }
        let place = it.definition.as_ref().map_or(it.span, |it| it.span);
        by_meaning(sense, place, hint, &mut fronts);
    }
    usage(phrases, &mut fronts);
    for it in &written.distinctions {
        let from = it.from.as_ref().map_or("", |it| it.value.as_str());
        for text in it.cues.iter().filter_map(|it| it.text.as_ref()) {
            fronts.add("cue", text.span, |front| {
                under_headword(front);
                front.push_str(from);
                front.push('/');
                fold_into(&text.value, front);
            });
        }
    }
    for (question, it) in entry.questions.iter().zip(&written.questions) {
        let place = it.question.as_ref().map_or(it.span, |it| it.span);
        fronts.add("question", place, |front| {
            under_headword(front);
            fold_into(&question.question.letters(), front);
        });
    }
    for (quiz, it) in entry.quiz.iter().zip(&written.quiz) {
        let place = it.question.as_ref().map_or(it.span, |it| it.span);
        fronts.add("quiz", place, |front| {
            fold_into(&quiz.question.letters(), front);
            front.push('/');
            for (at, choice) in quiz.choices.iter().enumerate() {
                if at > 0 {
                    front.push('/');
                }
                fold_into(&choice.text.letters(), front);
            }
        });
    }
}

/// Adds the fronts of an entry's phrases. A phrase that differs from an earlier one only in its
/// answers is reported as `ambiguous-gap`.
fn usage(phrases: &[Located<'_>], fronts: &mut Fronts<'_>) {
    let mut first: BTreeMap<&str, &Located<'_>> = BTreeMap::new();
    for it in phrases.iter().filter(|it| it.has_gaps()) {
        if first.entry(&it.around).or_insert(it).has_answers_of(it) {
            fronts.add("usage", it.text.span, |front| {
                front.push_str(&it.around);
                front.push('/');
                front.push_str(&it.hint);
            });
        }
    }
}

/// Reports each front that occurs twice in a deck.
pub(crate) fn check(mut fronts: Vec<Front>, diagnostics: &mut Diagnostics) {
    fronts.par_sort_unstable();
    for pair in fronts.chunk_by(|a, b| a.hash == b.hash).filter(|it| it.len() > 1) {
        for later in &pair[1..] {
            diagnostics.push(
                Diagnostic::new(&RULE, later.place, "another note asks the same question")
                    .related(pair[0].place, "here")
                    .help("add what distinguishes this one: a learner cannot know which of the two is meant"),
            );
        }
    }
}
