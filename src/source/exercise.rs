//! Mistakes, distinctions, questions and quiz items as they were written.

use crate::diag::{Diagnostics, Span};
use crate::source::mapping::{Fields, list, open_pairs};
use crate::source::node::Node;
use crate::source::rules::cut_at_comma;
use crate::source::shape::{CUE, DISTINCTION, MISTAKE, QUESTION, QUIZ};
use crate::source::text::Text;

/// A common mistake.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// The whole item.
    pub span: Span,
    /// Its identity in the entry.
    pub id: Option<Text>,
    /// What learners say.
    pub wrong: Option<Text>,
    /// What they should say.
    pub right: Option<Text>,
    /// The reason.
    pub why: Option<Text>,
}

impl Mistake {
    pub(crate) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Mistake> {
        let fields = Fields::of(node, &MISTAKE, diagnostics)?;
        let mistake = Mistake {
            span: fields.span(),
            id: fields.text("id", diagnostics),
            wrong: fields.text("wrong", diagnostics),
            right: fields.text("right", diagnostics),
            why: fields.text("why", diagnostics),
        };
        Some(mistake)
    }
}

/// The difference from another word.
#[derive(Clone, Debug)]
pub struct Distinction {
    /// The whole item.
    pub span: Span,
    /// Its identity in the entry.
    pub id: Option<Text>,
    /// The other word: the id or headword of an entry, or a word outside the deck.
    pub from: Option<Text>,
    /// The difference between the two words.
    pub difference: Option<Text>,
    /// A short description of this word.
    pub this: Option<Text>,
    /// A short description of the other word.
    pub other: Option<Text>,
    /// Situations in which just one of the two fits.
    pub cues: Vec<Cue>,
}

impl Distinction {
    pub(crate) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Distinction> {
        let fields = Fields::of(node, &DISTINCTION, diagnostics)?;
        let distinction = Distinction {
            span: fields.span(),
            id: fields.text("id", diagnostics),
            from: fields.text("from", diagnostics),
            difference: fields.text("difference", diagnostics),
            this: fields.text("this", diagnostics),
            other: fields.text("other", diagnostics),
            cues: fields
                .get("cues")
                .map(|it| list(it).filter_map(|it| Cue::read(it, diagnostics)).collect())
                .unwrap_or_default(),
        };
        Some(distinction)
    }
}

/// A situation in which one of two words fits.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The whole item.
    pub span: Span,
    /// The situation.
    pub text: Option<Text>,
    /// The word that fits.
    pub answer: Option<Text>,
    /// The reason.
    pub why: Option<Text>,
}

impl Cue {
    fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Cue> {
        let fields = Fields::of(node, &CUE, diagnostics)?;
        let cue = Cue {
            span: fields.span(),
            text: fields.text("text", diagnostics),
            answer: fields.text("answer", diagnostics),
            why: fields.text("why", diagnostics),
        };
        Some(cue)
    }
}

/// A question that learners ask.
#[derive(Clone, Debug)]
pub struct Question {
    /// The whole item.
    pub span: Span,
    /// Its identity in the entry.
    pub id: Option<Text>,
    /// The question.
    pub question: Option<Text>,
    /// The answer.
    pub answer: Option<Text>,
}

impl Question {
    pub(crate) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Question> {
        let fields = Fields::of(node, &QUESTION, diagnostics)?;
        let question = Question {
            span: fields.span(),
            id: fields.text("id", diagnostics),
            question: fields.text("question", diagnostics),
            answer: fields.text("answer", diagnostics),
        };
        Some(question)
    }
}

/// A multiple-choice question.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// The whole item.
    pub span: Span,
    /// Its identity in the entry.
    pub id: Option<Text>,
    /// The question.
    pub question: Option<Text>,
    /// The choices.
    pub choices: Vec<Text>,
    /// The right choices.
    pub answers: Vec<Text>,
    /// The reason.
    pub why: Option<Text>,
    /// Feedback, each with the choice that it belongs to.
    pub feedback: Vec<(Text, Text)>,
}

impl Quiz {
    pub(crate) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Quiz> {
        let fields = Fields::of(node, &QUIZ, diagnostics)?;
        if let Some(choices) = fields.get("choices") {
            cut_at_comma::check(choices, diagnostics);
        }
        let quiz = Quiz {
            span: fields.span(),
            id: fields.text("id", diagnostics),
            question: fields.text("question", diagnostics),
            choices: fields.texts("choices", diagnostics),
            answers: fields.texts("answer", diagnostics),
            why: fields.text("why", diagnostics),
            feedback: fields
                .get("feedback")
                .map(|it| open_pairs(it, "`feedback`", diagnostics))
                .unwrap_or_default(),
        };
        Some(quiz)
    }
}
