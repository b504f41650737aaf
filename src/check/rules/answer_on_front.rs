//! `answer-on-front`: the front of a card shows what the learner should recall.
//!
//! The answers are: for a definition, the headword in any form (reported as `circular-definition`);
//! for a phrase, the text of its gap, which its definition also hints at on the card; for a cue,
//! either of the two words; for a quiz item, the text of a right choice. Other fronts show nothing
//! of their answers: a listening card shows no file name, and a pronunciation card no
//! transcription.

use crate::check::complete::{Complete, Located};
use crate::check::fold::{folded, folded_text, holds};
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, shortened};
use crate::model::inflection::Finder;
use crate::source;

pub(crate) static RULE: Rule = Rule {
    code: "answer-on-front",
    severity: Severity::Warning,
    meaning: "The front of a card shows what the learner should recall: the answer to a gap \
              appears next to it, a cue names one of its two words, or a quiz question \
              contains its answer.",
    fix: "Rephrase the front, or make both places one gap.",
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
        examples: ['The {theme} returns when the main theme is over.']
    distinctions:
      - from: tone
        difference: A cue tells somebody to begin.
        cues: [{ text: The cue comes., answer: cue }]
    quiz:
      - question: Is a green light a signal from the director?
        choices: [a green light, a red light]
        answer: a green light
"#,
        )],
        corrected: &[
            (
                "examples: ['The {theme} returns when the main theme is over.']",
                "examples: ['The {theme} returns when the song is over.']",
            ),
            ("text: The cue comes.", "text: The lights go down."),
            (
                "question: Is a green light a signal from the director?",
                "question: What does the director switch on to begin?",
            ),
        ],
        output: r#"warning[answer-on-front]: the answer to the gap appears next to it: `theme`
 --> cues.yaml:8:20
  |
8 |         examples: ['The {theme} returns when the main theme is over.']
  |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: rephrase it, or make it part of the gap

warning[answer-on-front]: the cue names one of its two words: `cue`
  --> cues.yaml:12:24
   |
12 |         cues: [{ text: The cue comes., answer: cue }]
   |                        ^^^^^^^^^^^^^^
   |
   = help: rephrase it, or make it part of the gap

warning[answer-on-front]: the question contains its answer: `a green light`
  --> cues.yaml:14:19
   |
14 |       - question: Is a green light a signal from the director?
   |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: rephrase it, or make it part of the gap
"#,
    },
};

/// The minimum length of an answer. Shorter ones, such as prepositions, occur in many sentences
/// without revealing anything.
const FEWEST_LETTERS: usize = 4;

/// Reports each front of an entry that reveals its answer.
pub(crate) fn check(it: &Complete<'_>, diagnostics: &mut Diagnostics) {
    it.phrases.iter().for_each(|located| phrase(located, it.finder, diagnostics));
    cues(it, diagnostics);
    quiz(it, diagnostics);
}

/// Reports a phrase in which the answer to the gap also occurs outside the gap.
///
/// A definition that uses the headword is reported by `circular-definition` only.
fn phrase(located: &Located<'_>, finder: &Finder, diagnostics: &mut Diagnostics) {
    for gap in located.phrase.text.gaps() {
        let answer = gap.answers.first().map_or(String::new(), |it| folded(it));
        if is_short(&answer) {
            continue;
        }
        let message = if holds(&located.around, &answer) {
            "the answer to the gap appears next to it"
        } else if holds(&located.hint, &answer) && finder.find(&located.hint).is_empty() {
            "the definition, which is shown as a hint, contains the answer to the gap"
        } else {
            continue;
        };
        report(located.text, &answer, message, diagnostics);
        return;
    }
}

fn is_short(answer: &str) -> bool {
    answer.chars().nth(FEWEST_LETTERS - 1).is_none()
}

/// Reports a cue that contains one of its two words.
fn cues(it: &Complete<'_>, diagnostics: &mut Diagnostics) {
    for distinction in &it.written.distinctions {
        let Some(from) = distinction.from.as_ref().filter(|_| !distinction.cues.is_empty()) else {
            continue;
        };
        let other = Finder::new(&from.value, &[], it.language);
        for text in distinction.cues.iter().filter_map(|it| it.text.as_ref()) {
            let found =
                [it.finder, &other].map(|it| it.find(&text.value).into_iter().flatten().next());
            if let Some(range) = found.into_iter().flatten().next() {
                let word = text.value.get(range).unwrap_or("").to_owned();
                report(text, &word, "the cue names one of its two words", diagnostics);
            }
        }
    }
}

/// Reports a quiz question that contains its answer.
fn quiz(it: &Complete<'_>, diagnostics: &mut Diagnostics) {
    for (quiz, written) in it.entry.quiz.iter().zip(&it.written.quiz) {
        let Some(text) = &written.question else { continue };
        let question = folded_text(&quiz.question);
        let right = quiz.choices.iter().filter(|it| it.is_right).map(|it| folded_text(&it.text));
        let shown = right.filter(|it| !is_short(it)).find(|it| holds(&question, it));
        if let Some(answer) = shown {
            report(text, &answer, "the question contains its answer", diagnostics);
        }
    }
}

fn report(text: &source::Text, answer: &str, message: &str, diagnostics: &mut Diagnostics) {
    let message = format!("{message}: `{}`", shortened(answer));
    diagnostics.push(
        Diagnostic::new(&RULE, text.span, message).help("rephrase it, or make it part of the gap"),
    );
}
