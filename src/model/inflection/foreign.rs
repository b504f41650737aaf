//! Searches a text for a headword of a language other than English.

use std::ops::Range;

use super::boundary::is_unspaced;
use super::classes::Classes;
use super::fold::is_apostrophe;
use super::headwords::Headwords;
use super::languages::{Grammar, grammar, has};
use super::letters::{is_inside_word, letters};
use super::phrase::{Part, find_phrase};
use super::single::{certain, similar};
use super::tokens::{Token, tokens};
use super::unspaced::Unspaced;
use super::word::Word;

/// The maximum number of words of a headword that is searched by its forms.
const MOST_WORDS: usize = 8;

/// A headword of a language other than English.
#[derive(Clone, Debug)]
pub(super) struct Foreign {
    shape: Shape,
    /// Whether words are searched with the hyphens in them.
    hyphens: bool,
}

/// What is searched.
#[derive(Clone, Debug)]
enum Shape {
    Word(Box<Word>),
    Phrase(Vec<Part>),
    Unspaced(Unspaced),
    /// Only what is written, by its patterns.
    Nothing,
}

impl Foreign {
    /// Creates the search for a headword and its explicit forms.
    pub(super) fn new(headword: &str, forms: &[&str], classes: Classes, language: &str) -> Foreign {
        let grammar = grammar(language);
        let bare = bare(headword, grammar);
        let forms: Vec<&str> = forms.iter().map(|it| self::bare(it, grammar)).collect();
        let hyphens = bare.contains('-');
        let shape = Foreign::shape(bare, &forms, classes, grammar);
        Foreign { shape, hyphens }
    }

    fn shape(
        bare: &str,
        forms: &[&str],
        classes: Classes,
        grammar: Option<&'static Grammar>,
    ) -> Shape {
        if bare.contains(is_unspaced) {
            return Shape::Unspaced(Unspaced::new(bare, forms, grammar));
        }
        let inside = |c: char| is_inside_word(c) || c == '-';
        let pieces: Vec<&str> = bare
            .split(|c: char| c.is_whitespace() || is_apostrophe(c))
            .map(|it| it.trim_matches(|c| !inside(c)))
            .filter(|it| !it.is_empty())
            .collect();
        match pieces.as_slice() {
            [one] if one.chars().all(inside) => {
                let mut word = Word::new(one, classes, grammar);
                word.written = forms.iter().map(|it| letters(it)).collect();
                Shape::Word(Box::new(word))
            }
            [_, _, ..] if pieces.len() <= MOST_WORDS => {
                let count = pieces.iter().filter(|it| !Part::is_small(it, grammar)).count();
                let classes = if count == 1 { classes } else { Classes::new(&[]) };
                let parts = pieces.iter().map(|it| Part::new(it, classes, grammar));
                // "darse cuenta": se dio cuenta
                let pronoun = grammar.filter(|it| pieces.iter().any(|word| it.is_reflexive(word)));
                let pronoun = pronoun.and_then(|it| it.reflexives.split_whitespace().next());
                let pronoun = pronoun.map(|it| Part::new(it, classes, grammar));
                Shape::Phrase(pronoun.into_iter().chain(parts).collect())
            }
            _ => Shape::Nothing,
        }
    }

    /// Returns the occurrences that are certain. Words that are one of the headwords `others` are
    /// forms of this one only if they are irregular.
    pub(super) fn find(&self, text: &str, others: &Headwords) -> Vec<Vec<Range<usize>>> {
        match &self.shape {
            Shape::Word(word) => certain(word, &self.tokens(text), others),
            Shape::Phrase(parts) => find_phrase(parts, text, &self.tokens(text), others),
            Shape::Unspaced(word) => word.find(text),
            Shape::Nothing => Vec::new(),
        }
    }

    /// Returns the occurrences of the word that is most similar, for texts without a certain one.
    pub(super) fn find_similar(&self, text: &str, others: &Headwords) -> Vec<Vec<Range<usize>>> {
        match &self.shape {
            Shape::Word(word) => similar(word, &self.tokens(text), others),
            Shape::Unspaced(word) => word.find_beginning(text, others),
            Shape::Phrase(_) | Shape::Nothing => Vec::new(),
        }
    }

    fn tokens(&self, text: &str) -> Vec<Token> {
        tokens(text, self.hyphens)
    }
}

/// Returns a headword without the articles at its beginning.
fn bare<'h>(headword: &'h str, grammar: Option<&Grammar>) -> &'h str {
    let headword = headword.trim();
    let Some(grammar) = grammar else { return headword };
    if let Some((first, rest)) = headword.split_once(is_apostrophe)
        && has(grammar.elisions, &first.to_lowercase())
        && !rest.is_empty()
    {
        return rest;
    }
    let Some((first, rest)) = headword.split_once(char::is_whitespace) else {
        let attached = |it: &&str| has(grammar.proclitics, it) && headword.chars().nth(3).is_some();
        let articles = grammar.articles.split_whitespace().filter(attached);
        return articles.filter_map(|it| headword.strip_prefix(it)).next().unwrap_or(headword);
    };
    // "der/die Angestellte", "der, die Angestellte"
    let mut articles = first.split(['/', ',']).filter(|it| !it.is_empty()).peekable();
    let all =
        articles.peek().is_some() && articles.all(|it| has(grammar.articles, &it.to_lowercase()));
    if all { bare(rest.trim_start_matches('/'), Some(grammar)) } else { headword }
}
