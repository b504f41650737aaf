//! `long-front`: a front has more than 25 words.
//!
//! The words of the question count: a definition, a phrase with its gap, a cue, a question.

use crate::check::complete::Complete;
use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity};
use crate::source::Text;

pub(crate) static RULE: Rule = Rule {
    code: "long-front",
    severity: Severity::Warning,
    meaning: "Learners read a front of more than 25 words instead of answering it. \
              Definitions, phrases with a gap, cues and questions count.",
    fix: "Make it shorter, or ask two questions.",
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
    questions:
      - question: When somebody who has never stood on a stage hears this word for the first time in a theatre, what should he or she take it to mean there?
        answer: A signal.
"#,
        )],
        corrected: &[(
            "question: When somebody who has never stood on a stage hears this word for the first time in a theatre, what should he or she take it to mean there?",
            "question: What does this word mean on a stage?",
        )],
        output: r#"warning[long-front]: this makes a front of 29 words
 --> cues.yaml:9:19
  |
9 | ...n: When somebody who has never stood on a stage hears this word for the first time in a theatre, what should he or she take it to mean there?
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: use at most 25, or ask two questions
"#,
    },
};

/// The maximum number of words. A longer front is a text to read, not a question to answer.
const MOST_WORDS: usize = 25;

/// Reports definitions, phrases, cues and questions that are too long.
pub(crate) fn check(it: &Complete<'_>, diagnostics: &mut Diagnostics) {
    let written = it.written;
    // A phrase without a gap has no front.
    let phrases = it.phrases.iter().filter(|it| it.has_gaps()).map(|it| it.text);
    let definitions = written.senses.iter().filter_map(|it| it.definition.as_ref());
    let cues =
        written.distinctions.iter().flat_map(|it| &it.cues).filter_map(|it| it.text.as_ref());
    let questions = written.questions.iter().filter_map(|it| it.question.as_ref());
    let quiz = written.quiz.iter().filter_map(|it| it.question.as_ref());
    definitions
        .chain(phrases)
        .chain(cues)
        .chain(questions)
        .chain(quiz)
        .for_each(|it| text(it, diagnostics));
}

fn text(written: &Text, diagnostics: &mut Diagnostics) {
    // Spaces are ASCII, and counting bytes takes a tenth of the time.
    let blanks = written.value.bytes().filter(|it| *it <= b' ' || !it.is_ascii()).count();
    if blanks < MOST_WORDS {
        return;
    }
    let words = written.value.split_whitespace().count();
    if words > MOST_WORDS {
        let message = format!("this makes a front of {words} words");
        diagnostics.push(
            Diagnostic::new(&RULE, written.span, message)
                .help(format!("use at most {MOST_WORDS}, or ask two questions")),
        );
    }
}
