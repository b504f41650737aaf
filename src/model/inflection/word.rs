//! One word of a headword in a language other than English, and the words of a text that are forms
//! of it.

use super::classes::Classes;
use super::fold::fold;
use super::forms::{Certainty, Forms};
use super::languages::{Grammar, has};
use super::letters::letters;
use super::tokens::Token;

/// The maximum number of letters of a word that has forms; longer ones are no words.
pub(super) const LONGEST: usize = 40;

/// The maximum number of letters of a word that is another one with other marks.
const MOST_MARKED_LETTERS: usize = 3;

/// A word with its forms.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its letters.
    pub(super) letters: String,
    /// Its letters with their marks.
    marked: String,
    /// The letters of other written forms.
    pub(super) written: Vec<String>,
    forms: Forms,
    clitics: &'static str,
    /// The verb without its particle, and the particle, which may stand apart.
    pub(super) parted: Option<(Box<Word>, String)>,
    pub(super) grammar: Option<&'static Grammar>,
    pub(super) capital: bool,
}

impl Word {
    pub(super) fn new(text: &str, classes: Classes, grammar: Option<&'static Grammar>) -> Word {
        let mut word = Word {
            letters: letters(text),
            marked: fold(text),
            written: Vec::new(),
            forms: Forms::default(),
            clitics: "",
            parted: None,
            grammar,
            capital: text.chars().next().is_some_and(char::is_uppercase),
        };
        let Some(grammar) = grammar.filter(|_| word.letters.chars().nth(LONGEST).is_none()) else {
            return word;
        };
        let own = without_reflexive(&word.letters, grammar);
        let other = own == word.letters && word.needs_marks(&own);
        let marked = if other { word.marked.as_str() } else { "" };
        word.forms.add(&own, ["", marked], classes, grammar);
        if classes.verb() && !(grammar.capital_nouns && word.capital) {
            word.clitics = grammar.clitics;
            word.part(&own, grammar);
        }
        word
    }

    /// Adds the forms of a verb with a particle.
    fn part(&mut self, own: &str, grammar: &'static Grammar) {
        let particle = grammar
            .particles
            .split_whitespace()
            .filter(|it| own.strip_prefix(it).is_some_and(|base| base.chars().nth(3).is_some()))
            .max_by_key(|it| it.len());
        let Some(particle) = particle else { return };
        let Some(base) = own.strip_prefix(particle) else { return };
        let verb = Classes::new(&[super::WordClass::Verb]);
        self.forms.add(base, [particle, ""], verb, grammar);
        let mut word = Word::new(base, verb, None);
        word.grammar = Some(grammar);
        word.forms.add(base, ["", ""], verb, grammar);
        self.parted = Some((Box::new(word), particle.to_owned()));
    }

    /// Returns how certain it is that a word of a text is a form.
    pub(super) fn rate(&self, token: &Token) -> Option<Certainty> {
        let (word, marked) = (token.letters.as_str(), token.marked.as_str());
        if word == self.letters && (marked == self.marked || !self.needs_marks(word)) {
            let same = marked == self.marked;
            return Some(if same { Certainty::Written } else { Certainty::Unmarked });
        }
        if self.written.iter().any(|it| it == word) {
            return Some(Certainty::Written);
        }
        self.rate_bare(word, marked).or_else(|| {
            let clitics = self.clitics.split_whitespace();
            let attached = clitics.filter_map(|it| self.rate_with_clitic(word, it));
            attached.chain(self.rate_after_proclitic(word)).max()
        })
    }

    /// Returns whether `word` is so short that its marks make another word of it.
    fn needs_marks(&self, word: &str) -> bool {
        self.grammar.is_some_and(|it| it.marks_matter)
            && word.chars().nth(MOST_MARKED_LETTERS).is_none()
    }

    fn rate_bare(&self, word: &str, marked: &str) -> Option<Certainty> {
        self.forms.rate(word, marked, self.grammar?)
    }

    /// Rates a word with others written at its beginning.
    fn rate_after_proclitic(&self, word: &str) -> Option<Certainty> {
        let proclitics = self.grammar.map_or("", |it| it.proclitics).split_whitespace();
        let rest = proclitics.filter_map(|it| word.strip_prefix(it));
        let long = rest.filter(|it| it.chars().nth(1).is_some());
        let rate = |rest: &str| {
            if rest == self.letters {
                Some(Certainty::Irregular)
            } else {
                self.rate_bare(rest, rest)
            }
        };
        long.filter_map(rate).max()
    }

    /// Rates a verb with a pronoun at its end; the pronoun may double its first letter after an
    /// imperative ("dammi").
    fn rate_with_clitic(&self, word: &str, clitic: &str) -> Option<Certainty> {
        let verb = word.strip_suffix(clitic)?;
        let single = clitic.chars().next().and_then(|it| verb.strip_suffix(it));
        let whole = |verb: &str| {
            let infinitive = self.letters == verb || self.letters.strip_suffix('e') == Some(verb);
            let short = verb.chars().nth(2).is_none();
            let imperative = || self.grammar.is_some_and(|it| has(it.imperatives, verb));
            match () {
                () if verb.is_empty() => None,
                () if infinitive => Some(Certainty::Irregular),
                () if short && !imperative() => None,
                () => {
                    let irregular = self.forms.has_irregular(verb);
                    let regular = || self.rate_bare(verb, verb);
                    if irregular { Some(Certainty::Irregular) } else { regular() }
                }
            }
        };
        whole(verb).or_else(|| single.and_then(whole))
    }
}

/// Returns a verb without the reflexive pronoun at its end.
fn without_reflexive(verb: &str, grammar: &Grammar) -> String {
    let bare = |(end, other): &(&str, &str)| Some(format!("{}{other}", verb.strip_suffix(end)?));
    grammar.infinitives.iter().find_map(bare).unwrap_or_else(|| verb.to_owned())
}
