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
    pub(crate) fn read(node: &Node<'_>, acc: &mut Diagnostics) -> Option<Mistake> {
        let fields = Fields::of(node, &MISTAKE, acc)?;
        let mistake = Mistake {
            span: fields.span(),
            id: fields.text("id", acc),
            wrong: fields.text("wrong", acc),
            right: fields.text("right", acc),
            why: fields.text("why", acc),
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
    /// The other word: an entry's id or headword, or a word outside the deck.
    pub from: Option<Text>,
    /// What sets the two apart.
    pub difference: Option<Text>,
    /// This word in a few words.
    pub this: Option<Text>,
    /// The other word in a few words.
    pub other: Option<Text>,
    /// Situations in which just one of the two fits.
    pub cues: Vec<Cue>,
}

impl Distinction {
    pub(crate) fn read(node: &Node<'_>, acc: &mut Diagnostics) -> Option<Distinction> {
        let fields = Fields::of(node, &DISTINCTION, acc)?;
        let distinction = Distinction {
            span: fields.span(),
            id: fields.text("id", acc),
            from: fields.text("from", acc),
            difference: fields.text("difference", acc),
            this: fields.text("this", acc),
            other: fields.text("other", acc),
            cues: fields
                .get("cues")
                .map(|it| list(it).filter_map(|it| Cue::read(it, acc)).collect())
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
    fn read(node: &Node<'_>, acc: &mut Diagnostics) -> Option<Cue> {
        let fields = Fields::of(node, &CUE, acc)?;
        let cue = Cue {
            span: fields.span(),
            text: fields.text("text", acc),
            answer: fields.text("answer", acc),
            why: fields.text("why", acc),
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
    pub(crate) fn read(node: &Node<'_>, acc: &mut Diagnostics) -> Option<Question> {
        let fields = Fields::of(node, &QUESTION, acc)?;
        let question = Question {
            span: fields.span(),
            id: fields.text("id", acc),
            question: fields.text("question", acc),
            answer: fields.text("answer", acc),
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
    /// What there is to choose from.
    pub choices: Vec<Text>,
    /// The choices that are right.
    pub answers: Vec<Text>,
    /// The reason.
    pub why: Option<Text>,
    /// What to say to one who took this choice.
    pub feedback: Vec<(Text, Text)>,
}

impl Quiz {
    pub(crate) fn read(node: &Node<'_>, acc: &mut Diagnostics) -> Option<Quiz> {
        let fields = Fields::of(node, &QUIZ, acc)?;
        if let Some(choices) = fields.get("choices") {
            cut_at_comma::check(choices, acc);
        }
        let quiz = Quiz {
            span: fields.span(),
            id: fields.text("id", acc),
            question: fields.text("question", acc),
            choices: fields.texts("choices", acc),
            answers: fields.texts("answer", acc),
            why: fields.text("why", acc),
            feedback: fields
                .get("feedback")
                .map(|it| open_pairs(it, "`feedback`", acc))
                .unwrap_or_default(),
        };
        Some(quiz)
    }
}
