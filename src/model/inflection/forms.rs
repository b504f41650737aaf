//! The forms of a word by the rules and tables of its language.

use super::classes::Classes;
use super::fold::fold;
use super::languages::{Endings, Grammar, has, variants};
use super::letters::letters;

/// How certain it is that a word of a text is a form of the headword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// It has a stem and an ending of the headword.
    Regular,
    /// It is an irregular form.
    Irregular,
    /// It is the headword with other marks.
    Unmarked,
    /// It is the headword, or a form that the author wrote.
    Written,
}

/// The forms of a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    irregular: Vec<Form>,
    stems: Vec<Stem>,
}

/// An irregular form.
#[derive(Clone, Debug)]
struct Form {
    letters: String,
    /// The letters with their marks.
    marked: String,
}

/// A stem with its possible endings.
#[derive(Clone, Debug)]
struct Stem {
    text: String,
    /// Separated by spaces; `-` is none.
    endings: &'static str,
}

impl Forms {
    /// Adds the forms of `base`, each with the particle before it. `marked` is the word with its
    /// marks if it is another one without them, or else empty.
    pub(super) fn add(
        &mut self,
        base: &str,
        [particle, marked]: [&str; 2],
        classes: Classes,
        grammar: &Grammar,
    ) {
        for row in grammar.irregular {
            let Some((lemma, forms)) = row.split_once(':') else { continue };
            let (lemma, complete) = lemma.strip_prefix('=').map_or((lemma, false), |it| (it, true));
            let (lemma, any) = lemma.strip_prefix('-').map_or((lemma, false), |it| (it, true));
            let Some(prefix) = strip_end(base, lemma) else { continue };
            // "él" is not "el".
            let other = !marked.is_empty() && fold(lemma) != marked;
            if prefix.is_empty() && other {
                continue;
            }
            let combines = any
                || prefix.is_empty()
                || lemma.chars().nth(4).is_some()
                || has(grammar.prefixes, prefix);
            if !combines {
                continue;
            }
            for form in forms.split(' ').filter(|it| !it.is_empty()) {
                self.add_irregular(base, [particle, prefix, form], classes, grammar);
            }
            if complete && prefix.is_empty() {
                return;
            }
        }
        for endings in grammar.endings.iter().filter(|it| it.suits(classes)) {
            let Some(stem) = endings.ending_of(base).filter(|it| it.chars().nth(1).is_some())
            else {
                continue;
            };
            for stem in variants(stem, grammar.changes) {
                self.add_stem(&stem, particle, endings, grammar);
            }
        }
    }

    /// Adds an irregular form of `base`: what comes before it, and the form as it is declared.
    fn add_irregular(
        &mut self,
        base: &str,
        [particle, prefix, declared]: [&str; 3],
        classes: Classes,
        grammar: &Grammar,
    ) {
        let form = letters(declared);
        if let Some(stem) = form.strip_suffix('+') {
            let stem = format!("{prefix}{stem}");
            let has_class = |class| {
                let same = |it: &&Endings| it.class == class && it.suits(classes);
                grammar.endings.iter().filter(same).any(|it| it.ending_of(base).is_some())
            };
            let of_class = |it: &&Endings| it.suits(classes) && has_class(it.class);
            for endings in grammar.endings.iter().filter(of_class) {
                self.add_stem(&stem, particle, endings, grammar);
            }
        } else if let Some(stem) = form.strip_suffix('*') {
            let text = format!("{particle}{prefix}{stem}");
            self.stems.push(Stem { text, endings: grammar.tails });
        } else {
            let (form, marked) = match form.strip_suffix('!') {
                Some(form) => (form.to_owned(), String::new()),
                None => (form, fold(declared)),
            };
            self.irregular.push(Form {
                letters: format!("{particle}{prefix}{form}"),
                marked: format!("{particle}{prefix}{marked}"),
            });
        }
    }

    fn add_stem(&mut self, stem: &str, particle: &str, endings: &Endings, grammar: &Grammar) {
        let mut add = |text: String| {
            self.stems.push(Stem { text, endings: endings.forms });
        };
        add(format!("{particle}{stem}"));
        if endings.is_of_verbs() {
            let infinitive = if particle.is_empty() { "" } else { grammar.infinitive };
            let inserts = grammar.inserts.split_whitespace();
            for insert in inserts.chain(infinitive.split_whitespace()) {
                add(format!("{particle}{insert}{stem}"));
            }
        }
    }

    /// Returns how certain it is that a word, given with and without its marks, is one of the
    /// forms.
    pub(super) fn rate(&self, word: &str, marked: &str, grammar: &Grammar) -> Option<Certainty> {
        let same_marks = |it: &Form| !grammar.marks_matter || it.marked == marked;
        if self.irregular.iter().any(|it| it.letters == word && same_marks(it)) {
            return Some(Certainty::Irregular);
        }
        let regular = self.stems.iter().any(|stem| {
            let rest = word.strip_prefix(stem.text.as_str());
            rest.is_some_and(|rest| has_ending(stem.endings, rest, grammar.tails))
        });
        regular.then_some(Certainty::Regular)
    }

    /// Returns whether a word is an irregular form, whatever its marks.
    pub(super) fn has_irregular(&self, word: &str) -> bool {
        self.irregular.iter().any(|it| it.letters == word)
    }
}

/// Returns whether a list of endings contains `rest`, which may have one of the tails.
fn has_ending(endings: &str, rest: &str, tails: &str) -> bool {
    let rest = if rest.is_empty() { "-" } else { rest };
    endings.split(' ').any(|it| match it.strip_suffix('*') {
        None => it == rest,
        Some(ending) => rest.strip_prefix(ending).is_some_and(|tail| has(tails, tail)),
    })
}

/// Returns the beginning of `word` before `end`, whose marks do not count.
fn strip_end<'w>(word: &'w str, end: &str) -> Option<&'w str> {
    let (last, own) = (end.chars().next_back()?, word.chars().next_back()?);
    match () {
        () if last != own && (last.is_ascii() || last >= 'а') => None,
        () if end.is_ascii() => word.strip_suffix(end),
        () => word.strip_suffix(letters(end).as_str()),
    }
}
